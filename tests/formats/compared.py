"""Two records of one document from files in two formats: which facts they share, and what differs.

The record of the text file is the reference. Spaces are left out everywhere: formats do not keep them (an
automatic number stands before its text with a gap of its own, a blank at the end of a line goes). A target's
quote is compared folded, since widths and kinds of brackets in it are typesetting. Dates of comments are left
out: a text file has none. All else has to be the same, character by character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.fold import without_spaces
from pipeline.model import Clause, Record


class ClauseFact(NamedTuple):
    ref: str
    level: str
    label: str
    heading: str


class TargetFact(NamedTuple):
    indicator: str
    scope: str
    op: str | None
    value: Any
    unit: str | None
    deadline: str | None
    quote: str


class DeadlineFact(NamedTuple):
    text: str
    end_date: str | None
    kind: str
    ref: str


class AssignmentFact(NamedTuple):
    department: str
    role: str
    basis: str
    ref: str
    attribution: str


class CellFact(NamedTuple):
    table: int
    row: int
    column: int
    text: str
    row_header: str
    column_header: str
    is_header: bool
    merged: bool


class CommentFact(NamedTuple):
    kind: str
    author: str
    text: str
    anchor: str


Fact = ClauseFact | TargetFact | DeadlineFact | AssignmentFact | CellFact | CommentFact


@dataclass(frozen=True)
class Score:
    """One kind of fact: how many both records have, and what only one of them has."""

    kind: str
    matched: int
    lost: tuple[Fact, ...]  # in the reference only
    won: tuple[Fact, ...]  # in the other only

    @property
    def precision(self) -> float:
        """Share of the other record's facts that the reference has; 1 if it has none."""
        return _share(self.matched, self.matched + len(self.won))

    @property
    def recall(self) -> float:
        """Share of the reference's facts that the other record has; 1 if there are none."""
        return _share(self.matched, self.matched + len(self.lost))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.matched, 2 * self.matched + len(self.lost) + len(self.won))

    def differences(self) -> list[str]:
        """What differs, one line each with both versions; `-` in the reference only, `+` in the other only."""
        left = list(self.won)
        lines = []
        for fact in self.lost:
            other = max(left, key=lambda won: _alike(fact, won), default=None)
            if other is None or 2 * _alike(fact, other) < len(fact):
                lines.append(f"{self.kind}: - {_shown(fact)}")
                continue
            left.remove(other)
            lines.append(f"{self.kind}: {_both(fact, other)}")
        return lines + [f"{self.kind}: + {_shown(fact)}" for fact in left]


def compared(reference: Record, other: Record) -> list[Score]:
    """The scores of all kinds of facts, in the order of `KINDS`."""
    scores = []
    for kind, facts in KINDS.items():
        was, found = Counter(facts(reference)), Counter(facts(other))
        lost, won = tuple((was - found).elements()), tuple((found - was).elements())
        scores.append(Score(kind, (was & found).total(), lost, won))
    return scores


def bare(text: str | None) -> str:
    """`text` without spaces."""
    return "".join((text or "").split())


def outline_facts(record: Record) -> Iterator[ClauseFact]:
    """Every clause, as it is cited and headed."""
    for clause in record.clauses:
        yield ClauseFact(bare(clause.ref), clause.level, bare(clause.label), bare(clause.heading))


def target_facts(record: Record) -> Iterator[TargetFact]:
    """Every target with its value and the words that say it; a range is its two ends."""
    for row in record.targets:
        value = row.value if row.value_high is None else (row.value, row.value_high)
        quote = without_spaces(record.text[row.char_start : row.char_end])
        yield TargetFact(bare(row.indicator), bare(row.scope), row.op, value, row.unit, row.deadline, quote)


def deadline_facts(record: Record) -> Iterator[DeadlineFact]:
    """Every time that something is due, with the clause that says so."""
    refs = _refs(record.clauses)
    for row in record.deadlines:
        text = bare(record.text[row.char_start : row.char_end])
        yield DeadlineFact(text, row.end_date, row.kind, refs[row.clause_id])


def assignment_facts(record: Record) -> Iterator[AssignmentFact]:
    """Every body that is told to do something, with the words that say so."""
    refs, bodies = _refs(record.clauses), {body.id: body.name for body in record.departments}
    for row in record.assignments:
        attribution = bare(record.text[row.attribution_start : row.attribution_end])
        yield AssignmentFact(bodies[row.department_id], row.role, row.basis, refs[row.clause_id], attribution)


def cell_facts(record: Record) -> Iterator[CellFact]:
    """Every cell of every table, with its place and its headers."""
    places = {table.id: number for number, table in enumerate(record.tables, 1)}
    for cell in record.table_cells:
        yield CellFact(
            places[cell.table_id],
            cell.row,
            cell.column,
            bare(record.text[cell.char_start : cell.char_end]),
            bare(cell.row_header),
            bare(cell.column_header),
            cell.is_header,
            cell.merged,
        )


def comment_facts(record: Record) -> Iterator[CommentFact]:
    """Every comment and tracked change, with what it hangs on."""
    for row in record.comments:
        anchor = record.text[row.char_start : row.char_end]
        yield CommentFact(row.kind, row.author, bare(row.text), bare(anchor))


KINDS: dict[str, Callable[[Record], Iterator[Fact]]] = {
    "outline": outline_facts,
    "targets": target_facts,
    "deadlines": deadline_facts,
    "assignments": assignment_facts,
    "tables": cell_facts,
    "comments": comment_facts,
}


def _refs(clauses: Sequence[Clause]) -> dict[str, str]:
    return {clause.id: bare(clause.ref) for clause in clauses}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _alike(first: Fact, second: Fact) -> int:
    """In how many fields two facts of one kind agree."""
    return sum(a == b for a, b in zip(first, second, strict=True))


def _shown(fact: Fact) -> str:
    return " ｜ ".join(
        f"{name} {value!r}" for name, value in fact._asdict().items() if value not in {None, ""}
    )


def _both(fact: Fact, other: Fact) -> str:
    """The fields that agree, then those that differ in both versions."""
    fields = zip(fact._fields, fact, other, strict=True)
    parts = [f"{name} {a!r}" if a == b else f"{name} {a!r} → {b!r}" for name, a, b in fields if a or b]
    return " ｜ ".join(sorted(parts, key=lambda part: " → " in part))
