"""The same measure of two plans binding others in the one than in the other: 全省 → 重点区域（除外：…）."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from pipeline.compare.measure_pairs import Difference
from pipeline.compare.measure_rows import MeasureMatch
from pipeline.model import Measure
from pipeline.tree import ClauseTree

SCOPE_WORDS = ("适用范围", "scope")
Two = tuple[str, str]
_SCOPE: frozenset[Difference] = frozenset({"scope", "exception"})


class ScopeChange(msgspec.Struct, frozen=True):
    """The same measure of two provisions, binding others in the one (`base`) than in the other (`own`)."""

    base: Measure
    own: Measure

    @property
    def said(self) -> str:
        """Whom it binds here and there: 全省 → 重点区域（除外：…）."""
        return f"{_bound(self.base)} → {_bound(self.own)}"

    @property
    def said_of(self) -> str:
        """The same behind the measure that it is of."""
        return f"{self.own.action}{self.own.object or ''}：{self.said}"


def scope_changes(
    trees: Sequence[ClauseTree], matches: Iterable[MeasureMatch]
) -> dict[Two, list[ScopeChange]]:
    """Two provisions → their changes of scope, from either side, in the order of the base; `trees` are those of the plans of the matches."""
    found: dict[Two, list[ScopeChange]] = defaultdict(list)
    for match in matches:
        if _SCOPE.isdisjoint(match.differs):
            continue
        one, other = trees[match.place], trees[match.other_place]
        first = one.provision_of(one[match.measure.clause_id])
        second = other.provision_of(other[match.other.clause_id])
        if first and second:
            found[first.id, second.id].append(ScopeChange(match.measure, match.other))
            found[second.id, first.id].append(ScopeChange(match.other, match.measure))
    return {two: sorted(changes, key=_place) for two, changes in found.items()}


def _place(change: ScopeChange) -> tuple[int, int]:
    return change.base.char_start, change.own.char_start


def _bound(measure: Measure) -> str:
    scope = measure.scope or "（未写明）"
    return f"{scope}（除外：{measure.exception}）" if measure.exception else scope
