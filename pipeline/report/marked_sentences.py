"""Two provisions sentence by sentence: what corresponds beside each other, in both what the other lacks marked.

Sentences that correspond many to many stand together. A number, date, department or word of force that differs is
marked on either side; nothing is struck, since each side shows its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.compare import Differences, Piece, Side
from pipeline.report.marked_text import Runs, marked_range

Range = tuple[int, int]


class SentencePair(msgspec.Struct, frozen=True):
    """Sentences of the first provision and those of the second that correspond; none: not in that provision.

    `same`: nothing but punctuation and order differs.
    """

    a: tuple[Runs, ...]
    b: tuple[Runs, ...]
    a_text: str
    b_text: str
    same: bool


def sentence_rows(found: Differences, text_a: str, text_b: str) -> list[SentencePair]:
    """The sentences of both provisions, in the order of the second, then what only the first has."""
    return [_row(found, a, b, text_a, text_b) for a, b in _groups(found.sentences)]


def _groups(
    sentences: Sequence[tuple[Range | None, Range | None]],
) -> Iterator[tuple[list[Range], list[Range]]]:
    """Sentences that are linked with each other, directly or by others, in the order of the first text."""
    groups: list[tuple[list[Range], list[Range]]] = []
    for a, b in sentences:
        linked = [group for group in groups if (a and a in group[0]) or (b and b in group[1])]
        merged: tuple[list[Range], list[Range]] = ([], [])
        for group in linked:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        for own, one in zip(merged, (a, b), strict=True):
            if one and one not in own:
                own.append(one)
        groups.append(merged)
    order = sorted((group for group in groups if group[0]), key=lambda group: min(group[0]))
    alone = sorted((group for group in groups if not group[0]), key=lambda group: min(group[1]))
    for own_a, own_b in [*order, *alone]:
        yield sorted(own_a), sorted(own_b)


def _row(found: Differences, a: list[Range], b: list[Range], text_a: str, text_b: str) -> SentencePair:
    return SentencePair(
        a=tuple(run for reach in a for run in marked_range(found.a, reach, text_a)),
        b=tuple(run for reach in b for run in marked_range(found.b, reach, text_b)),
        a_text="".join(text_a[start:end] for start, end in a),
        b_text="".join(text_b[start:end] for start, end in b),
        same=bool(a and b) and not (_differs(found.a, a) or _differs(found.b, b)),
    )


def _differs(side: Side, reaches: Sequence[Range]) -> bool:
    return any(_within(piece, reach) for reach in reaches for piece in side.pieces if _counts(piece))


def _counts(piece: Piece) -> bool:
    return piece.kind in {"changed", "only"}


def _within(piece: Piece, reach: Range) -> bool:
    return piece.start < reach[1] and piece.end > reach[0]
