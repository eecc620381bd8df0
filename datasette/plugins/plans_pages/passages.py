"""A fact in its place: the sentence with the quoted part marked, the way down to its clause, its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from plans_pages.cells import reading_path, ref_word, row_path
from plans_pages.describe import LABELS, PARTS
from plans_pages.language import in_thread, say
from plans_pages.reading.marks import fact_anchor
from plans_pages.reading.paper import page_path
from plans_pages.rows import one

from pipeline.cite import cite_cell, cite_quote
from pipeline.store.codes import word
from pipeline.store.columns import Table
from pipeline.store.doubts import in_chinese

_AROUND = 260  # characters of the paragraph shown on either side
_BEGINNING = 24  # characters of a remark that head its page
_STOP = re.compile("[。；！？\n]")
_INNER = {"targets": ("value_start", "value_end"), "assignments": ("char_start", "char_end")}
_OUTER = {"assignments": ("attribution_start", "attribution_end")}
_TITLES = {
    "clauses": ("label", "heading"),
    "documents": ("title",),
    "comments": ("author", "text"),
    "deadlines": ("text",),
}
_WHOLE = {"clauses", "tasks", "tables", "documents"}  # their text is shown, not marked


@dataclass(frozen=True)
class Step:
    """One step of the way from the document to a clause."""

    label: str
    href: str


@dataclass(frozen=True)
class Fact:
    """What a row's page shows above its columns."""

    title: str
    document: dict[str, Any]
    path: list[Step]
    cell: str | None  # row and column of a table's cell
    remark: str | None  # what a comment says
    sentence: Markup | None
    citation: str | None
    place: str | None
    paper_href: str | None  # the page of a PDF file on which it stands
    read_href: str
    references: dict[str, tuple[str, str]]  # column → where it leads, and what that is called
    bodies: dict[str, list[dict[str, Any]]]  # who is responsible for a task, by role


async def fact(datasette: Any, database: str, table: str, keys: list[str]) -> Fact | None:
    """The fact behind a row of a table of ours; None if the row belongs to no document."""
    part = PARTS.get(table)
    if not isinstance(part, Table):
        return None

    def read(connection: Any) -> Fact | None:
        condition = " AND ".join(f'"{key}" = ?' for key in part.key)
        row = one(connection, f'SELECT * FROM "{table}" WHERE {condition}', keys)
        return _fact(connection, database, part, row) if row else None

    found: Fact | None = await datasette.get_database(database).execute_fn(in_thread(read))
    return found


def _fact(connection: Any, database: str, part: Table, row: dict[str, Any]) -> Fact | None:
    references = _references(connection, database, part, row)
    title = _title(part, row)
    document_id = row["id"] if part.name == "documents" else row.get("document_id")
    if document_id is None:
        empty: dict[str, Any] = {}
        return Fact(title, empty, [], None, None, None, None, None, None, "", references, {})
    document = one(
        connection,
        "SELECT id, title, short_title, status, file, citation FROM documents WHERE id = ?",
        [document_id],
    )
    clause_id = _clause_id(connection, part.name, row)
    cell = _cell(connection, row["id"] if part.name == "table_cells" else row.get("cell_id"))
    path = _path(connection, clause_id)
    own = path[-1] if path else None
    start, end = (row.get(name) for name in _OUTER.get(part.name, ("char_start", "char_end")))
    sentence = place = paper = None
    if start is not None and end is not None:
        origin = _origin(connection, document_id, start)
        place = _place(connection, document, origin, start, end)
        if origin.get("page") is not None and part.name != "documents":
            paper = page_path(document_id, origin["page"], start, end)
        sentence = _sentence(connection, part.name, row, start, end, own)
    return Fact(
        title or part.label,
        document,
        [Step(step["label"] or step["heading"] or ref_word(step["ref"]), reading_path(document_id, f"c-{step['id']}"))
         for step in path if own and own["level"] != "title"],
        " × ".join(cell) or None,
        row["text"] or None if part.name == "comments" else None,
        sentence,
        row.get("citation") or _citation(connection, part.name, document, own, cell, start, end),
        place,
        paper,
        reading_path(document_id, _anchor(part.name, row, clause_id)),
        references,
        _bodies(connection, row["id"]) if part.name == "tasks" else {},
    )  # fmt: skip


