"""What comparisons keep from one request to the next: plans as read, and how two provisions differ.

Both depend on the record alone, by whose hash they are kept, so that a new build is never answered with old ones.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

from pipeline.compare import Differences, differences_of
from pipeline.compare.measure_pairs import MeasurePair
from pipeline.compare.side_by_side import Match
from pipeline.model import Record
from pipeline.report.stored_comparison import Pairwise
from pipeline.report.stored_plans import StoredPlan, stamp_of, stored_plan

Kept = TypeVar("Kept")
_MOST_PLANS = 24
_MOST_DIFFERENCES = 1200
_MOST_PAIRS = 64


class Shelf(Generic[Kept]):
    """Keeps the `most` things that were last asked for; may be asked by several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """The thing of that key, made if it is not there."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        made = make()
        with self._lock:
            self._things[key] = made
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return made


_plans: Shelf[StoredPlan | None] = Shelf(_MOST_PLANS)
_differences: Shelf[Differences] = Shelf(_MOST_DIFFERENCES)
_aligned: Shelf[tuple[Match, ...]] = Shelf(_MOST_PAIRS)
_measures: Shelf[tuple[MeasurePair, ...]] = Shelf(_MOST_PAIRS)


def plan(connection: Any, document: str) -> StoredPlan | None:
    """The plan of that id, as the database has it now; None if there is none."""
    stamp = stamp_of(connection, document)
    return None if stamp is None else _plans.get((document, stamp), lambda: stored_plan(connection, document))


class KeptPairwise(Pairwise):
    """What is found of two of `plans`, found once."""

    def __init__(self, plans: Sequence[StoredPlan]) -> None:
        self._plans = {plan.id: plan for plan in plans}
        self._keys = {plan.id: (plan.id, plan.stamp) for plan in plans}

    def between(self, one: Record, clause: str, other: Record, its: str) -> Differences:
        key = (self._keys[one.id], clause, self._keys[other.id], its)
        a, b = self._plans[one.id], self._plans[other.id]
        return _differences.get(key, lambda: differences_of(a.cut(clause), b.cut(its)))

    def aligned(self, one: StoredPlan, other: StoredPlan) -> tuple[Match, ...]:
        key = (self._keys[one.id], self._keys[other.id])
        return _aligned.get(key, lambda: Pairwise.aligned(self, one, other))

    def same_measures(self, one: StoredPlan, other: StoredPlan) -> tuple[MeasurePair, ...]:
        key = (self._keys[one.id], self._keys[other.id])
        return _measures.get(key, lambda: Pairwise.same_measures(self, one, other))
