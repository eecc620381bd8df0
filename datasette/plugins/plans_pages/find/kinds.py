"""What can be found, kind by kind: which rows hold the words, and how many in each plan.

Texts are found through the index of their table (pipeline/store/search.py), names in memory (`names`). Of
very common words no more than `MOST` rows of a kind are counted: the first ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from plans_pages.find import names
from plans_pages.language import say

from pipeline.store.search import match_query

MOST = 5_000


@dataclass(frozen=True)
class Kind:
    """A kind of thing to find. `which` selects the rowids of its rows; `document` names its document."""

    name: str
    table: str
    chinese: str
    english: str
    which: str
    document: str = "document_id"
    column: str = ""  # what Datasette's own table looks in, where it has no index

    @property
    def exact(self) -> bool:
        """Whether Datasette's own search in the table finds the same rows."""
        return not self.column and "UNION" not in self.which

    @property
    def label(self) -> str:
        return say(self.chinese, self.english)


def _indexed(table: str) -> str:
    return f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH :query"


def _listed(table: str, kind: str, column: str = "id") -> str:
    # A cross join, for SQLite to go from the few names to their rows and not through all rows.
    return f"SELECT row.rowid FROM json_each(:{kind}) AS name CROSS JOIN {table} AS row ON row.{column} = name.value"


KINDS = (
    Kind("documents", "documents", "文件", "Documents", _listed("documents", "documents"), "id", "title"),
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
        column="name",
    ),
    Kind(
        "citations",
        "citations",
        "引用的文件",
        "Citations",
        _listed("citations", "citations"),
        column="title",
    ),
    Kind(
        "comments",
        "comments",
        "批注与修订",
        "Comments and changes",
        _listed("comments", "comments"),
        column="text",
    ),
    Kind("table_cells", "table_cells", "表格单元格", "Cells of tables", _indexed("table_cells")),
    Kind(
        "indicators",
        "indicators",
        "指标名称",
        "Names of indicators",
        _listed("indicators", "indicators"),
        document="",
        column="name",
    ),
    Kind(
        "departments",
        "departments",
        "单位名称",
        "Names of bodies",
        _listed("departments", "departments"),
        document="",
        column="name",
    ),
)
_NAMED = ("documents", "indicators", "departments", "citations", "comments")
BY_NAME = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class Sought:
    """What is looked for, as the queries want it."""

    typed: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether there is no word to look for."""
        return not self.parameters


def sought(connection: Any, typed: str) -> Sought:
    """`typed`, made ready to be looked for."""
    query = match_query(typed)
    if query == match_query(""):
        return Sought(typed)
    ids = {kind: json.dumps(names.found(connection, kind, typed)) for kind in _NAMED}
    return Sought(typed, {"query": query, **ids})


@dataclass(frozen=True)
class Rows:
    """The rowids of a kind's rows that hold the words, by plan (None: shared by all); `more`: not all of them."""

    plans: dict[str | None, list[int]]
    more: bool = False

    @property
    def total(self) -> int:
        return sum(map(len, self.plans.values()))

    def some(self, start: int, size: int) -> list[int]:
        """Some of them, plan by plan."""
        return list(islice(chain.from_iterable(self.plans.values()), start, start + size))


def found(connection: Any, what: Sought, plan: str) -> dict[str, Rows]:
    """Of each kind the rows that hold the words, in one plan if there is one; what plans share is in any."""
    return {kind.name: _found(connection, kind, what, plan) for kind in KINDS}


def _found(connection: Any, kind: Kind, what: Sought, plan: str) -> Rows:
    if not kind.document:
        sql = f"SELECT rowid, NULL FROM ({kind.which}) LIMIT {MOST}"
    elif plan:
        sql = (
            f"SELECT rowid, {kind.document} FROM {kind.table}"
            f" WHERE {kind.document} = :plan AND rowid IN ({kind.which}) ORDER BY rowid LIMIT {MOST}"
        )
    else:
        sql = (
            f"SELECT rowid, {kind.document} FROM {kind.table}"
            f" WHERE rowid IN (SELECT rowid FROM ({kind.which}) LIMIT {MOST}) ORDER BY rowid"
        )
    plans: dict[str | None, list[int]] = {}
    for rowid, document in connection.execute(sql, {**what.parameters, "plan": plan}):
        plans.setdefault(document, []).append(rowid)
    rows = Rows(plans)
    return Rows(plans, rows.total >= MOST)
