"""What each provision in a row of plans is marked against, and how it differs from that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from pipeline.compare import Counterpart, Cut, Differences, Profile, Row, differences_of
from pipeline.compare.measure_rows import same_measures
from pipeline.compare.side_by_side import matches, rows_of
from pipeline.model import Record
from pipeline.report.scope_changes import ScopeChange, Two, scope_changes
from pipeline.tree import ClauseTree

Between = Callable[[Record, str, Record, str], Differences]


class Cell(msgspec.Struct, frozen=True):
    """A provision in a row. `differences` from the row's base (its `a`); null for the base itself.

    `scopes`: measures of both that bind others here than there.
    """

    counterpart: Counterpart
    differences: Differences | None
    scopes: tuple[ScopeChange, ...] = ()


class ComparedRow(msgspec.Struct, frozen=True):
    """A row with its differences. `base` is the place of the plan that the others are marked against.

    That is the plan named first, and where it has nothing in the row, the first that has. `elsewhere`: as `Row`.
    """

    base: int
    cells: tuple[tuple[Cell, ...], ...]
    elsewhere: tuple[tuple[Counterpart, ...], ...]


def compared_rows(records: Sequence[Record], profiles: Sequence[Profile]) -> list[ComparedRow]:
    """Plans (their records and profiles) in rows, with the differences of each provision from its row's base."""
    known = list(matches(profiles))
    scopes = scope_changes([ClauseTree(record.clauses) for record in records], same_measures(records, known))
    between = _Cuts().between
    rows = rows_of([profile.provisions for profile in profiles], known)
    return [compared_row(records, row, between, scopes) for row in rows]


def compared_row(
    records: Sequence[Record], row: Row, between: Between, scopes: Mapping[Two, Sequence[ScopeChange]]
) -> ComparedRow:
    """One such row, with differences as `between` finds them; `scopes`: two provisions → their changes of scope."""
    base = next(place for place, cell in enumerate(row.cells) if cell)
    leader = row.cells[base][0].provision.id
    return ComparedRow(
        base,
        tuple(
            tuple(
                Cell(
                    counterpart,
                    None
                    if place == base
                    else between(records[base], leader, record, counterpart.provision.id),
                    tuple(scopes.get((leader, counterpart.provision.id), ())),
                )
                for counterpart in cell
            )
            for place, (record, cell) in enumerate(zip(records, row.cells, strict=True))
        ),
        row.elsewhere,
    )


class _Cuts:
    """Provisions, each cut once: most stand in several comparisons."""

    def __init__(self) -> None:
        self._cuts: dict[str, Cut] = {}

    def between(self, one: Record, clause: str, other: Record, its: str) -> Differences:
        return differences_of(self._cut(one, clause), self._cut(other, its))

    def _cut(self, record: Record, clause: str) -> Cut:
        if clause not in self._cuts:
            self._cuts[clause] = Cut(record, clause)
        return self._cuts[clause]
