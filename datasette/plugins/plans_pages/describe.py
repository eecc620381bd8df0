"""What Datasette is told of the database: titles, descriptions, labels, facets."""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from plans_pages.language import CHINESE, chosen, say
from plans_pages.starting import CannotStartError

from pipeline.store.columns import JSON, Column, Table, View
from pipeline.store.database import APPLICATION_ID
from pipeline.store.schema import TABLES, VIEWS, datasette_metadata

_ALL: list[Table | View] = [*TABLES, *VIEWS]
PARTS = {part.name: part for part in _ALL}

# What a link to a row reads.
LABELS = {
    "documents": "short_title",
    "clauses": "ref",
    "indicators": "name",
    "departments": "name",
    "tables": "caption",
    "table_cells": "text",
    "tasks": "title",
    "deadlines": "text",
    "targets": "indicator",
    "quantities": "text",
    "assignments": "name",
    "citations": "title",
    "scopes": "name",
    "scope_members": "name",
    "scope_uses": "text",
    "comments": "text",
    "checks": "message",
    "nodes": "label",
}
# What a table is filtered by at first sight; more can be chosen on the page.
FACETS = {
    "documents": ("level", "status", "jurisdiction", "attribution_style"),
    "clauses": ("document_id", "level"),
    "targets": ("document_id", "kind", "direction", "deadline", "hedges"),
    "deadlines": ("document_id", "kind", "end_date", "period"),
    "tasks": ("document_id", "modality", "attribution_status"),
    "assignments": ("document_id", "role", "name", "basis"),
    "departments": ("level", "jurisdiction", "generic"),
    "department_functions": ("function",),
    "indicators": ("base_unit", "statistic"),
    "quantities": ("document_id", "role"),
    "citations": ("document_id", "relation"),
    "scopes": ("document_id", "name", "kind"),
    "scope_members": ("document_id", "scope_id"),
    "scope_uses": ("document_id", "scope_id", "excepted"),
    "comments": ("document_id", "kind", "author"),
    "checks": ("document_id", "rule", "severity"),
    "table_cells": ("document_id",),
    "lifted": ("document_id", "kind"),
    "nodes": ("kind", "document_id", "status"),
    "edges": ("kind", "document_id", "detail"),
    "task_departments": ("document_id", "name", "role", "basis"),
    "promises": ("short_title", "indicator", "deadline", "hedges"),
    "duties": ("name", "role"),
    "schedule": ("short_title", "kind", "end_date", "period"),
    "recognised_facts": ("document_id", "kind"),
}
# Columns that hold a JSON list: each of its members is a value of its own.
_LISTS = {column.name for part in _ALL for column in part.columns if column.type == JSON} - {"properties"}
# Listed in the order of the text; the order of ids would be none.
_READING_ORDER = {part.name for part in TABLES if any(column.name == "place" for column in part.columns)}
# Shown only with "all columns": positions, keys, checksums, and what another column says already.
_ASIDE = {
    "id", "plan_id", "version", "predecessor_id", "predecessor", "file", "format", "sha256", "record_sha256",
    "source_url", "retrieved_on", "properties", "place", "char_start", "char_end", "own_end", "seq", "parent_id", "page",
    "baseline", "recurrence", "hedges", "strength", "deferred_to", "exclusions", "direction",
    "value_start", "value_end", "value_text", "base_value", "base_unit", "attribution_start",
    "attribution_end", "op", "value_high", "unit", "deadline_id", "cell_id", "indicator_id", "target_id",
    "assignment_id", "department_id", "covers_from", "covers_to", "name_raw", "baseline_value",
}  # fmt: skip
_ASIDE_IN = {
    "documents": {"text", "title", "citation"},
    "clauses": {"label", "is_provision"},
    "targets": {"task_id", "kind"},
    "deadlines": {"task_id"},
    "comments": {"parent_id", "resolved", "addressed"},
    "promises": {"document_id", "clause_id", "status"},
    "duties": {"document_id", "clause_id", "task_id", "status", "heading", "text"},
    "task_departments": {"clause_id", "task_id"},
    "schedule": {"document_id", "clause_id", "task_id", "status"},
}
# What the cell of a value shows with it.
_BESIDE_VALUE = {
    "op", "value_high", "unit", "direction", "baseline", "recurrence", "hedges", "strength", "exclusions", "deferred_to",
}  # fmt: skip
_SHOWN_IN: dict[str, set[str]] = {
    "tables": {"seq"},
    "quantities": {"unit", "target_id"},
    "citations": {"cited_document_id"},
    "scopes": {"parent_id"},
    "scope_members": {"seq"},
    "scope_uses": {"target_id"},
    "department_functions": {"department_id"},
    "indicators": {"base_unit"},
    "assignments": {"name_raw"},
    "origins": {"char_start", "char_end", "page"},
    "recognised_facts": {"page"},
    "lifted": {"seq"},
    "builds": {"id"},
}


