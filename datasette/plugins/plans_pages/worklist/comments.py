"""Reviewers' comments and tracked changes in their sentences, with their answers, the open ones and the settled."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from plans_pages.cells import code, row_path
from plans_pages.language import say
from plans_pages.page_numbers import page_of
from plans_pages.places import STRETCH, in_sentence, reader_href
from plans_pages.rooms import Ask
from plans_pages.rows import rows, value
from plans_pages.worklist.narrowing import (
    SIZE,
    Choice,
    Narrowed,
    Option,
    exports,
    options,
)

from pipeline.cite import cite_quote
from pipeline.store.codes import word

# A file that says nothing of a comment leaves it open.
STATES = {"open": "row.resolved IS NOT 1", "settled": "row.resolved IS 1"}
# The same as an argument of Datasette's own table, where it has one.
_ARGUMENTS = {"settled": ("resolved", "1")}


@dataclass
class Remark:
    """A comment or tracked change: where it hangs in its sentence, what it says, its answers, what it changed."""

    row: dict[str, Any]
    sentence: Markup
    row_href: str
    read_href: str
    answers: list[Remark] = field(default_factory=list)
    amended: list[dict[str, Any]] = field(default_factory=list)

    @property
    def citation(self) -> str:
        """The words that it hangs on with their place, and what it says of them."""
        row = self.row
        on = cite_quote(row["citation"] or "", row["anchor"] or "")
        said = row["text"] or f"{row['before'] or ''} → {row['after'] or ''}"
        return f"{on}，{word('kind', row['kind'])}（{row['author'] or '未署名'}）：“{said}”"

    @property
    def state(self) -> str:
        """Whether the file marks it as settled."""
        words = {
            1: say("已解决", "settled"),
            0: say("未解决", "open"),
        }
        return words.get(
            self.row["resolved"], say("文件未说明是否解决", "the file does not say whether it is settled")
        )


@dataclass(frozen=True)
class Comments:
    remarks: list[Remark]
    total: int
    threads: int
    choices: list[Choice]
    exports: dict[str, str]
    pages: tuple[int, int]


def comments(connection: Any, ask: Ask, plans: dict[str, dict[str, Any]]) -> Comments:
    """The comments that `ask` wants: each with all of its thread."""
    narrowed, of_plan, state = narrowed_by(ask)
    # A thread is shown from its first comment, whichever of its comments is wanted.
    threads = (
        "WITH RECURSIVE upward(id, parent_id) AS ("
        f"SELECT row.id, row.parent_id FROM comments AS row WHERE {narrowed.sql}"
        " UNION SELECT above.id, above.parent_id FROM comments AS above JOIN upward ON above.id = upward.parent_id)"
        " SELECT id FROM upward WHERE parent_id IS NULL"
    )
    number = value(connection, f"SELECT count(*) FROM ({threads})", narrowed.parameters)
    pages = page_of(ask.get("page"), number, SIZE)
    first = _read(
        connection,
        f"row.id IN ({threads}) ORDER BY row.document_id, row.char_start, row.rowid"
        f" LIMIT {SIZE} OFFSET {(pages[0] - 1) * SIZE}",
        narrowed.parameters,
    )
    shown = [_remark(ask.database, row) for row in first]
    _add_answers(connection, ask.database, shown)
    _add_amended(connection, shown)
    sql = f"SELECT count(*) FROM comments AS row WHERE {narrowed.sql}"
    return Comments(
        shown,
        value(connection, sql, narrowed.parameters),
        number,
        _choices(connection, ask, of_plan, state, plans),
        exports(ask, "comments", narrowed),
        pages,
    )


def narrowed_by(ask: Ask) -> tuple[Narrowed, Narrowed, str]:
    """What `ask` narrows the list to, the same but for the plan left out, and the state that it names."""
    state = ask.get("state") if ask.get("state") in STATES else ""
    narrowed = Narrowed()
    narrowed.by("document_id", ask.get("plan"))
    of_plan = Narrowed([*narrowed.conditions], [*narrowed.parameters])
    narrowed.by("kind", ask.get("kind"))
    narrowed.by("author", ask.get("author"))
    if state:
        narrowed.where(STATES[state], _ARGUMENTS.get(state))
    return narrowed, of_plan, state


def remarks(connection: Any, ask: Ask, most: int) -> list[Remark]:
    """The comments that `ask` wants, each by itself, answers among them, in the order of the texts."""
    narrowed, _, _ = narrowed_by(ask)
    condition = f"{narrowed.sql} ORDER BY row.document_id, row.char_start, row.rowid LIMIT {most}"
    return [_remark(ask.database, row) for row in _read(connection, condition, narrowed.parameters)]


def _read(connection: Any, condition: str, parameters: list[Any]) -> list[dict[str, Any]]:
    return rows(
        connection,
        f"SELECT row.*, clause.ref, clause.heading, clause.citation, {STRETCH} FROM comments AS row"
        " JOIN documents AS document ON document.id = row.document_id"
        f" LEFT JOIN clauses AS clause ON clause.id = row.clause_id WHERE {condition}",
        parameters,
    )


def _remark(database: str, row: dict[str, Any]) -> Remark:
    return Remark(
        row, in_sentence(row), row_path(database, "comments", row["id"]), reader_href("comments", row)
    )


def _add_answers(connection: Any, database: str, remarks: list[Remark]) -> None:
    """Give every comment its answers, and those theirs."""
    level = remarks
    while level:
        by_id = {remark.row["id"]: remark for remark in level}
        found = _read(
            connection,
            "row.parent_id IN (SELECT value FROM json_each(?)) ORDER BY row.created, row.rowid",
            [json.dumps(list(by_id))],
        )
        level = [_remark(database, row) for row in found]
        for remark in level:
            by_id[remark.row["parent_id"]].answers.append(remark)


def _add_amended(connection: Any, remarks: list[Remark]) -> None:
    """Which targets a tracked change changed."""
    by_id = {remark.row["id"]: remark for remark in remarks if remark.row["kind"] != "comment"}
    if by_id:
        for row in rows(
            connection,
            "SELECT comment_id, target_id, indicator, quote_before, quote FROM amended_targets"
            " WHERE comment_id IN (SELECT value FROM json_each(?))",
            [json.dumps(list(by_id))],
        ):
            by_id[row["comment_id"]].amended.append(row)


def state_word(state: str) -> str:
    """What the comments of a state are called."""
    return {"open": say("未了结（含未说明）", "open (or not said)"), "settled": say("已解决", "settled")}[
        state
    ]


def _choices(
    connection: Any, ask: Ask, of_plan: Narrowed, state: str, plans: dict[str, dict[str, Any]]
) -> list[Choice]:
    def title(document: str) -> str:
        return str(plans[document]["short_title"]) if document in plans else document

    counted = {
        name: value(
            connection,
            f"SELECT count(*) FROM comments AS row WHERE {of_plan.sql} AND {condition}",
            of_plan.parameters,
        )
        for name, condition in STATES.items()
    }
    return [
        Choice(
            "plan",
            say("文件", "Plan"),
            options(connection, "comments", "document_id", Narrowed(), ask.get("plan"), title),
        ),
        Choice(
            "kind",
            say("种类", "Kind"),
            options(
                connection,
                "comments",
                "kind",
                of_plan,
                ask.get("kind"),
                lambda kind: code("kind", kind).striptags(),
            ),
        ),
        Choice(
            "author",
            say("作者", "Author"),
            options(connection, "comments", "author", of_plan, ask.get("author")),
        ),
        Choice(
            "state",
            say("状态", "State"),
            [Option(name, state_word(name), counted[name], name == state) for name in STATES],
        ),
    ]
