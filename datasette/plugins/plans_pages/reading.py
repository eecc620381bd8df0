"""A document as a text to read: clause by clause, every fact marked where it stands, with its row behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from plans_pages.cells import row_path
from plans_pages.language import say
from plans_pages.rooms import Ask, Room
from plans_pages.rows import rows, value

from pipeline.store.doubts import in_chinese

# Kinds of marks: table, what the hint says. The later ones lie on top.
_MARKS = {
    "targets": "SELECT id, char_start, char_end, indicator AS hint FROM targets WHERE document_id = ?",
    "deadlines": "SELECT id, char_start, char_end, coalesce(end_date, period, kind) AS hint FROM deadlines WHERE document_id = ?",
    "assignments": "SELECT id, char_start, char_end, name || ' · ' || role AS hint FROM assignments WHERE document_id = ?",
    "citations": "SELECT id, char_start, char_end, relation AS hint FROM citations WHERE document_id = ?",
    "checks": "SELECT id, char_start, char_end, message AS hint FROM checks WHERE document_id = ?"
    " AND severity <> 'info' AND char_end - char_start < 80",
}
_IN_OUTLINE = {"chapter", "article", "annex", "table"}
_COUNTED = ("clauses", "targets", "deadlines", "tasks", "assignments", "citations", "comments", "checks")
_LONGEST = 400  # a longer mark would colour whole paragraphs


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    table: str
    href: str
    hint: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same marks; `href` leads to the row of the shortest one.

    `anchor` names the place where marks start, for links that lead to a fact in its text.
    """

    text: str
    kinds: tuple[str, ...] = ()
    href: str | None = None
    hint: str = ""
    bold: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Cell:
    """A printed cell; a merged one stands once, as wide and high as it is."""

    pieces: list[Piece]
    header: bool
    rows: int
    columns: int


