"""What people do with the pages, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from pipeline.store.schema import TABLES, VIEWS
from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Browse = Callable[..., Watched]

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = sorted(re.sub(r"^\d+_", "", path.stem) for path in (ROOT / "datasette/queries").glob("*.sql"))
DOCUMENTS = ["sichuan", "hunan", "yichuan", "qinghai", "sichuan-2022"]
PAGES = [
    "/",
    "/plans",
    *(f"/plans/{table.name}" for table in TABLES),
    *(f"/plans/{view.name}" for view in VIEWS),
    *(f"/plans/{name}" for name in QUERIES),
    *(f"/read/{name}" for name in DOCUMENTS),
    "/plans/documents/hunan",
    "/plans/clauses?_search=" + quote("秸秆"),
    "/plans/clauses?_search=" + quote("区块链"),
    "/plans/targets?_columns=all",
    "/plans/promised_by_when?indicator=" + quote("没有这个指标"),
    "/plans?sql=" + quote("select * from promises limit 3"),
]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_its_window_and_stays_on_this_machine(browse: Browse, path: str, size: str) -> None:
    page = browse(size).open(path)
    assert page.evaluate(OVERFLOW) <= 0
    assert re.search("[\u4e00-\u9fff]|SQL", page.title())
    assert page.locator("h1").first.is_visible()


@pytest.mark.parametrize(
    "table", ["targets", "assignments", "tasks", "comments", "checks", "clauses", "departments"]
)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_row_fits_its_window(browse: Browse, table: str, size: str) -> None:
    page = browse(size).open(f"/plans/{table}")
    page.locator(f"tbody a[href^='/plans/{table}/']").first.click()
    page.locator(".passage, .fields").first.wait_for()
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize(
    "path",
    [
        "/plans/how_plans_attribute",
        "/plans/indicator_across_plans?indicator=秸秆综合利用率",
        "/plans/targets",
    ],
)
def test_labels_on_a_phone_do_not_run_into_each_other(browse: Browse, path: str) -> None:
    watched = browse("phone")
    watched.page.context.add_cookies([{"name": "plans_language", "value": "en", "url": watched.address}])
    page = watched.open(path)
    # A label is as high as its text: what it needs, its row must give it.
    too_high = page.evaluate("""() => [...document.querySelectorAll("table.list td[data-label]")].filter((cell) => {
        const style = getComputedStyle(cell, "::before");
        return cell.offsetHeight && parseFloat(style.height) > cell.clientHeight;
    }).map((cell) => cell.dataset.label)""")
    assert too_high == []


@pytest.mark.parametrize("document", ["hunan", "sichuan-2022"])
def test_a_column_on_a_phone_is_wide_enough_to_read(browse: Browse, document: str) -> None:
    page = browse("phone").open(f"/read/{document}")
    widths = page.evaluate(
        "[...document.querySelectorAll('table.printed td, table.printed th')].map((c) => c.clientWidth)"
    )
    assert widths and min(widths) >= 56
    assert max(widths) <= 360
    assert page.evaluate(OVERFLOW) <= 0


def test_the_questions_fill_their_grid(browse: Browse) -> None:
    page = browse().open("/")
    tops = page.evaluate("[...document.querySelectorAll('.questions > li')].map((card) => card.offsetTop)")
    assert {tops.count(top) for top in tops} == {3}


def test_a_long_answer_is_read_page_by_page(browse: Browse) -> None:
    page = browse().open("/plans/department_tasks?role=responsible")
    expect(page.locator("tbody tr")).to_have_count(100)
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".bar")).to_contain_text("第 101–200 行")
    expect(page.get_by_label("身份")).to_have_value("responsible")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/plans/department_tasks\?role=responsible&_page=2$"))
    expect(page.locator(".bar")).to_contain_text("rows 101 to 200")
    page.get_by_role("link", name="Previous page").click()
    expect(page).to_have_url(re.compile(r"/plans/department_tasks\?role=responsible$"))


def test_a_cells_citation_is_copied_with_its_headers(browse: Browse) -> None:
    watched = browse(permissions=["clipboard-read", "clipboard-write"])
    page = watched.open("/plans/targets?document_id=hunan&scope=" + quote("常德市"))
    page.locator("tr", has_text="35").locator("button.copy").first.click()
    page.locator("button.copied").wait_for()
    assert "）表1 常德市 " in page.evaluate("navigator.clipboard.readText()")


def test_csv_is_downloaded_with_its_mark(browse: Browse) -> None:
    page = browse().open("/plans/targets?document_id=hunan")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


def test_from_a_search_to_the_sentence_to_the_document(browse: Browse) -> None:
    page = browse().open("/")
    page.locator(".hero-find input").fill("桥电")
    page.locator(".hero-find button").click()
    expect(page.locator("mark").first).to_have_text("桥电")
    page.get_by_role("navigation", name="按种类").get_by_role("link", name="条款").click()
    page.get_by_role("navigation", name="按文件").get_by_role("link", name="青海省").click()
    page.locator(".hits .what a").first.click()
    clause = page.locator("section:target")
    clause.locator("a.m-targets", has_text="桥电使用率").click()
    expect(page.locator("blockquote mark")).to_contain_text("桥电使用率")
    page.locator(".trail").get_by_role("link", name="青海省").click()
    expect(page.locator("h1")).to_have_text("青海省")


def test_a_citation_is_copied_with_one_click(browse: Browse) -> None:
    watched = browse(permissions=["clipboard-read", "clipboard-write"])
    page = watched.open("/plans/promised_by_when?document=qinghai")
    button = page.locator("button.copy").first
    button.click()
    expect(button).to_have_text("✓")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == button.get_attribute("title")
    assert copied.startswith("《青海省空气质量持续改善行动计划实施方案》（青政〔2024〕31号）第")


def test_without_clipboard_the_citation_is_still_copied(browse: Browse) -> None:
    page = browse().open("/plans/documents/sichuan")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator("button.copy").first.click()
    page.locator("button.copied").wait_for()


def test_a_query_is_asked_with_pick_lists(browse: Browse) -> None:
    page = browse().open("/plans/promised_by_when")
    everything = page.locator("tbody tr").count()
    page.get_by_label("文件").select_option("sichuan-2022")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_label("文件")).to_have_value("sichuan-2022")
    expect(page.locator("tbody tr")).to_have_count(3)
    assert everything > 3


def test_excel_is_downloaded(browse: Browse) -> None:
    page = browse().open("/plans/due_when?document=yichuan")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == "due_when.xlsx"
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def test_a_facet_splits_tasks_by_each_department(browse: Browse) -> None:
    page = browse().open("/plans/task_departments?document_id=hunan")
    page.locator("#facet-name").get_by_role("link", name="省气象局", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(3)


def test_english_is_a_click_away_and_stays(browse: Browse) -> None:
    page = browse().open("/plans/targets?document_id=hunan")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("targets")
    expect(page).to_have_url(re.compile(r"/plans/targets\?document_id=hunan$"))
    page.locator(".brand").click()
    expect(page.get_by_role("heading", name="The plans")).to_be_visible()
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", name="规划", exact=True)).to_be_visible()


def test_marks_can_be_switched_off(browse: Browse) -> None:
    page = browse().open("/read/yichuan")
    mark = page.locator(".text a.m-assignments").first
    colour = "getComputedStyle(document.querySelector('.text a.m-assignments')).backgroundColor"
    assert mark.is_visible() and page.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.locator("label[for=t-assignments]").click()
    assert page.evaluate(colour) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_everything_can_be_reached_without_scripts(browse: Browse, size: str) -> None:
    page = browse(size, java_script_enabled=False).open("/")
    if size == "phone":
        page.locator(".menu summary").click()
    page.locator(".site").get_by_role("link", name="任务分解").click()
    expect(page.locator("h1")).to_contain_text("任务分解表")
    assert page.locator("button.copy").first.get_attribute("title").startswith("《")


def test_a_long_text_is_unfolded_in_its_place(browse: Browse) -> None:
    page = browse().open("/plans/clauses?document_id=sichuan&level=article")
    cell: Any = page.locator("td.col-text details").first
    assert cell.bounding_box()["height"] < 260
    folded = cell.bounding_box()["height"]
    cell.locator("summary").click()
    assert cell.bounding_box()["height"] > folded


@pytest.mark.parametrize("document", ["hunan", "qinghai"])
def test_a_plan_fits_a_phone_in_english_too(browse: Browse, document: str) -> None:
    page = browse("phone").open(f"/read/{document}")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="中文")).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0
