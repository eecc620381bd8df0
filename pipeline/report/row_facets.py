"""What a row of plans side by side can be found by: topic, department, kind of difference; and the matrix of topics."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Literal

import msgspec

from pipeline.compare import Row
from pipeline.differing import WEIGHTIEST, Differing, shortened
from pipeline.report.difference_words import KIND_WORDS
from pipeline.report.row_differences import ComparedRow
from pipeline.report.scope_changes import SCOPE_WORDS, ScopeChange, Two
from pipeline.report.stored_plans import PlanTopic, StoredPlan

Kind = Literal[
    "number", "date", "department", "force", "scope", "wording", "moved", "added", "dropped", "missing"
]
# The first that there is, is what a cell of the matrix says; whom a measure binds comes behind its force.
_BEHIND = WEIGHTIEST.index("force") + 1
STRONGEST: tuple[Kind, ...] = (*WEIGHTIEST[:_BEHIND], "scope", *WEIGHTIEST[_BEHIND:])
FILTER_WORDS: dict[Kind, tuple[str, str]] = {
    "number": KIND_WORDS["number"],
    "date": KIND_WORDS["date"],
    "department": KIND_WORDS["department"],
    "force": KIND_WORDS["force"],
    "scope": SCOPE_WORDS,
    "wording": KIND_WORDS["wording"],
    "moved": KIND_WORDS["moved"],
    "added": KIND_WORDS["added"],
    "dropped": KIND_WORDS["dropped"],
    "missing": ("有文本未见", "not in one of these texts"),
}


_ALIKE = Differing(common=1.0, differs=())


class FacetedRow:
    """A row with what it is found by; how its provisions differ word by word is found when it is asked for.

    `topics`: what a provision in it mostly deals with; `also`: what they name besides.
    """

    def __init__(
        self,
        number: int,
        row: Row,
        plans: Sequence[StoredPlan],
        scopes: Mapping[Two, Sequence[ScopeChange]],
        known: Mapping[Two, Differing],
        compare: Callable[[Row], ComparedRow],
    ) -> None:
        """`scopes` and `known`: two provisions → their changes of scope, and how they differ, as far as is known.

        `compare` says how the provisions of a row differ.
        """
        self.number = number
        self.base = next(place for place, cell in enumerate(row.cells) if cell)
        # What the row is called by in an address.
        self.key = row.cells[self.base][0].provision.id
        self.provisions = tuple(tuple(each.provision.id for each in cell) for cell in row.cells)
        self.elsewhere = tuple(tuple(each.provision.id for each in cell) for cell in row.elsewhere)
        self._row, self._known, self._compare = row, known, compare
        there = [(plan, clause) for plan, cell in zip(plans, self.provisions, strict=True) for clause in cell]
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
        kinds = {kind for cell in self.provisions for clause in cell for kind in self.kinds_of(clause)}
        there = (here or there for here, there in zip(self.provisions, self.elsewhere, strict=True))
        return frozenset(kinds if all(there) else {*kinds, "missing"})

    def kinds_of(self, clause: str) -> list[Kind]:
        """The kinds of difference of one of its provisions from the base, the strongest first."""
        found: set[Kind] = set(self._differing(clause).differs)
        if self.scopes[clause]:
            found.add("scope")
        return [kind for kind in STRONGEST if kind in found]

    def strongest_said(self, clause: str) -> str:
        """The first difference of the strongest kind, as one line; empty if there is none."""
        kinds = self.kinds_of(clause)
        if kinds and kinds[0] == "scope":
            return self.scopes[clause][0].said
        return self._differing(clause).said

    def _differing(self, clause: str) -> Differing:
        if clause in self.provisions[self.base]:
            return _ALIKE
        return self._known.get((self.key, clause)) or self._found[clause]

    @cached_property
    def _found(self) -> dict[str, Differing]:
        cells = (each for cell in self.row.cells for each in cell)
        return {
            each.counterpart.provision.id: shortened(each.differences) for each in cells if each.differences
        }


class MatrixCell(msgspec.Struct, frozen=True):
    """What one plan has in the rows of a topic: how many provisions, and how they differ from the base most.

    `change` is the first difference of the `strongest` kind; `times`, how many provisions differ in it.
    `leads`: a row begins with it, since no plan before it has anything there. `elsewhere`: how many provisions of
    it that are not in these rows are counterparts of what leads them, in rows of their own.
    """

    provisions: int
    strongest: Kind | None
    times: int
    change: str
    leads: bool
    elsewhere: int


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
        places = range(len(own[0].provisions))
        lines.append(MatrixLine(topic, len(own), tuple(_matrix_cell(own, place) for place in places)))
    return lines


def _matrix_cell(rows: Sequence[FacetedRow], place: int) -> MatrixCell:
    found = [(row, clause) for row in rows for clause in row.provisions[place]]
    by_kind: dict[Kind, dict[str, str]] = {}
    for row, clause in found:
        kinds = row.kinds_of(clause)
        for kind in kinds:
            said = row.strongest_said(clause) if kind == kinds[0] else ""
            by_kind.setdefault(kind, {}).setdefault(clause, said)
    strongest = next((kind for kind in STRONGEST if kind in by_kind), None)
    its = by_kind[strongest] if strongest else {}
    here = {clause for _, clause in found}
    return MatrixCell(
        provisions=len(here),
        strongest=strongest,
        times=len(its),
        change=next(iter(its.values()), ""),
        leads=any(row.base == place for row in rows),
        elsewhere=len({clause for row in rows for clause in row.elsewhere[place]} - here),
    )
