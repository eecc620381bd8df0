"""The filters of tasks in words: what is in force, and what may be picked in the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans_pages.duties.wanted import Wanted
from plans_pages.language import say
from plans_pages.rows import one, rows

from pipeline.store.codes import english, word


@dataclass(frozen=True)
class Chip:
    """A filter in force: what it says, and the address without it."""

    label: str
    value: str
    href: str


def chips(connection: Any, path: str, asked: Wanted, more: str = "") -> list[Chip]:
    """The filters in force, in words. `more` is what else the address keeps."""
    found = []
    for name, values in asked.values.items():
        for value in values:
            rest = {**asked.values, name: tuple(other for other in values if other != value)}
            query = "&".join(filter(None, [Wanted(rest).query, more]))
            found.append(
                Chip(label(name), _in_words(connection, name, value), f"{path}?{query}" if query else path)
            )
    return found


def label(name: str) -> str:
    """What a filter is called."""
    words = {
        "plan": say("文件", "Plan"), "who": say("单位或职能", "Body or function"), "department": say("单位", "Body"),
        "function": say("职能", "Function"), "with": say("共同承担", "Together with"),
        "withfunction": say("共同承担的职能", "Together with the function"), "level": say("层级", "Level"), "role": say("身份", "Role"),
        "topic": say("主题", "Topic"), "from": say("时限不早于", "Due from"), "to": say("时限不晚于", "Due to"),
        "when": say("完成时限", "Deadline"), "said": say("时间用语", "Words of time"),
        "nolead": say("牵头单位", "Lead"),
    }  # fmt: skip
    return words[name]


def when_word(value: str) -> str:
    """A kind of deadline to filter by."""
    words = {
        "dated": say("写明截止日期", "a last day"),
        "period": say("期间或周期", "a period only"),
        "none": say("未写明", "not stated"),
    }
    return words[value]


def _in_words(connection: Any, name: str, value: str) -> str:
    if name == "plan":
        return str(
            one(connection, "SELECT short_title AS t FROM documents WHERE id = ?", [value]).get("t", value)
        )
    if name in ("department", "with"):
        return str(one(connection, "SELECT name AS t FROM departments WHERE id = ?", [value]).get("t", value))
    if name == "role":
        return role_word(value)
    if name == "level":
        return level_word(value)
    if name == "when":
        return when_word(value)
    if name == "nolead":
        return say("没有写明（只看标注责任单位的文件）", "not stated (of plans that attribute)")
    return say(word("period", value) or value, english("period", value)) if name == "said" else value


def role_word(role: str) -> str:
    """A role in the reader's language."""
    return say(word("role", role) or role, role)


def level_word(level: str) -> str:
    """A level of government in the reader's language."""
    return say(word("level", level) or level, level)


def status_word(status: str) -> str:
    """A document's status in the reader's language."""
    return say(word("status", status) or status, status)


@dataclass(frozen=True)
class Choices:
    """What may be picked in the form."""

    plans: list[dict[str, Any]]
    functions: list[str]
    topics: list[dict[str, Any]]


def choices(connection: Any) -> Choices:
    """What may be picked: all plans, functions, and topics that a task is about."""
    return Choices(
        rows(connection, "SELECT id, short_title, status FROM documents ORDER BY id"),
        [row["function"] for row in rows(
            connection, "SELECT DISTINCT function FROM department_functions ORDER BY function")],
        rows(connection, "SELECT name, en FROM topics ORDER BY seq"),
    )  # fmt: skip
