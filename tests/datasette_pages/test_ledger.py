"""The 任务分解表 as a page: what its filters ask for, its order, its line of time, its files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest

from pipeline.duties import called, duties
from pipeline.model import Record
from pipeline.report.ledger import HEAD, ledger, ledger_sheet
from tests.datasette_pages.pages import Pages, links, text_of
from tests.workbooks import cells

Told = Callable[[Record], bool]


def listed(pages: Pages, query: str) -> list[list[str]]:
    """The rows of the file with these filters, below its head."""
    answer = pages.response(f"/ledger.csv?{query}")
    assert answer.status_code == 200
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert tuple(head) == HEAD
    return rows


def tasks_of(page: str) -> list[str]:
    return re.findall(r'<tr id="t-([0-9a-f]+)"', page)


def test_the_file_holds_what_the_command_gives(pages: Pages, corpus: dict[str, Record]) -> None:
    entries = [entry for name in sorted(corpus) for entry in ledger(corpus[name])]
    expected = [[str(value) for value in row] for row in ledger_sheet(entries).rows]
    assert listed(pages, "") == expected


def test_a_csv_file_opens_in_excel(pages: Pages) -> None:
    answer = pages.response("/ledger.csv?plan=hunan")
    assert answer.content.startswith("\ufeff序号".encode()) and answer.content.count("\ufeff".encode()) == 1
    assert answer.headers["content-type"].startswith("text/csv")
    assert "fenjie.csv" in answer.headers["content-disposition"]


def test_a_workbook_has_the_same_rows_and_says_its_filters(pages: Pages) -> None:
    answer = pages.response("/ledger.xlsx?plan=hunan&sort=deadline")
    rows, notes = cells(answer.content), cells(answer.content, 1)
    assert [row[3] for row in rows[1:]] == [row[3] for row in listed(pages, "plan=hunan&sort=deadline")]
    assert any("湖南" in str(note) for (note, *_) in notes)


@pytest.mark.parametrize("name", ["生态环境", "省生态环境厅", "工业和信息化", "县"])
def test_a_body_is_found_as_by_the_command(pages: Pages, corpus: dict[str, Record], name: str) -> None:
    found = listed(pages, f"who={quote(name)}")
    expected = [e for key in sorted(corpus) for e in ledger(corpus[key], called(corpus[key], name))]
    assert len(expected) > 10 and [row[3] for row in found] == [entry.measures for entry in expected]


def test_a_role_is_that_of_the_body_asked_for(pages: Pages, corpus: dict[str, Record]) -> None:
    found = listed(pages, f"plan=hunan&who={quote('省生态环境厅')}&role=support")
    record = corpus["hunan"]
    expected = [
        task.id
        for task in record.tasks
        if any(a.name == "省生态环境厅" and a.role == "support" for a in duties(record)[task.id])
    ]
    assert len(found) == len(expected) > 0
    assert all("省生态环境厅" in row[8] for row in found)


def test_no_lead_speaks_of_plans_that_attribute_only(pages: Pages, corpus: dict[str, Record]) -> None:
    found = listed(pages, "nolead=1")
    assert found and all(row[6] in ("", "未写明 not stated") for row in found)
    assert {row[1].partition("（")[0] for row in found} == {
        record.metadata.short_title
        for record in corpus.values()
        if record.metadata.attribution_style in ("brackets", "table")
    }


def test_what_asks_nobody_to_do_anything_has_no_lead_to_miss(pages: Pages) -> None:
    found = listed(pages, "nolead=1")
    assert not [row for row in found if re.search("指导思想|基本原则|工作目标|主要目标|形势", row[2])]
    query = pages.rows(f"{pages.base}/tasks_without_lead")
    assert len(query) == len(found)


def test_days_are_those_of_a_deadline_of_the_task(pages: Pages, corpus: dict[str, Record]) -> None:
    found = listed(pages, "from=2024-01-01&to=2024-12-31")
    expected = {
        deadline.task_id
        for record in corpus.values()
        for deadline in record.deadlines
        if "2024-01-01" <= (deadline.end_date or "") <= "2024-12-31"
    }
    assert len(found) == len(expected) > 3
    assert all(re.search("2024-[0-9]{2}-[0-9]{2}", row[4]) for row in found)


def test_when_parts_the_tasks(pages: Pages, corpus: dict[str, Record]) -> None:
    total = sum(len(record.tasks) for record in corpus.values())
    none = listed(pages, "when=none")
    assert all(row[4] == "未写明 not stated" for row in none)
    some = {row[3] for row in listed(pages, "when=dated")} | {row[3] for row in listed(pages, "when=period")}
    assert len(none) + len(some) == total


def test_a_topic_is_that_of_the_provision(pages: Pages) -> None:
    found = listed(pages, f"topic={quote('秸秆')}")
    assert found and all("秸秆" in row[3] for row in found)


def test_by_deadline_the_first_comes_first_and_those_without_one_last(pages: Pages) -> None:
    first = [re.findall("[0-9]{4}-[0-9]{2}-[0-9]{2}", row[4]) for row in listed(pages, "sort=deadline")]
    days = [min(found, default="9999") for found in first]
    assert days == sorted(days) and days[0] < "9999" == days[-1]


def test_by_body_leads_come_first(pages: Pages) -> None:
    rows = listed(pages, "plan=yichuan&sort=department")
    names = [next(filter(None, (row[6], row[7], row[8], row[10]))).split("、")[0] for row in rows if row[6]]
    assert names == sorted(names) and len(set(names)) > 3


def test_pages_hold_each_task_once(pages: Pages, corpus: dict[str, Record]) -> None:
    seen: list[str] = []
    path = "/ledger"
    while path:
        page = pages.page(path)
        seen += tasks_of(page)
        path = next(
            (href for href in links(page) if href.endswith(f"page={len(seen) // 50 + 1}#rows")), ""
        ).partition("#")[0]
    assert seen == [task.id for name in sorted(corpus) for task in corpus[name].tasks]


def test_a_mark_on_the_line_of_time_leads_to_its_tasks(pages: Pages) -> None:
    page = pages.page("/ledger?plan=hunan")
    marks = re.findall(r'<a class="due[^"]*" href="([^"]+)" aria-label="[^"]*?：(\d+) 项任务"', page)
    assert len(marks) > 2
    for href, number in marks:
        assert len(tasks_of(pages.page(href.replace("&amp;", "&").partition("#")[0]))) == int(number)


def test_a_period_stands_apart_and_leads_to_its_tasks(pages: Pages) -> None:
    page = pages.page("/ledger")
    apart = page.partition('<dl class="vague">')[2].partition("</dl>")[0]
    assert "每年" in text_of(apart) and "“十四五”期间" in text_of(apart)
    for href, number in re.findall(r'<dd>.*?<a href="([^"]+)">[^<]*<span class="count">(\d+)', apart):
        assert len(tasks_of(pages.page(href.replace("&amp;", "&").partition("#")[0]))) == int(number)


def test_a_day_behind_us_is_not_called_overdue(pages: Pages) -> None:
    page = text_of(pages.page("/ledger?plan=sichuan-2022"))
    assert "已过" in page and "完成情况未知" in page
    assert not re.search("逾期|超期|overdue", page)


def test_filters_in_force_can_be_taken_off_one_by_one(pages: Pages) -> None:
    page = pages.page("/ledger?plan=hunan&role=lead&sort=deadline")
    assert {"/ledger?role=lead&sort=deadline", "/ledger?plan=hunan&sort=deadline"} <= set(links(page))


@pytest.mark.parametrize(
    "query", ["from=yesterday", "role=chief", "when=soon", "page=x", "sort=up", "page=99999"]
)
def test_nonsense_is_left_out(pages: Pages, query: str) -> None:
    assert len(tasks_of(pages.page(f"/ledger?{query}"))) > 30


def test_nothing_found_is_said_and_is_not_nothing(pages: Pages) -> None:
    page = text_of(pages.page(f"/ledger?who={quote('无此单位')}"))
    assert "未写，不等于没有" in page and "0 项任务" in page


def test_markup_is_text(pages: Pages) -> None:
    page = pages.page("/ledger?who=<script>alert(1)</script>&department=<b>&said=<i>")
    assert "<script>alert" not in page and "<b><b>" not in page and "<i>" not in page


def test_drafts_are_marked_in_rows_and_drawing(pages: Pages) -> None:
    page = pages.page("/ledger?plan=hunan")
    assert page.count("badge-draft") > 30 and "state-draft" in page


def test_english_labels(pages: Pages) -> None:
    page = text_of(pages.page("/ledger?nolead=1", plans_language="en"))
    assert "Ledger of tasks" in page and "Line of time" in page and "Only without a stated lead" in page
