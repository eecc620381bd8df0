"""What of the tasks an address asks for, as SQL; the same for the ledger and for the pages of bodies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from plans_pages.language import say
from plans_pages.ledger.kept import all_tasks, first_days, kept
from plans_pages.rooms import Ask
from plans_pages.rows import one, rows

from pipeline.fold import fold
from pipeline.report.ledger_entry import ROLES
from pipeline.report.ledger_stored import TASK_DEADLINES
from pipeline.store.codes import english, word
from pipeline.store.views import INHERITED_DUTIES

# What an address may say, in the order of the form.
NAMES = (
    "plan",
    "who",
    "department",
    "function",
    "with",
    "withfunction",
    "role",
    "topic",
    "from",
    "to",
    "when",
    "said",
    "nolead",
)
WHEN = ("dated", "period", "none")
WITH_DUE = f"WITH due AS ({TASK_DEADLINES})"
# Who has which task: the view `task_departments`, so written that a filter is looked up in an index alone.
OWN_DUTIES = "assignments AS duty WHERE duty.basis <> 'inherited' AND duty.task_id IS NOT NULL AND"
SPREAD_DUTIES = f"({INHERITED_DUTIES}) AS duty WHERE"
_CALLED = (
    "SELECT id FROM departments WHERE instr(name, :who)"
    " UNION SELECT department_id FROM department_functions WHERE instr(function, :who)"
)
_HOLD = "SELECT department_id FROM department_functions WHERE function = :function"
_HOLD_BESIDE = "SELECT department_id FROM department_functions WHERE function = :withfunction"
_ON_TOPIC = (
    "SELECT said.id FROM topics AS topic"
    " JOIN clause_topics AS about ON about.topic_id = topic.id AND about.main"
    " JOIN clauses AS provision ON provision.id = about.clause_id"
    " JOIN tasks AS said ON said.document_id = about.document_id"
    " AND said.char_start >= provision.char_start AND said.char_start < provision.char_end"
    " WHERE topic.name = :topic"
)
_ATTRIBUTING = "SELECT id FROM documents WHERE attribution_style IN ('brackets', 'table')"


@dataclass(frozen=True)
class Wanted:
    """The filters of an address: each of `values` under its name; `plan` may have several."""

    values: dict[str, tuple[str, ...]]
    misread: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    @property
    def parameters(self) -> dict[str, Any]:
        """What the SQL names."""
        return {
            **{name: self.get(name) for name in NAMES},
            "who": fold(self.get("who")),
            "plans": json.dumps(self.values.get("plan", ())),
        }

    @property
    def query(self) -> str:
        """The filters as the end of an address, without the question mark."""
        return urlencode([(name, value) for name, found in self.values.items() for value in found])

    def but(self, **changes: str | None) -> str:
        """`query` with some filters set otherwise, or left out (None); `from_` and `with_` stand for from, with."""
        kept = dict(self.values)
        for name, value in changes.items():
            kept.pop(name.rstrip("_"), None)
            if value:
                kept[name.rstrip("_")] = (value,)
        return Wanted(kept).query


def wanted(ask: Ask, names: tuple[str, ...] = NAMES) -> Wanted:
    """The filters that an address names; what is no date or no choice is left out, and said."""
    values: dict[str, tuple[str, ...]] = {}
    misread: list[str] = []
    for name in names:
        found = tuple(ask.all(name)) if name == "plan" else tuple(filter(None, [ask.get(name)]))
        if found and _understood(name, found[0]):
            values[name] = found
        elif found:
            misread.append(
                say(f"看不懂“{found[0]}”，没有按它筛选。", f"{found[0]} is not understood and was left out.")
            )
    return Wanted(values, tuple(misread))


def _understood(name: str, value: str) -> bool:
    if name in ("from", "to"):
        return _is_day(value)
    if name == "role":
        return value in ROLES
    return value in WHEN if name == "when" else value == "1" if name == "nolead" else True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def matching(connection: Any, asked: Wanted) -> dict[str, tuple[str, int]]:
    """The tasks that are wanted in the order of the texts: id → document, place in that order."""
    whole = kept(connection, all_tasks)
    sets = [{row[0] for row in connection.execute(sql, asked.parameters)} for sql in _sets(asked)]
    if asked.get("when") == "none":
        sets.append(whole.keys() - kept(connection, first_days).keys())
    if asked.get("nolead"):
        sets.append(whole.keys() - {row[0] for row in connection.execute(_duties("duty.role = 'lead'"))})
    plans = _plans(connection, asked)
    if not sets and plans is None:
        return whole
    found = set.intersection(*map(set, sets)) if sets else whole.keys()
    return {
        task: place for task, place in whole.items() if task in found and (plans is None or place[0] in plans)
    }


def _plans(connection: Any, asked: Wanted) -> set[str] | None:
    """The plans whose tasks can be wanted; None: all."""
    plans = set(asked.values["plan"]) if asked.get("plan") else None
    if not asked.get("nolead"):
        return plans
    attributing = {row[0] for row in connection.execute(_ATTRIBUTING)}
    return attributing if plans is None else plans & attributing


def _sets(asked: Wanted) -> Iterator[str]:
    """What gives the ids of the tasks of which one thing that is asked for holds."""
    bodies = list(body_conditions(asked))
    if bodies:
        yield _duties(" AND ".join(bodies))
    if asked.get("with"):
        yield _duties("duty.department_id = :with")
    if asked.get("withfunction"):
        yield _duties(f"duty.department_id IN ({_HOLD_BESIDE})")
    if asked.get("topic"):
        yield _ON_TOPIC
    days = due_conditions(asked)
    if days:
        yield f"{WITH_DUE} SELECT due.task_id FROM due WHERE {days}"


def _duties(condition: str) -> str:
    return (
        f"SELECT duty.task_id FROM {OWN_DUTIES} {condition}"
        f" UNION ALL SELECT duty.task_id FROM {SPREAD_DUTIES} {condition}"
    )


def body_conditions(asked: Wanted) -> Iterator[str]:
    """What is asked of a body of a task: all of it holds of one and the same."""
    if asked.get("department"):
        yield "duty.department_id = :department"
    if asked.get("function"):
        yield f"duty.department_id IN ({_HOLD})"
    if asked.get("who"):
        yield f"duty.department_id IN ({_CALLED})"
    if asked.get("role"):
        yield "duty.role = :role"


def bodies_wanted(asked: Wanted, role: str) -> str:
    """What is asked of a body, in one role, which the SQL calls :role."""
    values = {**asked.values, "role": (role,)}
    return " AND ".join(body_conditions(Wanted(values)))


def due_conditions(asked: Wanted) -> str:
    """What is asked of a deadline of a task: all of it holds of one and the same; empty if nothing is."""
    found = [
        *(["due.end_date >= :from"] if asked.get("from") else []),
        *(["due.end_date <= :to"] if asked.get("to") else []),
        *(["due.end_date IS NOT NULL AND due.kind <> 'during'"] if asked.get("when") == "dated" else []),
        *(["(due.end_date IS NULL OR due.kind = 'during')"] if asked.get("when") == "period" else []),
        *(["(due.text = :said OR due.period = :said)"] if asked.get("said") else []),
    ]
    return " AND ".join(found)


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
