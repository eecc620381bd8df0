"""The worklists as files: the same rows as the page, all of them, each with its sentence and its citation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plans_pages.cells import in_words
from plans_pages.downloads import MOST_ROWS, file_route, only_these, too_many
from plans_pages.excel import limits
from plans_pages.language import say
from plans_pages.rooms import Ask
from plans_pages.worklist.comments import STATES, Remark, remarks, state_word
from plans_pages.worklist.doubts import Doubt, some
from plans_pages.worklist.narrowing import plan_titles
from plans_pages.worklist.page import list_name

from pipeline.cite import cite_quote
from pipeline.report.sheet import Cell, Sheet
from pipeline.store.codes import ref_word

Plans = dict[str, dict[str, Any]]
_FILTERS = {
    "kind": ("种类", "Kind"),
    "author": ("作者", "Author"),
    "rule": ("规则", "Rule"),
    "severity": ("程度", "Severity"),
}


def sheet(connection: Any, ask: Ask) -> Sheet:
    """The list that an address asks for."""
    plans = plan_titles(connection)
    most = MOST_ROWS + 1
    if list_name(connection, ask) == "comments":
        title, head = say("批注与修订", "Comments and changes"), _comment_head()
        rows = [_comment(each, plans) for each in remarks(connection, ask, most)]
    else:
        title, head = say("存疑", "Doubts"), _doubt_head()
        rows = [_doubt(each, plans) for each in some(connection, ask, 0, most)]
    notes = [*([too_many()] if len(rows) == most else []), title]
    notes += [*filter(None, [_filters_said(ask, plans)]), *limits()]
    return Sheet(
        title=title, head=[*head], rows=rows[:MOST_ROWS], notes=notes, notes_title=say("说明", "Notes")
    )


def _filters_said(ask: Ask, plans: Plans) -> str:
    """What the list is narrowed to; empty if it is not."""
    asked = ask.get("plan")
    state = ask.get("state")
    return only_these(
        [
            (say("文件", "Plan"), plans.get(asked, {}).get("short_title") or asked),
            *(
                (say(*label), in_words(name, ask.get(name)) or ask.get(name))
                for name, label in _FILTERS.items()
            ),
            (say("状态", "State"), state_word(state) if state in STATES else ""),
        ]
    )


def _comment_head() -> Iterator[str]:
    for chinese, english in (
        *(("文件", "Plan"), ("文件状态", "Status of the plan"), ("条款", "Clause"), ("种类", "Kind")),
        *(("作者", "Author"), ("日期", "Date"), ("所批文字", "Words commented on"), ("批注", "Comment")),
        *(("改前", "Before"), ("改后", "After"), ("是否解决", "Settled"), ("处理情况", "Addressed")),
        *(("所在句", "Its sentence"), ("引用", "Citation"), ("编号", "Id"), ("回复的批注", "Answers")),
    ):
        yield say(chinese, english)


def _comment(remark: Remark, plans: Plans) -> list[Cell]:
    row = remark.row
    plan = plans[row["document_id"]]
    return [
        plan["short_title"],
        in_words("status", plan["status"]),
        ref_word(row["ref"] or ""),
        in_words("kind", row["kind"]) or row["kind"],
        row["author"],
        row["created"],
        row["anchor"],
        row["text"],
        row["before"],
        row["after"],
        remark.state,
        in_words("addressed", row["addressed"]) or row["addressed"],
        remark.sentence.striptags(),
        remark.citation,
        row["id"],
        row["parent_id"],
    ]


def _doubt_head() -> Iterator[str]:
    for chinese, english in (
        *(("文件", "Plan"), ("文件状态", "Status of the plan"), ("条款", "Clause"), ("程度", "Severity")),
        *(("规则", "Rule"), ("存疑之处", "What is doubtful"), ("有疑问的文字", "Words in doubt")),
        *(("所在句", "Its sentence"), ("引用", "Citation"), ("编号", "Id")),
    ):
        yield say(chinese, english)


def _doubt(doubt: Doubt, plans: Plans) -> list[Cell]:
    row = doubt.row
    plan = plans[row["document_id"]]
    return [
        plan["short_title"],
        in_words("status", plan["status"]),
        ref_word(row["ref"] or ""),
        in_words("severity", row["severity"]) or row["severity"],
        doubt.rule,
        doubt.message,
        row["evidence"],
        doubt.sentence.striptags() if row["evidence"] else "",
        cite_quote(row["citation"] or "", row["evidence"] or ""),
        row["id"],
    ]


ROUTE = file_route(r"/worklist\.(?P<form>xlsx|csv)$", "worklist", sheet)
