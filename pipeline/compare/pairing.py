"""Which parts of two provisions correspond, also where one text has two parts and the other one.

The pairs that are most alike come first (`span_likeness.py`); what is less sure has to stand beside one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from pipeline.compare.portions import Portion
from pipeline.compare.span_likeness import Matrix, likeness
from pipeline.compare.spans import MOST, Spans

_SURE = 0.5  # of their strings that two parts share
_BESIDE = 0.34  # beside or in the same sentences as a sure pair
_JOINED = 0.06  # more than its better half: two parts are taken as one only for that
_FAR = 0.05  # what standing far apart takes from a pair's likeness
_NEAR = 2  # parts apart that are still beside each other


class Pair(msgspec.Struct, frozen=True):
    """Parts `a_first` to `a_last` of the one correspond to `b_first` to `b_last` of the other, all included."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int


class Parted(Protocol):
    """A text in parts."""

    @property
    def parts(self) -> Sequence[Portion]: ...
    @property
    def spans(self) -> Spans: ...


class _Candidate(msgspec.Struct, frozen=True):
    pair: Pair
    likeness: float
    rank: float


def pairs_of(a: Parted, b: Parted) -> list[Pair]:
    """The pairs, in the order of the first text; each part is in one at most."""
    parts_a, parts_b = a.parts, b.parts
    candidates = _candidates(a, b)
    chosen = _chosen([c for c in candidates if c.likeness >= _SURE], [])
    while True:
        near = [c for c in candidates if _is_beside(c.pair, chosen, parts_a, parts_b)]
        more = _chosen(near, chosen)
        if len(more) == len(chosen):
            return sorted(chosen, key=lambda pair: pair.a_first)
        chosen = more


def _candidates(a: Parted, b: Parted) -> list[_Candidate]:
    found = [
        _Candidate(pair, alike, alike - _FAR * abs(pair.a_first / len(a.parts) - pair.b_first / len(b.parts)))
        for pair, alike in _alike(a.spans, b.spans)
    ]
    return sorted(found, key=lambda c: (-c.rank, *msgspec.structs.astuple(c.pair)))


def _alike(a: Spans, b: Spans) -> Iterator[tuple[Pair, float]]:
    """The pairs that are alike enough to stand beside others: of single parts, and of several with one."""
    if not a.parts or not b.parts:
        return
    found = likeness(a, b)
    for span, part, alike in _enough(a, found.a):
        yield Pair(*a.ranges[span], part, part), alike
    for span, part, alike in _enough(b, found.b):
        if span >= b.parts:  # those of single parts are there already
            yield Pair(part, part, *b.ranges[span]), alike


def _enough(spans: Spans, found: Matrix) -> Iterator[tuple[int, int, float]]:
    """Span, part of the other text and likeness, where it is enough.

    Several parts are taken as one where they are more alike than the better half of them, and each is a little.
    """
    least = np.full(found.shape, _BESIDE)
    place = spans.parts
    for size in range(2, min(MOST, spans.parts) + 1):
        halves = sliding_window_view(found[: spans.parts], size, axis=0)
        own = slice(place, place + len(halves))
        least[own] = np.maximum(least[own], halves.max(axis=-1) + _JOINED)
        least[own][halves.min(axis=-1) <= 0] = np.inf
        place = own.stop
    for span, part in np.argwhere(found >= least).tolist():
        yield span, part, float(found[span, part])


def _chosen(candidates: Sequence[_Candidate], already: Sequence[Pair]) -> list[Pair]:
    """`already` and the candidates that share no part with a better one."""
    chosen = list(already)
    taken_a = {part for pair in chosen for part in range(pair.a_first, pair.a_last + 1)}
    taken_b = {part for pair in chosen for part in range(pair.b_first, pair.b_last + 1)}
    for pair in (candidate.pair for candidate in candidates):
        own_a, own_b = range(pair.a_first, pair.a_last + 1), range(pair.b_first, pair.b_last + 1)
        if taken_a.isdisjoint(own_a) and taken_b.isdisjoint(own_b):
            taken_a.update(own_a)
            taken_b.update(own_b)
            chosen.append(pair)
    return chosen


def _is_beside(
    pair: Pair, chosen: Sequence[Pair], parts_a: Sequence[Portion], parts_b: Sequence[Portion]
) -> bool:
    """Whether a chosen pair stands right beside it in both texts, or in the same two sentences."""
    return any(
        (abs(pair.a_first - other.a_first) <= _NEAR and abs(pair.b_first - other.b_first) <= _NEAR)
        or (
            parts_a[pair.a_first].sentence == parts_a[other.a_first].sentence
            and parts_b[pair.b_first].sentence == parts_b[other.b_first].sentence
        )
        for other in chosen
    )


def moved(pairs: Sequence[Pair], weights: Sequence[int]) -> set[int]:
    """Which of `pairs` (in the order of the first text) stand elsewhere in the second.

    What stays is the heaviest row of pairs that come in the same order in both.
    """
    best: list[tuple[int, tuple[int, ...]]] = []
    for place, (pair, weight) in enumerate(zip(pairs, weights, strict=True)):
        before = [best[o] for o in range(place) if pairs[o].b_last < pair.b_first]
        heaviest, row = max(before, key=lambda item: item[0], default=(0, ()))
        best.append((heaviest + weight, (*row, place)))
    staying = max(best, key=lambda item: item[0], default=(0, ()))[1]
    return set(range(len(pairs))) - set(staying)


def sentence_pairs(
    pairs: Sequence[Pair], parts_a: Sequence[Portion], parts_b: Sequence[Portion]
) -> Iterator[tuple[int, int]]:
    """Numbers of the sentences that correspond, many to many, each pair once."""
    seen: dict[tuple[int, int], None] = {}
    for pair in pairs:
        for one in parts_a[pair.a_first : pair.a_last + 1]:
            for other in parts_b[pair.b_first : pair.b_last + 1]:
                seen[one.sentence, other.sentence] = None
    yield from seen
