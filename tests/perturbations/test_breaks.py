"""A sentence that a page or a narrow column broke into lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.documents import DOCUMENTS, corpus_text, read_plan
from tests.perturbations.facts import assert_same, facts
from tests.perturbations.lines import is_cells
from tests.perturbations.plans import plain

_SHORTEST = 60  # what is shorter may be a heading of its own
# A line that begins so starts anew: 一、, （一）, 1., 附件, 表, 专栏, a bracket of bodies.
_ANEW = re.compile(r"[一二三四五六七八九十第附表图专（(〔\[【\d①-⑳—]")
_ENDS = ("。", "）", ")")


def running(name: str) -> list[int]:
    """The lines of a file, from 0, that are paragraphs of running text."""
    return [
        number
        for number, line in enumerate(corpus_text(name).split("\n"))
        if len(line) > 2 * _SHORTEST and not is_cells(line) and "Comment by" not in line and line.rstrip(" *").endswith(_ENDS)
    ]  # fmt: skip


def may_break(text: str, at: int) -> bool:
    """Whether a break at `at` leaves both lines recognisable as one paragraph.

    Within a number or a Latin word nothing says whether a blank stood there; behind a stop the next
    sentence may be a paragraph of its own.
    """
    before, after = text[at - 1], text[at]
    words = all("\u4e00" <= char <= "\u9fff" for char in (before, after))
    commas = before in "，、,"
    return (words or commas) and not _ANEW.match(text[at:])


def assert_joined(name: str, lines: list[str]) -> None:
    record = read_plan("\n".join(lines))
    assert record.text == plain(name).text
    assert_same(facts(record), facts(plain(name)))
    assert any(doubt.rule == "read.broken_sentence" for doubt in record.doubts)


PLACES = [(name, number) for name in DOCUMENTS for number in running(name)]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PLACES), st.integers(0, 400), st.sampled_from(["\n", "\n\n", "\n　", "\r\n"]))
def test_a_sentence_broken_by_a_page(place: tuple[str, int], at: int, gap: str) -> None:
    name, number = place
    lines = corpus_text(name).split("\n")
    text = lines[number]
    at = _SHORTEST + at % (len(text) - _SHORTEST - 30)
    assume(may_break(text, at))
    lines[number] = text[:at] + gap + text[at:]
    assert_joined(name, lines)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 400)), min_size=2, max_size=6, unique_by=lambda pair: pair[0]))  # fmt: skip
def test_sentences_broken_in_many_places(name: str, places: list[tuple[int, int]]) -> None:
    lines, numbers = corpus_text(name).split("\n"), running(name)
    broken = False
    for number, place in places:
        index = numbers[number % len(numbers)]
        text = lines[index]
        at = _SHORTEST + place % (len(text) - _SHORTEST - 30)
        if "\n" not in text and may_break(text, at):
            lines[index] = text[:at] + "\n" + text[at:]
            broken = True
    assume(broken)
    assert_joined(name, lines)


@pytest.mark.parametrize("width", [28, 40, 56])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_paragraphs_wrapped_into_a_column(name: str, width: int) -> None:
    """As a copy of a page has them, 28 characters a line by the standard; titles stand in larger print."""
    lines = corpus_text(name).split("\n")
    wrap = [
        any(mark in line for mark in "。，,") and not is_cells(line) and "Comment by" not in line
        for line in lines
    ]
    wide = (wrapped(line, width) if chosen else line for line, chosen in zip(lines, wrap, strict=True))
    assert_joined(name, list(wide))


def wrapped(text: str, width: int) -> str:
    """`text` in lines of `width` characters, a little less or more where no break may be."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > width + 4:
        near = sorted(
            range(start + width - 4, start + width + 4),
            key=lambda at: (at > start + width, abs(at - start - width)),
        )
        at = next((at for at in near if may_break(text, at)), None)
        if at is None:
            return "\n".join([*pieces, text[start:]])
        pieces.append(text[start:at])
        start = at
    return "\n".join([*pieces, text[start:]])
