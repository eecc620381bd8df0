"""What reading and extraction doubted, each with its words in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from plans_pages.cells import row_path
from plans_pages.language import say
from plans_pages.page_numbers import page_of
from plans_pages.places import STRETCH, in_sentence, reader_href
from plans_pages.rooms import Ask
from plans_pages.rows import rows, value
from plans_pages.worklist.narrowing import SIZE, Choice, Narrowed, exports, options

from pipeline.store.codes import english, word
from pipeline.store.doubts import in_chinese

# The gravest first.
_ORDER = "CASE row.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"


@dataclass(frozen=True)
class Doubt:
    """A doubt: what is doubtful, in the reader's language, and the words in their sentence."""

    row: dict[str, Any]
    rule: str
    message: str
    sentence: Markup
    row_href: str
    read_href: str


@dataclass(frozen=True)
class Doubts:
    doubts: list[Doubt]
    total: int
    choices: list[Choice]
    exports: dict[str, str]
    pages: tuple[int, int]


def doubts(connection: Any, ask: Ask, plans: dict[str, dict[str, Any]]) -> Doubts:
    """The doubts that `ask` wants: the gravest first, in the order of the texts."""
    narrowed, of_plan = _narrowed_by(ask)
    total = value(connection, f"SELECT count(*) FROM checks AS row WHERE {narrowed.sql}", narrowed.parameters)
    pages = page_of(ask.get("page"), total, SIZE)
    return Doubts(
        some(connection, ask, (pages[0] - 1) * SIZE, SIZE),
        total,
        _choices(connection, ask, of_plan, plans),
        exports(ask, "checks", narrowed),
        pages,
    )


def some(connection: Any, ask: Ask, start: int, most: int) -> list[Doubt]:
    """Those of the doubts that `ask` wants from number `start` on."""
    narrowed, _ = _narrowed_by(ask)
    found = rows(
        connection,
        f"SELECT row.*, clause.ref, clause.heading, clause.citation, {STRETCH}"
        " FROM (SELECT row.rowid AS place FROM checks AS row"
        f" WHERE {narrowed.sql} ORDER BY {_ORDER}, row.document_id, row.char_start, row.rowid"
        f" LIMIT {most} OFFSET {start}) AS chosen"
        " CROSS JOIN checks AS row ON row.rowid = chosen.place"
        " JOIN documents AS document ON document.id = row.document_id"
        " LEFT JOIN clauses AS clause ON clause.id = row.clause_id"
        f" ORDER BY {_ORDER}, row.document_id, row.char_start, row.rowid",
        narrowed.parameters,
    )
    return [
        Doubt(
            row,
            rule_words(row["rule"]),
            say(in_chinese(row["message"]) or row["message"], row["message"]),
            in_sentence(row),
            row_path(ask.database, "checks", row["id"]),
            reader_href("checks", row),
        )
        for row in found
    ]


def _narrowed_by(ask: Ask) -> tuple[Narrowed, Narrowed]:
    """What `ask` narrows the list to, and to which plan alone."""
    narrowed = Narrowed()
    narrowed.by("document_id", ask.get("plan"))
    of_plan = Narrowed([*narrowed.conditions], [*narrowed.parameters])
    narrowed.by("severity", ask.get("severity"))
    narrowed.by("rule", ask.get("rule"))
    return narrowed, of_plan


def rule_words(rule: str) -> str:
    """A rule in words: 日期在另一句, date in another sentence."""
    return say(word("rule", rule) or rule, english("rule", rule))


def _choices(connection: Any, ask: Ask, of_plan: Narrowed, plans: dict[str, dict[str, Any]]) -> list[Choice]:
    def title(document: str) -> str:
        return str(plans[document]["short_title"]) if document in plans else document

    def severity(each: str) -> str:
        return say(word("severity", each) or each, english("severity", each))

    return [
        Choice(
            "plan",
            say("文件", "Plan"),
            options(connection, "checks", "document_id", Narrowed(), ask.get("plan"), title),
        ),
        Choice(
            "severity",
            say("程度", "Severity"),
            options(connection, "checks", "severity", of_plan, ask.get("severity"), severity),
        ),
        Choice(
            "rule",
            say("规则", "Rule"),
            options(connection, "checks", "rule", of_plan, ask.get("rule"), rule_words),
        ),
    ]
