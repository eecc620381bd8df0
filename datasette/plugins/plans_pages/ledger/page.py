"""The ledger as a page: 50 tasks, who does them by when, and the line of time of all that are asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans_pages.addresses import at
from plans_pages.duties.filter_words import Chip, Choices, chips, choices, role_word, status_word, when_word
from plans_pages.duties.kept import by_deadline, first_bodies
from plans_pages.duties.matching import WITH_DUE, due_conditions, matching
from plans_pages.duties.wanted import WHEN, Wanted, wanted
from plans_pages.kept import kept
from plans_pages.language import say
from plans_pages.ledger.timeline import Timeline, timeline
from plans_pages.page_numbers import page_of
from plans_pages.rooms import Ask, Room
from plans_pages.rows import rows

from pipeline.model import Role
from pipeline.report.ledger_entry import ROLES, Body, Entry, Told, entry
from pipeline.report.ledger_stored import stored

SIZE = 50
SORTS = ("text", "deadline", "department")


@dataclass(frozen=True)
class Row:
    """A task in the list. `bodies` by role, each once; `passed`: its last day is behind us."""

    number: int
    told: Told
    entry: Entry
    bodies: dict[Role, list[Body]]
    status: str
    title: str
    passed: bool


@dataclass(frozen=True)
class Ledger:
    asked: Wanted
    sort: str
    chips: list[Chip]
    choices: Choices
    total: int
    plans: int
    number: int
    rows: list[Row]
    roles: list[Role]
    timeline: Timeline
    more: str

    sorts = SORTS
    whens = WHEN
    all_roles = tuple(ROLES)
    role_word = staticmethod(role_word)
    when_word = staticmethod(when_word)
    status_word = staticmethod(status_word)

    @staticmethod
    def sort_word(sort: str) -> str:
        """An order of the list in the reader's language."""
        words = {
            "text": say("原文顺序", "order of the text"),
            "deadline": say("完成时限", "deadline"),
            "department": say("单位", "body"),
        }
        return words[sort]

    @property
    def one_plan(self) -> str:
        """The plan that is asked for, if it is one."""
        plans = self.asked.values.get("plan", ())
        return plans[0] if len(plans) == 1 else ""

    @property
    def last(self) -> int:
        return max(1, -(-self.total // SIZE))

    def at(self, number: int) -> str:
        """The address of another page of the list."""
        return address(self.asked.query, self.more, f"page={number}" if number > 1 else "")

    def file(self, form: str) -> str:
        """The address of the same rows as a file."""
        return address(self.asked.query, self.more, form=form)


def address(*parts: str, form: str = "") -> str:
    """The ledger with these filters, or a file of it."""
    path, query = f"/ledger.{form}" if form else "/ledger", "&".join(filter(None, parts))
    return at(f"{path}?{query}" if query else path)


def chosen_sort(ask: Ask) -> str:
    """The order that an address asks for."""
    return ask.get("sort") if ask.get("sort") in SORTS else SORTS[0]


def in_order(connection: Any, asked: Wanted, found: dict[str, tuple[str, int]], sort: str) -> list[str]:
    """The tasks `found` in an order; those without a deadline, or without a body, come last.

    By deadline: by the first of a task's days that is asked for. By body: by the one that the task's own
    attribution names in the first place, leads before others.
    """
    if sort == "deadline":
        asked_for = due_conditions(asked)
        if not asked_for:
            places = kept(connection, by_deadline)
            return sorted(found, key=lambda task: places[task])
        sql = f"{WITH_DUE} SELECT due.task_id, min(due.end_date) FROM due WHERE {asked_for} GROUP BY 1"
        days = dict(connection.execute(sql, asked.parameters).fetchall())
        return sorted(found, key=lambda task: (days.get(task) is None, days.get(task) or ""))
    if sort == "department":
        names = kept(connection, first_bodies)
        return sorted(found, key=lambda task: (task not in names, names.get(task, "")))
    return list(found)


def listed(connection: Any, ids: Sequence[str], first: int = 1) -> list[Row]:
    """The tasks as rows of the list, numbered from `first`."""
    told = list(stored(connection, ids))
    documents = {
        row["id"]: row
        for row in rows(
            connection,
            "SELECT id, short_title, status FROM documents WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted({each.document_id for each in told}))],
        )
    }
    return [_row(number, each, documents[each.document_id]) for number, each in enumerate(told, first)]


def _row(number: int, told: Told, document: dict[str, Any]) -> Row:
    bodies: dict[Role, dict[str, Body]] = {role: {} for role in ROLES}
    for body in told.bodies:
        bodies[body.role].setdefault(body.department_id, body)
    made = entry(told)
    passed = bool(made.last_day) and made.last_day < date.today().isoformat()
    by_role = {role: list(found.values()) for role, found in bodies.items() if found}
    return Row(number, told, made, by_role, document["status"], document["short_title"], passed)


def ledger(connection: Any, ask: Ask) -> Ledger:
    """The page that an address asks for."""
    asked, sort = wanted(ask), chosen_sort(ask)
    found = matching(connection, asked)
    number, _ = page_of(ask.get("page"), len(found), SIZE)
    start = (number - 1) * SIZE
    shown = listed(connection, in_order(connection, asked, found, sort)[start : start + SIZE], start + 1)
    more = f"sort={sort}" if sort != SORTS[0] else ""
    return Ledger(
        asked, sort, chips(connection, at("/ledger"), asked, more), choices(connection), len(found),
        len({document for document, _ in found.values()}), number, shown, roles_of(shown),
        timeline(connection, asked, found), more,
    )  # fmt: skip


def roles_of(shown: Sequence[Row]) -> list[Role]:
    """The roles that get a column: those of the form, and the others where somebody has them."""
    usual = {"lead", "responsible", "support"}
    return [role for role in ROLES if role in usual or any(role in row.bodies for row in shown)]


ROOM = Room(r"^/ledger$", "ledger.html", ledger)