@dataclass
class Passage:
    """A clause's own text: paragraphs, tables, comments. `named`: the anchor of its clause stands here."""

    clause: dict[str, Any]
    depth: int
    named: bool = True
    paragraphs: list[list[Piece]] = field(default_factory=list)
    tables: list[list[list[Cell]]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    document: dict[str, Any]
    passages: list[Passage]
    outline: list[dict[str, Any]]
    counts: dict[str, int]
    neighbours: tuple[dict[str, Any] | None, dict[str, Any] | None]


def reading(connection: Any, ask: Ask) -> Reading | None:
    """The document to read; None if there is none of that id."""
    document_id = ask.parts["document"]
    documents = rows(connection, "SELECT * FROM documents WHERE id = ?", [document_id])
    if not documents:
        return None
    text = documents[0]["text"]
    clauses = rows(connection, "SELECT * FROM clauses WHERE document_id = ? ORDER BY seq", [document_id])
    marks = _Marks(text, list(_marks(connection, ask.database, document_id)))
    tables = rows(connection, "SELECT * FROM tables WHERE document_id = ? ORDER BY char_start", [document_id])
    cells = rows(
        connection, 'SELECT * FROM table_cells WHERE document_id = ? ORDER BY "row", "column"', [document_id]
    )
    comments = rows(
        connection, "SELECT * FROM comments WHERE document_id = ? ORDER BY char_start", [document_id]
    )
    depths: dict[str | None, int] = {None: -1}
    passages = []
    for clause in clauses:
        depths[clause["id"]] = depths.get(clause["parent_id"], -1) + 1
        passage = Passage(clause, depths[clause["id"]])
        _fill(passage, marks, tables, cells)
        passage.comments = [each for each in comments if each["clause_id"] == clause["id"]]
        passages.append(passage)
    for clause, start, end in _between(clauses):
        _insert(passages, Passage(clause, depths[clause["id"]]), _paragraphs(marks, start, end, start), start)
    counts = {
        table: value(connection, f"SELECT count(*) FROM {table} WHERE document_id = ?", [document_id])
        for table in _COUNTED
    }
    outline = [clause for clause in clauses if clause["level"] in _IN_OUTLINE]
    return Reading(documents[0], passages, outline, counts, _neighbours(connection, document_id))


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


def _insert(passages: list[Passage], passage: Passage, paragraphs: list[list[Piece]], start: int) -> None:
    """Put a passage in its place; a clause whose text only starts there has its anchor there."""
    if not paragraphs:
        return
    passage.paragraphs = paragraphs
    index = max(i for i, other in enumerate(passages) if other.clause["char_start"] < start)
    empty = next((p for p in passages if p.clause is passage.clause and not (p.paragraphs or p.tables)), None)
    passage.named = empty is not None and empty.named
    if empty is not None:
        empty.named = False
        passage.comments, empty.comments = empty.comments, []
    passages.insert(index + 1, passage)


def _neighbours(connection: Any, document_id: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    columns = "SELECT id, short_title, status FROM documents WHERE id"
    before = rows(connection, f"{columns} < ? ORDER BY id DESC LIMIT 1", [document_id])
    after = rows(connection, f"{columns} > ? ORDER BY id LIMIT 1", [document_id])
    return (before[0] if before else None, after[0] if after else None)


def _marks(connection: Any, database: str, document_id: str) -> Iterator[Mark]:
    for table, sql in _MARKS.items():
        for row in rows(connection, sql, [document_id]):
            if 0 < row["char_end"] - row["char_start"] <= _LONGEST:
                href = row_path(database, table, row["id"])
                yield Mark(row["char_start"], row["char_end"], table, href, _hint(table, row["hint"] or ""))


def _hint(table: str, hint: str) -> str:
    """What a mark's hint reads: a check's message in the reader's language."""
    return say(in_chinese(hint) or hint, hint) if table == "checks" else hint


def fact_anchor(table: str, start: int | None, end: int | None) -> str | None:
    """The anchor of a fact's first character; None if its text carries no mark."""
    if (
        table not in _MARKS
        or table == "checks"
        or start is None
        or end is None
        or not 0 < end - start <= _LONGEST
    ):
        return None
    return _anchor(start)


def _anchor(start: int) -> str:
    return f"p-{start}"


class _Marks:
    """Cuts stretches of the text into pieces under the same marks."""

    def __init__(self, text: str, marks: list[Mark]) -> None:
        self.text = text
        self._marks = sorted(marks, key=lambda mark: mark.start)

    def pieces(self, start: int, end: int, bold_to: int = 0) -> list[Piece]:
        """`text[start:end]` in pieces; what ends before `bold_to` is a heading."""
        inside = [mark for mark in self._marks if mark.start < end and mark.end > start]
        edges = {start, end, *([bold_to] if start < bold_to < end else [])}
        for mark in inside:
            edges |= {max(start, mark.start), min(end, mark.end)}
        order = sorted(edges)
        return [self._piece(a, b, inside, b <= bold_to) for a, b in pairwise(order)]

    def _piece(self, start: int, end: int, marks: list[Mark], bold: bool) -> Piece:
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        if not over:
            return Piece(self.text[start:end], bold=bold)
        top = min(over, key=lambda mark: mark.end - mark.start)
        kinds = tuple(dict.fromkeys(mark.table for mark in over))
        starts = any(mark.start == start for mark in over)
        return Piece(self.text[start:end], kinds, top.href, top.hint, bold, _anchor(start) if starts else "")


def _fill(passage: Passage, marks: _Marks, tables: list[dict[str, Any]], cells: list[dict[str, Any]]) -> None:
    """Give a passage its paragraphs, and its tables in place of their flattened lines."""
    clause = passage.clause
    position, end = clause["char_start"], clause["own_end"]
    bold_to = _heading_end(marks.text, clause)
    for table in tables:
        if position <= table["char_start"] and table["char_end"] <= end:
            passage.paragraphs += _paragraphs(marks, position, table["char_start"], bold_to)
            passage.tables.append(_grid(marks, table, cells))
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


def _paragraphs(marks: _Marks, start: int, end: int, bold_to: int) -> list[list[Piece]]:
    found = []
    position = start
    for line in marks.text[start:end].split("\n"):
        if line.strip():
            found.append(marks.pieces(position, position + len(line), bold_to))
        position += len(line) + 1
    return found


def _grid(marks: _Marks, table: dict[str, Any], cells: list[dict[str, Any]]) -> list[list[Cell]]:
    """A table's rows of printed cells."""
    places: defaultdict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for cell in cells:
        if cell["table_id"] == table["id"]:
            # What a merged cell covers shares the place of its text; empty cells share nothing.
            filled = cell["char_end"] > cell["char_start"]
            key = (cell["char_start"], cell["char_end"]) if filled else (cell["id"],)
            places[key].append(cell)
    rows: defaultdict[int, list[tuple[int, Cell]]] = defaultdict(list)
    for covered in places.values():
        top, left = min(cell["row"] for cell in covered), min(cell["column"] for cell in covered)
        height = max(cell["row"] for cell in covered) - top + 1
        width = max(cell["column"] for cell in covered) - left + 1
        first = covered[0]
        pieces = (
            marks.pieces(first["char_start"], first["char_end"])
            if first["char_end"] > first["char_start"]
            else []
        )
        rows[top].append((left, Cell(pieces, bool(first["is_header"]), height, width)))
    return [[cell for _, cell in sorted(rows[number], key=lambda each: each[0])] for number in sorted(rows)]


ROOM = Room(r"/read/(?P<document>[^/]+)$", "read.html", reading)
