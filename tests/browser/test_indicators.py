"""Who promises what for PM2.5, and what of it may be ranked: from the start page to the source's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Browse = Callable[..., Watched]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = "[...document.querySelectorAll('svg.chart')].map(chart => chart.getBoundingClientRect().width)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("path", ["/", "/indicators", "/indicators/PM2.5", "/indicators/PM2.5?year=1999"])
def test_a_page_fits_its_window(browse: Browse, path: str, size: str, scheme: str) -> None:
    page = browse(size, color_scheme=scheme).open(path)
    assert page.evaluate(OVERFLOW) <= 0
    assert page.locator("h1").first.is_visible()
    assert all(width > 150 for width in page.evaluate(WIDTHS))


def _row(page: Any, plan: str) -> Any:
    """The first target of a plan in the table."""
    return page.locator("table.targets tr", has=page.locator("th", has_text=plan)).first


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_from_the_start_page_to_the_words_of_a_target(browse: Browse, size: str) -> None:
    page = browse(size).open("/")
    page.locator(".multiples figure h3 a", has_text="PM2.5").click()
    expect(page.locator("h1")).to_have_text("PM2.5")
    expect(page.locator(".about").first).to_contain_text("没有可以排序的")
    expect(page.locator("tr[id^='t-']")).to_have_count(19)
    _row(page, "青海省").locator(".col-quote a").first.click()
    page.locator(":target").wait_for()
    assert "21微克/立方米" in page.locator("article.text").inner_text()


def test_why_a_target_is_not_ranked_is_a_click_away(browse: Browse) -> None:
    page = browse().open("/indicators/PM2.5")
    row = _row(page, "伊川县")
    expect(row.locator("dl.against")).to_be_hidden()
    row.locator("details summary").click()
    expect(row.locator("dl.against")).to_contain_text("适用范围的类别不同或未知")


def test_a_mark_leads_to_its_fact_by_keyboard(browse: Browse) -> None:
    page = browse().open("/indicators/PM2.5")
    mark = page.get_by_role("link", name="青海省（已发布） · 2025")
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/targets/*")
    expect(page.locator(".passage")).to_contain_text("21微克/立方米")


def test_drafts_are_ranked_when_they_are_asked_for(browse: Browse) -> None:
    page = browse().open("/indicators?q=道路清扫")
    page.locator("table.matters a").first.click()
    expect(page.locator(".group")).to_have_count(0)
    page.get_by_label("征求意见稿也参与排序").check()
    page.get_by_role("button", name="查看").click()
    expect(page.locator(".group")).to_have_count(2)
    expect(page.locator(".group").first).to_contain_text("持平")


def test_the_list_is_searched_and_leads_on(browse: Browse) -> None:
    page = browse().open("/indicators")
    page.get_by_label("事项或指标").fill("天数")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("table.matters tbody tr")).to_have_count(2)
    page.locator("table.matters a", has_text="优良天数").first.click()
    expect(page.locator("svg.chart").first).to_be_visible()


def test_the_chart_reads_without_being_seen(browse: Browse) -> None:
    page = browse().open("/indicators/PM2.5")
    chart = page.get_by_role("group", name="PM2.5年均浓度")
    expect(chart).to_have_count(1)
    assert "4 份文件的 18 个数值" in chart.locator("desc").text_content()
    assert chart.get_by_role("link").count() == 18
