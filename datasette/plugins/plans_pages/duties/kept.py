"""What is read once of a database: it is served unchanged, so what was read stays true while the file does."""

from __future__ import annotations

from typing import Any

from plans_pages.kept import kept
from plans_pages.rows import rows

from pipeline.report.ledger_entry import ROLES
from pipeline.report.ledger_stored import TASK_DEADLINES

_RANKS = " ".join(f"WHEN '{role}' THEN {place}" for place, role in enumerate(ROLES, 1))


def all_tasks(connection: Any) -> dict[str, tuple[str, int]]:
    """All tasks in the order of the texts: id → document, place in that order."""
    found = connection.execute("SELECT id, document_id FROM tasks ORDER BY document_id, char_start, id")
    return {task: (document, place) for place, (task, document) in enumerate(found)}


def first_days(connection: Any) -> dict[str, str | None]:
    """Tasks with a deadline: id → the first of their last days, None if there are only periods."""
    sql = f"SELECT due.task_id, min(due.end_date) FROM ({TASK_DEADLINES}) AS due GROUP BY due.task_id"
    return dict(connection.execute(sql).fetchall())


def by_deadline(connection: Any) -> dict[str, int]:
    """All tasks: id → its place in the order of the deadlines, those without one last."""
    days = kept(connection, first_days)
    order = sorted(
        kept(connection, all_tasks), key=lambda task: (days.get(task) is None, days.get(task) or "")
    )
    return {task: place for place, task in enumerate(order)}


def first_bodies(connection: Any) -> dict[str, str]:
    """Tasks that name a body: id → its name, with its rank behind: leads before others, in printed order."""
    sql = (
        f"SELECT task_id, min((CASE role {_RANKS} END) || printf('%04d', position) || name)"
        " FROM assignments WHERE task_id IS NOT NULL GROUP BY task_id"
    )
    return {task: said[5:] + said[:5] for task, said in connection.execute(sql)}


def functions_of(connection: Any) -> dict[str, tuple[str, ...]]:
    """Bodies with functions: id → their functions, by name."""
    found: dict[str, list[str]] = {}
    for row in rows(connection, "SELECT department_id, function FROM department_functions ORDER BY function"):
        found.setdefault(row["department_id"], []).append(row["function"])
    return {body: tuple(names) for body, names in found.items()}
