"""The start page: the plans with their key figures, and what can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans_pages.rows import rows

MOST_PLANS = 100
# Heading of a figure: the table that it counts, and a condition. Bodies are those with a name of their own:
# 各地 and 有关部门 are nobody in particular.
FIGURES: dict[str, tuple[str, str]] = {
    "clauses": ("clauses", "is_provision = 1"),
    "targets": ("targets", "1"),
    "deadlines": ("deadlines", "1"),
    "tasks": ("tasks", "1"),
    "departments": ("assignments", "department_id IN (SELECT id FROM departments WHERE generic = 0)"),
    "comments": ("comments", "1"),
    "checks": ("checks", "1"),
}


@dataclass(frozen=True)
class Home:
    plans: list[dict[str, Any]]
    total: int
    figures: dict[str, int]
    builds: list[dict[str, Any]]


async def home(datasette: Any, database: str | None) -> Home | None:
    """What the start page shows; None if no database of ours is served."""
    if database is None:
        return None
    found: Home = await datasette.get_database(database).execute_fn(_home)
    return found


def _home(connection: Any) -> Home:
    plans = rows(
        connection,
        "SELECT id, short_title, title, issuer, jurisdiction, territory, level, status, issued_on, doc_number,"
        " attribution_style FROM documents"
        " ORDER BY CASE level WHEN 'national' THEN 1 WHEN 'province' THEN 2 WHEN 'prefecture' THEN 3 ELSE 4 END,"
        f" jurisdiction, id LIMIT {MOST_PLANS}",
    )
    for name, (table, condition) in FIGURES.items():
        counted = "count(DISTINCT department_id)" if name == "departments" else "count(*)"
        for plan in plans:
            sql = f"SELECT {counted} FROM {table} WHERE document_id = ? AND {condition}"
            plan[name] = connection.execute(sql, [plan["id"]]).fetchone()[0]
    figures = {
        "documents": connection.execute("SELECT count(*) FROM documents").fetchone()[0],
        **{
            name: connection.execute(
                "SELECT count(*) FROM departments WHERE generic = 0"
                if name == "departments"
                else f"SELECT count(*) FROM {table} WHERE {condition}"
            ).fetchone()[0]
            for name, (table, condition) in FIGURES.items()
        },
    }
    builds = rows(connection, 'SELECT "when" FROM builds ORDER BY id DESC LIMIT 1')
    return Home(plans, figures["documents"], figures, builds)
