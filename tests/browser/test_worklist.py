"""Working through comments and doubts in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Browse = Callable[..., Watched]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_hunan_with_its_three_comments(browse: Browse, size: str) -> None:
    page = browse(size).open("/")
    if size == "phone":
        page.locator(".menu summary").click()
    page.get_by_role("link", name="批注与存疑").click()
    page.get_by_label("文件").select_option("hunan")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".work")).to_have_count(3)
    assert page.evaluate(OVERFLOW) <= 0
    second = page.locator(".work").nth(1)
    expect(second.locator("mark")).to_have_text("35")
    expect(second).to_contain_text("建议核实。")
    second.get_by_role("link", name="在全文中查看").click()
    expect(page.locator("article .comment", has_text="建议核实。").first).to_be_visible()
    page.go_back()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def test_doubts_by_rule_in_english(browse: Browse) -> None:
    page = browse().open("/worklist?list=doubts")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comments and doubts")
    everything = page.locator(".work").count()
    page.get_by_label("Rule").select_option("target.date_elsewhere")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**rule=target.date_elsewhere**")
    assert 0 < page.locator(".work").count() < everything
    expect(page.locator(".work .said").first).to_have_text("its date stands in another sentence")
    expect(page.locator(".work mark").first).to_be_visible()
