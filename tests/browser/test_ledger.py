"""From the ledger's line of time to tasks, to a body, and away with a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Browse = Callable[..., Watched]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"java_script_enabled": False}])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_ledger_is_filtered_and_its_marks_lead_to_tasks(
    browse: Browse, size: str, options: dict[str, object]
) -> None:
    page = browse(size, **options).open("/ledger")
    if options.get("java_script_enabled", True):
        assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("checkbox", name="湖南长株潭及传输通道城市").check()
    page.get_by_label("排序").select_option("deadline")
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile("plan=hunan.*sort=deadline"))
    expect(page.locator(".chips")).to_contain_text("湖南长株潭及传输通道城市")
    mark = page.locator(".timeline a.due").first
    label = mark.get_attribute("aria-label")
    mark.press("Enter")
    expect(page.locator("table.tasks tbody tr")).to_have_count(int(label.rpartition("：")[2].split()[0]))


def test_a_file_holds_the_rows_of_the_page(browse: Browse, tmp_path: Path) -> None:
    page = browse().open("/ledger?plan=yichuan&role=lead")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "fenjie.csv")
    text = (tmp_path / "fenjie.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == page.locator("table.tasks tbody tr").count() > 10
    assert all(row["牵头单位 lead"] for row in rows)
