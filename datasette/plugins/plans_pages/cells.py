"""How a value is shown in a list: words for codes, links to rows, long texts cut, citations to copy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from pipeline.store.codes import CODES, word
from plans_pages.describe import PARTS, is_ours, statuses
from plans_pages.language import CHINESE, chosen, say, searched
from plans_pages.search import snippet

LONG = 160  # characters of a long text in a list
_LONG_COLUMNS = {"text", "quote", "attribution", "evidence", "message", "properties", "anchor", "exclusions"}
_DATES = {"deadline", "end_date"}
_LINKS = {  # the key that a readable column stands for, and whither it leads
    "ref": ("clause_id", "clauses"),
    "title": ("task_id", "tasks"),
    "name": ("department_id", "departments"),
    "quote": ("target_id", "targets"),
}


def render(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """A cell of a table, view or query; None leaves it to Datasette."""
    path = datasette.databases[database].path if database in datasette.databases else None
    if not is_ours(path) or (table is not None and table not in PARTS):
        return None
    values = _values(row)
    if column == "document_id" and isinstance(value, Mapping):
        return document_link(value["value"], value.get("label"), statuses(path).get(value["value"]))
    if isinstance(value, Mapping):  # a reference with the label of its row
        return _reference(value, column, table, database)
    if column == "citation" and isinstance(value, str):
        return copy_button(value)
    if column == "value" and "op" in values:
        return _amount(values)
    if column == "hedges" and isinstance(value, str):
        return escape("、".join(map(str, _parsed(value))) or "–")
    if column in _DATES and isinstance(value, str):
        return _date(value)
    if column == "short_title" and table == "documents":
        return document_link(values["id"], value, None)
    if column == "short_title" and "document_id" in values:
        return document_link(values["document_id"], value, values.get("status"))
    if column == "in_corpus" and values.get("cited_document_id"):
        return document_link(values["cited_document_id"], value, None)
    if isinstance(value, str) and (link := _link(values, value, column, table, database)):
        return link
    if column in CODES and value is not None:
        return code(column, value)
    if isinstance(value, str) and column in _LONG_COLUMNS:
        return _cut(value, values, column, table)
    return None


def _values(row: Any) -> dict[str, Any]:
    """A row's values by column; a reference's value without its label."""
    found = {name: row[name] for name in row.keys()}  # noqa: SIM118 (a Row iterates over its values)
    return {
        name: value["value"] if isinstance(value, Mapping) and "value" in value else value
        for name, value in found.items()
    }


def code(column: str, value: Any) -> Markup:
    """A code in the reader's language, the code itself as its title; what is no code stays as it is."""
    chinese = word(column, value)
    if chinese is None:
        return escape(value)
    shown = chinese if chosen() == CHINESE or column == "op" else _english(column, value)
    return Markup('<span class="code code-{}" title="{}">{}</span>').format(
        str(value) if str(value).isidentifier() else "other", value, shown
    )


def _english(column: str, value: Any) -> str:
    yes_no = CODES[column].get("1") == "是"
    return {"1": "yes", "0": "no"}[str(value)] if yes_no else str(value).replace("_", " ")


def copy_button(text: str) -> Markup:
    """A button that copies `text`; without scripts its title still shows it."""
    return Markup('<button type="button" class="copy" data-copy="{}" title="{}">{}</button>').format(
        text, text, say("复制引用", "Copy citation")
    )


def status_badge(status: Any) -> Markup:
    """A mark for a document that is no issued one; nothing for an issued one."""
    if status in (None, "issued"):
        return Markup("")
    return Markup(' <span class="badge badge-{}">{}</span>').format(status, code("status", status))


def document_link(document: Any, title: Any, status: Any) -> Markup:
    """A document's short title that leads to its text, marked unless issued."""
    link = Markup('<a href="{}">{}</a>').format(reading_path(document), title or document)
    return link + status_badge(status)


def reading_path(document: Any, anchor: str = "") -> str:
    """Where a document is read, clause by clause."""
    return f"/read/{tilde_encode(str(document))}" + (f"#{anchor}" if anchor else "")


