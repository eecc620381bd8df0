"""A record as rows: one list of dictionaries for each table, keyed by the columns of `schema`.

Nothing is decided here: values are the record's own, texts are slices of its text, citations are put
together by `pipeline.cite`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import msgspec

from pipeline.cite import cite_cell, cite_clause, cite_document, cite_quote
from pipeline.errors import PlanError
from pipeline.ids import SEPARATOR, FactIds
from pipeline.model import Clause, Doubt, Origin, Record
from pipeline.store.schema import TABLES, table
from pipeline.tree import ClauseTree

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]

# Columns that are the slice char_start:char_end, by table; and other slices, by their own two fields.
_SLICES = {
    "clauses": "text",
    "table_cells": "text",
    "comments": "anchor",
    "tasks": "text",
    "deadlines": "text",
    "targets": "quote",
    "quantities": "text",
    "assignments": "name_raw",
    "citations": "title",
    "scopes": "definition",
    "scope_members": "name",
    "scope_uses": "text",
    "checks": "evidence",
    "measures": "text",
}
_LARGEST = 2**63 - 1
_QUOTED = {"targets": "quote", "deadlines": "quote", "assignments": "attribution", "measures": "text"}


def rows_of(record: Record, record_sha256: str) -> Rows:
    """All rows of `record`, by table; shared tables hold what this record contributes.

    Raises:
        PlanError: the record contradicts itself (see `check_rows`).
    """
    fill = _Filler(record)
    rows: Rows = {
        "documents": [_document_row(record, record_sha256)],
        "clauses": fill.rows(
            "clauses", record.clauses, lambda clause: {"citation": fill.citations[clause.id]}
        ),
        "indicators": fill.rows("indicators", record.indicators),
        "departments": fill.rows("departments", record.departments),
        "department_functions": [
            {"department_id": department.id, "function": function}
            for department in record.departments
            for function in department.functions
        ],
        "tables": fill.rows("tables", record.tables),
        "table_cells": fill.rows("table_cells", record.table_cells),
        "tasks": fill.rows("tasks", record.tasks),
        "deadlines": fill.rows("deadlines", record.deadlines, fill.quote),
        "targets": fill.rows("targets", record.targets, _hedges),
        "quantities": fill.rows("quantities", record.quantities),
        "assignments": fill.rows("assignments", record.assignments, fill.attribution),
        "citations": fill.rows("citations", record.citations),
        "measures": fill.rows("measures", record.measures),
        "scopes": fill.rows("scopes", record.scopes),
        "scope_members": fill.rows("scope_members", record.scope_members),
        "scope_uses": fill.rows("scope_uses", record.scope_uses),
        "comments": fill.rows("comments", record.comments),
        "checks": fill.rows("checks", record.doubts, fill.check),
        "lifted": fill.rows("lifted", record.lifted),
        "origins": fill.rows("origins", record.origins, _origin),
    }
    check_rows(record, rows)
    return rows


class _Filler:
    """Makes the rows of one record: the columns of a table from the fields of the same name."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._tree = ClauseTree(record.clauses)
        self._ids = FactIds(record.id)
        self._cells = {cell.id: cell for cell in record.table_cells}
        self.citations = {
            clause.id: cite_clause(record.metadata, self._tree.path(clause)) for clause in record.clauses
        }

    def rows(
        self, name: str, entries: Iterable[Any], more: Callable[[Any], Row] = lambda entry: {}
    ) -> list[Row]:
        """One row an entry; `more` gives what its fields do not say."""
        columns = table(name).column_names
        return [self._row(name, columns, seq, entry, more(entry)) for seq, entry in enumerate(entries, 1)]

    def _row(self, name: str, columns: Sequence[str], seq: int, entry: Any, more: Row) -> Row:
        fields = {"document_id": self._record.id, "seq": seq, **msgspec.structs.asdict(entry), **more}
        if name in _SLICES:
            fields[_SLICES[name]] = self._record.text[fields["char_start"] : fields["char_end"]]
        if name == "comments":
            fields["text"] = entry.text
        if name in _QUOTED:
            fields["citation"] = cite_quote(self._place(entry), fields[_QUOTED[name]])
        return {column: fields.get(column) for column in columns}

    def _place(self, entry: Any) -> str:
        """The citation of the clause that `entry` stands in, with its headers if it stands in a cell."""
        citation = self.citations.get(entry.clause_id, "")
        cell = self._cells.get(getattr(entry, "cell_id", None) or "")
        return cite_cell(citation, cell.row_header, cell.column_header) if cell else citation

    def quote(self, deadline: Any) -> Row:
        return {"quote": self._record.text[deadline.quote_start : deadline.quote_end]}

    def attribution(self, assignment: Any) -> Row:
        words = self._record.text[assignment.attribution_start : assignment.attribution_end]
        return {"attribution": words}

    def check(self, doubt: Doubt) -> Row:
        """A doubt's id, clause and place."""
        try:
            clause: Clause | None = self._tree.at(doubt.start, doubt.end)
        except LookupError:
            clause = None
        evidence = self._record.text[doubt.start : doubt.end].replace(SEPARATOR, "")
        place = clause.ref if clause else ""
        return {
            "id": self._ids.new(f"check {doubt.rule}", place, evidence),
            "clause_id": clause.id if clause else None,
            "char_start": doubt.start,
            "char_end": doubt.end,
        }


