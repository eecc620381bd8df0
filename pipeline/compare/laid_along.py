"""Two provisions laid along each other: every word learns what became of it, and the changes are listed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import msgspec

from pipeline.compare.difference_shapes import Change, Range
from pipeline.compare.fact_changes import fact_changes
from pipeline.compare.moved_words import moved_runs
from pipeline.compare.pairing import Pair, moved, pairs_of, sentence_pairs
from pipeline.compare.text_side import State, TextSide
from pipeline.compare.word_changes import word_changes

Sentences = list[tuple[Range | None, Range | None]]


class _Difference(msgspec.Struct):
    """Words of one pair of parts (its number) that stand against each other: their places, and where both begin."""

    pair: int
    a: list[int]
    b: list[int]
    at_a: int
    at_b: int


def laid_along(a: TextSide, b: TextSide) -> tuple[list[Change], Sentences]:
    """Tell both sides what became of their words; the changes, and the sentences that correspond."""
    pairs = pairs_of(a.cut, b.cut)
    links = count()
    changes: list[Change] = []
    found: list[_Difference] = []
    weights = [min(a.size_of(own), b.size_of(other)) for own, other in (_places(a, b, p) for p in pairs)]
    elsewhere = moved(pairs, weights)
    for number, pair in enumerate(pairs):
        found += _pair(a, b, pair, number, number in elsewhere, links)
        if number in elsewhere:
            changes.append(_change("moved", a, b, *_places(a, b, pair)))
    changes += _moves(a, b, found, links)
    for number, pair in enumerate(pairs):
        own_a, own_b = _places(a, b, pair)
        _dated_before(a, b.dates_beside(own_b), [each.a for each in found if each.pair == number])
        _dated_before(b, a.dates_beside(own_a), [each.b for each in found if each.pair == number])
        own = [each for each in found if each.pair == number]
        words = [([a.words[p] for p in each.a], [b.words[p] for p in each.b]) for each in own]
        changes += fact_changes(words, a.record.text, b.record.text)
    for each in found:
        _settle(a, b, each, links)
    a.tidy()
    b.tidy()
    changes += [_change("dropped", a, b, places, []) for places in a.alone() if a.reach(places)]
    changes += [_change("added", a, b, [], places) for places in b.alone() if b.reach(places)]
    return changes, list(_sentences(a, b, pairs))


def _places(a: TextSide, b: TextSide, pair: Pair) -> tuple[list[int], list[int]]:
    return a.compared(pair.a_first, pair.a_last), b.compared(pair.b_first, pair.b_last)


def _pair(
    a: TextSide, b: TextSide, pair: Pair, number: int, elsewhere: bool, links: Iterator[int]
) -> Iterator[_Difference]:
    """The differences of one pair; what is the same is told to both sides."""
    own_a, own_b = _places(a, b, pair)
    for each in word_changes([a.words[p] for p in own_a], [b.words[p] for p in own_b]):
        places_a, places_b = own_a[each.a_start : each.a_end], own_b[each.b_start : each.b_end]
        if each.same:
            state = State("moved" if elsewhere else "same", next(links))
            a.become(places_a, state)
            b.become(places_b, state)
        else:
            yield _Difference(
                number, places_a, places_b, _at(a, own_a, each.a_start), _at(b, own_b, each.b_start)
            )


def _at(text: TextSide, places: list[int], number: int) -> int:
    """The character at which the word `number` of `places` begins, or would."""
    return text.cut.place(places[number] if number < len(places) else places[-1] + 1)


def _moves(a: TextSide, b: TextSide, found: list[_Difference], links: Iterator[int]) -> Iterator[Change]:
    """Words that stand in a difference here and in another there; they are taken out of both."""
    groups_a = {place: each.pair for each in found for place in each.a}
    groups_b = {place: each.pair for each in found for place in each.b}
    groups_a |= {place: -1 for places in a.alone() for place in places if place not in groups_a}
    groups_b |= {place: -1 for places in b.alone() for place in places if place not in groups_b}
    gone_a: set[int] = set()
    gone_b: set[int] = set()
    for run in moved_runs(a.words, b.words, groups_a, groups_b):
        places_a, places_b = [*range(run.a, run.a + run.length)], [*range(run.b, run.b + run.length)]
        state = State("moved", next(links))
        a.become(places_a, state)
        b.become(places_b, state)
        gone_a.update(places_a)
        gone_b.update(places_b)
        yield _change("moved", a, b, places_a, places_b)
    for each in found:
        each.a = [place for place in each.a if place not in gone_a]
        each.b = [place for place in each.b if place not in gone_b]


def _dated_before(text: TextSide, dates: set[str], differences: list[list[int]]) -> None:
    """A date that the other text's sentence gives elsewhere (到2025年，A达…，B达…) is no difference here."""
    for places in differences:
        for place in [p for p in places if text.words[p].kind == "date" and text.words[p].value in dates]:
            places.remove(place)
            text.become([place], State("aside"))


def _settle(a: TextSide, b: TextSide, each: _Difference, links: Iterator[int]) -> None:
    """Tell both sides of a difference: changed into each other, or on one side only."""
    each.a, each.b = a.without_edges(each.a), b.without_edges(each.b)
    if each.a and each.b:
        state = State("changed", next(links))
        a.become(each.a, state)
        b.become(each.b, state)
    else:
        a.become(each.a, State("only", at=each.at_b))
        b.become(each.b, State("only", at=each.at_a))


def _change(kind: str, a: TextSide, b: TextSide, places_a: list[int], places_b: list[int]) -> Change:
    reach_a, reach_b = a.reach(places_a), b.reach(places_b)
    return Change(
        kind=kind,  # type: ignore[arg-type]
        a=reach_a,
        b=reach_b,
        a_text=a.printed(reach_a),
        b_text=b.printed(reach_b),
    )


def _sentences(a: TextSide, b: TextSide, pairs: list[Pair]) -> Iterator[tuple[Range | None, Range | None]]:
    """The sentences that correspond, and those without a counterpart."""
    own_a, own_b = a.sentences(), b.sentences()
    linked = [
        (one, other)
        for one, other in sentence_pairs(pairs, a.parts, b.parts)
        if one in own_a and other in own_b
    ]
    yield from ((own_a[one], own_b[other]) for one, other in linked)
    met_a, met_b = {one for one, _ in linked}, {other for _, other in linked}
    yield from ((reach, None) for sentence, reach in own_a.items() if sentence not in met_a)
    yield from ((None, reach) for sentence, reach in own_b.items() if sentence not in met_b)