# On a row's page these come last, folded away: what a program needs to find the place again.
_TECHNICAL = {
    "id", "place", "char_start", "char_end", "own_end", "seq", "value_start", "value_end", "value_text", "attribution_start",
    "attribution_end", "sha256", "record_sha256", "plan_id", "predecessor_id", "format", "properties", "base_value",
    "base_unit", "op", "value_high", "unit", "page",
}  # fmt: skip


@cache
def is_ours(path: str | None) -> bool:
    """Whether the file is a database that `plans` has made."""
    if not path:
        return False
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    try:
        return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


@cache
def lacking(path: str) -> list[str]:
    """The tables and columns that the pages read and a database of ours does not have: an earlier version made it."""
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    try:
        there = {
            part.name: {row[1] for row in connection.execute(f"PRAGMA table_xinfo([{part.name}])")}
            for part in _ALL
        }
    finally:
        connection.close()
    found: list[str] = []
    for part in _ALL:
        columns = [
            f"{part.name}.{column.name}" for column in part.columns if column.name not in there[part.name]
        ]
        found += columns if there[part.name] else [part.name]
    return found


@cache
def documents(path: str | None) -> dict[str, tuple[str, str]]:
    """Short title and status of every document of a database of ours; served immutable, so once is enough."""
    if not path or not is_ours(path):
        return {}
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT id, short_title, status FROM documents").fetchall()
    finally:
        connection.close()
    return {document: (title, status) for document, title, status in rows}


def check_database(datasette: Any) -> None:
    """Raises: CannotStartError, several databases of plans are served, or one that an earlier version made."""
    ours = [(name, each.path) for name, each in datasette.databases.items() if is_ours(each.path)]
    if len(ours) > 1:
        names = ", ".join(name for name, _ in ours)
        raise CannotStartError(
            f"{names}: several databases of plans, and the pages show one; serve one of them, or build one of all plans"
        )
    for name, path in ours:
        if missing := lacking(path):
            raise CannotStartError(
                f"{name}: made by another version of plans (it has no {missing[0]}); build it again: plans build"
            )


def our_database(datasette: Any) -> str | None:
    """The name of the plans' database; None if none is served."""
    return next((name for name, database in datasette.databases.items() if is_ours(database.path)), None)


def metadata(datasette: Any) -> dict[str, Any]:
    """Datasette's metadata in the reader's language.

    Datasette writes a server's own metadata (who may see what) into what it is given: each time a copy of its own.
    """
    database = our_database(datasette)
    if database is None:
        return {}
    found = _metadata(database, chosen())
    own = found["databases"][database]
    tables = {
        name: {**table, "columns": {**table.get("columns", {})}} for name, table in own["tables"].items()
    }
    return {**found, "databases": {database: {**own, "tables": tables}}}


