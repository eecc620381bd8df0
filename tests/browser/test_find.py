"""Searching, as people do it: from the box in the head to the word in its sentence, its row, its document."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Browse = Callable[..., Watched]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_search_a_word_of_two_characters(browse: Browse, size: str) -> None:
    page = browse(size).open("/plans/targets")
    page.locator(".site .find input").fill("秸秆")
    page.locator(".site .find button").click()
    expect(page).to_have_title("检索：秸秆")
    expect(page.locator(".site .find input")).to_have_value("秸秆")
    expect(page.locator(".found mark").first).to_have_text("秸秆")
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("navigation", name="按种类").get_by_role("link", name="目标").click()
    expect(page.locator(".found h2")).to_have_count(1)
    page.get_by_role("navigation", name="按文件").get_by_role("link", name="青海省").click()
    hit = page.locator(".hits > li")
    expect(hit).to_have_count(1)
    hit.get_by_role("link", name="秸秆综合利用率").click()
    expect(page.locator(".m:target")).to_contain_text("秸秆综合利用率")
    page.go_back()
    hit.get_by_role("link", name="数据行").click()
    expect(page.locator("blockquote mark")).to_contain_text("秸秆综合利用率达到86%以上")


def test_the_form_narrows_and_says_what_is_not_there(browse: Browse) -> None:
    page = browse(java_script_enabled=False).open("/search?q=VOCs")
    page.locator("#kind").select_option("tasks")
    page.locator("#plan").select_option("sichuan")
    page.locator(".search-form button").click()
    expect(page).to_have_url(re.compile("kind=tasks.*plan=sichuan"))
    expect(page.locator(".found h3 .badge")).to_have_text("征求意见稿")
    page.locator("#q").fill("区块链")
    page.locator(".search-form button").click()
    expect(page.locator(".empty")).to_contain_text("不等于没有")
    page.get_by_role("link", name="在全部文件、全部种类中检索").click()
    expect(page.locator(".empty")).to_contain_text("全部 5 份文件")
