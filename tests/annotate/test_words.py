"""The lexicons' words: every entry in its example, none where a longer word shields it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.words import term_forms
from pipeline.fold import fold
from pipeline.lexicon import load
from pipeline.marks import WordMark
from tests.documents import marks_of

TERMS = load("terms")["term"]
MODALITIES = load("modality")["modality"]


def words(text: str, kind: str) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.value) for mark in marks_of(text).words if mark.kind == kind]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{term['kind']}-{term['value']}")
def test_every_term_is_found_in_its_example(term: dict[str, Any]) -> None:
    found = words(term["example"], term["kind"])
    if term["kind"] == "exclusion":
        assert len(found) == 1
    else:
        assert term["value"] in [value for _, value in found]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{term['kind']}-{term['value']}")
def test_every_form_is_found_and_every_shield_holds(term: dict[str, Any]) -> None:
    for form in term_forms(term):
        assert (form, term["value"]) in words(f"着{form}好", term["kind"]), form
    for shield in term["not"]:
        found = marks_of(shield).words
        own = [m for m in found if m.kind == term["kind"] and m.value == term["value"]]
        assert [
            shield[m.start : m.end] for m in own if any(shield[m.start : m.end] == f for f in term["forms"])
        ] == [], shield


def test_whom_a_predicate_concerns_gives_no_force() -> None:
    assert marks_of("对促进外贸成效明显的省（区、市），在安排资金时予以倾斜。").modals == []
    (mark,) = marks_of("1．对推进改革成效明显的县，鼓励先行先试。").modals
    assert mark.modality == "encourage"


@pytest.mark.parametrize("entry", MODALITIES, ids=lambda entry: entry["name"])
def test_every_modality(entry: dict[str, Any]) -> None:
    assert marks_of(entry["example"]).modals[0].modality == entry["name"]
    for form in entry["forms"]:
        assert entry["name"] in [mark.modality for mark in marks_of(f"着{form}好").modals], form
    for shield in entry["not"]:
        assert entry["name"] not in [mark.modality for mark in marks_of(shield).modals], shield


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


FORMS = sorted({form for term in TERMS for form in term_forms(term)})


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
                fold(f)
                for t in TERMS
                if t["kind"] == mark.kind and t["value"] == mark.value
                for f in term_forms(t)
            }
            assert printed in forms
