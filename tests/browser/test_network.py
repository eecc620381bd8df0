"""Walking the graph: from its start over a topic and a provision to the text, and the way between two nodes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Browse = Callable[..., Watched]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Labels whose boxes lie on each other, by their words.
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("svg.graph text:not(.middle)")].map((t) => [t.textContent, t.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 4 && q.top < p.bottom - 4) found.push([a, b]);
  }));
  return found;
}"""


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_a_topic_to_a_text(browse: Browse, size: str, scheme: str) -> None:
    page = browse(size, color_scheme=scheme).open("/graph")
    page.locator(".chips").get_by_role("link", name="秸秆", exact=False).first.click()
    expect(page.locator("h1")).to_contain_text("秸秆")
    assert page.evaluate(OVERFLOW) <= 0
    assert page.evaluate(OVERLAPS) == []
    page.get_by_label("向外").select_option("2")
    page.get_by_role("button", name="应用").click()
    page.wait_for_url("**steps=2**")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(OVERFLOW) <= 0
    page.locator("svg.graph a", has_text="青海省").last.click()
    expect(page.locator("h1")).to_have_text("青海省 文件")
    page.get_by_role("link", name="在全文中查看").click()
    expect(page.locator("h1")).to_have_text("青海省")


@pytest.mark.parametrize("name", ["县生态环境局", "地方各级人民政府", "2025-12-31"])
def test_labels_of_a_crowded_node_are_apart(browse: Browse, name: str) -> None:
    watched = browse()
    nodes = watched.page.request.get(
        f"{watched.address}/plans/nodes.json?label={quote(name)}&_shape=array"
    ).json()
    page = watched.open(f"/graph/{nodes[0]['id']}")
    assert page.locator("svg.graph a").count() > 20
    assert page.evaluate(OVERLAPS) == []


def test_the_way_from_a_national_document_to_a_countys_or_provinces_body(browse: Browse) -> None:
    page = browse(java_script_enabled=False).open("/graph?q=" + quote("国发〔2023〕24号"))
    page.locator(".related").get_by_role("link").first.click()
    page.get_by_role("textbox", name="另一节点").fill("西宁海关")
    page.get_by_role("button", name="查找").click()
    way = page.locator(".way").first
    expect(way.locator("li")).to_have_count(5)
    expect(way).to_contain_text("← 引用")
    way.get_by_role("link", name="西宁海关").click()
    expect(page.locator("h1")).to_contain_text("西宁海关")
