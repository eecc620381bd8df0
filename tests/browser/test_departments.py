"""What 省生态环境厅 answers for in Qinghai, told apart by role, downloaded."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Browse = Callable[..., Watched]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_from_the_list_to_a_body_and_its_file(browse: Browse, tmp_path: Path, size: str) -> None:
    page = browse(size).open("/departments")
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("checkbox", name="青海省").check()
    page.get_by_label("单位或职能").fill("省生态环境厅")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="省生态环境厅", exact=True).click()
    expect(page.locator("h1")).to_have_text("省生态环境厅")
    expect(page.locator(".chips")).to_contain_text("青海省")
    assert page.evaluate(OVERFLOW) <= 0
    assert page.locator("section.role h2").all_inner_texts() == [
        "牵头 3 项任务，1 份文件",
        "负责 43 项任务，1 份文件",
    ]
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "duties.csv")
    text = (tmp_path / "duties.csv").read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    assert Counter(row["身份 role"] for row in rows) == {"牵头 lead": 3, "负责 responsible": 43}
    page.get_by_role("link", name="全部 43 项").click()
    expect(page.locator("table.tasks tbody tr")).to_have_count(43)


def test_who_works_with_whom_leads_to_the_tasks(browse: Browse) -> None:
    page = browse().open("/departments/function/交通运输")
    row = page.locator("table.counts").last.locator("tbody tr").first
    shared = int(row.locator("td").first.inner_text())
    row.locator("td a").first.click()
    expect(page.locator(".bar strong")).to_contain_text(f"{shared} 项任务")
