"""The database's tables: made, filled and emptied through sqlite-utils as `schema` describes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from pipeline.store.columns import BOOLEAN, INTEGER, JSON, NUMBER, REAL, TEXT, Table
from pipeline.store.rows import Row, Rows
from pipeline.store.schema import TABLES, VIEWS, table
from pipeline.store.search import create_index_sql, spaced

# SQLite converts nothing that is written to an ANY column, but digits to numbers.
_SQLITE_TYPES = {
    TEXT: "TEXT",
    INTEGER: "INTEGER",
    REAL: "REAL",
    NUMBER: "ANY",
    BOOLEAN: "INTEGER",
    JSON: "TEXT",
}
_MORE_INDEXES = {
    "clauses": (("document_id", "ref"), ("document_id", "seq")),
    "deadlines": (("end_date",), ("task_id", "end_date")),
    "assignments": (
        ("document_id", "attribution_start"),
        ("task_id", "role", "position", "name"),
        ("department_id", "basis", "role", "task_id", "position", "sole", "id"),
        ("role", "basis", "task_id"),
    ),
    "targets": (("deadline",), ("indicator",)),
    "tasks": (("document_id", "char_start"),),
    # The weightiest neighbours of a node, and how many there are, without reading its edges.
    "edges": (("source", "kind", "weight"), ("target", "kind", "weight")),
}
SEARCHED: dict[str, str] = {part.name: part.search for part in TABLES if part.search}


def make_tables(database: Database) -> None:
    """Create all tables, indexes, search indexes and views in an empty database."""
    for part in TABLES:
        database.table(part.name).create(
            {column.name: _SQLITE_TYPES[column.type] for column in part.columns if not column.generated},
            pk=part.key[0] if len(part.key) == 1 else part.key,
            foreign_keys=[(column, other, "id") for column, other in part.references],
        )
        for made in (column for column in part.columns if column.generated):
            how = f"{_SQLITE_TYPES[made.type]} GENERATED ALWAYS AS ({made.generated}) VIRTUAL"
            database.execute(f'ALTER TABLE "{part.name}" ADD COLUMN {made.name} {how}')
        for columns in _indexes(part):
            database.table(part.name).create_index(columns)
    for name, column in SEARCHED.items():
        database.execute(create_index_sql(name, column))
    for view in VIEWS:
        database.create_view(view.name, view.sql)


def _indexes(part: Table) -> list[tuple[str, ...]]:
    """What is joined or filtered by: references, facets, and a few pairs."""
    single = [(c.name,) for c in part.columns if c.references or c.facet or c.generated]
    leading = part.key[:1]  # SQLite has an index that starts with the key already
    return [columns for columns in single if columns != leading] + list(_MORE_INDEXES.get(part.name, ()))


def insert_rows(database: Database, rows: Rows) -> bool:
    """Insert one record's rows. Returns whether a shared row was there already, described differently."""
    conflict = _insert_shared(database, "indicators", rows["indicators"])
    conflict |= _insert_shared(database, "topics", rows.get("topics", []))
    conflict |= _insert_bodies(database, rows["departments"], rows["department_functions"])
    for part in TABLES:
        found = [] if part.shared else rows.get(part.name, [])
        if part.mixed:
            conflict |= _insert_shared(database, part.name, [row for row in found if is_shared(row)])
            found = [row for row in found if not is_shared(row)]
        if found:
            database.table(part.name).insert_all(found, batch_size=1000)
        if found and part.name in SEARCHED:
            _index(database, part.name, found)
    return conflict


def is_shared(row: Row) -> bool:
    """Whether a row of a mixed table goes with no document."""
    return row["document_id"] is None


def _insert_shared(database: Database, name: str, rows: Sequence[Row]) -> bool:
    """Insert the rows whose id is new; whether one that is there differs."""
    there = {row["id"]: row for row in _select(database, name, "id", [row["id"] for row in rows])}
    new = [row for row in rows if row["id"] not in there]
    database.table(name).insert_all(new)
    return any(there.get(row["id"], row) != row for row in rows)


