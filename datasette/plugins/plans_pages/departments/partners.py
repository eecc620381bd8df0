"""Who works with whom: the other bodies, or functions, of the same tasks."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from plans_pages.addresses import at
from plans_pages.departments.counts import counts
from plans_pages.duties.wanted import Wanted

MOST = 24
MOST_TASKS = 800  # whose bodies are looked up while a reader waits
_BODIES = """
WITH beside AS MATERIALIZED (
  SELECT duty.task_id, duty.department_id, duty.name, duty.document_id FROM task_departments AS duty
  WHERE duty.task_id IN (SELECT value FROM json_each(:tasks))
)
SELECT department_id, name, count(DISTINCT task_id) AS tasks, count(DISTINCT document_id) FROM beside
WHERE department_id <> :own GROUP BY department_id ORDER BY tasks DESC, name LIMIT :most
"""
_FUNCTIONS = """
WITH beside AS MATERIALIZED (
  SELECT duty.task_id, duty.department_id, duty.document_id FROM task_departments AS duty
  WHERE duty.task_id IN (SELECT value FROM json_each(:tasks))
)
SELECT held.function, held.function, count(DISTINCT beside.task_id) AS tasks, count(DISTINCT beside.document_id)
FROM beside JOIN department_functions AS held ON held.department_id = beside.department_id
WHERE held.function <> :own GROUP BY held.function ORDER BY tasks DESC, held.function LIMIT :most
"""


@dataclass(frozen=True)
class Partner:
    """Another body or function, with the tasks that it shares; `href` leads to them."""

    key: str
    name: str
    tasks: int
    plans: int
    href: str


def partners(connection: Any, asked: Wanted, tasks: Collection[str]) -> list[Partner] | None:
    """Those that share most of `tasks` with the body or function that `asked` names.

    Of a function without filters they were counted once for all; None if there are too many tasks to count.
    """
    function = asked.get("function")
    if function and set(asked.values) == {"function"}:
        found = _of_all(connection, function)
    elif len(tasks) > MOST_TASKS:
        return None
    else:
        given = {"tasks": json.dumps(list(tasks)), "own": function or asked.get("department"), "most": MOST}
        found = connection.execute(_FUNCTIONS if function else _BODIES, given).fetchall()
    link = "withfunction" if function else "with_"
    return [
        Partner(key, name, shared, plans, at(f"/ledger?{asked.but(**{link: key})}"))
        for key, name, shared, plans in found
    ]


def _of_all(connection: Any, function: str) -> list[tuple[str, str, int, int]]:
    found = [
        (other, other, *shared)
        for (own, other), shared in counts(connection).together.items()
        if own == function
    ]
    return sorted(found, key=lambda each: (-each[2], each[0]))[:MOST]
