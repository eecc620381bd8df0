"""The database as data: tables and views with every column's meaning in Chinese and English.

The SQL, Datasette's metadata and the documentation are all made from `TABLES` and `VIEWS`.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline.store import comparison_tables as comparison
from pipeline.store import comparison_views, views
from pipeline.store import document_tables as document
from pipeline.store import duty_tables as duty
from pipeline.store import fact_tables as fact
from pipeline.store import graph_tables as graph
from pipeline.store import scope_tables as scope
from pipeline.store.columns import Column, Table, View, in_reading_order

__all__ = ["TABLES", "VIEWS", "Column", "Table", "View", "datasette_metadata", "schema_version", "table"]

# A table comes after those that it refers to.
_TABLES: tuple[Table, ...] = (
    document.DOCUMENTS,
    document.CLAUSES,
    fact.INDICATORS,
    duty.DEPARTMENTS,
    duty.DEPARTMENT_FUNCTIONS,
    document.TABLES,
    document.TABLE_CELLS,
    duty.TASKS,
    fact.DEADLINES,
    fact.TARGETS,
    fact.QUANTITIES,
    duty.ASSIGNMENTS,
    fact.CITATIONS,
    duty.MEASURES,
    scope.SCOPES,
    scope.SCOPE_MEMBERS,
    scope.SCOPE_USES,
    document.COMMENTS,
    fact.CHECKS,
    document.LIFTED,
    document.ORIGINS,
    comparison.TOPICS,
    comparison.CLAUSE_TOPICS,
    comparison.COMPARISONS,
    comparison.ALIGNMENTS,
    comparison.UNMATCHED,
    comparison.MEASURE_PAIRS,
    comparison.COMPARABLE_TARGETS,
    graph.NODES,
    graph.EDGES,
    fact.BUILDS,
)
TABLES: tuple[Table, ...] = tuple(
    in_reading_order(part) if part.key == ("id",) and "char_start" in part.column_names else part
    for part in _TABLES
)
VIEWS: tuple[View, ...] = (
    views.TASK_DEPARTMENTS,
    views.PROMISES,
    views.AMENDED_TARGETS,
    views.DUTIES,
    views.SCHEDULE,
    views.RECOGNISED_FACTS,
    comparison_views.COUNTERPARTS,
    comparison_views.NOT_IN,
    comparison_views.TOPIC_CLAUSES,
    comparison_views.TOPIC_DUTIES,
    comparison_views.SAME_MEASURES,
    comparison_views.RANKED_TARGETS,
)


def table(name: str) -> Table:
    """The table called `name`. Raises KeyError if there is none."""
    return {table.name: table for table in TABLES}[name]


def schema_version(derived: str = "") -> int:
    """A number that changes with the schema and with the code that fills it (SQLite's `user_version`).

    `derived` is the version of what else fills it (`store.derived.Derived`).
    """
    digest = blake2b(repr((TABLES, VIEWS, derived)).encode(), digest_size=4)
    store = Path(__file__).parent
    for source in sorted([*store.glob("*.py"), store.parent / "cite.py", store.parent / "fold.py"]):
        digest.update(source.read_bytes())
    return int.from_bytes(digest.digest(), "big") >> 1 or 1  # 31 bits, never the 0 of a new file


def datasette_metadata() -> dict[str, Any]:
    """Datasette's `tables` metadata: what each table, view and column means, and which to filter by."""
    parts: tuple[Table | View, ...] = (*TABLES, *VIEWS)
    return {
        part.name: {
            "title": f"{part.label} {part.name}",
            "description": f"{part.zh}. {part.en}.",
            "columns": {column.name: f"{column.zh} · {column.en}" for column in part.columns},
        }
        for part in parts
    }
