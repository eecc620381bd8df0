"""Time expressions: what they cover, what day or rhythm they mean, and what is none."""

from __future__ import annotations

import re
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.component import get
from pipeline.annotate.times import find_times
from pipeline.dates import before_month, day, five_year_plan_end, month_end, number, quarter_end
from pipeline.fold import Folded
from pipeline.marks import TimeMark
from tests.documents import case_ids, cases

CASES = cases("times")
PIECES = st.sampled_from(
    ["到", "至", "2025", "20", "年", "底", "前", "末", "8", "月", "30", "日", "每", "季度", "“", "十四五", "”",
     "期间", "—", "较", "，", "。", " ", "　", "《", "》", "逐", "按", "内", "个", "两", "工作日", "起", "印发之日"]
)  # fmt: skip
SOUP = st.lists(PIECES, max_size=14).map("".join)


def marks(text: str) -> list[TimeMark]:
    return list(find_times(Folded(text)))


def shown(text: str, mark: TimeMark, *, loose: bool = False) -> tuple[str, str, str | None]:
    printed = text[mark.start : mark.end]
    if loose:  # whether 到, 自 or 从 belongs to the expression is not laid down here
        printed = re.sub("^[到自从]", "", printed)
    return printed, mark.kind, mark.end_date or mark.period


@pytest.mark.parametrize("case", CASES, ids=case_ids(CASES))
def test_times(case: dict[str, Any]) -> None:
    text, loose = case["text"], case.get("loose", False)
    found = sorted((mark for mark in marks(text) if mark.use == "deadline"), key=lambda mark: mark.start)
    assert [shown(text, mark, loose=loose) for mark in found] == [tuple(row) for row in case["times"]]


@pytest.mark.parametrize("case", CASES[::3], ids=case_ids(CASES[::3]))
def test_the_same_in_the_middle_of_a_paragraph(case: dict[str, Any]) -> None:
    text = f"完善工作机制。{case['text']}。加强宣传。"
    found = {shown(text, mark, loose=True) for mark in marks(text) if mark.use == "deadline"}
    rows = {(re.sub("^[到自从]", "", row[0]), row[1], row[2]) for row in case["times"]}
    assert found == rows


@pytest.mark.parametrize(
    ("text", "use", "year"),
    [
        ("较2020年下降16%", "baseline", 2020),
        ("在2022年清单基础上", "baseline", 2022),
        ("2021年以来", "observation", 2021),
        ("《规划（2021—2025年）》", "name", 2025),
    ],
)
def test_uses(text: str, use: str, year: int) -> None:
    assert [(mark.use, mark.year) for mark in marks(text)] == [(use, year)]


@pytest.mark.parametrize("amount", ["9", "9.5", "0.25", "1,250", "7654"])
def test_an_amount_of_days_is_no_time(amount: str) -> None:
    assert marks(f"污染天数控制在{amount}天以内") == []


def test_an_open_year_is_left_to_the_document() -> None:
    (mark,) = marks("8月底前完成")
    assert mark.needs_year
    assert not marks("2025年8月底前完成")[0].needs_year


@given(SOUP)
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    taken: set[int] = set()
    for mark in marks(text):
        own = set(range(mark.start, mark.end))
        assert own and own <= set(range(len(text)))
        assert not own & taken
        taken |= own
        assert (mark.kind == "recurring") == (mark.period is not None)
        if mark.end_date is not None:
            assert re.fullmatch(r"(?:\d{4}|-)-\d{2}-\d{2}", mark.end_date)
            assert mark.needs_year == mark.end_date.startswith("--")


@given(SOUP, st.integers(0, 1000))
def test_offsets_are_canonical(text: str, offset: int) -> None:
    moved = [(mark.start - offset, mark.end - offset) for mark in find_times(Folded(text, offset))]
    assert moved == [(mark.start, mark.end) for mark in marks(text)]


@given(st.integers(1990, 2060), st.integers(1, 12), st.integers(1, 28))
def test_every_day_is_read_back(year: int, month: int, date: int) -> None:
    (mark,) = marks(f"于{year}年{month}月{date}日前完成")
    assert mark.end_date == f"{year}-{month:02d}-{date:02d}"


def test_component_works_alone() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("plan_times")
    (mark,) = get(nlp("到2025年，实现目标。"), "times")
    assert (mark.start, mark.end, mark.end_date) == (0, 6, "2025-12-31")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (month_end("2024", 2), "2024-02-29"),
        (month_end("-", 2), "--02-28"),
        (month_end("2024", 13), None),
        (day("2023", 2, 29), None),
        (day("2024", 2, 29), "2024-02-29"),
        (before_month("2024", 3), "2024-02-29"),
        (before_month("2024", 1), "2023-12-31"),
        (before_month("-", 1), None),
        (quarter_end("2024", "二"), "2024-06-30"),
        (quarter_end("2024", "4"), "2024-12-31"),
        (quarter_end("2024", "5"), None),
        (five_year_plan_end("四"), 2025),
        (five_year_plan_end("五"), 2030),
        (number("十五"), 15),
        (number("二十"), 20),
        (number("30"), 30),
        (number("两"), 2),
        (number("多"), None),
    ],
)
def test_calendar_arithmetic(found: object, expected: object) -> None:
    assert found == expected
