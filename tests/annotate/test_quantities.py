"""Numbers with unit, comparison and kind; every digit is in one of them or in a time."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.component import get
from pipeline.annotate.quantities import to_number
from pipeline.marks import QuantityMark
from tests.documents import DOCUMENTS, case_ids, cases, corpus_text, marks_of

CASES = cases("numbers")
PIECES = st.sampled_from(
    ["1", "25", "3.5", "１２", "．", "%", "％", "万", "亿", "吨", "个", "/", "立方米", "：", ":", "、", "和", "-", "—", "至",
     "不低于", "以上", "以下", "的", "PM", "第", "号", "〔2024〕", "年", "月", "“", "”", "(", "）", "，", "。", " ", "两", "十", "家", "A", "×"]
)  # fmt: skip
SOUP = st.lists(PIECES, min_size=1, max_size=14).map("".join).filter(lambda text: bool(text.strip()))
DIGITS = "0123456789０１２３４５６７８９"


def shown(text: str, mark: QuantityMark, case: dict[str, Any]) -> list[Any]:
    printed = text[mark.start : mark.end]
    if mark.kind not in {"amount", "ratio"}:
        return [printed, mark.kind]
    value = mark.value if mark.value_high is None else [mark.value, mark.value_high]
    unit = mark.unit
    if unit is not None:
        unit = unit.strip(case.get("strip", " "))
    row = [printed, value, unit, mark.op]
    return [*row, "threshold"] if mark.threshold else row


@pytest.mark.parametrize("case", CASES, ids=case_ids(CASES))
def test_numbers(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [shown(text, mark, case) for mark in marks_of(text).quantities]
    expected = case["numbers"]
    if case.get("prefix"):  # how far a name reaches behind its number is not laid down
        found = [
            [a[1], b[0].startswith(a[0])] if len(a) == 2 else b for a, b in zip(expected, found, strict=False)
        ]
        expected = [[a[1], True] if len(a) == 2 else a for a in expected]
    assert found == expected


def test_the_unit_is_without_the_words_for_more() -> None:
    assert [mark.unit for mark in marks_of("惠及企业300余家，培训20多万人次，改造1200余万亩").quantities] == [
        "家",
        "万人次",
        "万亩",
    ]


@pytest.mark.parametrize(("text", "counts"), [("支持七台河市、五家渠市发展", 0), ("新建三家店铺", 1)])
def test_names_of_cities_count_nothing(text: str, counts: int) -> None:
    assert len(marks_of(text).quantities) == counts


@given(SOUP)
def test_every_digit_is_in_a_number_or_a_time(text: str) -> None:
    text = text.strip()
    marks = marks_of(text)
    covered = {at for mark in (*marks.times, *marks.quantities) for at in range(mark.start, mark.end)}
    assert [i for i, char in enumerate(text) if char in DIGITS and i not in covered] == []


@given(SOUP)
def test_ranges_nest_and_do_not_overlap(text: str) -> None:
    text = text.strip()
    last = 0
    for mark in marks_of(text).quantities:
        assert last <= mark.start < mark.end <= len(text)
        assert mark.start <= mark.value_start < mark.value_end <= mark.end
        assert mark.op_start <= mark.start and mark.end <= mark.op_end
        last = mark.end


@given(
    st.decimals(min_value=0, max_value=99999, places=2),
    st.sampled_from(["%", "万吨", "个", "亿元", "公里", "平方米", "家", "万千瓦"]),
    st.booleans(),
)
def test_a_number_is_read_back_in_any_width(value: object, unit: str, wide: bool) -> None:
    digits = str(value)
    if wide:
        digits = digits.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    (mark,) = marks_of(f"总量达到{digits}{unit}以上").quantities
    assert mark.value == float(str(value))
    assert (mark.unit, mark.op) == (unit, ">=")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_leave_no_digit_out(name: str) -> None:
    for line in corpus_text(name).splitlines():
        if not line.strip() or "\t" in line:
            continue
        text = line.strip()
        marks = marks_of(text)
        covered = {at for mark in (*marks.times, *marks.quantities) for at in range(mark.start, mark.end)}
        assert [i for i, char in enumerate(text) if char.isdigit() and i not in covered] == [], text


@pytest.mark.parametrize(
    ("digits", "value"), [("5", 5), ("5.0", 5.0), ("1,200", 1200), ("1,200.5", 1200.5), ("007", 7)]
)
def test_values(digits: str, value: float) -> None:
    assert to_number(digits) == value
    assert isinstance(to_number(digits), type(value))


def test_component_works_alone() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("plan_quantities")
    (mark,) = get(nlp("建成充电设施40万台。"), "quantities")
    assert (mark.start, mark.end, mark.value, mark.unit) == (6, 10, 40, "万台")
