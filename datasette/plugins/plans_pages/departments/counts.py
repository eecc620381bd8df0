"""How many tasks each function and body has in each role, in how many plans."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plans_pages.rows import rows

from pipeline.report.ledger_entry import ROLES

_DUTIES = "SELECT department_id, role, task_id, document_id FROM task_departments"
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
    """Both lists, those with most tasks first."""

    functions: list[Function]
    bodies: list[BodyRow]


def counts(connection: Any, plans: Sequence[str] = ()) -> Counts:
    """The counts of all plans, or of those named; of all they are kept, since a database is served unchanged."""
    if plans:
        return _counts(connection, plans)
    file = str(connection.execute("PRAGMA database_list").fetchone()[2])
    key = (file, Path(file).stat().st_mtime_ns if file else 0)
    if key not in _kept:
        found = _counts(connection, ())
        _kept.clear()
        _kept[key] = found
    return _kept[key]


# The file and when it was written → its counts; of one file only.
_kept: dict[tuple[str, int], Counts] = {}


def _counts(connection: Any, plans: Sequence[str]) -> Counts:
    functions = defaultdict(list)
    for body, function in connection.execute("SELECT department_id, function FROM department_functions ORDER BY function"):
        functions[body].append(function)
    by_body: defaultdict[str, _Tally] = defaultdict(_Tally)
    by_function: defaultdict[str, _Tally] = defaultdict(_Tally)
    named: defaultdict[str, set[str]] = defaultdict(set)
    sql, given = (_DUTIES + _IN_PLANS, [json.dumps(plans)]) if plans else (_DUTIES, [])
    for body, role, task, document in connection.execute(sql, given):
        by_body[body].add(role, task, document)
        for function in functions.get(body, ()):
            by_function[function].add(role, task, document)
            named[function].add(body)
    bodies = [
        BodyRow(
            row["id"], row["name"], row["level"], row["jurisdiction"], bool(row["generic"]),
            tuple(functions.get(row["id"], ())), by_body[row["id"]].counted,
        )
        for row in rows(connection, "SELECT id, name, level, jurisdiction, generic FROM departments ORDER BY name, id")
        if row["id"] in by_body or not plans
    ]  # fmt: skip
    return Counts(
        sorted(
            (Function(name, len(named[name]), tally.counted) for name, tally in by_function.items()),
            key=lambda each: (-each.counted.tasks, each.name),
        ),
        sorted(bodies, key=lambda each: -each.counted.tasks),
    )


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
