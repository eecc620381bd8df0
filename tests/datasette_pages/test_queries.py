"""The canned queries answer as a person does who reads the plans; the answers were written by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.datasette_pages.pages import ROOT, Pages, text_of

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


def test_a_date_behind_us_is_not_called_overdue(pages: Pages) -> None:
    page = pages.page("/plans/promised_by_when?document=sichuan-2022")
    assert 'title="期限已过，完成情况未知"' in page
    assert "逾期" not in page


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_queries_join_by_keys_alone(path: Path) -> None:
    sql = re.sub(r"--.*", "", path.read_text("utf-8"))
    for condition in re.findall(r"\bON\s+(.+)", sql):
        assert re.fullmatch(r"(\w+\.(id|\w+_id)) = (\w+\.(id|\w+_id))", condition.strip()), condition
