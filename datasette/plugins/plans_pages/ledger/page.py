"""The ledger as a page: 50 tasks, who does them by when, and the line of time of all that are asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans_pages.language import say
from plans_pages.ledger import wanted as filters
from plans_pages.ledger.timeline import Timeline, timeline
from plans_pages.ledger.wanted import Chip, Choices, Wanted
from plans_pages.rooms import Ask, Room
from plans_pages.rows import rows

from pipeline.model import Role
from pipeline.report.ledger_entry import ROLES, Body, Entry, Told, entry
from pipeline.report.ledger_stored import stored

SIZE = 50
SORTS = ("text", "deadline", "department")
_RANKS = " ".join(f"WHEN '{role}' THEN {place}" for place, role in enumerate(ROLES, 1))
_TEXT_ORDER = "task.document_id, task.char_start, task.id"


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
    whens = filters.WHEN
    all_roles = tuple(ROLES)
    role_word = staticmethod(filters.role_word)
    when_word = staticmethod(filters.when_word)
    status_word = staticmethod(filters.status_word)

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

    def sorted_by(self, sort: str) -> str:
        """The address of the list in another order."""
        return address(self.asked.query, f"sort={sort}" if sort != SORTS[0] else "")

    def file(self, form: str) -> str:
        """The address of the same rows as a file."""
        return address(self.asked.query, self.more).replace("/ledger", f"/ledger.{form}", 1)


def address(*parts: str) -> str:
    query = "&".join(filter(None, parts))
    return f"/ledger?{query}" if query else "/ledger"


def page_number(ask: Ask) -> int:
    """The page that an address asks for, from 1; the first one for nonsense."""
    asked = ask.get("page")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def chosen_sort(ask: Ask) -> str:
    """The order that an address asks for."""
    return ask.get("sort") if ask.get("sort") in SORTS else SORTS[0]


def tasks(connection: Any, asked: Wanted, sort: str, most: int, start: int = 0) -> list[str]:
    """The ids of the tasks that are wanted, in order: at most `most`, those before `start` left out."""
    ranked = f"{filters.WITH_DUE}{_ranked(sort, filters.due_conditions(asked))} SELECT task.id FROM tasks AS task"
    order = {
        "text": _TEXT_ORDER,
        "deadline": f"first.day IS NULL, first.day, {_TEXT_ORDER}",
        "department": f"led.who IS NULL, substr(led.who, 6), substr(led.who, 1, 5), {_TEXT_ORDER}",
    }[sort]
    joined = {
        "text": "",
        "deadline": " LEFT JOIN first ON first.task_id = task.id",
        "department": " LEFT JOIN led ON led.task_id = task.id",
    }[sort]
    sql = f"{ranked}{joined} WHERE {filters.conditions(asked)} ORDER BY {order} LIMIT :most OFFSET :start"
    return [row[0] for row in connection.execute(sql, {**asked.parameters, "most": most, "start": start})]


def _ranked(sort: str, days: str) -> str:
    """What an order looks at: a task's first day of those asked for; the body that it names in the first place.

    The bodies are those of its own attribution: leads before others, in printed order.
    """
    if sort == "deadline":
        return (
            ", first AS MATERIALIZED (SELECT due.task_id, min(due.end_date) AS day FROM due"
            f"{f' WHERE {days}' if days else ''} GROUP BY due.task_id)"
        )
    if sort == "department":
        return (
            ", led AS MATERIALIZED (SELECT task_id,"
            f" min((CASE role {_RANKS} END) || printf('%04d', position) || name) AS who"
            " FROM assignments WHERE task_id IS NOT NULL GROUP BY task_id)"
        )
    return ""


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
    asked, sort = filters.wanted(ask), chosen_sort(ask)
    where = f"{filters.WITH_DUE} SELECT count(*), count(DISTINCT task.document_id) FROM tasks AS task WHERE "
    total, plans = connection.execute(where + filters.conditions(asked), asked.parameters).fetchone()
    number = min(page_number(ask), max(1, -(-total // SIZE)))
    start = (number - 1) * SIZE
    shown = listed(connection, tasks(connection, asked, sort, SIZE, start), start + 1)
    more = f"sort={sort}" if sort != SORTS[0] else ""
    return Ledger(
        asked, sort, filters.chips(connection, "/ledger", asked, more), filters.choices(connection), total,
        plans, number, shown, roles_of(shown), timeline(connection, asked), more,
    )  # fmt: skip


def roles_of(shown: Sequence[Row]) -> list[Role]:
    """The roles that get a column: those of the form, and the others where somebody has them."""
    usual = {"lead", "responsible", "support"}
    return [role for role in ROLES if role in usual or any(role in row.bodies for row in shown)]


ROOM = Room(r"^/ledger$", "ledger.html", ledger)
