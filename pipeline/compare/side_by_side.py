"""Any number of plans in rows: each provision with its counterparts in the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from pipeline.compare.align import align
from pipeline.compare.profiles import Profile
from pipeline.compare.provisions import Provision


class Counterpart(msgspec.Struct, frozen=True):
    """A provision in a row. The one that leads the row has no score; the others have theirs with it."""

    provision: Provision
    score: float | None = None
    relation: Literal["same", "partial"] | None = None


class Row(msgspec.Struct, frozen=True):
    """`cells` and `elsewhere` have one entry a plan, in the order asked for.

    Where both are empty, that text has no counterpart of what leads the row. `elsewhere` are counterparts in plans
    before the one that leads: they stand in rows of their own, in which this row's leader is no counterpart.
    """

    cells: tuple[tuple[Counterpart, ...], ...]
    elsewhere: tuple[tuple[Counterpart, ...], ...]


class Match(msgspec.Struct, frozen=True):
    """A provision of plan number `place` and one of plan number `other_place` that belong in one row."""

    place: int
    provision: str
    other_place: int
    other: str
    score: float
    relation: Literal["same", "partial"]


def side_by_side(plans: Sequence[Profile]) -> list[Row]:
    """Rows led by the first plan's provisions in their order; then by what only later plans have.

    A provision that deals with several matters stands in several rows; none is left out.
    """
    return rows_of([plan.provisions for plan in plans], matches(plans))


def rows_of(plans: Sequence[Sequence[Provision]], known: Iterable[Match]) -> list[Row]:
    """The rows of `side_by_side`, from the plans' provisions and what is known of each pair of plans."""
    partners = _partners(plans, known)
    shown: set[str] = set()
    rows: list[Row] = []
    for place, plan in enumerate(plans):
        for provision in plan:
            if provision.id in shown:
                continue
            cells = [partners[provision.id][other] for other in range(len(plans))]
            cells[place] = [Counterpart(provision)]
            own = [tuple(cell) if other >= place else () for other, cell in enumerate(cells)]
            elsewhere = [() if other >= place else tuple(cell) for other, cell in enumerate(cells)]
            shown.update(counterpart.provision.id for cell in own for counterpart in cell)
            rows.append(Row(tuple(own), tuple(elsewhere)))
    return rows


def matches_of(place: int, one: Profile, other_place: int, other: Profile) -> Iterator[Match]:
    """What aligning two plans gives."""
    own = {provision.id for provision in one.provisions}
    for pair in align(one, other).alignments:
        first, second = (
            (pair.clause_a, pair.clause_b) if pair.clause_a in own else (pair.clause_b, pair.clause_a)
        )
        yield Match(place, first, other_place, second, pair.score, pair.relation)


def matches(plans: Sequence[Profile]) -> Iterator[Match]:
    """What aligning each two of the plans gives."""
    for (i, one), (j, other) in combinations(enumerate(plans), 2):
        yield from matches_of(i, one, j, other)


def _partners(
    plans: Sequence[Sequence[Provision]], known: Iterable[Match]
) -> dict[str, dict[int, list[Counterpart]]]:
    """The counterparts of each provision in each plan, the surest first."""
    named = {provision.id: provision for plan in plans for provision in plan}
    found: dict[str, dict[int, list[Counterpart]]] = defaultdict(lambda: defaultdict(list))
    for each in known:
        first, second = named[each.provision], named[each.other]
        found[first.id][each.other_place].append(Counterpart(second, each.score, each.relation))
        found[second.id][each.place].append(Counterpart(first, each.score, each.relation))
    for cells in found.values():
        for cell in cells.values():
            cell.sort(key=lambda counterpart: -(counterpart.score or 0))
    return found
