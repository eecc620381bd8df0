"""How a value is shown in a list: words for codes, links to rows, long texts cut, citations to copy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup, escape
from plans_pages.addresses import at
from plans_pages.data_version import with_version
from plans_pages.describe import PARTS, documents, is_ours
from plans_pages.language import CHINESE, chosen, say, searched
from plans_pages.search import snippet

from pipeline.store import codes
from pipeline.store.amounts import number
from pipeline.store.codes import CODES, word
from pipeline.store.columns import Table
from pipeline.store.doubts import in_chinese

LONG = 160  # characters of a long text in a list
_LONG_COLUMNS = {
    "text",
    "other_text",
    "quote",
    "attribution",
    "evidence",
    "message",
    "properties",
    "anchor",
    "exclusions",
}
_JOINED = (None, "promises", "duties", "schedule", "task_departments")  # a query, and the views
_LINKS = {  # the key that a readable column stands for, and whither it leads
    "ref": ("clause_id", "clauses"),
    "title": ("task_id", "tasks"),
    "name": ("department_id", "departments"),
    "quote": ("target_id", "targets"),
}


@dataclass(frozen=True)
class Cell:
    """A value with all that may decide how it is shown."""

    value: Any
    column: str
    printed_row: Any  # as Datasette has it
    table: str | None  # None in a query
    database: str
    path: str | None

    @cached_property
    def row(self) -> dict[str, Any]:
        """The row's values by column; a reference's value without its label."""
        found = {name: self.printed_row[name] for name in self.printed_row.keys()}  # noqa: SIM118 (a Row iterates over its values)
        return {
            name: value["value"] if isinstance(value, Mapping) and "value" in value else value
            for name, value in found.items()
        }


def render(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """A cell of a table, view or query; None leaves it to Datasette."""
    path = datasette.databases[database].path if database in datasette.databases else None
    if value is None and column != "value":
        return None
    if not is_ours(path) or (table is not None and table not in PARTS):
        return None
    cell = Cell(value, column, row, table, database, path)
    for show in (_reference, _title, _citation, _amount, _listed, _date, _link, _code, _message, _cut):
        shown = show(cell)
        if shown is not None:
            return shown
    return None


def code(column: str, value: Any) -> Markup:
    """A code in the reader's language, the code itself as its title; what is no code stays as it is."""
    shown = in_words(column, value)
    if shown is None:
        return escape(value)
    return Markup('<span class="code code-{}" title="{}">{}</span>').format(
        str(value) if str(value).isidentifier() else "other", _hint(column, value), shown
    )


def in_words(column: str, value: Any) -> str | None:
    """A code in the reader's language; None where it is none."""
    chinese = word(column, value)
    if chinese is None or chosen() == CHINESE or column == "op":
        return chinese
    return codes.english(column, value)


def _hint(column: str, value: Any) -> str:
    """What a code shows under the pointer: itself, with a note where its word alone would mislead."""
    note = codes.NOTES.get((column, str(value)))
    return f"{value}: {say(*note)}" if note else str(value)


def copy_button(citation: str, path: str | None) -> Markup:
    """A button that copies its title, a citation from the database at `path` and the version of its data.

    Without scripts the title still shows what to cite.
    """
    return Markup('<button type="button" class="copy" title="{}">{}</button>').format(
        with_version(citation, path), say("复制引用", "Copy citation")
    )


def status_badge(status: Any) -> Markup:
    """A mark for a document that is no issued one; nothing for an issued one."""
    if status in (None, "issued"):
        return Markup("")
    return Markup(' <span class="badge badge-{}">{}</span>').format(status, code("status", status))


def link(href: str, text: Any) -> Markup:
    """A link, both escaped."""
    return Markup('<a href="{}">{}</a>').format(href, text)


def document_link(document: Any, title: Any, status: Any) -> Markup:
    """A document's short title that leads to its text, marked unless issued."""
    return link(reading_path(document), title or document) + status_badge(status)


def reading_path(document: Any, anchor: str = "") -> str:
    """Where a document is read, clause by clause."""
    return at(f"/read/{tilde_encode(str(document))}") + (f"#{anchor}" if anchor else "")


def row_path(database: str, table: str, key: Any) -> str:
    """The page of a row."""
    return at(f"/{tilde_encode(database)}/{tilde_encode(table)}/{tilde_encode(str(key))}")


def _reference(cell: Cell) -> Markup | None:
    """A reference: a link that reads as the row that it leads to."""
    labelled = isinstance(cell.value, Mapping)
    key = cell.value["value"] if labelled else cell.value
    if cell.column == "document_id" and cell.table is not None and key in documents(cell.path):
        return document_link(key, *documents(cell.path)[key])
    part = PARTS.get(cell.table or "")
    other = dict(part.references).get(cell.column) if isinstance(part, Table) else None
    if not labelled or other is None:
        return None
    label = cell.value.get("label") or key
    return link(row_path(cell.database, other, key), ref_word(label) if other == "clauses" else label)


def ref_word(ref: str) -> str:
    """A clause's ref as people read it: those without a label of their own in words."""
    return say(codes.ref_word(ref), ref)


def _title(cell: Cell) -> Markup | None:
    """A document's short title: a link to its text, with its status unless that has a column of its own."""
    if cell.column == "in_corpus" and cell.row.get("cited_document_id"):
        return document_link(cell.row["cited_document_id"], cell.value, None)
    if cell.column != "short_title":
        return None
    if cell.table == "documents":
        return document_link(cell.row["id"], cell.value, None)
    if "document_id" not in cell.row:
        return None
    return document_link(cell.row["document_id"], cell.value, cell.row.get("status"))