def row_path(database: str, table: str, key: Any) -> str:
    """The page of a row."""
    return f"/{tilde_encode(database)}/{tilde_encode(table)}/{tilde_encode(str(key))}"


def _reference(value: Mapping[str, Any], column: str, table: str | None, database: str) -> Markup | None:
    other = dict(PARTS[table].references).get(column) if table and hasattr(PARTS[table], "references") else None
    if other is None or "value" not in value:
        return None
    label = value.get("label") or value["value"]
    return Markup('<a href="{}">{}</a>').format(row_path(database, other, value["value"]), label)


def _link(values: dict[str, Any], value: str, column: str, table: str | None, database: str) -> Markup | None:
    """A readable column that leads to the row that it stands for (in views and queries)."""
    if column in _LINKS and table in (None, "promises", "duties", "schedule", "task_departments"):
        key, other = _LINKS[column]
        if values.get(key):
            shown = value if len(value) <= LONG else value[:LONG] + "…"
            return Markup('<a href="{}">{}</a>').format(row_path(database, other, values[key]), shown)
    if table in (None, "promises", "duties", "schedule", "task_departments") and column.endswith("_id"):
        other_table = {"cited_document_id": "documents"}.get(column, column.removesuffix("_id") + "s")
        if other_table in PARTS and value:
            return Markup('<a href="{}">{}</a>').format(row_path(database, other_table, value), value)
    return None


def _amount(values: dict[str, Any]) -> Markup:
    """≤29.5 微克/立方米 with all that qualifies it; a deferred or qualitative target says that it is one."""
    value, high, unit, op = (values.get(name) for name in ("value", "value_high", "unit", "op"))
    if value is not None:
        number = f"{value}～{high}" if high is not None else str(value)
        change = {"increase": "+", "decrease": "−"}.get(values.get("direction") or "", "")
        sign = "" if op in (None, "=") else CODES["op"].get(op, op)
        amount = Markup('<span class="amount">{}{}{}</span> <span class="unit">{}</span>').format(
            sign, change, number, unit or ""
        )
    elif values.get("deferred_to"):
        amount = Markup('<span class="quiet">{}</span>').format(
            say("从属于：{}（不排名）", "defers to {} (never ranked)").format(values["deferred_to"])
        )
    else:
        amount = Markup('<span class="quiet">{}</span>').format(say("定性", "qualitative"))
    notes = Markup("").join(
        Markup(' <span class="note note-{}">{}</span>').format(kind, note) for kind, note in _notes(values)
    )
    return amount + notes


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
        notes.append(("recurrence", say(word("recurrence", recurrence) or recurrence, recurrence)))
    if values.get("exclusions"):
        notes.append(("exclusion", say("除外：{}", "except {}").format(values["exclusions"])))
    return notes


def _parsed(value: Any) -> list[Any]:
    """The members of a JSON list; none if it is not one."""
    try:
        found = json.loads(value or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _date(value: str) -> Markup:
    """A date; one behind us is marked as passed, which says nothing about what was achieved."""
    if value >= date.today().isoformat():
        return escape(value)
    return Markup('<span class="date">{}</span> <span class="passed" title="{}">{}</span>').format(
        value,
        say("期限已过，完成情况未知", "date passed, completion unknown"),
        say("已过", "passed"),
    )


def _cut(value: str, values: dict[str, Any], column: str, table: str | None) -> Markup | None:
    """A long text, cut; on a search, where the words stand."""
    text = value
    if column == "text" and isinstance(values.get("own_end"), int):
        text = value[: values["own_end"] - values["char_start"]]  # without the clauses below
    if column == "text" and searched() and (found := snippet(text, searched())) is not None:
        return Markup('<span class="snippet">{}</span>').format(found)
    if len(text) <= LONG:
        return escape(text)
    return Markup('<details class="long"><summary>{}…</summary>{}</details>').format(text[:LONG], text[LONG:])
