"""What is said of two provisions that deal with the same matter: the shapes of their differences.

All ranges are characters of the canonical text of their document.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from pipeline.model import Role

Range = tuple[int, int]
PieceKind = Literal["same", "changed", "only", "moved", "aside"]
ChangeKind = Literal["number", "date", "department", "force", "wording", "moved", "added", "dropped"]
FactKind = Literal["number", "date", "department", "force"]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of one provision.

    `same`, `changed` and `moved` pieces have a partner with the same `link` on the other side. `only` stands
    on one side; where the parts around it have counterparts, `at` is the character of the other text before
    which it is missing. An `aside` (labels, attributions, punctuation) is not compared by words.
    """

    start: int
    end: int
    kind: PieceKind
    link: int | None = None
    at: int | None = None


class Fact(msgspec.Struct, frozen=True):
    """A number, date, department or word of force in the text of a provision."""

    start: int
    end: int
    kind: FactKind


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: what the first text has and what the second has in its place.

    `number`, `date`, `department`, `force` and `wording` differ where sentences correspond; `added` and
    `dropped` are sentences, or parts of them, without a counterpart; `moved` are the same words elsewhere.
    Of departments `a_text` and `b_text` are canonical names, with their roles; else what is printed.
    """

    kind: ChangeKind
    a: Range | None = None
    b: Range | None = None
    a_text: str = ""
    b_text: str = ""
    a_roles: tuple[Role, ...] = ()
    b_roles: tuple[Role, ...] = ()


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two provisions: its pieces, which together are its text, and the facts in it.

    `share` is how much of it stands in the other, 0 to 1, in characters that carry meaning.
    """

    document_id: str
    clause_id: str
    pieces: tuple[Piece, ...]
    facts: tuple[Fact, ...]
    share: float


class Differences(msgspec.Struct, frozen=True, kw_only=True):
    """How two provisions differ.

    `share` is what they have in common of what both have, 0 to 1. `sentences` are those that correspond,
    many to many; null for what has no counterpart.
    """

    a: Side
    b: Side
    share: float
    sentences: tuple[tuple[Range | None, Range | None], ...]
    changes: tuple[Change, ...]

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """The kinds of difference that there are, in the order of `KINDS`."""
        there = {change.kind for change in self.changes}
        return tuple(kind for kind in KINDS if kind in there)


KINDS: tuple[ChangeKind, ...] = (
    "number",
    "date",
    "department",
    "force",
    "wording",
    "moved",
    "added",
    "dropped",
)