def _citation(cell: Cell) -> Markup | None:
    return copy_button(cell.value, cell.path) if cell.column in ("citation", "other_citation") else None


def _listed(cell: Cell) -> Markup | None:
    """The members of a list in the reader's language."""
    if cell.column not in codes.LISTED or not codes.is_list(cell.value):
        return None
    return escape(codes.words(cell.column, cell.value, chinese=chosen() == CHINESE) or "–")


def _code(cell: Cell) -> Markup | None:
    return code(cell.column, cell.value) if cell.column in CODES else None


def _message(cell: Cell) -> Markup | None:
    """What a check says: in Chinese with the record's English beside, where there is Chinese for it."""
    if cell.table != "checks" or cell.column != "message" or chosen() != CHINESE:
        return None
    chinese = in_chinese(cell.value)
    if chinese is None:
        return None
    return Markup('{} <span class="quiet">{}</span>').format(chinese, cell.value)


def _link(cell: Cell) -> Markup | None:
    """A readable column that leads to the row that it stands for."""
    if cell.table == "clauses" and cell.column == "ref":
        return link(row_path(cell.database, "clauses", cell.row["id"]), ref_word(cell.value))
    if cell.table not in _JOINED or not isinstance(cell.value, str):
        return None
    key, other = _LINKS.get(cell.column, (None, ""))
    if key and cell.row.get(key):
        shown = ref_word(cell.value) if other == "clauses" else _shortened(cell.value)
        return link(row_path(cell.database, other, cell.row[key]), shown)
    if cell.column.endswith("_id"):
        other = {"cited_document_id": "documents"}.get(cell.column, cell.column.removesuffix("_id") + "s")
        return link(row_path(cell.database, other, cell.value), cell.value) if other in PARTS else None
    return None


def _shortened(text: str) -> str:
    return text if len(text) <= LONG else text[:LONG] + "…"


def _amount(cell: Cell) -> Markup | None:
    return amount(cell.row) if cell.column == "value" and "op" in cell.row else None


def amount(values: dict[str, Any]) -> Markup:
    """≤29.5 微克/立方米 with all that qualifies it; a deferred or qualitative target says that it is one."""
    # 70%左右 says about by itself.
    in_words = values.get("op") == "~" and _parsed(values.get("hedges"))
    value = number({**values, "op": "="} if in_words else values)
    if value is not None:
        shown = Markup('<span class="amount">{}</span> <span class="unit">{}</span>').format(
            value, values.get("unit") or ""
        )
    elif values.get("deferred_to"):
        shown = Markup('<span class="quiet">{}</span>').format(
            say("从属于：{}（不排名）", "defers to {} (never ranked)").format(values["deferred_to"])
        )
    else:
        shown = Markup('<span class="quiet">{}</span>').format(say("定性", "qualitative"))
    notes = Markup("").join(
        Markup(' <span class="note note-{}">{}</span>').format(kind, note) for kind, note in _notes(values)
    )
    return shown + notes


def _notes(values: dict[str, Any]) -> list[tuple[str, str]]:
    """What has to stand beside a value: hedges, force, exclusions, base year, recurrence."""
    notes = [("hedge", str(hedge)) for hedge in _parsed(values.get("hedges"))]
    strength = values.get("strength")
    if strength and word("strength", strength) not in [note for _, note in notes]:
        notes.append(("strength", say(word("strength", strength) or strength, strength)))
    if values.get("baseline"):
        notes.append(("baseline", say("较{}", "against {}").format(values["baseline"])))
    if values.get("recurrence"):
        recurrence = str(values["recurrence"])
        notes.append(
            (
                "recurrence",
                say(word("recurrence", recurrence) or recurrence, codes.english("recurrence", recurrence)),
            )
        )
    if values.get("exclusions"):
        notes.append(("exclusion", say("除外：{}", "except {}").format(values["exclusions"])))
    return notes


def _parsed(value: Any) -> list[Any]:
    """The members of a JSON list; none if it is not one."""
    try:
        found = json.loads(value or "[]")
    except (TypeError, ValueError):  # a query may give anything that name
        return []
    return found if isinstance(found, list) else []


def _date(cell: Cell) -> Markup | None:
    """A date; one behind us is marked as passed, which says nothing about what was achieved."""
    if cell.column not in ("deadline", "end_date") or not isinstance(cell.value, str):
        return None
    if cell.value >= date.today().isoformat():
        return escape(cell.value)
    return Markup('<span class="date">{}</span> <span class="passed" title="{}">{}</span>').format(
        cell.value,
        say("期限已过，完成情况未知", "date passed, completion unknown"),
        say("已过", "passed"),
    )


def _cut(cell: Cell) -> Markup | None:
    """A long text, cut; on a search, where the words stand."""
    if cell.column not in _LONG_COLUMNS or not isinstance(cell.value, str):
        return None
    text = cell.value
    own_end = cell.row.get("own_end")
    start = cell.row.get("char_start")
    if cell.column == "text" and isinstance(own_end, int) and isinstance(start, int) and own_end > start:
        text = text[: own_end - start]  # without the clauses below
    if cell.column == "text" and searched() and (found := snippet(text, searched())) is not None:
        return Markup('<span class="snippet">{}</span>').format(found)
    if not text.strip():
        if own_end is None:  # nothing is said, in no part either
            return None
        return Markup('<span class="quiet">{}</span>').format(say("见下级条款", "see its parts"))
    if len(text) <= LONG:
        return escape(text)
    return Markup('<details class="long"><summary>{}…</summary>{}</details>').format(text[:LONG], text[LONG:])
