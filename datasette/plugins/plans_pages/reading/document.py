"""A document as a text to read: clause by clause, every fact marked where it stands, with its row behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plans_pages.reading.marks import Marks, Piece, read_changes, read_marks
from plans_pages.reading.tables import Cell, grid
from plans_pages.rooms import Ask, Room
from plans_pages.rows import rows, value

_IN_OUTLINE = {"chapter", "article", "annex", "table"}
_COUNTED = ("clauses", "targets", "deadlines", "tasks", "assignments", "citations", "comments", "checks")


@dataclass
class Paragraph:
    """A printed line; `comments` hang on words of it."""

    start: int
    end: int
    pieces: list[Piece]
    comments: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Passage:
    """A clause's own text: paragraphs, tables, and comments on the tables. `named`: its clause's anchor stands here."""

    clause: dict[str, Any]
    depth: int
    named: bool = True
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[list[list[Cell]]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """A document; `annotated`: comments stand beside it."""

    document: dict[str, Any]
    passages: list[Passage]
    outline: list[dict[str, Any]]
    counts: dict[str, int]
    neighbours: tuple[dict[str, Any] | None, dict[str, Any] | None]
    annotated: bool


def reading(connection: Any, ask: Ask) -> Reading | None:
    """The document to read; None if there is none of that id."""
    document_id = ask.parts["document"]
    documents = rows(connection, "SELECT * FROM documents WHERE id = ?", [document_id])
    if not documents:
        return None
    clauses = rows(connection, "SELECT * FROM clauses WHERE document_id = ? ORDER BY seq", [document_id])
    marks = Marks(
        documents[0]["text"],
        list(read_marks(connection, ask.database, document_id)),
        read_changes(connection, ask.database, document_id),
    )
    comments = rows(
        connection,
        "SELECT * FROM comments WHERE document_id = ? AND kind = 'comment' ORDER BY char_start",
        [document_id],
    )
    passages = _passages(connection, document_id, clauses, marks)
    _hang(comments, passages)
    counts = {
        table: value(connection, f"SELECT count(*) FROM {table} WHERE document_id = ?", [document_id])
        for table in _COUNTED
    }
    outline = [clause for clause in clauses if clause["level"] in _IN_OUTLINE]
    neighbours = _neighbours(connection, document_id)
    return Reading(documents[0], passages, outline, counts, neighbours, bool(comments))


def _passages(
    connection: Any, document_id: str, clauses: list[dict[str, Any]], marks: Marks
) -> list[Passage]:
    """The document's text, clause by clause."""
    tables = rows(connection, "SELECT * FROM tables WHERE document_id = ? ORDER BY char_start", [document_id])
    cells = rows(
        connection, 'SELECT * FROM table_cells WHERE document_id = ? ORDER BY "row", "column"', [document_id]
    )
    depths: dict[str | None, int] = {None: -1}
    passages = []
    for clause in clauses:
        depths[clause["id"]] = depths.get(clause["parent_id"], -1) + 1
        passage = Passage(clause, depths[clause["id"]])
        _fill(passage, marks, tables, cells)
        passages.append(passage)
    for clause, start, end in _between(clauses):
        _insert(passages, Passage(clause, depths[clause["id"]]), _paragraphs(marks, start, end, start), start)
    return passages


def _hang(comments: list[dict[str, Any]], passages: list[Passage]) -> None:
    """Put each comment beside the paragraph on which it hangs; one on a table, or on none, below its clause."""
    for comment in comments:
        own = [passage for passage in passages if passage.clause["id"] == comment["clause_id"]]
        holding = [
            paragraph
            for passage in (own or passages)
            for paragraph in passage.paragraphs
            if paragraph.start <= comment["char_start"] <= paragraph.end
        ]
        if holding:
            holding[-1].comments.append(comment)
        elif own or passages:
            (own or passages)[-1].comments.append(comment)


def _between(clauses: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int, int]]:
    """What a clause says between and behind its parts: an opening paragraph below the title."""
    below: dict[str | None, list[dict[str, Any]]] = {}
    for clause in clauses:
        below.setdefault(clause["parent_id"], []).append(clause)
    for clause in clauses:
        parts = below.get(clause["id"], [])
        ends = [*(part["char_start"] for part in parts[1:]), clause["char_end"]]
        for part, end in zip(parts, ends, strict=False):
            if part["char_end"] < end - 1:
                yield clause, part["char_end"], end


def _insert(passages: list[Passage], passage: Passage, paragraphs: list[Paragraph], start: int) -> None:
    """Put a passage in its place; a clause whose text only starts there has its anchor there."""
    if not paragraphs:
        return
    passage.paragraphs = paragraphs
    index = max(i for i, other in enumerate(passages) if other.clause["char_start"] < start)
    empty = next((p for p in passages if p.clause is passage.clause and not (p.paragraphs or p.tables)), None)
    passage.named = empty is not None and empty.named
    if empty is not None:
        empty.named = False
    passages.insert(index + 1, passage)


def _neighbours(connection: Any, document_id: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    columns = "SELECT id, short_title, status FROM documents WHERE id"
    before = rows(connection, f"{columns} < ? ORDER BY id DESC LIMIT 1", [document_id])
    after = rows(connection, f"{columns} > ? ORDER BY id LIMIT 1", [document_id])
    return (before[0] if before else None, after[0] if after else None)


def _fill(passage: Passage, marks: Marks, tables: list[dict[str, Any]], cells: list[dict[str, Any]]) -> None:
    """Give a passage its paragraphs, and its tables in place of their flattened lines."""
    clause = passage.clause
    position, end = clause["char_start"], clause["own_end"]
    bold_to = _heading_end(marks.text, clause)
    for table in tables:
        if position <= table["char_start"] and table["char_end"] <= end:
            passage.paragraphs += _paragraphs(marks, position, table["char_start"], bold_to)
            passage.tables.append(grid(marks, table, cells))
            position = table["char_end"]
    passage.paragraphs += _paragraphs(marks, position, end, bold_to)


def _heading_end(text: str, clause: dict[str, Any]) -> int:
    """Where the printed label and heading of a clause end."""
    start = clause["char_start"]
    if clause["level"] == "title":
        return int(clause["own_end"])
    heading = clause["heading"]
    if heading:
        found = text.find(heading, start, start + len(heading) + len(clause["label"]) + 8)
        if found >= 0:
            return int(found + len(heading))
    return int(start + len(clause["label"]))


def _paragraphs(marks: Marks, start: int, end: int, bold_to: int) -> list[Paragraph]:
    found = []
    position = start
    for line in marks.text[start:end].split("\n"):
        if line.strip():
            last = position + len(line)
            found.append(Paragraph(position, last, marks.pieces(position, last, bold_to)))
        position += len(line) + 1
    return found


ROOM = Room(r"/read/(?P<document>[^/]+)$", "read.html", reading)
