"""How two provisions that deal with the same matter differ, word by word and readable for people.

Two records and two clauses in, shapes out (`difference_shapes.py`). The parts of the two texts are paired,
the words of each pair laid along each other, and what then stands on one side only is looked for on the
other. Swapping the two texts swaps the sides and changes nothing else.
"""

from __future__ import annotations

from pipeline.compare.body_changes import body_changes
from pipeline.compare.cut import Cut
from pipeline.compare.difference_shapes import (
    KINDS,
    Change,
    ChangeKind,
    Differences,
    Fact,
    Piece,
    Range,
    Side,
)
from pipeline.compare.laid_along import laid_along
from pipeline.compare.text_side import TextSide
from pipeline.model import Record

__all__ = [
    "KINDS",
    "Change",
    "ChangeKind",
    "Differences",
    "Fact",
    "Piece",
    "Side",
    "differences",
    "differences_of",
]

_DECIMALS = 4
_LAST = 1 << 60  # behind every character


def differences(record_a: Record, clause_a: str, record_b: Record, clause_b: str) -> Differences:
    """What differs between two provisions, named by the ids of their clauses.

    Raises:
        LookupError: a record has no such clause.
    """
    return differences_of(Cut(record_a, clause_a), Cut(record_b, clause_b))


def differences_of(cut_a: Cut, cut_b: Cut) -> Differences:
    """What differs between two provisions that are cut already: for those compared with many others."""
    a, b = TextSide(cut_a), TextSide(cut_b)
    # One order for both ways of asking, so that no tie depends on it.
    swapped = cut_b.order < cut_a.order
    changes, sentences = laid_along(b, a) if swapped else laid_along(a, b)
    if swapped:
        changes = [_mirrored(change) for change in changes]
        sentences = [(one, other) for other, one in sentences]
    changes += body_changes(a.record, a.clause, b.record, b.clause)
    whole = a.size + b.size
    return Differences(
        a=_side(a),
        b=_side(b),
        share=round((a.shared + b.shared) / whole, _DECIMALS) if whole else 0.0,
        sentences=tuple(sorted(sentences, key=_place)),
        changes=tuple(sorted(changes, key=lambda c: (KINDS.index(c.kind), _place((c.a, c.b))))),
    )


def _side(text: TextSide) -> Side:
    return Side(
        document_id=text.record.id,
        clause_id=text.clause.id,
        pieces=tuple(text.pieces()),
        facts=tuple(text.facts()),
        share=round(text.shared / text.size, _DECIMALS) if text.size else 0.0,
    )


def _mirrored(change: Change) -> Change:
    kind: ChangeKind = {"added": "dropped", "dropped": "added"}.get(change.kind, change.kind)  # type: ignore[assignment]
    return Change(kind=kind, a=change.b, b=change.a, a_text=change.b_text, b_text=change.a_text)


def _place(ranges: tuple[Range | None, Range | None]) -> tuple[int, int]:
    """Where something stands: by the first text, what is only in the second behind it."""
    one, other = ranges
    return one[0] if one else _LAST, other[0] if other else _LAST
