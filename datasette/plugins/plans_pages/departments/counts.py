"""How many tasks each function and body has in each role, in how many plans."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from plans_pages.duties.kept import functions_of
from plans_pages.kept import kept
from plans_pages.rows import rows

from pipeline.report.ledger_entry import ROLES

_DUTIES = "SELECT department_id, role, task_id, document_id FROM task_departments"
_BODIES = "SELECT id, name, level, jurisdiction, generic FROM departments"
_NAMED = " WHERE id IN (SELECT value FROM json_each(?))"
_IN_PLANS = " WHERE document_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class Counted:
    """Distinct tasks by role and altogether, and the plans that they are in."""

    roles: dict[str, int]
    tasks: int
    plans: int


@dataclass(frozen=True)
class Function:
    name: str
    bodies: int
    counted: Counted


@dataclass(frozen=True)
class BodyRow:
    id: str
    name: str
    level: str | None
    jurisdiction: str | None
    generic: bool
    functions: tuple[str, ...]
    counted: Counted


@dataclass(frozen=True)
class Counts:
    """Both lists, those with most tasks first; `of_level`: functions as bodies of one level of government have them.

    `together`: two functions → tasks that name both, in how many plans.
    """

    functions: list[Function]
    of_level: dict[str, list[Function]]
    bodies: list[BodyRow]
    together: dict[tuple[str, str], tuple[int, int]]


def counts(connection: Any, plans: Sequence[str] = ()) -> Counts:
    """The counts of all plans, or of those named; of all they are kept, since a database is served unchanged."""
    return _counts(connection, plans) if plans else kept(connection, _whole)


def _whole(connection: Any) -> Counts:
    return _counts(connection, ())


def _counts(connection: Any, plans: Sequence[str]) -> Counts:
    functions = kept(connection, functions_of)
    by_body: defaultdict[str, _Tally] = defaultdict(_Tally)
    held: defaultdict[str | None, _Functions] = defaultdict(_Functions)  # by level; None: of all
    levels = kept(connection, _levels)
    in_task: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    sql, given = (_DUTIES + _IN_PLANS, [json.dumps(plans)]) if plans else (_DUTIES, [])
    for body, role, task, document in connection.execute(sql, given):
        by_body[body].add(role, task, document)
        if body in functions:
            in_task[task, document].update(functions[body])
        for function in functions.get(body, ()):
            for level in {None, levels[body]}:
                held[level].add(function, body, role, task, document)
    bodies = [
        BodyRow(
            row["id"], row["name"], row["level"], row["jurisdiction"], bool(row["generic"]),
            functions.get(row["id"], ()), by_body[row["id"]].counted,
        )
        for row in rows(connection, _BODIES + (_NAMED if plans else "") + " ORDER BY name, id",
                        [json.dumps(list(by_body))] if plans else [])
    ]  # fmt: skip
    return Counts(
        held[None].listed,
        {level: own.listed for level, own in held.items() if level},
        sorted(bodies, key=lambda each: -each.counted.tasks),
        _together(in_task),
    )


def _together(in_task: dict[tuple[str, str], set[str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Each two functions, both ways round: how many tasks name both, in how many plans."""
    tasks: Counter[tuple[str, str]] = Counter()
    plans: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (_, document), names in in_task.items():
        for pair in permutations(names, 2):
            tasks[pair] += 1
            plans[pair].add(document)
    return {pair: (number, len(plans[pair])) for pair, number in tasks.items()}


def _levels(connection: Any) -> dict[str, str | None]:
    """The level of every body."""
    return {row["id"]: row["level"] for row in rows(connection, _BODIES)}


class _Functions:
    """The functions of some bodies: their tasks, and which bodies they are."""

    __slots__ = ("_bodies", "_tallies")

    def __init__(self) -> None:
        self._tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
        self._bodies: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, function: str, body: str, role: str, task: str, document: str) -> None:
        self._tallies[function].add(role, task, document)
        self._bodies[function].add(body)

    @property
    def listed(self) -> list[Function]:
        """Those with most tasks first."""
        found = (
            Function(name, len(self._bodies[name]), tally.counted) for name, tally in self._tallies.items()
        )
        return sorted(found, key=lambda each: (-each.counted.tasks, each.name))


class _Tally:
    """Tasks by role, and plans, each once."""

    __slots__ = ("_plans", "_roles")

    def __init__(self) -> None:
        self._roles: dict[str, set[str]] = {}
        self._plans: set[str] = set()

    def add(self, role: str, task: str, document: str) -> None:
        self._roles.setdefault(role, set()).add(task)
        self._plans.add(document)

    @property
    def counted(self) -> Counted:
        tasks = set().union(*self._roles.values()) if self._roles else set()
        return Counted({role: len(self._roles.get(role, ())) for role in ROLES}, len(tasks), len(self._plans))
