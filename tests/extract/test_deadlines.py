"""Deadlines in small plans: which times set one, and what day they mean for this document."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.model import Record
from tests.documents import HEAD, case_ids, cases, read_article, read_plan

CASES = cases("deadlines")
OPEN = "为推进工作，制定本方案。\n\n"


def deadlines(record: Record) -> list[tuple[str, str, str | None]]:
    return [
        (record.text[d.char_start : d.char_end], d.kind, d.end_date or d.period) for d in record.deadlines
    ]


def bare(rows: list[Any]) -> list[tuple[Any, ...]]:
    return [(re.sub("^[到至自从]", "", text), kind, end) for text, kind, end in rows]


@pytest.mark.parametrize("case", CASES, ids=case_ids(CASES))
def test_deadlines(case: dict[str, Any]) -> None:
    found = deadlines(read_article(case["text"]))
    if case.get("loose"):
        assert bare(found) == bare(case["deadlines"])
    else:
        assert found == [tuple(row) for row in case["deadlines"]]


@pytest.mark.parametrize(
    ("plan", "expected", "why"),
    [
        (f"{HEAD}到2025年完成建设。\n\n一、任务\n（一）重点。推进工作。\n", [], "the preamble sets none"),
        (
            f"{HEAD}为推进工作，制定本方案。到2025年，完成建设。\n\n一、任务\n（一）重点。推进工作。\n",
            [("到2025年", "by", "2025-12-31")],
            "but for goals behind the words that issue the plan",
        ),
        (
            f"{HEAD}为推进工作，制定本方案。到2025年，完成建设。\n\n一、工作目标\n（一）重点。推进工作。\n",
            [],
            "which an article states if there is one",
        ),
        (
            f"{HEAD}{OPEN}一、任务\n（一）重点。推进工作。责任单位：某局某省人民政府2023年6月30日\n",
            [],
            "a signature that an export joined to the end",
        ),
        (
            f"{HEAD}{OPEN}一、发展基础\n（一）成效。到2025年有望完成。\n二、任务\n（一）重点。到2025年完成。\n",
            [("到2025年", "by", "2025-12-31")],
            "the description of the situation sets none",
        ),
        (
            f"{HEAD}{OPEN}一、任务\n（一）重点。推进工作。\n\n某省人民政府\n2023年6月30日\n",
            [],
            "the date of signature",
        ),
        (
            f"某省节水方案\n\n{OPEN}一、任务\n（一）重点。各地于8月底前制定方案。\n",
            [("8月底前", "by", None)],
            "nothing says the document's year",
        ),
        (
            f"某省2024年节水工作要点\n\n{OPEN}一、任务\n（一）重点。各地于8月底前制定方案。\n",
            [("8月底前", "by", "2024-08-31")],
            "the year in the title",
        ),
        (
            f"{HEAD}{OPEN}一、任务\n（一）重点。各地于8月底前制定方案。\n\n某省人民政府\n2024年3月1日\n",
            [("8月底前", "by", "2024-08-31")],
            "the date of signature says the year",
        ),
        (
            f"{HEAD}{OPEN}一、任务\n（一）重点。推进工作。\n表1 各市目标\n市\t2024年\t2025年\n甲市\t90\t92\n乙市\t88\t90\n",
            [("2024年", "by", "2024-12-31"), ("2025年", "by", "2025-12-31")],
            "a column's header, once each",
        ),
    ],
)
def test_documents(plan: str, expected: list[tuple[str, str, str | None]], why: str) -> None:
    assert deadlines(read_plan(plan)) == expected, why


def test_a_day_that_is_not_in_the_source_is_doubted() -> None:
    record = read_article("到2025年采暖季前完成清洁取暖改造。")
    doubts = [d for d in record.doubts if d.rule == "deadline.open_day"]
    assert [record.text[d.start : d.end] for d in doubts] == ["到2025年采暖季前"]


def test_a_quote_is_the_sentence_around() -> None:
    record = read_article("加强监管。到2025年，完成改造；优化服务。推进改革。")
    (deadline,) = record.deadlines
    assert (
        record.text[deadline.quote_start : deadline.quote_end].rstrip("。") == "到2025年，完成改造；优化服务"
    )


def test_every_deadline_of_a_document_is_in_time_words(record: Record) -> None:
    for deadline in record.deadlines:
        text = record.text[deadline.char_start : deadline.char_end]
        assert re.search(r"\d|[年月日季周旬天期五末]", text)
        assert text == text.strip()
        assert deadline.quote_start <= deadline.char_start < deadline.char_end <= deadline.quote_end
        assert (deadline.kind == "recurring") == (deadline.period is not None)
        assert deadline.end_date is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", deadline.end_date)
