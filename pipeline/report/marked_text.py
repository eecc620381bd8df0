"""A provision's text as people read it: what differs from the base is marked, what is missing stands in its place.

Runs come in the order of the text. Words of the base stand as `dropped` where they are missing, if the parts
around them correspond; what of the base has no counterpart at all is listed behind (`unmet`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from pipeline.compare import Differences, Fact, Piece, Side

RunKind = Literal["same", "added", "dropped", "alone", "moved", "aside"]


class Run(msgspec.Struct, frozen=True):
    """Text to be shown in one way. `fact` says that it is a number, date, department or word of force."""

    kind: RunKind
    text: str
    fact: str | None = None


class Runs(msgspec.Struct, frozen=True):
    """Neighbouring runs of one kind, which are marked as one."""

    kind: RunKind
    runs: tuple[Run, ...]


def marked(found: Differences, text_a: str, text_b: str) -> list[Runs]:
    """The second provision, marked against the first. Its runs that are not `dropped` are its whole text."""
    partners: dict[int | None, list[Piece]] = defaultdict(list)
    missing: dict[int, list[Piece]] = defaultdict(list)
    for piece in found.a.pieces:
        if piece.kind == "changed":
            partners[piece.link].append(piece)
        if piece.kind == "only" and piece.at is not None:
            missing[piece.at].append(piece)
    runs: list[Run] = []
    for piece in found.b.pieces:
        for gone in [*missing.pop(piece.start, ()), *partners.pop(piece.link, ())]:
            runs += _runs("dropped", gone, found.a, text_a)
        runs += _runs(_kind(piece), piece, found.b, text_b)
    for gone in (piece for pieces in missing.values() for piece in pieces):
        runs += _runs("dropped", gone, found.a, text_a)
    return list(_together(runs))


def unmet(found: Differences, text_a: str) -> list[Runs]:
    """What of the first provision has no counterpart in the second, stretch by stretch."""
    alone = [piece for piece in found.a.pieces if piece.kind == "only" and piece.at is None]
    return [Runs("dropped", tuple(_runs("dropped", piece, found.a, text_a))) for piece in alone]


def plain(side_text: str, start: int, end: int, facts: Sequence[Fact]) -> list[Runs]:
    """A text with nothing but its facts marked."""
    return list(_together(_cut("same", start, end, facts, side_text)))


def marked_range(side: Side, reach: tuple[int, int], text: str) -> list[Runs]:
    """A range of one of the two provisions as it stands, what the other lacks marked."""
    start, end = reach
    inside = [piece for piece in side.pieces if piece.start < end and piece.end > start]
    runs: list[Run] = []
    for piece in inside:
        facts = () if piece.kind == "aside" else side.facts
        runs += _cut(_kind(piece), max(piece.start, start), min(piece.end, end), facts, text)
    return list(_together(runs))


def _kind(piece: Piece) -> RunKind:
    if piece.kind == "changed":
        return "added"
    if piece.kind == "only":
        return "alone" if piece.at is None else "added"
    return piece.kind


def _runs(kind: RunKind, piece: Piece, side: Side, text: str) -> Iterator[Run]:
    facts = () if piece.kind == "aside" else side.facts
    yield from _cut(kind, piece.start, piece.end, facts, text)


def _cut(kind: RunKind, start: int, end: int, facts: Sequence[Fact], text: str) -> Iterator[Run]:
    """`text[start:end]` cut at its facts."""
    position = start
    for fact in facts:
        if fact.start >= position and fact.end <= end:
            if position < fact.start:
                yield Run(kind, text[position : fact.start])
            yield Run(kind, text[fact.start : fact.end], fact.kind)
            position = fact.end
    if position < end:
        yield Run(kind, text[position:end])


def _together(runs: Iterable[Run]) -> Iterator[Runs]:
    held: list[Run] = []
    for run in runs:
        if held and held[0].kind != run.kind:
            yield Runs(held[0].kind, tuple(held))
            held = []
        held.append(run)
    if held:
        yield Runs(held[0].kind, tuple(held))