@cache
def _metadata(database: str, language: str) -> dict[str, Any]:
    """The metadata of a database of ours called `database`."""
    tables = datasette_metadata()
    for name, table in tables.items():
        facets = FACETS.get(name, ())
        table["facets"] = [{"array": column} if column in _LISTS else column for column in facets]
        if name in _READING_ORDER:
            table["sort"] = "place"
        if name in LABELS:
            table["label_column"] = LABELS[name]
    chinese = language == CHINESE
    title = "规划文本库" if chinese else "Government plans"
    description = (
        "承诺什么、何时完成、谁来负责：每一条都可回到原文。"
        if chinese
        else "What is promised, by when, and who must do it: every row leads back to the source's words."
    )
    return {
        "title": title,
        "description": description,
        "databases": {database: {"title": title, "description": description, "tables": tables}},
    }


def one_each(facets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One facet for each column, in their order: of a list its members, not each list as a whole.

    A facet that a page has of itself and that its address asks for again comes twice from Datasette; one
    without values is of no use.
    """
    found: dict[str, dict[str, Any]] = {}
    for facet in sorted(facets, key=lambda facet: facet["type"] != "array"):
        found.setdefault(facet["name"], facet)
    return [facet for facet in facets if found[facet["name"]] is facet and facet["results"]]


def heading(table: str | None, column: str) -> str:
    """What heads a column in the reader's language; its name where nothing better is known."""
    found = _column(table, column)
    plain = _capital(column.removesuffix("_id") or column)
    return say(found.label, plain) if found else plain


def _capital(name: str) -> str:
    """A name in the database as an English heading: short_title → Short title."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def explained(table: str | None, column: str) -> str:
    """A column's whole meaning in both languages; empty if unknown."""
    found = _column(table, column)
    return f"{found.name}：{found.zh} · {found.en}" if found else ""


def _column(table: str | None, column: str) -> Column | None:
    part = PARTS.get(table or "")
    if part:
        return next((each for each in part.columns if each.name == column), None)
    return _anywhere().get(column)


@cache
def _anywhere() -> dict[str, Column]:
    """A column by its name alone, for queries: the views' wording first, then the tables'."""
    columns: dict[str, Column] = {}
    for part in reversed(_ALL):
        for column in part.columns:
            columns.setdefault(column.name, column)
    return columns


def named(part: str) -> str:
    """A table's or view's name for people: 目标."""
    found = PARTS.get(part)
    return say(found.label, _capital(part)) if found else part


def about(part: str) -> str:
    """What a table or view holds, in the reader's language."""
    found = PARTS.get(part)
    return say(re.sub("^[^：]*：", "", found.zh), found.en) if found else ""


def is_technical(table: str, column: str) -> bool:
    """Whether a column of a row is for programs rather than for readers."""
    if table in ("departments", "indicators"):
        return column == "id"
    if table in ("origins", "builds"):
        return False
    return column in _TECHNICAL and not (table == "quantities" and column == "unit")


def listed(table: str | None, columns: list[str], everything: bool, rows: list[Any]) -> list[str]:
    """The columns worth showing in a list: the others are a click away.

    Of a query, whose columns were chosen already: without keys, without what is shown in the cell of
    another column, and without those that say nothing in any of `rows`.
    """
    if everything:
        return columns
    if table is not None:
        aside = (_ASIDE | _ASIDE_IN.get(table, set())) - _SHOWN_IN.get(table, set())
    else:
        aside = {each for each in columns if each.endswith("_id")}
        aside |= _BESIDE_VALUE if "value" in columns else set()
        aside |= {"status"} if "short_title" in columns else set()
        aside |= {each for each in columns if all(is_blank(row[each]) for row in rows)}
    return [column for column in columns if column not in aside] or columns


def is_blank(shown: Any) -> bool:
    """Whether a cell, as Datasette shows it, is empty."""
    return str(shown).strip() in ("", "&nbsp;", "None")
