"""A record as the database holds it: what is needed to lay documents side by side, without a record's file.

Left out are places in the file, tables, comments, citations, scopes and doubts; a deadline's quote is its own words.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, TypeVar

import msgspec

from pipeline.model import (
    Assignment,
    Clause,
    Deadline,
    Department,
    Indicator,
    Measure,
    Metadata,
    Quantity,
    Record,
    Shape,
    Target,
    Task,
)

ShapeType = TypeVar("ShapeType", bound=Shape)
_DEPARTMENTS = "id IN (SELECT department_id FROM assignments WHERE document_id = :document)"
_INDICATORS = "id IN (SELECT indicator_id FROM targets WHERE document_id = :document)"
_OWN = "document_id = :document"


def stored_record(connection: sqlite3.Connection, document: str) -> Record | None:
    """The record of a document, as far as the database holds it; None if there is none of that id."""
    found = _rows(connection, "documents", "id = :document", document)
    if not found:
        return None
    (row,) = found
    return Record(
        id=document,
        file=row["file"],
        format=row["format"],
        sha256=row["sha256"],
        metadata=_shape(Metadata, row),
        text=row["text"],
        properties={},
        origins=(),
        lifted=(),
        clauses=_shapes(connection, "clauses", Clause, document),
        tables=(),
        table_cells=(),
        comments=(),
        quantities=_shapes(connection, "quantities", Quantity, document),
        deadlines=_shapes(connection, "deadlines", Deadline, document),
        indicators=_shapes(connection, "indicators", Indicator, document, _INDICATORS),
        targets=_shapes(connection, "targets", Target, document),
        tasks=_shapes(connection, "tasks", Task, document),
        departments=_shapes(connection, "departments", Department, document, _DEPARTMENTS),
        assignments=_shapes(connection, "assignments", Assignment, document),
        citations=(),
        measures=_shapes(connection, "measures", Measure, document),
        scopes=(),
        scope_members=(),
        scope_uses=(),
        doubts=(),
    )


def _rows(connection: sqlite3.Connection, table: str, where: str, document: str) -> list[dict[str, Any]]:
    order = "seq" if table in {"clauses", "tasks"} else "rowid"
    cursor = connection.execute(
        f"SELECT * FROM {table} WHERE {where} ORDER BY {order}", {"document": document}
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _shapes(
    connection: sqlite3.Connection, table: str, shape: type[ShapeType], document: str, where: str = _OWN
) -> tuple[ShapeType, ...]:
    found = _rows(connection, table, where, document)
    if table == "departments":
        functions = _functions(connection, document)
        found = [{**row, "functions": functions.get(row["id"], [])} for row in found]
    return tuple(_shape(shape, row) for row in found)


def _shape(shape: type[ShapeType], row: dict[str, Any]) -> ShapeType:
    """A row as its shape: columns that are none of its fields left out, lists and truth read back."""
    if shape is Target:
        row = {**row, "hedges": json.loads(row["hedges"])}
    if shape is Deadline:
        row = {**row, "quote_start": row["char_start"], "quote_end": row["char_end"]}
    # SQLite knows no truth: 0 and 1 are read back as false and true.
    return msgspec.convert({name: row[name] for name in shape.__struct_fields__}, shape, strict=False)


def _functions(connection: sqlite3.Connection, document: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    sql = (
        "SELECT department_id, function FROM department_functions WHERE department_id IN "
        "(SELECT department_id FROM assignments WHERE document_id = ?) ORDER BY rowid"
    )
    for department, function in connection.execute(sql, [document]):
        found.setdefault(department, []).append(function)
    return found
