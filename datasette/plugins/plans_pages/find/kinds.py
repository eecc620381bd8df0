"""What can be found, kind by kind: which rows hold the words, and how many in each plan.

Texts are found through the index of their table (pipeline/store/search.py), names in memory (`names`). Of
very common words no more than `MOST` rows of a kind are counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from plans_pages.find import names
from plans_pages.language import say
from plans_pages.rows import rows, value

from pipeline.store.search import match_query

MOST = 10_000


@dataclass(frozen=True)
class Kind:
    """A kind of thing to find. `which` selects the rowids of its rows; `document` names its document."""

    name: str
    table: str
    chinese: str
    english: str
    which: str
    document: str = "document_id"

    @property
    def label(self) -> str:
        return say(self.chinese, self.english)


def _indexed(table: str) -> str:
    return f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH :query"


def _listed(table: str, kind: str, column: str = "id") -> str:
    return f"SELECT rowid FROM {table} WHERE {column} IN (SELECT value FROM json_each(:{kind}))"


KINDS = (
    Kind("documents", "documents", "文件", "Documents", _listed("documents", "documents"), "id"),
    Kind("clauses", "clauses", "条款", "Provisions and other clauses", _indexed("clauses")),
    Kind(
        "targets",
        "targets",
        "目标",
        "Targets",
        f"{_indexed('targets')} UNION {_listed('targets', 'indicators', 'indicator_id')}",
    ),
    Kind("deadlines", "deadlines", "时限", "Deadlines", _indexed("deadlines")),
    Kind("tasks", "tasks", "任务", "Tasks", _indexed("tasks")),
    Kind(
        "assignments",
        "assignments",
        "责任单位的分工",
        "Assignments to bodies",
        _listed("assignments", "departments", "department_id"),
    ),
    Kind("citations", "citations", "引用的文件", "Citations", _listed("citations", "citations")),
    Kind("comments", "comments", "批注与修订", "Comments and changes", _listed("comments", "comments")),
    Kind("table_cells", "table_cells", "表格单元格", "Cells of tables", _indexed("table_cells")),
    Kind("indicators", "indicators", "指标名称", "Names of indicators", _listed("indicators", "indicators"), ""),
    Kind("departments", "departments", "单位名称", "Names of bodies", _listed("departments", "departments"), ""),
)
BY_NAME = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class Sought:
    """What is looked for, as the queries want it."""

    typed: str
    plan: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether there is no word to look for."""
        return not self.parameters


def sought(connection: Any, typed: str, plan: str) -> Sought:
    """`typed` made ready to be looked for, in one plan or in all."""
    query = match_query(typed)
    if query == match_query(""):
        return Sought(typed, plan)
    ids = {kind: json.dumps(names.found(connection, kind, typed)) for kind in names.KINDS}
    return Sought(typed, plan, {"query": query, "plan": plan, **ids})


def chosen_rows(kind: Kind, plan: str) -> str:
    """The statement that selects the rowids of a kind's rows, in one plan if there is one."""
    if not plan:
        return f"SELECT rowid FROM ({kind.which}) ORDER BY rowid LIMIT {MOST}"
    within = f"{kind.document} = :plan AND " if kind.document else ""
    return f"SELECT rowid FROM {kind.table} WHERE {within}rowid IN ({kind.which}) ORDER BY rowid LIMIT {MOST}"


@dataclass(frozen=True)
class Count:
    """How many rows of a kind hold the words, in each plan; `more`: these are not all."""

    total: int
    plans: dict[str, int]
    more: bool = False


def counted(connection: Any, what: Sought, plan: str) -> dict[str, Count]:
    """Of each kind how many rows hold the words."""
    return {kind.name: _count(connection, kind, what, plan) for kind in KINDS}


def _count(connection: Any, kind: Kind, what: Sought, plan: str) -> Count:
    which = chosen_rows(kind, plan)
    if not kind.document:  # shared by all documents
        return Count(value(connection, f"SELECT count(*) FROM ({which})", what.parameters), {})
    found = rows(
        connection,
        f"SELECT {kind.document} AS document, count(*) AS number FROM {kind.table}"
        f" WHERE rowid IN ({which}) GROUP BY 1",
        what.parameters,
    )
    plans = {row["document"]: row["number"] for row in found}
    total = sum(plans.values())
    return Count(total, plans, total >= MOST)
