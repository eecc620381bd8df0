"""Whole facts, so that two readings are compared field by field, and what a change makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import zip_longest
from typing import Any, NamedTuple

from pipeline.fold import without_spaces
from pipeline.model import Quantity, Record
from tests.documents import value_of


class HeadFact(NamedTuple):
    title: str
    short_title: str
    issuer: str | None
    jurisdiction: str | None
    territory: str | None
    doc_number: str | None
    level: str | None
    issued_on: str | None
    status: str
    attribution_style: str


class ClauseFact(NamedTuple):
    level: str
    heading: str | None


class TargetFact(NamedTuple):
    clause: int
    kind: str
    indicator: str
    scope: str | None
    value: Any
    unit: str | None
    base_unit: str | None
    op: str | None
    direction: str
    deadline: str | None
    recurrence: str | None
    hedges: tuple[str, ...]
    baseline: str | None
    strength: str | None
    deferred_to: str | None
    exclusions: str | None


class DeadlineFact(NamedTuple):
    clause: int
    text: str
    kind: str
    end_date: str | None
    period: str | None


class AssignmentFact(NamedTuple):
    clause: int
    name: str
    level: str | None
    jurisdiction: str | None
    role: str
    basis: str
    position: int
    sole: bool


class NumberFact(NamedTuple):
    clause: int
    value: Any
    unit: str | None
    role: str


class CitationFact(NamedTuple):
    clause: int
    title: str
    number: str | None
    relation: str


class Facts(NamedTuple):
    """What one reading found, in the order of the document. A clause is told by its place in the outline."""

    head: tuple[HeadFact, ...]
    clauses: tuple[ClauseFact, ...]
    targets: tuple[TargetFact, ...]
    deadlines: tuple[DeadlineFact, ...]
    assignments: tuple[AssignmentFact, ...]
    numbers: tuple[NumberFact, ...]
    citations: tuple[CitationFact, ...]


_WORDS = {
    "head": ("title", "short_title", "issuer", "jurisdiction", "territory", "doc_number"),
    "clauses": ("heading",),
    "targets": ("indicator", "scope", "unit", "base_unit", "baseline", "deferred_to", "exclusions"),
    "deadlines": ("text",),
    "assignments": ("name", "jurisdiction"),
    "numbers": ("unit",),
    "citations": ("title", "number"),
}


def facts(record: Record, *, with_paragraphs: bool = True) -> Facts:
    """The facts of a record; words are folded, since how they are typeset is no fact.

    Without paragraphs, what stands on one counts as the clause's that holds it.
    """
    clauses = [c for c in record.clauses if with_paragraphs or c.level != "paragraph"]
    places = {clause.id: number for number, clause in enumerate(clauses)}
    for clause in record.clauses:
        places.setdefault(clause.id, places.get(clause.parent_id or "", -1))
    bodies = {body.id: body for body in record.departments}
    text, head = record.text, record.metadata
    found = Facts(
        head=(HeadFact(*(getattr(head, field) for field in HeadFact._fields)),),
        clauses=tuple(ClauseFact(c.level, c.heading) for c in clauses),
        targets=tuple(
            TargetFact(
                places[t.clause_id], t.kind, t.indicator, t.scope, value_of(t), t.unit, t.base_unit, t.op, t.direction, t.deadline,
                t.recurrence, t.hedges, t.baseline, t.strength, t.deferred_to, t.exclusions,
            )
            for t in record.targets
        ),
        deadlines=tuple(
            DeadlineFact(places[d.clause_id], text[d.char_start : d.char_end], d.kind, d.end_date, d.period)
            for d in record.deadlines
        ),
        assignments=tuple(
            AssignmentFact(places[a.clause_id], a.name, body.level, body.jurisdiction, a.role, a.basis, a.position, a.sole)
            for a in record.assignments
            for body in (bodies[a.department_id],)
        ),
        numbers=tuple(NumberFact(places[q.clause_id], q.value, q.unit, q.role) for q in numbers_of(record)),
        citations=tuple(
            CitationFact(places[c.clause_id], text[c.char_start : c.char_end], c.doc_number, c.relation)
            for c in record.citations
        ),
    )  # fmt: skip
    return in_words(found, without_spaces)


def numbers_of(record: Record) -> list[Quantity]:
    """The numbers of what a plan says: what numbers its clauses is theirs."""
    labels = {at for c in record.clauses for at in range(c.char_start, c.char_start + len(c.label))}
    return [q for q in record.quantities if q.role != "ordinal" or q.char_start not in labels]


def in_words(found: Facts, change: Callable[[str], str]) -> Facts:
    """`found` told in other words: names, indicators, headings, titles, units."""
    kinds: dict[str, Any] = {}
    for kind, fields in _WORDS.items():
        kinds[kind] = tuple(
            fact._replace(**{field: change(word) for field in fields if (word := getattr(fact, field))})
            for fact in getattr(found, kind)
        )
    return found._replace(**kinds)


def assert_same(found: Facts, expected: Facts) -> None:
    """No fact is lost, none is won, and the outline is the same from top to bottom."""
    for number, (got, wanted) in enumerate(zip_longest(found.clauses, expected.clauses)):
        assert got == wanted, f"clause {number}: {got} instead of {wanted}"
    for kind in set(Facts._fields) - {"clauses"}:
        is_, was = Counter(getattr(found, kind)), Counter(getattr(expected, kind))
        lost, won = was - is_, is_ - was
        assert not lost and not won, f"{kind}:\nlost {_some(lost)}\nwon {_some(won)}"


def _some(rows: Counter[Any]) -> str:
    return "\n     ".join(map(str, list(rows)[:4])) or "nothing"
