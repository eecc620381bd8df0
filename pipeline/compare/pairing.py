"""Which parts of two provisions correspond, also where one text has two parts and the other one.

Parts are alike by the strings of two characters that they share, numbers and dates masked: 到2025年达40% and
到2025年达15% say the same of different numbers. What the provisions repeat all the time (their subject) weighs
less. The surest pairs come first; what is less sure has to stand
beside one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from pipeline.compare.portions import Portion, strings_of
from pipeline.compare.wording import Word

_SURE = 0.5  # of their strings that two parts share
_BESIDE = 0.34  # beside or in the same sentences as a sure pair
_JOINED = 0.06  # more than its better half: two parts are taken as one only for that
_FAR = 0.05  # what standing far apart takes from a pair's likeness
_SAME_INDICATOR = 0.15
_OTHER_INDICATOR = 0.1
_MOST = 3  # parts taken as one
_NEAR = 2  # parts apart that are still beside each other


class Pair(msgspec.Struct, frozen=True):
    """Parts `a_first` to `a_last` of the one correspond to `b_first` to `b_last` of the other, all included."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int


class Parted(Protocol):
    """A text in parts, with the names of the indicators whose targets stand in a part."""

    @property
    def words(self) -> Sequence[Word]: ...
    @property
    def parts(self) -> Sequence[Portion]: ...
    def indicators(self, part: Portion) -> frozenset[str]: ...


class _Span(msgspec.Struct, frozen=True):
    """Parts `first` to `last` taken as one, with what they are compared by."""

    first: int
    last: int
    strings: Counter[str]
    indicators: frozenset[str]


class _Weighed(msgspec.Struct, frozen=True):
    """The strings of a span in one order, each with its weight, and what all of them weigh together."""

    span: _Span
    strings: tuple[tuple[str, float, int], ...]
    whole: float


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
    singles_a, singles_b = ([_span(text, i, i) for i in range(len(text.parts))] for text in (a, b))
    weights = _weights(singles_a, singles_b)
    weighed_a, weighed_b = ([_weighed(span, weights) for span in spans] for spans in (singles_a, singles_b))
    single = [[_likeness(one, other) for other in weighed_b] for one in weighed_a]
    alike = dict(_alike(a, weighed_b, single, weights))
    turned = [list(column) for column in zip(*single, strict=True)]
    for pair, likeness in _alike(b, weighed_a, turned, weights):
        alike[Pair(pair.b_first, pair.b_last, pair.a_first, pair.a_last)] = likeness
    for one, row in zip(weighed_a, single, strict=True):
        for other, likeness in zip(weighed_b, row, strict=True):
            alike[_pair(one, other)] = likeness
    found = [
        _Candidate(
            pair, likeness, likeness - _FAR * abs(pair.a_first / len(a.parts) - pair.b_first / len(b.parts))
        )
        for pair, likeness in alike.items()
        if likeness >= _BESIDE
    ]
    return sorted(found, key=lambda c: (-c.rank, *msgspec.structs.astuple(c.pair)))


def _pair(one: _Weighed, other: _Weighed) -> Pair:
    return Pair(one.span.first, one.span.last, other.span.first, other.span.last)


def _alike(
    text: Parted,
    others: Sequence[_Weighed],
    single: Sequence[Sequence[float]],
    weights: dict[str, float],
) -> Iterator[tuple[Pair, float]]:
    """Neighbours of `text` taken as one part, where they are more like a part of the other text.

    That is more than the better of them alone, and each of them is a little like it.
    """
    for more in range(1, _MOST):
        for first, last in zip(range(len(text.parts)), range(more, len(text.parts)), strict=False):
            whole: _Weighed | None = None
            for other, *halves in zip(others, *single[first : last + 1], strict=True):
                if min(halves) > 0:
                    whole = whole or _weighed(_span(text, first, last), weights)
                    likeness = _likeness(whole, other)
                    if likeness >= max(halves) + _JOINED:
                        yield _pair(whole, other), likeness


def _span(text: Parted, first: int, last: int) -> _Span:
    part = Portion(text.parts[first].start, text.parts[last].end, text.parts[first].sentence)
    return _Span(first, last, strings_of(text.words, part), text.indicators(part))


def _measured(one: _Span, other: _Span) -> float:
    """What targets in both add to their likeness, or take from it: of one indicator, or of others."""
    if not one.indicators or not other.indicators:
        return 0.0
    return -_OTHER_INDICATOR if one.indicators.isdisjoint(other.indicators) else _SAME_INDICATOR


def _weights(singles_a: Sequence[_Span], singles_b: Sequence[_Span]) -> dict[str, float]:
    """Each string's weight: the less, the more parts of either text have it."""
    own, other = (
        Counter(string for span in singles for string in span.strings) for singles in (singles_a, singles_b)
    )
    return {string: max(own[string], other[string]) ** -0.35 for string in own | other}


def _weighed(span: _Span, weights: dict[str, float]) -> _Weighed:
    """A span made ready to be compared with many others. The order of its strings makes its sums."""
    strings = tuple((s, weights.get(s, 1.0), times) for s, times in sorted(span.strings.items()))
    return _Weighed(span, strings, sum(weight * times for _, weight, times in strings))


def _likeness(one: _Weighed, other: _Weighed) -> float:
    """What they share of what both have, 0 to 1; more or less than that where both measure something."""
    measured = _measured(one.span, other.span)
    if one.span.strings.keys().isdisjoint(other.span.strings):
        return measured
    short, long = (one, other) if len(one.strings) <= len(other.strings) else (other, one)
    there = long.span.strings
    shared = sum(weight * min(times, there[s]) for s, weight, times in short.strings if s in there)
    return 2 * shared / (one.whole + other.whole) + measured


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
