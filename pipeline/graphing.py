"""Keeps the graph of a database up to date, reads it, and writes it beside the database for other programs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlite_utils import Database

from pipeline.corpus import GRAPH
from pipeline.errors import PlanError
from pipeline.graph import Edge, Graph, Node, document_graph
from pipeline.graph.between import Cited, Pair, Said, comparison_graph, lineage_graph, topic_graph
from pipeline.graph.export import NAME, graphml, node_link
from pipeline.model import Record
from pipeline.sources import source_version
from pipeline.store.database import APPLICATION_ID
from pipeline.store.files import clean_leftovers, write_pieces
from pipeline.store.rows import Rows

Writer = Callable[[Iterable[Node], Iterable[Edge]], Iterator[str]]
_MARKS = (f'<graph id="{NAME}"'.encode(), f'"graph": {{"name":"{NAME}"'.encode())
WRITERS: dict[str, Writer] = {"graphml": graphml, "json": node_link}
_Part = TypeVar("_Part", Node, Edge)


class Graphs:
    """Derives the nodes and edges of all documents (`store.derived.Derived`).

    What lies between documents comes from the tables of comparisons, which have to be complete by then.
    """

    @property
    def version(self) -> str:
        return _version()

    def document_rows(self, record: Record) -> Rows:
        return _rows(document_graph(record))

    def complete(self, database: Database, changed: Collection[str]) -> None:
        """Topics of the changed documents; comparisons as far as they are new; citations all anew.

        A document that comes or goes changes what the citations of any other lead to.
        """
        for document in sorted(changed):
            _insert(database, topic_graph(_said(database, document)))
        compared = _pairs(database, "comparisons", "document_a, document_b")
        drawn = _pairs(database, "edges WHERE kind = 'compared_with'", "document_id, other_document_id")
        for pair in sorted(drawn - compared):
            database.table("edges").delete_where("document_id = ? AND other_document_id = ?", pair)
        for pair in sorted(compared - drawn):
            _insert(database, comparison_graph([_pair(database, *pair)]))
        database.table("edges").delete_where("kind IN ('cites', 'succeeds')")
        database.table("nodes").delete_where("kind = 'cited_document'")
        _insert(database, lineage_graph(_citations(database), sorted(_predecessors(database))))


def graph_files(database: Path) -> list[Path]:
    """Where the graph of a database lies, in each format."""
    return [database.with_name(f"{GRAPH}.{form}") for form in WRITERS]


def check_graph_files(database: Path) -> None:
    """Raise PlanError if a file that a build would overwrite is another program's."""
    for path in graph_files(database):
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(4096)
            if not any(mark in head for mark in _MARKS):
                reason = "不是 plans 写的图 not a graph that plans has written"
                raise PlanError(str(path), "", reason, "move it away, or name another folder with --db")


def write_graph_files(database: Path) -> None:
    """Write the graph of `database` beside it, in each format whose file is missing or older.

    Raises:
        OSError: a file cannot be written; the earlier one is untouched.
    """
    for path in graph_files(database):
        if path.is_file() and path.stat().st_mtime_ns >= database.stat().st_mtime_ns:
            continue
        clean_leftovers(path.parent, path.name)
        with stored_graph(database) as (nodes, edges):
            write_pieces(path, written(path.suffix.removeprefix("."), nodes, edges))


def written(form: str, nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[bytes]:
    """The bytes of a graph in a format of `WRITERS`, piece by piece."""
    return (line.encode() for line in WRITERS[form](nodes, edges))


@contextmanager
def stored_graph(database: Path) -> Iterator[tuple[Iterator[Node], Iterator[Edge]]]:
    """The nodes and edges of a database, one at a time, always in the same order.

    Raises:
        PlanError: there is no such database, or none with a graph.
    """
    if not database.is_file():
        raise PlanError(str(database), "", "没有这个数据库 no such database", "run plans build")
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            ours = connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        except sqlite3.DatabaseError:
            ours = False
        if not ours:
            raise PlanError(str(database), "", "不是 plans 的数据库 not a database that plans has made")
        try:
            yield _parts(connection, "nodes", Node), _parts(connection, "edges", Edge)
        except sqlite3.OperationalError as error:
            reason = "由另一版本生成 made by another version"
            raise PlanError(str(database), str(error), reason, "run plans build") from error


def _parts(connection: sqlite3.Connection, table: str, shape: type[_Part]) -> Iterator[_Part]:
    names = [field.name for field in msgspec.structs.fields(shape)]
    rows = connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY kind, id")
    for row in rows:
        yield msgspec.convert(dict(zip(names, row, strict=True)), shape, strict=False)


def _rows(graph: Graph) -> Rows:
    return {
        "nodes": [msgspec.structs.asdict(node) for node in graph.nodes],
        "edges": [msgspec.structs.asdict(edge) for edge in graph.edges],
    }


def _insert(database: Database, graph: Graph) -> None:
    """Insert what lies between documents; nodes that are there already stay."""
    rows = _rows(graph)
    database.table("nodes").insert_all(rows["nodes"], pk="id", ignore=True, batch_size=1000)
    database.table("edges").insert_all(rows["edges"], pk="id", batch_size=1000)


def _said(database: Database, document: str) -> Iterator[Said]:
    rows = database.execute(
        "SELECT said.clause_id, topic.id, topic.name, said.share FROM clause_topics AS said"
        " JOIN topics AS topic ON topic.id = said.topic_id WHERE said.document_id = ? ORDER BY said.rowid",
        [document],
    ).fetchall()
    return (Said(document=document, provision=a, topic=b, name=c, share=d) for a, b, c, d in rows)


def _pair(database: Database, a: str, b: str) -> Pair:
    rows = database.execute(
        "SELECT clause_a, clause_b, score, relation FROM alignments WHERE document_a = ? AND document_b = ?",
        [a, b],
    )
    measures = database.execute(
        "SELECT measure_a, measure_b, score, differs FROM measure_pairs WHERE document_a = ? AND document_b = ?",
        [a, b],
    )
    found = [
        (one, other, score, "partial" if json.loads(differs) else "same")
        for one, other, score, differs in measures
    ]
    return Pair(a=a, b=b, counterparts=sorted(rows.fetchall()), measures=sorted(found))


def _citations(database: Database) -> list[Cited]:
    names = ("document", "title", "number", "relation", "cited_document")
    rows = database.execute(
        "SELECT document_id, title, doc_number, relation, cited_document_id FROM citations"
        " ORDER BY document_id, char_start"
    )
    return [Cited(**dict(zip(names, row, strict=True))) for row in rows.fetchall()]


def _predecessors(database: Database) -> set[tuple[Any, ...]]:
    return _pairs(database, "documents WHERE predecessor_id IS NOT NULL", "id, predecessor_id")


def _pairs(database: Database, rows: str, columns: str) -> set[tuple[Any, ...]]:
    return set(database.execute(f"SELECT {columns} FROM {rows}").fetchall())


@cache
def _version() -> str:
    """Changes with all that the graph depends on beside records and comparisons."""
    return source_version("graphing.py", "graph/*", "duties.py", "fold.py", "ids.py", "tree.py")