def _document_row(record: Record, record_sha256: str) -> Row:
    """The row of the document itself. `predecessor_id` is set once all documents are known."""
    metadata = msgspec.structs.asdict(record.metadata)
    fields = {
        **metadata,
        "id": record.id,
        "file": record.file,
        "format": record.format,
        "sha256": record.sha256,
        "text": record.text,
        "properties": _json(record.properties),
        "predecessor": record.metadata.predecessor_id,
        "predecessor_id": None,
        "citation": cite_document(record.metadata),
        "record_sha256": record_sha256,
    }
    return {column: fields.get(column) for column in table("documents").column_names}


def _hedges(target: Any) -> Row:
    return {"hedges": _json(target.hedges)}


def _origin(origin: Origin) -> Row:
    left, top, right, bottom = origin.box or (None, None, None, None)
    return {
        "char_start": origin.start,
        "char_end": origin.end,
        "line_column": origin.column,
        "table_number": origin.table,
        "table_row": origin.row,
        "table_cell": origin.cell,
        "box_left": left,
        "box_top": top,
        "box_right": right,
        "box_bottom": bottom,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def check_rows(record: Record, rows: Rows) -> None:
    """Refuse a record that contradicts itself.

    That is: an id given twice, a reference to nothing, a place outside the text; or what no database holds.

    Raises:
        PlanError: naming the table, the row and the column.
    """
    keys: dict[str, set[Any]] = {"documents": {record.id}}
    for part in TABLES:
        found = rows.get(part.name, [])
        if part.key == ("id",) and part.name != "documents":
            keys[part.name] = _distinct(record, part.name, found)
    for part in TABLES:
        for row in rows.get(part.name, []):
            for column, other in part.references:
                if row[column] is not None and row[column] not in keys[other]:
                    raise _contradiction(record, part.name, row, f"{column} {row[column]!r} is in no {other}")
            if not 0 <= row.get("char_start", 0) <= row.get("char_end", 0) <= len(record.text):
                raise _contradiction(record, part.name, row, "its place is outside the text")
            for column, value in row.items():
                if isinstance(value, int) and not -_LARGEST <= value <= _LARGEST:
                    raise _contradiction(
                        record, part.name, row, f"{column} is a number that SQLite cannot hold"
                    )


def _distinct(record: Record, name: str, rows: list[Row]) -> set[Any]:
    """The ids of `rows`. Raises PlanError if one comes twice."""
    ids: set[Any] = set()
    for row in rows:
        if row["id"] in ids:
            raise _contradiction(record, name, row, "its id is given twice")
        ids.add(row["id"])
    return ids


def _contradiction(record: Record, name: str, row: Row, reason: str) -> PlanError:
    return PlanError(
        record.file, f"{name} {row.get('id', row.get('seq', ''))}", reason, "report this as a fault"
    )