def _title(part: Table, row: dict[str, Any]) -> str:
    """What a row's page is headed by: the words that name the row, the ref where a clause has none."""
    names = _TITLES.get(part.name, (LABELS.get(part.name, ""),))
    between = "：" if part.name == "comments" else " "
    words = [str(row[name]) for name in names if row.get(name)]
    if part.name == "comments" and row["kind"] != "comment":
        words = [row["author"], " → ".join(row[side].strip() for side in ("before", "after") if row[side])]
    if part.name == "comments":
        words = [word if len(word) <= _BEGINNING else word[:_BEGINNING] + "…" for word in words]
    if part.name == "checks":
        words = [say(in_chinese(message) or message, message) for message in words]
    if part.name == "clauses" and not words:
        words = [ref_word(row["ref"])]
    return between.join(words)


def _anchor(table: str, row: dict[str, Any], clause_id: str | None) -> str:
    """Where the fact stands in its document's page: its own mark, else its clause."""
    own = fact_anchor(table, row.get("char_start"), row.get("char_end"))
    return own or (f"c-{clause_id}" if clause_id else "")


def _bodies(connection: Any, task_id: str) -> dict[str, list[dict[str, Any]]]:
    """Who is responsible for a task by role: leads first, each as named."""
    cursor = connection.execute(
        "SELECT role, basis, name, department_id FROM task_departments WHERE task_id = ?"
        " ORDER BY role <> 'lead', role <> 'responsible', role, basis = 'inherited', position",
        [task_id],
    )
    names = [column[0] for column in cursor.description]
    found: dict[str, list[dict[str, Any]]] = {}
    for row in cursor:
        body = dict(zip(names, row, strict=True))
        found.setdefault(body["role"], []).append(body)
    return found


def _clause_id(connection: Any, table: str, row: dict[str, Any]) -> str | None:
    """The clause of a row; of a table's cell, the table's."""
    if table == "clauses":
        return str(row["id"])
    if table == "table_cells":
        row = one(connection, "SELECT clause_id FROM tables WHERE id = ?", [row["table_id"]])
    return row.get("clause_id")


def _cell(connection: Any, cell_id: str | None) -> list[str]:
    """The headers of a table's cell, its row's first: 长沙市, PM2.5浓度/2025年; none for what is no cell."""
    cell = one(connection, "SELECT row_header, column_header FROM table_cells WHERE id = ?", [cell_id])
    return [header for header in cell.values() if header]


def _path(connection: Any, clause_id: str | None) -> list[dict[str, Any]]:
    """The clauses from the chapter down to `clause_id`."""
    path: list[dict[str, Any]] = []
    while clause_id:
        step = one(
            connection,
            "SELECT id, parent_id, level, label, heading, ref, citation, char_start, own_end FROM clauses WHERE id = ?",
            [clause_id],
        )
        path.insert(0, step)
        clause_id = step.get("parent_id")
    return path


def _references(
    connection: Any, database: str, part: Table, row: dict[str, Any]
) -> dict[str, tuple[str, str]]:
    found = {}
    for column, other in part.references:
        if row[column] is not None and other in LABELS:
            label = one(
                connection, f"SELECT {LABELS[other]} AS label FROM {other} WHERE id = ?", [row[column]]
            )
            shown = str(label.get("label") or row[column])
            found[column] = (
                row_path(database, other, row[column]),
                ref_word(shown) if other == "clauses" else shown,
            )
    return found


def _slice(connection: Any, document_id: str, start: int, end: int) -> str:
    sql = "SELECT substr(text, ?, ?) FROM documents WHERE id = ?"
    return str(connection.execute(sql, [start + 1, max(0, end - start), document_id]).fetchone()[0])


