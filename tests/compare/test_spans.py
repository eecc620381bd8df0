"""Parts looked for in another provision: all at once says what counting string by string says."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.portions import Portion
from pipeline.compare.span_likeness import likeness
from pipeline.compare.spans import MOST, Spans, spans_of
from pipeline.compare.wording import Word

NONE: frozenset[str] = frozenset()
TEXTS = st.lists(st.text("治理大气污染防", max_size=9), min_size=1, max_size=7)


def spans(texts: list[str], indicators: list[frozenset[str]] | None = None) -> Spans:
    """The spans of a provision whose parts are `texts`, a word a character."""
    words = [Word(at, at + 1, key, "word", size=1) for at, key in enumerate("".join(texts))]
    ends = [sum(map(len, texts[:number])) for number in range(len(texts) + 1)]
    parts = [Portion(start, end, 0) for start, end in itertools.pairwise(ends)]
    return spans_of(words, parts, indicators or [NONE] * len(texts))


def strings(text: str) -> Counter[str]:
    return Counter([text[at : at + 2] for at in range(len(text) - 1)] if len(text) > 1 else [*text])


def counted(one: str, other: str, texts: list[str], others: list[str]) -> float:
    """How alike two spans are, string by string, as `span_likeness.py` describes it."""
    having = [Counter(string for text in each for string in strings(text)) for each in (texts, others)]
    weights = {
        string: max(1, having[0][string], having[1][string]) ** -0.35
        for string in strings(one) | strings(other)
    }
    whole = sum(weights[string] * times for string, times in (strings(one) + strings(other)).items())
    shared = sum(weights[string] * times for string, times in (strings(one) & strings(other)).items())
    return 2 * shared / whole if whole else 0.0


@given(TEXTS, TEXTS)
def test_all_at_once_says_what_counting_string_by_string_says(texts: list[str], others: list[str]) -> None:
    a, b = spans(texts), spans(others)
    found = likeness(a, b)
    for own, its, there, rows in ((a, others, found.a, texts), (b, texts, found.b, others)):
        for row, (first, last) in enumerate(own.ranges):
            for place, part in enumerate(its):
                expected = counted("".join(rows[first : last + 1]), part, rows, its)
                assert there[row, place] == pytest.approx(expected, abs=1e-5)


@given(TEXTS, TEXTS)
def test_of_parts_alone_both_ways_of_asking_say_the_same_to_the_last_bit(
    texts: list[str], others: list[str]
) -> None:
    a, b = spans(texts), spans(others)
    found, back = likeness(a, b), likeness(b, a)
    assert (found.a[: a.parts] == found.b[: b.parts].T).all()
    assert (found.a == back.b).all()
    assert (found.b == back.a).all()


@given(TEXTS)
def test_spans_are_all_runs_of_neighbours(texts: list[str]) -> None:
    size = len(texts)
    expected = {(first, last) for first in range(size) for last in range(first, min(first + MOST, size))}
    found = spans(texts)
    assert set(found.ranges) == expected
    assert len(found.ranges) == len(expected)
    assert found.ranges[: found.parts] == tuple((at, at) for at in range(size))


def test_targets_of_one_indicator_draw_together_and_others_keep_apart() -> None:
    texts = ["浓度达到目标", "优良天数达到目标", "没有指标的一句"]
    a = spans(texts, [frozenset({"PM2.5"}), frozenset({"优良天数"}), NONE])
    plain = likeness(spans(texts), spans(texts)).a
    measured = likeness(a, a).a - plain
    assert measured[0, 0] == pytest.approx(0.15)
    assert measured[0, 1] == pytest.approx(-0.1)
    assert measured[0, 2] == measured[2, 2] == 0
    both = a.ranges.index((0, 1))
    assert measured[both, 0] == pytest.approx(0.15)
