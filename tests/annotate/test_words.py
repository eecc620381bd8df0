"""Words of the lexicons where several meet; each by itself is tested in tests/lexicon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.words import spellings, terms
from pipeline.fold import fold
from pipeline.marks import WordMark
from tests.documents import marks_of

TERMS = list(terms())


def words(text: str, kind: str) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.value) for mark in marks_of(text).words if mark.kind == kind]


def test_whom_a_predicate_concerns_gives_no_force() -> None:
    assert marks_of("对促进外贸成效明显的省（区、市），在安排资金时予以倾斜。").modals == []
    (mark,) = marks_of("1．对推进改革成效明显的县，鼓励先行先试。").modals
    assert mark.modality == "encourage"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("力争到2025年", "hedge", [("力争", "力争")]),
        ("基本公共服务均等化", "hedge", []),
        ("基本完成改造", "hedge", [("基本", "基本")]),
        ("坚持基本原则，基本建成", "hedge", [("基本", "基本")]),
        ("除偏远山区外，其他地区", "exclusion", [("除偏远山区外", "除偏远山区外")]),
        ("扫除文盲", "exclusion", []),
        ("主要目标", "goals", [("主要目标", "goals")]),
        ("（约束性）", "strength", [("约束性", "binding")]),
    ],
)
def test_words(text: str, kind: str, expected: list[tuple[str, str]]) -> None:
    assert words(text, kind) == expected


FORMS = sorted({form for _, _, term in TERMS for form in spellings(term)})


@given(
    st.lists(st.sampled_from(FORMS) | st.sampled_from(["，", "2025年", " ", "工作"]), min_size=1, max_size=8)
)
def test_a_mark_is_what_it_says(parts: list[str]) -> None:
    text = "".join(parts).strip()
    if not text:
        return
    for mark in marks_of(text).words:
        assert isinstance(mark, WordMark)
        if mark.kind != "exclusion":
            printed = fold(text[mark.start : mark.end])
            forms = {
                fold(form)
                for kind, value, term in TERMS
                if (kind, value) == (mark.kind, mark.value)
                for form in spellings(term)
            }
            assert printed in forms
