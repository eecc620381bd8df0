"""What the whole document says about its dates: its year, its past, its background and its goals."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.annotate import annotate
from pipeline.extract.calendar import Calendar, calendar
from pipeline.extract.metadata import extract_metadata
from pipeline.extract.reading import Reading
from pipeline.ids import FactIds
from pipeline.marks import TimeMark
from pipeline.outline import build_outline
from pipeline.read import read_bytes
from pipeline.tree import ClauseTree

BODY = "为推进工作，制定本方案。\n\n一、发展现状\n（一）成效。完成建设。\n二、总体要求\n（一）主要目标。推进工作。\n（二）重点任务。推进工作。\n"


def reading(text: str) -> Reading:
    source = read_bytes(text.encode(), "test.txt")
    clauses, _ = build_outline("test", source)
    tree, marks = ClauseTree(clauses), annotate(source)
    metadata = extract_metadata("test", source, tree, marks, None)
    return Reading("test", source, tree, marks, metadata, FactIds("test"))


def mark(end_date: str | None, **values: Any) -> TimeMark:
    fields = {"start": 0, "end": 1, "kind": "by", "period": None, "use": "deadline", **values}
    return TimeMark(end_date=end_date, **fields)


@pytest.mark.parametrize(
    ("head", "year", "issued"),
    [
        ("某省节水方案\n\n", None, None),
        ("某省2024年节水工作要点\n\n", 2024, None),
        ("某省关于印发节水方案的通知\n某政发〔2023〕5号\n\n", 2023, None),
        ("某省节水行动方案（2024—2026年）\n\n", None, None),
    ],
)
def test_the_documents_year(head: str, year: int | None, issued: str | None) -> None:
    found = calendar(reading(head + BODY))
    assert (found.year, found.issued_on) == (year, issued)


def test_the_date_of_signature() -> None:
    found = calendar(reading(f"某省节水方案\n\n{BODY}\n某省人民政府\n2024年3月15日\n"))
    assert (found.year, found.issued_on) == (2024, "2024-03-15")


def test_background_and_goals() -> None:
    own = reading("某省节水方案\n\n" + BODY)
    found = calendar(own)
    refs = {clause.id: clause.ref for clause in own.tree.clauses}
    assert {refs[i] for i in found.background} == {"一、", "一、/（一）"}
    assert {refs[i] for i in found.goals} == {"二、/（一）"}
    by_ref = {clause.ref: clause for clause in own.tree.clauses}
    for ref, duty in [
        ("preamble", False),
        ("一、/（一）", False),
        ("二、/（一）", True),
        ("二、/（二）", True),
    ]:
        assert found.is_duty(by_ref[ref], by_ref[ref].char_start) is duty


NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("dates", "end_date", "past"),
    [
        (Calendar(2024, "2024-06-28", NONE, NONE), "2023-12-31", True),
        (Calendar(2024, "2024-06-28", NONE, NONE), "2024-05-31", False),  # a first date of its own year
        (Calendar(2024, "2024-06-28", NONE, NONE), "2024-12-31", False),
        (Calendar(2024, None, NONE, NONE), "2023-12-31", True),
        (Calendar(2024, None, NONE, NONE), "2024-03-31", False),
        (Calendar(None, None, NONE, NONE), "1999-12-31", False),
        (Calendar(2024, None, NONE, NONE), None, False),
    ],
)
def test_the_past(dates: Calendar, end_date: str | None, past: bool) -> None:
    assert dates.is_past(mark(end_date)) is past
    assert not dates.is_past(mark(None, kind="recurring", period="P1Y"))


@pytest.mark.parametrize(("end_date", "past"), [("2024-05-31", True), ("2024-12-31", False)])
def test_what_a_sentence_reports_is_past_in_its_own_year(end_date: str, past: bool) -> None:
    assert Calendar(2024, "2024-06-28", NONE, NONE).is_past(mark(end_date), reported=True) is past


def test_an_open_year_is_filled_in() -> None:
    open_year = mark("--08-31", needs_year=True)
    assert Calendar(2024, None, NONE, NONE).end_date(open_year) == "2024-08-31"
    assert Calendar(None, None, NONE, NONE).end_date(open_year) is None
    assert Calendar(2024, None, NONE, NONE).end_date(mark("2025-12-31")) == "2025-12-31"


def test_years_counted_from_the_documents() -> None:
    dates = Calendar(2024, None, NONE, NONE)
    assert dates.end_date(mark("--06-30", needs_year=True, years_on=1)) == "2025-06-30"
    assert not dates.is_past(mark("--06-30", needs_year=True, years_on=1))
