"""What was found, row by row: what it is, its sentence with the words marked, where it leads."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from plans_pages.cells import LONG, code, ref_word, row_path
from plans_pages.find.kinds import Kind
from plans_pages.places import STRETCH, in_sentence, reader_href
from plans_pages.rows import rows
from plans_pages.search import marked, occurrences, snippet

_Row = dict[str, Any]
_PLACE = "row.id, row.document_id, row.clause_id, row.char_start, row.char_end, clause.ref AS ref"
_IN_CLAUSE = "JOIN documents AS document ON document.id = row.document_id LEFT JOIN clauses AS clause ON clause.id = row.clause_id"
# Kind: what is selected of its rows, and what is joined to them.
_SELECTED = {
    "documents": (
        "row.id, row.id AS document_id, row.title, row.short_title, row.issuer, row.doc_number",
        "",
    ),
    "clauses": (
        "row.id, row.document_id, row.ref, row.label, row.heading, row.text, row.char_start, row.char_end, row.own_end,"
        " (SELECT json_group_array(json_array(part.char_start, part.char_end)) FROM clauses AS part"
        " WHERE part.parent_id = row.id) AS parts",
        "",
    ),
    "targets": (f"{_PLACE}, row.indicator, row.deadline, row.hedges, {STRETCH}", _IN_CLAUSE),
    "deadlines": (f"{_PLACE}, row.text, row.quote, row.end_date, row.period, row.kind", _IN_CLAUSE),
    "tasks": (f"{_PLACE}, row.title, row.text", _IN_CLAUSE),
    "assignments": (
        f"{_PLACE}, row.name, row.role, row.basis, row.attribution, task.title",
        f"{_IN_CLAUSE} LEFT JOIN tasks AS task ON task.id = row.task_id",
    ),
    "citations": (f"{_PLACE}, row.title, row.doc_number, row.relation, {STRETCH}", _IN_CLAUSE),
    "comments": (
        f"{_PLACE}, row.kind, row.author, row.text, row.anchor, row.before, row.after, {STRETCH}",
        _IN_CLAUSE,
    ),
    "table_cells": (
        "row.id, row.document_id, sheet.clause_id, row.char_start, row.char_end, row.row_header, row.column_header,"
        " row.text, sheet.caption AS ref",
        "JOIN tables AS sheet ON sheet.id = row.table_id",
    ),
    "indicators": (
        "row.id, row.name, (SELECT count(*) FROM targets WHERE indicator_id = row.id) AS uses",
        "",
    ),
    "departments": (
        "row.id, row.name, row.level, row.jurisdiction,"
        " (SELECT count(*) FROM assignments WHERE department_id = row.id) AS uses",
        "",
    ),
}


@dataclass(frozen=True)
class Hit:
    """A row that was found. `kind` is its code's word (a role, a kind of deadline), `about` what stands beside it."""

    document: str | None
    title: Markup
    sentence: Markup
    row_href: str
    read_href: str
    ref: str = ""
    kind: Markup = field(default_factory=Markup)
    about: str = ""
    uses: int = 0


def hits(connection: Any, database: str, kind: Kind, typed: str, rowids: list[int]) -> list[Hit]:
    """The rows of a kind with these rowids, in their order."""
    columns, joined = _SELECTED[kind.name]
    sql = (
        f"SELECT {columns} FROM json_each(?) AS each"
        f" CROSS JOIN {kind.table} AS row ON row.rowid = each.value {joined} ORDER BY each.key"
    )
    return [_hit(database, kind, typed, row) for row in rows(connection, sql, [json.dumps(rowids)])]


def _hit(database: str, kind: Kind, typed: str, row: _Row) -> Hit:
    title, sentence = _SHOWN[kind.name](row, typed)
    shared = not kind.document
    return Hit(
        None if shared else row["document_id"],
        title,
        sentence,
        row_path(database, kind.table, row["id"]),
        "" if shared else reader_href(kind.table, row),
        ref_word(row.get("ref") or ""),
        _kind(row),
        _about(row),
        row.get("uses") or 0,
    )


def _kind(row: _Row) -> Markup:
    """The word for a row's kind, role or relation."""
    column = next((name for name in ("role", "relation", "kind") if row.get(name)), None)
    return code(column, row[column]) if column else Markup("")


def _about(row: _Row) -> str:
    """What stands beside a row: its date, its author, its number."""
    beside = [row.get(name) for name in ("deadline", "end_date", "doc_number", "author", "jurisdiction")]
    return " · ".join(str(each) for each in beside if each)


def _with_marks(text: str | None, typed: str) -> Markup:
    """`text` with the words marked."""
    return marked(text or "", occurrences(text or "", typed))


def _around(text: str | None, typed: str) -> Markup:
    """The places in a long text where the words stand; without any, how it begins."""
    text = text or ""
    found = snippet(text, typed)
    return Markup("{}{}").format(text[:LONG], "…" if len(text) > LONG else "") if found is None else found


def _clause(row: _Row, typed: str) -> tuple[Markup, Markup]:
    return _with_marks(" ".join(part for part in (row["label"], row["heading"]) if part), typed), _around(
        own_text(row), typed
    )


def own_text(row: _Row) -> str:
    """What a clause says itself, without the clauses below it (selected as `parts`)."""
    parts = sorted(json.loads(row["parts"]))
    starts = [row["char_start"], *(end for _, end in parts)]
    ends = [*(start for start, _ in parts), row["char_end"]]
    own = (
        row["text"][a - row["char_start"] : b - row["char_start"]] for a, b in zip(starts, ends, strict=True)
    )
    return "\n".join(text.strip() for text in own if text.strip())


def _stretch(row: _Row, typed: str) -> Markup:
    return in_sentence(row, occurrences(row["stretch"] or "", typed), quoted="strong")


def _comment(row: _Row, typed: str) -> tuple[Markup, Markup]:
    said = row["text"] or " → ".join(row[side].strip() for side in ("before", "after") if row[side])
    return _with_marks(said, typed), _stretch(row, typed)


def _cell(row: _Row, typed: str) -> tuple[Markup, Markup]:
    headers = " × ".join(header for header in (row["row_header"], row["column_header"]) if header)
    return _with_marks(headers, typed), _with_marks(row["text"], typed)


_SHOWN: dict[str, Callable[[_Row, str], tuple[Markup, Markup]]] = {
    "documents": lambda row, typed: (_with_marks(row["title"], typed), _with_marks(row["issuer"], typed)),
    "clauses": _clause,
    "targets": lambda row, typed: (_with_marks(row["indicator"], typed), _stretch(row, typed)),
    "deadlines": lambda row, typed: (_with_marks(row["text"], typed), _around(row["quote"], typed)),
    "tasks": lambda row, typed: (_with_marks(row["title"], typed), _around(row["text"], typed)),
    "assignments": lambda row, typed: (
        _with_marks(row["name"], typed),
        Markup("{} {}").format(_with_marks(row["title"], typed), _around(row["attribution"], typed)),
    ),
    "citations": lambda row, typed: (_with_marks(row["title"], typed), _stretch(row, typed)),
    "comments": _comment,
    "table_cells": _cell,
    "indicators": lambda row, typed: (_with_marks(row["name"], typed), Markup("")),
    "departments": lambda row, typed: (_with_marks(row["name"], typed), Markup("")),
}
