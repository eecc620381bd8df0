"""Plans side by side in a real browser: from the chooser to two sentences."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Browse = Callable[..., Watched]

BOTH = "/compare?plan=sichuan&plan=qinghai"
VOCS = "挥发性有机物"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_sichuan_and_qinghai_on_vocs_down_to_the_sentences(browse: Browse) -> None:
    watched = browse()
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open("/")
    page.get_by_role("link", name="比较", exact=True).click()
    page.get_by_role("checkbox", name="四川省 征求意见稿").check()
    page.get_by_role("checkbox", name="青海省").check()
    page.get_by_role("button", name="并列比较").click()
    page.get_by_role("rowheader", name=VOCS).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(VOCS)
    expect(page.locator(".provision ins.run-added").first).to_be_visible()
    assert f"topic={VOCS}" in unquote(page.url)
    page.get_by_role("link", name="逐句对照").click()
    sentence = page.get_by_role("row").filter(has_text="火炬燃烧装置")
    expect(sentence).to_contain_text("相同")
    sentence.get_by_role("button", name="复制引用").last.click()
    expect(sentence.get_by_role("button", name="✓")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("《青海省")
    assert "，“企业不得将火炬燃烧装置作为日常大气污染处理设施”（规划文本库数据 " in copied
    page.get_by_role("link", name="回到各行").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == "compare.xlsx"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/compare",
        BOTH,
        f"{BOTH}&plan=hunan&plan=yichuan&topic={VOCS}",
        f"{BOTH}&topic=没有这个",
        "/compare/measures?plan=sichuan&plan=yichuan&difference=force",
    ],
)
def test_it_fits_its_window(browse: Browse, path: str, size: str, scheme: str) -> None:
    page = browse(size, color_scheme=scheme).open(path)
    assert page.evaluate(OVERFLOW) <= 0
    levels: list[int] = page.evaluate(
        "[...document.querySelectorAll('.content h1,.content h2,.content h3,.content h4')].map(h => +h.tagName[1])"
    )
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.content input, .content select')].filter(f => f.type !== 'hidden' && !f.labels.length).length"
        )
        == 0
    )


def test_filters_need_no_script(browse: Browse) -> None:
    page: Any = browse(java_script_enabled=False).open(BOTH)
    page.get_by_label("主题", exact=True).select_option(VOCS)
    page.get_by_label("力度").check()
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("tbody tr.about")).to_have_count(1)
    expect(page.get_by_label("力度")).to_be_checked()
