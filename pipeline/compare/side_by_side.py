"""Any number of plans in rows: each provision with its counterparts in the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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
    """`cells` has one entry a plan, in the order asked for; an empty one: no counterpart in that text."""

    cells: tuple[tuple[Counterpart, ...], ...]


def side_by_side(plans: Sequence[Profile]) -> list[Row]:
    """Rows led by the first plan's provisions in their order; then by what only later plans have.

    A provision that deals with several matters stands in several rows; none is left out.
    """
    partners = _partners(plans)
    shown: set[str] = set()
    rows: list[Row] = []
    for place, plan in enumerate(plans):
        for provision in plan.provisions:
            if provision.id in shown:
                continue
            cells = [partners[provision.id][other] for other in range(len(plans))]
            cells[place] = [Counterpart(provision)]
            later = [cell if other >= place else [] for other, cell in enumerate(cells)]
            shown.update(counterpart.provision.id for cell in later for counterpart in cell)
            rows.append(Row(tuple(tuple(cell) for cell in later)))
    return rows


def _partners(plans: Sequence[Profile]) -> dict[str, dict[int, list[Counterpart]]]:
    """The counterparts of each provision in each plan, the surest first."""
    found: dict[str, dict[int, list[Counterpart]]] = defaultdict(lambda: defaultdict(list))
    for (i, one), (j, other) in combinations(enumerate(plans), 2):
        known = {provision.id: provision for plan in (one, other) for provision in plan.provisions}
        own = {provision.id for provision in one.provisions}
        for pair in align(one, other).alignments:
            first, second = (
                (pair.clause_a, pair.clause_b) if pair.clause_a in own else (pair.clause_b, pair.clause_a)
            )
            found[first][j].append(Counterpart(known[second], pair.score, pair.relation))
            found[second][i].append(Counterpart(known[first], pair.score, pair.relation))
    for cells in found.values():
        for cell in cells.values():
            cell.sort(key=lambda counterpart: -(counterpart.score or 0))
    return found
