"""What a row of plans side by side can be found by: topic, department, kind of difference; and the matrix of topics."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

import msgspec

from pipeline.compare import Change, Row
from pipeline.model import Measure
from pipeline.report.difference_words import KIND_WORDS, change_said
from pipeline.report.row_differences import Cell, ComparedRow
from pipeline.report.stored_plans import PlanTopic, StoredPlan

Kind = Literal[
    "number", "date", "department", "force", "scope", "wording", "moved", "added", "dropped", "missing"
]
# The first that there is, is what a cell of the matrix says: facts before words, words before their place.
STRONGEST: tuple[Kind, ...] = (
    *("number", "date", "department", "force", "scope"),
    *("wording", "added", "dropped", "moved"),
)
FILTER_WORDS: dict[Kind, tuple[str, str]] = {
    "number": KIND_WORDS["number"],
    "date": KIND_WORDS["date"],
    "department": KIND_WORDS["department"],
    "force": KIND_WORDS["force"],
    "scope": ("适用范围", "scope"),
    "wording": KIND_WORDS["wording"],
    "moved": KIND_WORDS["moved"],
    "added": KIND_WORDS["added"],
    "dropped": KIND_WORDS["dropped"],
    "missing": ("有文本未见", "not in one of these texts"),
}


class ScopeChange(msgspec.Struct, frozen=True):
    """The same measure of two provisions, binding others in the one (`base`) than in the other (`own`)."""

    base: Measure
    own: Measure


class FacetedRow:
    """A row with what it is found by; how its provisions differ is found when it is asked for.

    `topics`: what a provision in it mostly deals with; `also`: what they name besides.
    """

    def __init__(
        self,
        number: int,
        row: Row,
        plans: Sequence[StoredPlan],
        scopes: Mapping[tuple[str, str], Sequence[ScopeChange]],
        compare: Callable[[Row], ComparedRow],
    ) -> None:
        """`scopes`: (provision, other) → their changes of scope. `compare` says how its provisions differ."""
        self.number = number
        self.base = next(place for place, cell in enumerate(row.cells) if cell)
        # What the row is called by in an address.
        self.key = row.cells[self.base][0].provision.id
        self._row, self._compare = row, compare
        there = [
            (plan, each.provision.id) for plan, cell in zip(plans, row.cells, strict=True) for each in cell
        ]
        named = [topic for plan, clause in there for topic in plan.topics.get(clause, ())]
        self.topics = {topic.name: topic for topic in named if topic.main}
        self.also = {topic.name: topic for topic in named if topic.name not in self.topics}
        self.functions = frozenset(
            function for plan, clause in there for function in plan.functions.get(clause, ())
        )
        self.scopes = {clause: tuple(scopes.get((self.key, clause), ())) for _, clause in there}

    @cached_property
    def row(self) -> ComparedRow:
        """The row with the differences of each provision from the one that leads it."""
        return self._compare(self._row)

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of difference in it, `missing` where a plan has nothing."""
        kinds = {kind for cell in self.row.cells for each in cell for kind in self.kinds_of(each)}
        return frozenset(kinds if all(self._row.cells) else {*kinds, "missing"})

    def kinds_of(self, cell: Cell) -> list[Kind]:
        """The kinds of difference of one of its provisions from the base, the strongest first."""
        found: set[Kind] = set(cell.differences.kinds) if cell.differences else set()
        if self.scopes.get(cell.counterpart.provision.id):
            found.add("scope")
        return [kind for kind in STRONGEST if kind in found]


class MatrixCell(msgspec.Struct, frozen=True):
    """What one plan has in the rows of a topic: how many provisions, and how they differ from the base most.

    `change` is the first difference of the `strongest` kind; `times`, how many provisions differ in it.
    `leads`: a row begins with it, since no plan before it has anything there.
    """

    provisions: int
    strongest: Kind | None
    times: int
    change: str
    leads: bool


class MatrixLine(msgspec.Struct, frozen=True):
    topic: PlanTopic
    rows: int
    cells: tuple[MatrixCell, ...]


def chosen_rows(
    rows: Sequence[FacetedRow],
    topic: str = "",
    department: str = "",
    kinds: Collection[str] = (),
    *,
    also: bool = False,
) -> list[FacetedRow]:
    """The rows that deal with a topic, fall to bodies of a function, and differ in one of `kinds`.

    With `also`, those that name the topic besides another one, too.
    """
    return [
        row
        for row in rows
        if (not topic or topic in row.topics or (also and topic in row.also))
        and (not department or department in row.functions)
        and (not kinds or not row.kinds.isdisjoint(kinds))
    ]


def matrix(rows: Sequence[FacetedRow]) -> list[MatrixLine]:
    """Topic by plan, in the outline's order: what each plan has in the rows of a topic."""
    topics = {name: topic for row in rows for name, topic in row.topics.items()}
    lines = []
    for topic in sorted(topics.values(), key=lambda each: each.seq):
        own = chosen_rows(rows, topic.name)
        places = range(len(own[0].row.cells))
        lines.append(MatrixLine(topic, len(own), tuple(_matrix_cell(own, place) for place in places)))
    return lines


def _matrix_cell(rows: Sequence[FacetedRow], place: int) -> MatrixCell:
    found = [(row, cell) for row in rows for cell in row.row.cells[place]]
    by_kind: dict[Kind, dict[str, str]] = {}
    for row, cell in found:
        for kind in row.kinds_of(cell):
            said = next(_said(row, cell, kind), "")
            by_kind.setdefault(kind, {}).setdefault(cell.counterpart.provision.id, said)
    strongest = next((kind for kind in STRONGEST if kind in by_kind), None)
    its = by_kind[strongest] if strongest else {}
    return MatrixCell(
        provisions=len({cell.counterpart.provision.id for _, cell in found}),
        strongest=strongest,
        times=len(its),
        change=next(iter(its.values()), ""),
        leads=any(row.base == place for row in rows),
    )


def _said(row: FacetedRow, cell: Cell, kind: Kind) -> Iterator[str]:
    changes: Sequence[Change] = cell.differences.changes if cell.differences else ()
    yield from (change_said(change) for change in changes if change.kind == kind)
    if kind == "scope":
        yield from (scope_said(change) for change in row.scopes[cell.counterpart.provision.id])


def scope_said(change: ScopeChange) -> str:
    """Whom a measure binds here and there: 全省 → 重点区域（除…外）."""
    return f"{_bound(change.base)} → {_bound(change.own)}"


def _bound(measure: Measure) -> str:
    scope = measure.scope or "（未写明）"
    return f"{scope}（除外：{measure.exception}）" if measure.exception else scope
