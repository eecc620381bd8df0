"""The page of plans side by side in a real Chromium, from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pipeline.compare import profile_of
from pipeline.model import Record
from pipeline.report.row_differences import compared_rows
from pipeline.report.side_by_side_page import side_by_side_page
from tests.browser.conftest import SIZES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = [corpus["sichuan"], corpus["qinghai"]]
    profiles = [profile_of(record) for record in records]
    path = tmp_path_factory.mktemp("page") / "对照.html"
    path.write_bytes(side_by_side_page(records, profiles, compared_rows(records, profiles)))
    return path


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_filters_and_prints(chromium: Any, file: Path, size: str, scheme: str) -> None:
    context = chromium.new_context(viewport=SIZES[size], color_scheme=scheme)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    rows = page.locator("tbody.row")
    everything = rows.count()
    assert page.locator("tbody.row:visible").count() == everything > 30

    page.get_by_label("数字 numbers").check()
    numbers = page.locator("tbody.row:visible")
    assert 0 < numbers.count() < everything
    assert all("number" in (row.get_attribute("data-kinds") or "").split() for row in numbers.all())
    assert page.locator("output").inner_text() == f"{numbers.count()} / {everything}"
    page.get_by_role("button", name="重置 reset").click()
    expect(page.locator("tbody.row[hidden]")).to_have_count(0)

    page.locator("select").select_option(index=1)
    assert 0 < page.locator("tbody.row:visible").count() < everything
    page.get_by_role("button", name="重置 reset").click()
    expect(page.locator("tbody.row[hidden]")).to_have_count(0)

    assert page.locator("article del.dropped:visible").count() > 10
    page.get_by_label("不显示标记").check()
    assert page.locator("article del.dropped:visible").count() == 0

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if scheme == "light":
        assert page.pdf()[:4] == b"%PDF"
    context.close()
    assert faults == []
