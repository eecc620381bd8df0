"""The canned queries answer as a person does who reads the plans; the answers were written by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from pipeline.store.codes import ref_word
from tests.datasette_pages.pages import ROOT, Pages, text_of
from tests.workbooks import cells

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "cases/queries.jsonl").read_text("utf-8").splitlines()
]
FILES = sorted((ROOT / "datasette/queries").glob("*.sql"))
NAMES = [re.sub(r"^\d+_", "", path.stem) for path in FILES]
GUIDE = (ROOT / "docs/queries.md").read_text("utf-8")
EXAMPLES = re.findall(r"^`/plans/(\w+)(?:\?(.*?))?`.*\n\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
DOCUMENTED = re.findall(r"^## `(\w+)`", GUIDE, re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['query']}: {case['why']}" for case in CASES])
def test_the_answer_is_what_the_plans_say(pages: Pages, case: dict[str, Any]) -> None:
    found = pages.rows(f"/plans/{case['query']}", **case["parameters"])
    wanted = case.get("where", {})
    answer = [
        [row[column] for column in case["columns"]]
        for row in found
        if all(row[column] == value for column, value in wanted.items())
    ]
    if case["complete"]:
        assert answer == case["rows"]
    else:
        assert [row for row in case["rows"] if row not in answer] == []


def test_every_query_has_answers() -> None:
    assert {case["query"] for case in CASES} == set(NAMES)


def test_documentation_and_queries_agree() -> None:
    assert DOCUMENTED == NAMES


def test_every_query_has_an_example() -> None:
    assert [name for name, _, _ in EXAMPLES] == NAMES


@pytest.mark.parametrize(("name", "query", "table"), EXAMPLES, ids=[name for name, _, _ in EXAMPLES])
def test_documented_answers_are_given(pages: Pages, name: str, query: str, table: str) -> None:
    heads, _, *rows = ([cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines())
    found = pages.rows(f"/plans/{name}", **dict(parse_qsl(query)))
    answer = [[shown(row[column]) for column in heads] for row in found]
    assert [row for row in rows if row not in answer] == []


def shown(value: Any) -> str:
    """A value as the guide prints it: nothing for none, lists joined."""
    if isinstance(value, str) and value.startswith("["):
        return "、".join(json.loads(value))
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_parameters_a_query_shows_something(pages: Pages, name: str, language: str) -> None:
    page = pages.page(f"/plans/{name}", plans_language=language)
    assert int(re.search(r"<strong>\D*(\d+)", page[page.index('<p class="bar">') :])[1]) > 0  # type: ignore[index]
    assert "message-error" not in page


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_parameter_gives_an_empty_answer_that_says_so(pages: Pages, name: str) -> None:
    form = pages.page(f"/plans/{name}")
    parameters = re.findall(r'<(?:select|input) id="p-\w+" name="(\w+)"', form)
    if parameters:
        page = pages.page(f"/plans/{name}?{parameters[0]}=没有'这个\"<b>")
        assert "文中未写，不等于没有" in text_of(page)
        assert "<b>" not in page


def test_drafts_are_marked_wherever_a_plan_is_named(pages: Pages) -> None:
    for name in NAMES:
        page = pages.page(f"/plans/{name}")
        if "/read/hunan" in page:
            assert 'class="badge badge-draft"' in page


def test_hedges_exclusions_and_deferrals_stand_beside_the_value(pages: Pages) -> None:
    page = pages.page("/plans/promised_by_when?document=yichuan")
    assert re.search(r'class="note note-hedge">力争<', page)
    assert "从属于" in page
    assert re.search(r'class="note note-exclusion">除外', page)


def test_targets_without_a_number_of_their_own_stand_in_the_row_of_their_indicator(pages: Pages) -> None:
    assert "从属于：市（不排名）" in pages.page("/plans/indicator_across_plans?indicator=优良天数")
    assert '<span class="quiet">定性</span>' in pages.page("/plans/indicator_across_plans?indicator=柴油货车")


def test_a_plans_tasks_add_up(pages: Pages) -> None:
    for row in pages.rows("/plans/how_plans_attribute"):
        assert row["tasks"] == sum(
            row[name] for name in ("with_lead", "without_lead", "by_subject", "not_stated")
        )
    page = pages.page("/plans/how_plans_attribute")
    assert re.search(r'<td class="col-with_lead" data-label="有牵头">0</td>', page)


def test_a_long_answer_comes_in_pages(pages: Pages) -> None:
    every = pages.rows("/plans/department_tasks")
    assert len(every) > 300
    shown: list[str] = []
    path = "/plans/department_tasks?role="
    while path:
        page = pages.page(path)
        shown += re.findall(r'<td class="col-ref".*?>([^<]*)</a>', page)
        assert f"共 {len(every)} 行" in page and len(page) < 300_000
        following = re.search(r'href="([^"]+)">下一页', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert shown == [ref_word(row["ref"]) for row in every]
    last = pages.page("/plans/department_tasks?role=&_page=3")
    assert "第 201–300 行" in last and "上一页" in last


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, "２"])
def test_a_page_that_is_none_is_no_error(pages: Pages, number: str) -> None:
    pages.page(f"/plans/department_tasks?_page={number}")


def test_exports_are_not_cut_into_pages(pages: Pages) -> None:
    every = pages.rows("/plans/department_tasks")
    csv_lines = pages.response("/plans/department_tasks.csv?_page=2").text.strip().splitlines()
    assert len(csv_lines) >= len(every) + 1
    assert ":_page" not in pages.page("/plans/department_tasks")


@pytest.mark.parametrize(("name", "parameter"), [("promised_by_when", "by"), ("due_when", "until")])
@pytest.mark.parametrize("typed", ["abc", "2025", "2025-02-30", "now"])
def test_a_date_that_is_none_is_said_to_be_none(pages: Pages, name: str, parameter: str, typed: str) -> None:
    page = text_of(pages.page(f"/plans/{name}?{parameter}={typed}"))
    assert f"截止日期不晚于：“{typed}”不是日期，请写成 2025-12-31。" in page
    assert pages.rows(f"/plans/{name}", **{parameter: typed}) == []
    assert "不是日期" not in pages.page(f"/plans/{name}?{parameter}=2025-12-31")


def test_a_date_behind_us_is_not_called_overdue(pages: Pages) -> None:
    page = pages.page("/plans/promised_by_when?document=sichuan-2022")
    assert 'title="期限已过，完成情况未知"' in page
    assert "逾期" not in page


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_queries_join_by_keys_alone(path: Path) -> None:
    sql = re.sub(r"--.*", "", path.read_text("utf-8"))
    for condition in re.findall(r"\bON\s+(.+)", sql):
        assert re.fullmatch(r"(\w+\.(id|\w+_id)) = (\w+\.(id|\w+_id))", condition.strip()), condition


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_page_counts_all_rows_of_its_query(pages: Pages, path: Path) -> None:
    name = path.stem.partition("_")[2]
    content = pages.response(f"{pages.base}/{name}.xlsx").content
    rows = cells(content)[1:]
    assert f"共 {len(rows):,} 行" in text_of(pages.page(f"{pages.base}/{name}"))