def _sentence(
    connection: Any, table: str, row: dict[str, Any], start: int, end: int, own: dict[str, Any] | None
) -> Markup:
    """The paragraph around a fact, cut at sentences, with the quoted part marked."""
    document_id = row["document_id"]
    if table in _WHOLE:
        stop = min(end, row["own_end"]) if table == "clauses" and row["own_end"] > start else end
        return Markup('<span class="whole">{}</span>').format(
            _slice(connection, document_id, start, stop).strip()
        )
    left, right = max(0, start - 4 * _AROUND), end + 4 * _AROUND
    text = _slice(connection, document_id, left, right)
    before, after = text[: start - left], text[end - left :]
    first, last = _INNER.get(table, ("", ""))
    if row.get(first) is not None and row.get(last) is not None:
        a, b = row[first] - left, row[last] - left
        quoted = Markup("{}<strong>{}</strong>{}").format(
            text[start - left : a], text[a:b], text[b : end - left]
        )
    else:
        quoted = escape(text[start - left : end - left])
    marked = Markup("{}<mark>{}</mark>{}").format(_before(before), quoted, _after(after))
    return marked.replace("\t", Markup(' <span class="quiet">｜</span> '))


def _before(text: str) -> str:
    """The end of `text`: its last paragraph, from a sentence's start if it is long."""
    paragraph = text.rpartition("\n")[2]
    if len(paragraph) <= _AROUND:
        return paragraph.lstrip()
    cut = paragraph[-_AROUND:]
    stop = _STOP.search(cut)
    return "…" + (cut[stop.end() :] if stop else cut)


def _after(text: str) -> str:
    """The start of `text`: its first paragraph, up to a sentence's end if it is long."""
    paragraph = text.partition("\n")[0]
    if len(paragraph) <= _AROUND:
        return paragraph.rstrip()
    stops = [match.end() for match in _STOP.finditer(paragraph, 0, _AROUND)]
    return paragraph[: stops[-1] if stops else _AROUND] + "…"


def _citation(
    connection: Any,
    table: str,
    document: dict[str, Any],
    own: dict[str, Any] | None,
    cell: list[str],
    start: int | None,
    end: int | None,
) -> str | None:
    """A citation for a row that has none of its own: its clause's, with the words at its place."""
    base = str(own["citation"] if own else document["citation"])
    if start is None or end is None or table in _WHOLE:
        return base
    return cite_quote(cite_cell(base, *cell), _slice(connection, document["id"], start, end))


def _origin(connection: Any, document_id: str, start: int) -> dict[str, Any]:
    """Where in its file the character at `start` stands."""
    return one(
        connection,
        "SELECT * FROM origins WHERE document_id = ? AND char_start <= ? ORDER BY char_start DESC LIMIT 1",
        [document_id, start],
    )


def _place(
    connection: Any, document: dict[str, Any], origin: dict[str, Any], start: int, end: int
) -> str | None:
    """Where the source file says it: hunan.txt, line 36; of a scan, how sure recognition is of these lines."""
    in_cell = origin.get("table_number") is not None
    paragraphs = () if in_cell else (("paragraph", "第{}段", "paragraph {}"), ("run", "第{}块", "run {}"))
    words = (
        *((("part", word("part", origin["part"]) or "", "{}"),) if origin["part"] else ()),
        ("page", "第{}页", "page {}"),
        ("line", "第{}行", "line {}"),
        *paragraphs,
        ("table_number", "第{}表", "table {}"),
        ("table_row", "第{}行", "row {}"),
        ("table_cell", "第{}格", "cell {}"),
    )
    parts = [say(zh, en).format(origin[key]) for key, zh, en in words if origin.get(key) is not None]
    return " ".join([document["file"], *parts]) + _recognised(connection, document, start, end)


def _recognised(connection: Any, document: dict[str, Any], start: int, end: int) -> str:
    """That a passage was recognised from a scan, and how sure its least sure line is; else nothing."""
    sql = (
        "SELECT min(confidence) AS least FROM origins"
        " WHERE document_id = ? AND char_start < ? AND char_end > ?"
    )
    least = one(connection, sql, [document["id"], max(end, start + 1), start])["least"]
    return (
        ""
        if least is None
        else say("（文字识别，可信度 {:.2f}）", " (recognised, confidence {:.2f})").format(least)
    )
