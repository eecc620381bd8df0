"""What a function or a body answers for: its tasks by role, each role by deadline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from plans_pages.duties.kept import by_deadline, functions_of
from plans_pages.duties.matching import OWN_DUTIES, SPREAD_DUTIES, bodies_wanted, due_conditions, matching
from plans_pages.duties.wanted import Wanted
from plans_pages.kept import kept
from plans_pages.ledger.page import in_order

from pipeline.model import Basis, Role
from pipeline.report.ledger_entry import ROLES

# What is kept of the bodies of a task in a role, in one number: named first, alone, on which basis.
_FIRST, _SOLE = 1, 2
_BASES = {"stated": 4, "inherited": 8, "subject": 16}
_OF_TASKS = ("plan", "topic", "from", "to", "with", "withfunction")
_SIGNS = "duty.role, duty.task_id, duty.basis, duty.position, duty.sole"
_NAMED = f"{_SIGNS}, duty.department_id, duty.name"
_SAID = "SELECT id, attribution, citation FROM assignments WHERE id IN (SELECT value FROM json_each(?))"

Signs = dict[Role, dict[str, int]]  # by role: task → its number, in the order of the deadlines


class Named(NamedTuple):
    """How a task names a body: on what basis, in which place, whether alone, by which assignment."""

    basis: Basis
    position: int
    sole: bool
    department_id: str
    name: str
    assignment_id: str


@dataclass(frozen=True)
class Held:
    """A task in one role, with the bodies that have it."""

    task_id: str
    bodies: Sequence[Named]


@dataclass(frozen=True)
class Summary:
    """What a role comes to. `first`: named first; `bases`: on what basis, in tasks."""

    role: Role
    tasks: int
    plans: int
    first: int
    sole: int
    bases: dict[str, int]


@dataclass(frozen=True)
class Duties:
    """What a body or function answers for. `documents`: task → its plan, of these tasks and others."""

    asked: Wanted
    by_role: Signs
    documents: dict[str, tuple[str, int]]

    @property
    def tasks(self) -> set[str]:
        return set().union(*self.by_role.values())

    @property
    def plans(self) -> int:
        return self._plans(self.tasks)

    def summary(self, role: Role) -> Summary:
        """What a role comes to."""
        signs = list(self.by_role[role].values())
        bases = {basis: sum(1 for each in signs if each & bit) for basis, bit in _BASES.items()}
        first, sole = (sum(1 for each in signs if each & bit) for bit in (_FIRST, _SOLE))
        return Summary(role, len(signs), self._plans(self.by_role[role]), first, sole, bases)

    def some(self, connection: Any, role: Role, start: int = 0, end: int | None = None) -> list[Held]:
        """The tasks of a role from place `start` on, before `end`."""
        tasks = list(self.by_role[role])[start:end]
        bodies = bodies_wanted(self.asked, role)
        condition = f"{bodies} AND duty.task_id IN (SELECT value FROM json_each(:tasks))"
        given = {**self.asked.parameters, "role": role, "tasks": json.dumps(tasks)}
        found: dict[str, list[Named]] = {task: [] for task in tasks}
        for _, task, *named in connection.execute(_duties(_NAMED, condition), given):
            found[task].append(Named(*named))
        return [Held(task, named) for task, named in found.items()]

    def _plans(self, tasks: Iterable[str]) -> int:
        return len({self.documents[task][0] for task in tasks})


def _duties(columns: str, condition: str) -> str:
    return (
        f"SELECT {columns}, duty.id FROM {OWN_DUTIES} {condition}"
        f" UNION ALL SELECT {columns}, duty.assignment_id FROM {SPREAD_DUTIES} {condition}"
    )


def held(connection: Any, asked: Wanted) -> Duties:
    """The tasks of the body or function that `asked` names, by role, each role in order; empty roles too.

    The order is that of the deadlines, tasks without one last; then that of the texts.
    """
    of_tasks = Wanted({name: asked.values[name] for name in _OF_TASKS if name in asked.values})
    tasks = matching(connection, of_tasks)
    signs = _signs(connection, asked)
    if of_tasks.values:
        signs = {role: {t: each for t, each in found.items() if t in tasks} for role, found in signs.items()}
    if asked.get("role"):
        signs = {role: found if role == asked.get("role") else {} for role, found in signs.items()}
    if due_conditions(asked):
        every = {task: tasks[task] for found in signs.values() for task in found}
        order = in_order(connection, asked, every, "deadline")
        signs = {
            role: {task: found[task] for task in order if task in found} for role, found in signs.items()
        }
    return Duties(asked, signs, tasks)


def _signs(connection: Any, asked: Wanted) -> Signs:
    """All that the body or function has; of functions it is kept, since that of some is very much."""
    if asked.get("function"):
        return kept(connection, of_functions).get(asked.get("function"), _none())
    sql = _duties(_SIGNS, "duty.department_id = :department")
    found = _none()
    for role, task, basis, position, sole, _ in _sorted(connection, sql, asked.parameters):
        _add(found, role, task, basis, position, sole)
    return found


def of_functions(connection: Any) -> dict[str, Signs]:
    """All that each function has."""
    functions = kept(connection, functions_of)
    found: dict[str, Signs] = {}
    for role, task, basis, position, sole, body, _ in _sorted(
        connection, _duties(f"{_SIGNS}, duty.department_id", "1"), {}
    ):
        for function in functions.get(body, ()):
            _add(found.setdefault(function, _none()), role, task, basis, position, sole)
    return found


def _none() -> Signs:
    return {role: {} for role in ROLES}


def _sorted(connection: Any, sql: str, given: dict[str, Any]) -> list[Any]:
    places = kept(connection, by_deadline)
    return sorted(connection.execute(sql, given), key=lambda row: places[row[1]])


def _add(found: Signs, role: Role, task: str, basis: str, position: int, sole: bool) -> None:
    """Note a body of a task. A subject has no place and no company in an attribution."""
    sign = _BASES[basis]
    if basis != "subject":
        sign |= (_FIRST if position == 1 else 0) | (_SOLE if sole else 0)
    found[role][task] = found[role].get(task, 0) | sign


@dataclass(frozen=True)
class Said:
    """What an assignment says: in which words, and how to cite it."""

    attribution: str
    citation: str


def said(connection: Any, rows: Iterable[Held]) -> dict[str, Said]:
    """What the assignments of `rows` say, by their ids."""
    ids = json.dumps([named.assignment_id for row in rows for named in row.bodies])
    return {row[0]: Said(*row[1:]) for row in connection.execute(_SAID, [ids])}