def _insert_bodies(database: Database, bodies: Sequence[Row], functions: Sequence[Row]) -> bool:
    """Insert the bodies that are new, with their functions; whether one that is there differs."""
    ids = [body["id"] for body in bodies]
    known = {row["id"] for row in _select(database, "departments", "id", ids)}
    there = _pairs(_select(database, "department_functions", "department_id", ids))
    given = _pairs(functions)
    conflict = _insert_shared(database, "departments", bodies)
    new = [row for row in functions if row["department_id"] not in known]
    database.table("department_functions").insert_all(new)
    return conflict or there != {pair for pair in given if pair[0] in known}


def _pairs(rows: Iterable[Row]) -> set[tuple[str, str]]:
    return {(row["department_id"], row["function"]) for row in rows}


def _select(database: Database, name: str, column: str, values: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a table whose `column` is one of `values`."""
    marks = ", ".join("?" * len(values))
    return list(database.table(name).rows_where(f"{column} IN ({marks})", values))


def _index(database: Database, name: str, rows: Sequence[Row]) -> None:
    """Add rows to the search index under their rowids: the own text of each, without its parts'."""
    documents = sorted({row["document_id"] for row in rows})
    for document in documents:
        _each_own_text(
            database, name, document, f'INSERT INTO "{name}_fts" (rowid, {SEARCHED[name]}) VALUES (?, ?)'
        )


def _each_own_text(database: Database, name: str, document: str, statement: str) -> None:
    """Run `statement` with rowid and spaced own text of each of a document's rows."""
    column = SEARCHED[name]
    if "parent_id" in table(name).column_names:
        own = _own_texts(database, name, document)
    else:
        own = database.execute(f'SELECT rowid, {column} FROM "{name}" WHERE document_id = ?', [document])
    database.conn.executemany(statement, [(rowid, spaced(text)) for rowid, text in own])


def _own_texts(database: Database, name: str, document: str) -> Iterator[tuple[int, str]]:
    """(rowid, text) of each clause of a document, without the text of the clauses below it."""
    rows = database.execute(
        f'SELECT rowid, id, parent_id, char_start, char_end, {SEARCHED[name]} FROM "{name}"'
        " WHERE document_id = ? ORDER BY seq",
        [document],
    ).fetchall()
    below: dict[str | None, list[tuple[int, int]]] = {}
    for _, _, parent, start, end, _ in rows:
        below.setdefault(parent, []).append((start, end))
    for rowid, key, _, start, end, text in rows:
        starts = [start, *(part_end for _, part_end in below.get(key, []))]
        ends = [*(part_start for part_start, _ in below.get(key, [])), end]
        own = (text[a - start : b - start].strip() for a, b in zip(starts, ends, strict=True))
        yield rowid, "\n".join(part for part in own if part)


def delete_documents(database: Database, documents: Iterable[str]) -> None:
    """Delete all rows of `documents` (ids that are not there are passed over)."""
    for document in documents:
        for name, column in SEARCHED.items():
            # The index holds no text: to forget a row it must be told what the row said.
            forget = f'INSERT INTO "{name}_fts" ("{name}_fts", rowid, {column}) VALUES (\'delete\', ?, ?)'
            _each_own_text(database, name, document, forget)
        for part in TABLES:
            if not part.shared:
                keys = ("id",) if part.name == "documents" else part.documents
                where = " OR ".join(f"{key} = ?" for key in keys)
                database.table(part.name).delete_where(where, [document] * len(keys))


def delete_orphans(database: Database) -> None:
    """Delete the indicators, bodies, topics and shared nodes that no document names any more."""
    for name, key, user, column in (
        ("indicators", "id", "targets", "indicator_id"),
        ("departments", "id", "assignments", "department_id"),
        ("department_functions", "department_id", "departments", "id"),
        ("topics", "id", "clause_topics", "topic_id"),
    ):
        used = f"SELECT {column} FROM {user} WHERE {column} IS NOT NULL"
        database.table(name).delete_where(f"{key} NOT IN ({used})")
    _delete_orphan_nodes(database)


def _delete_orphan_nodes(database: Database) -> None:
    """Delete shared nodes that nothing leads to, with the edges that start at them, and so on down."""
    nodes = "document_id IS NULL AND id NOT IN (SELECT target FROM edges)"
    while next(database.query(f"SELECT count(*) AS orphans FROM nodes WHERE {nodes}"))["orphans"]:
        database.table("nodes").delete_where(nodes)
        database.table("edges").delete_where("document_id IS NULL AND source NOT IN (SELECT id FROM nodes)")
