"""How two aligned provisions differ, in short: what a database keeps of it, and a difference as one line.

The whole of it (`compare.differences`) is found anew for those that are read side by side.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.compare import Change, ChangeKind, Cut, Differences, differences_of
from pipeline.model import Role
from pipeline.store.codes import word

# What is said first: facts before words, words before their place.
WEIGHTIEST: tuple[ChangeKind, ...] = (
    *("number", "date", "department", "force"),
    *("wording", "added", "dropped", "moved"),
)
NOTHING = "（无）"  # of departments, of the whole provision;
NOT_THERE = "（对应语句中无）"  # of all else, which is compared where sentences correspond
ARROW = " → "
_MIRRORED: dict[ChangeKind, ChangeKind] = {"added": "dropped", "dropped": "added"}
_ONE_TEXT = frozenset({"added", "dropped", "moved"})
_LONGEST = 120  # characters that are kept of a difference


class Differing(msgspec.Struct, frozen=True):
    """How provision b differs from provision a.

    `common` is the share of text that they have in common, 0 to 1; `differs` the kinds of difference, the
    weightiest first; `difference_a` and `difference_b` what each text has in the first difference of that kind.
    Where that is what stands in one text only, they are the first such words of either.
    """

    common: float
    differs: tuple[ChangeKind, ...]
    difference_a: str = ""
    difference_b: str = ""

    @property
    def mirrored(self) -> Differing:
        """How a differs from b."""
        kinds = {_MIRRORED.get(kind, kind) for kind in self.differs}
        own = tuple(kind for kind in WEIGHTIEST if kind in kinds)
        return Differing(self.common, own, self.difference_b, self.difference_a)

    @property
    def said(self) -> str:
        """Its first difference as one line; empty if there is none."""
        return said_as(self.differs[0], self.difference_a, self.difference_b) if self.differs else ""


def differing(a: Cut, b: Cut) -> Differing:
    """How two provisions differ."""
    return shortened(differences_of(a, b))


def shortened(found: Differences) -> Differing:
    """What is kept of all that differs."""
    there = set(found.kinds)
    kinds = tuple(kind for kind in WEIGHTIEST if kind in there)
    if not kinds:
        return Differing(found.share, kinds)
    if kinds[0] in _MIRRORED:
        return Differing(found.share, kinds, _first(found, "dropped")[0], _first(found, "added")[1])
    return Differing(found.share, kinds, *_first(found, kinds[0]))


def _first(found: Differences, kind: ChangeKind) -> tuple[str, str]:
    first = next((change for change in found.changes if change.kind == kind), None)
    own, other = sides(first) if first else ("", "")
    return _cut(own), _cut(other)


def sides(change: Change) -> tuple[str, str]:
    """What each of the two texts has, on one line; of departments with their roles."""
    return _named(change.a_text, change.a_roles), _named(change.b_text, change.b_roles)


def said_as(kind: ChangeKind, a: str, b: str) -> str:
    """One difference: 15% → 40%, （对应语句中无） → 力争; of what stands on one side only or moved, its text."""
    if kind in _ONE_TEXT:
        return a if kind == "dropped" else b
    nothing = NOTHING if kind == "department" else NOT_THERE
    return f"{a or nothing}{ARROW}{b or nothing}"


def _named(text: str, roles: Sequence[Role]) -> str:
    said = "、".join(word("role", role) or role for role in roles)
    line = " ".join(text.split())
    return f"{line}（{said}）" if said and line else line


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
