"""What a function or a body answers for: its tasks by role, each role by deadline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from plans_pages.ledger import wanted as filters
from plans_pages.ledger.wanted import Wanted

from pipeline.model import Role
from pipeline.report.ledger_entry import ROLES

_DUTIES = """
, duty AS MATERIALIZED (
  SELECT duty.task_id, duty.role, duty.document_id, duty.department_id, duty.name, duty.basis, duty.position,
         duty.sole, duty.assignment_id
  FROM task_departments AS duty WHERE {bodies}
), first AS MATERIALIZED (
  SELECT due.task_id, min(due.end_date) AS day FROM due
  WHERE due.task_id IN (SELECT task_id FROM duty){days} GROUP BY due.task_id
)
SELECT duty.task_id, duty.role, duty.document_id, first.day, task.char_start, duty.department_id, duty.name,
       duty.basis, duty.position, duty.sole, duty.assignment_id
FROM duty JOIN tasks AS task ON task.id = duty.task_id LEFT JOIN first ON first.task_id = duty.task_id
WHERE {tasks}
"""
_OF_TASKS = ("topic", "from", "to", "with", "withfunction")


@dataclass(frozen=True)
class Named:
    """How a task names a body: on what basis, in which place, whether alone, by which assignment."""

    department_id: str
    name: str
    basis: str
    position: int
    sole: bool
    assignment_id: str


@dataclass
class Held:
    """A task in one role, with the bodies that have it."""

    task_id: str
    role: Role
    document_id: str
    day: str | None
    place: int
    bodies: list[Named] = field(default_factory=list)

    @property
    def order(self) -> tuple[Any, ...]:
        """By deadline, those without one last; then as the texts have them."""
        return self.day is None, self.day or "", self.document_id, self.place, self.task_id


@dataclass(frozen=True)
class Summary:
    """What a role comes to. `first`: named first; `bases`: on what basis, in tasks."""

    role: Role
    tasks: int
    plans: int
    first: int
    sole: int
    bases: dict[str, int]


def held(connection: Any, asked: Wanted) -> dict[Role, list[Held]]:
    """The tasks of the body or function that `asked` names, by role, each role in order; empty roles too."""
    days = filters.due_conditions(asked)
    bodies = " AND ".join(filters.body_conditions(asked))
    if asked.get("plan"):
        bodies += " AND duty.document_id IN (SELECT value FROM json_each(:plans))"
    of_tasks = Wanted({name: asked.values[name] for name in _OF_TASKS if name in asked.values})
    sql = filters.WITH_DUE + _DUTIES.format(
        bodies=bodies, days=f" AND {days}" if days else "", tasks=filters.conditions(of_tasks)
    )
    found: dict[tuple[str, str], Held] = {}
    for task, role, document, day, place, *named in connection.execute(sql, asked.parameters):
        key = (task, role)
        if key not in found:
            found[key] = Held(task, role, document, day, place)
        found[key].bodies.append(Named(*named))
    by_role: dict[Role, list[Held]] = {role: [] for role in ROLES}
    for each in found.values():
        by_role[each.role].append(each)
    return {role: sorted(rows, key=lambda each: each.order) for role, rows in by_role.items()}


def summaries(by_role: dict[Role, list[Held]]) -> Iterator[Summary]:
    """What each role comes to."""
    for role, rows in by_role.items():
        bases = [{named.basis for named in row.bodies} for row in rows]
        yield Summary(
            role,
            len(rows),
            len({row.document_id for row in rows}),
            sum(any(named.position == 1 and named.basis != "subject" for named in row.bodies) for row in rows),
            sum(any(named.sole and named.basis != "subject" for named in row.bodies) for row in rows),
            {basis: sum(basis in each for each in bases) for basis in ("stated", "inherited", "subject")},
        )


def attributions(connection: Any, rows: Sequence[Held]) -> dict[str, tuple[str, str]]:
    """Assignment → the words that assign it, and how to cite them."""
    ids = json.dumps([named.assignment_id for row in rows for named in row.bodies])
    sql = "SELECT id, attribution, citation FROM assignments WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0]: (row[1], row[2]) for row in connection.execute(sql, [ids])}
