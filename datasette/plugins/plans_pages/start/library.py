"""The plans with their key figures: those that the start page lists, and the sums of all."""

from __future__ import annotations

from typing import Any

from plans_pages.rows import rows, value

_MOST = 30  # plans that are listed at once
_FIRST = 12  # where there are more

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


def plans(connection: Any, total: int) -> list[dict[str, Any]]:
    """The plans that are listed, from the nation down to counties; of more than thirty the first ones."""
    found = rows(
        connection,
        "SELECT id, short_title, title, issuer, jurisdiction, territory, level, status, issued_on, doc_number,"
        " attribution_style FROM documents"
        " ORDER BY CASE level WHEN 'national' THEN 1 WHEN 'province' THEN 2 WHEN 'prefecture' THEN 3 ELSE 4 END,"
        f" jurisdiction, id LIMIT {total if total <= _MOST else _FIRST}",
    )
    for name, counted in _counted(connection, [plan["id"] for plan in found]).items():
        for plan in found:
            plan[name] = counted.get(plan["id"], 0)
    return found


def _counted(connection: Any, ids: list[str]) -> dict[str, dict[str, int]]:
    """Of each figure how many each plan has: one query a figure."""
    marks = ", ".join("?" * len(ids))
    found = {}
    for name, (table, condition) in FIGURES.items():
        counted = "count(DISTINCT department_id)" if name == "departments" else "count(*)"
        found[name] = dict(
            connection.execute(
                f"SELECT document_id, {counted} FROM {table} WHERE document_id IN ({marks}) AND {condition}"
                " GROUP BY document_id",
                ids,
            ).fetchall()
        )
    return found


def figures(connection: Any) -> dict[str, int]:
    """The sums of all plans."""
    counted = {
        name: "SELECT count(*) FROM departments WHERE generic = 0"
        if name == "departments"
        else f"SELECT count(*) FROM {table} WHERE {condition}"
        for name, (table, condition) in FIGURES.items()
    }
    return {
        "documents": value(connection, "SELECT count(*) FROM documents"),
        **{name: value(connection, sql) for name, sql in counted.items()},
    }


def shares(connection: Any, column: str) -> list[tuple[str, int]]:
    """How many plans there are of each status, or level."""
    found: list[tuple[str, int]] = connection.execute(
        f'SELECT "{column}", count(*) FROM documents WHERE "{column}" IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1'
    ).fetchall()
    return [(str(code), number) for code, number in found]
