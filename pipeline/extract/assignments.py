"""Assignments: who does it, in which role, on what basis."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

import msgspec

from pipeline.extract.departments import department, former_name
from pipeline.extract.duties import Duties
from pipeline.extract.inheritance import InheritedRange, inherited_ranges
from pipeline.extract.reading import Reading
from pipeline.marks import AttributedBody, AttributionMark, SubjectMark, may_lead
from pipeline.model import Assignment, Basis, Clause, Department, Doubt, Task

_START = attrgetter("start")
_NO_SUBJECTS = {"title", "preamble", "signature"}
_SHORTEST_TERRITORY = 3  # characters of a place with its level; 各区 and 市 are classes and levels


def extract_assignments(
    reading: Reading, duties: Duties
) -> tuple[tuple[Assignment, ...], tuple[Department, ...], tuple[Doubt, ...]]:
    """The assignments of a document in reading order, its departments by name, and doubts about names."""
    collector = _Collector(reading)
    ranges = inherited_ranges(reading)
    spread = {id(covered.mark) for covered in ranges if not covered.mark.inherited}
    first_leads = False
    for mark in reading.marks.attributions:
        first_leads = first_leads or mark.first_leads
        if id(mark) in spread:
            continue
        bodies = _first_leading(mark.bodies) if first_leads else mark.bodies
        collector.add(mark, bodies, "stated", duties.answered_by(mark))
    for covered in ranges:
        # It belongs to each task that it covers; for its own task the attribution itself speaks.
        collector.add(covered.mark, covered.bodies, "inherited", None, covered)
    for subject in _subjects(reading):
        bodies = tuple(body for body in subject.bodies if not _covered(subject, body, ranges))
        collector.add(subject, bodies, "subject", duties.task_at(subject.start))
    return collector.result()


def _first_leading(bodies: tuple[AttributedBody, ...]) -> tuple[AttributedBody, ...]:
    """Where the text has ruled that the body named first leads; a class of bodies ("各地区") cannot."""
    if len(bodies) < 2 or any(body.role == "lead" for body in bodies) or not may_lead(bodies[0]):
        return bodies
    return (msgspec.structs.replace(bodies[0], role="lead"), *bodies[1:])


def _subjects(reading: Reading) -> Iterator[SubjectMark]:
    """Subjects in provisions; addressees and signatures assign nothing, nor do rows that a column answers for."""
    answered = _answered_rows(reading)
    for mark in reading.marks.subjects:  # attributions stand apart: only the last before its end may meet it
        clause = reading.tree.at(mark.start, mark.end)
        outside = any(node.level in _NO_SUBJECTS for node in reading.tree.ancestors(clause))
        outside = outside or all(_is_own_territory(reading, body.name) for body in mark.bodies)
        before = bisect_left(reading.marks.attributions, mark.end, key=_START)
        stated = before > 0 and mark.start < reading.marks.attributions[before - 1].end
        row = bisect_right(answered, (mark.start, len(reading.text))) - 1
        in_row = row >= 0 and mark.start < answered[row][1]
        if not (outside or stated or in_row):
            yield mark


def _answered_rows(reading: Reading) -> list[tuple[int, int]]:
    """The rows of tables that have a column of bodies: who does it stands there, not in the row's sentences."""
    rows = [(block.start, block.end) for block in reading.source.blocks if block.kind == "row"]
    starts = [mark.start for mark in reading.marks.attributions]
    return [(a, b) for a, b in rows if bisect_left(starts, a) < bisect_left(starts, b)]


def _is_own_territory(reading: Reading, name: str) -> bool:
    """Whether a name is that of the document's own territory: all of it in general, and nobody in particular."""
    territory = reading.metadata.territory or ""
    return len(name) >= _SHORTEST_TERRITORY and territory.endswith(name)


def _covered(mark: SubjectMark, body: AttributedBody, ranges: Sequence[InheritedRange]) -> bool:
    """Whether an inherited attribution has already given this body all tasks of the place."""
    return any(r.speaks_for(mark.start, body.name) for r in ranges)


class _Collector:
    """Gathers assignments, the departments that they name and doubts about the names."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._assignments: list[Assignment] = []
        self._departments: dict[str, Department] = {}
        self._known: dict[tuple[str, bool], Department] = {}
        self._doubts: dict[tuple[int, int], Doubt] = {}

    def add(
        self,
        mark: AttributionMark | SubjectMark,
        bodies: Sequence[AttributedBody],
        basis: Basis,
        task: Task | None,
        covered: InheritedRange | None = None,
    ) -> None:
        """Add the assignments of one attribution or predication."""
        clause = self._reading.tree.at(mark.start, mark.end)
        for body in bodies:
            self._assignments.append(self._assignment(mark, body, basis, task, covered, clause))
            if body.doubt:
                self._doubt(body, "body_name", body.doubt)

    def _assignment(
        self,
        mark: AttributionMark | SubjectMark,
        body: AttributedBody,
        basis: Basis,
        task: Task | None,
        covered: InheritedRange | None,
        clause: Clause,
    ) -> Assignment:
        raw = self._reading.text[body.start : body.end]
        who = self._department(body)
        return Assignment(
            id=self._reading.ids.new("assignment", clause.ref, f"{raw} {body.role}"),
            clause_id=clause.id,
            task_id=task.id if task else None,
            department_id=who.id,
            name=body.name,
            role=body.role,
            basis=basis,
            position=body.position,
            sole=body.sole,
            covers_from=covered.first.ref if covered else None,
            covers_to=covered.last.ref if covered else None,
            attribution_start=mark.start,
            attribution_end=mark.end,
            char_start=body.start,
            char_end=body.end,
        )

    def _department(self, body: AttributedBody) -> Department:
        key = (body.name, body.generic)
        if key not in self._known:
            self._known[key] = department(*key, self._reading.metadata)
            self._departments[self._known[key].id] = self._known[key]
            reform = former_name(body.name, self._reading.metadata.issued_on)
            if reform:
                message = f"a name that a reform had ended by {reform.until}: now {reform.name}"
                self._doubt(body, "body_name.former", message)
        return self._known[key]

    def _doubt(self, body: AttributedBody, rule: str, message: str) -> None:
        self._doubts[body.start, body.end] = Doubt(
            rule=rule, severity="info", message=message, start=body.start, end=body.end
        )

    def result(self) -> tuple[tuple[Assignment, ...], tuple[Department, ...], tuple[Doubt, ...]]:
        """What was gathered: assignments in reading order, departments by name, doubts by place."""
        assignments = sorted(self._assignments, key=lambda a: (a.attribution_start, a.char_start))
        departments = sorted(self._departments.values(), key=lambda d: (d.name, d.id))
        doubts = sorted(self._doubts.values(), key=lambda d: (d.start, d.end))
        return tuple(assignments), tuple(departments), tuple(doubts)
