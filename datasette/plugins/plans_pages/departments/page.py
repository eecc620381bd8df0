"""The page of a function or of a body, and the same as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from plans_pages.addresses import at
from plans_pages.departments.held import Duties, Held, Named, Said, Summary, held, said
from plans_pages.departments.partners import Partner, partners
from plans_pages.downloads import MOST_ROWS, file_route
from plans_pages.duties.filter_words import Chip, Choices, chips, choices, role_word
from plans_pages.duties.wanted import Wanted, wanted
from plans_pages.language import say
from plans_pages.ledger.files import in_force
from plans_pages.ledger.page import Row, listed
from plans_pages.page_numbers import number_asked
from plans_pages.rooms import Ask, Room
from plans_pages.rows import one, rows, value

from pipeline.model import Role
from pipeline.report.duty_sheet import Duty, duty_sheet
from pipeline.report.ledger_entry import ROLES, entry
from pipeline.report.ledger_stored import stored
from pipeline.report.sheet import Sheet

SIZE = 50
_FEW = 10  # tasks of a role while all roles are shown
_MOST_BODIES = 40  # of a function
_NAMES = ("plan", "role", "topic", "from", "to")


@dataclass(frozen=True)
class Shown:
    """A task in one role as the page shows it, with the bodies that have it."""

    bodies: list[Named]
    row: Row
    attribution: str
    citation: str


@dataclass(frozen=True)
class Section:
    """One role: what it comes to, and as many of its tasks as are shown."""

    summary: Summary
    rows: list[Shown]

    @property
    def left(self) -> int:
        return self.summary.tasks - len(self.rows)


@dataclass(frozen=True)
class Page:
    """`body` is empty on the page of a function; `partners` is None where there are too many tasks to count them."""

    path: str
    title: str
    body: dict[str, Any]
    functions: list[str]
    bodies: list[dict[str, Any]]
    all_bodies: int
    asked: Wanted
    own: Wanted
    chips: list[Chip]
    choices: Choices
    summaries: list[Summary]
    tasks: int
    plans: int
    sections: list[Section]
    partners: list[Partner] | None
    number: int

    all_roles = tuple(ROLES)
    role_word = staticmethod(role_word)

    @property
    def last(self) -> int:
        """The last page, if one role is shown in pages."""
        total = self.sections[0].summary.tasks if self.asked.get("role") and self.sections else 0
        return max(1, -(-total // SIZE))

    def at(self, number: int) -> str:
        """The address of another page."""
        return self._address(self.own.query, f"page={number}" if number > 1 else "")

    def of_role(self, role: str) -> str:
        """The address of one role, all of it."""
        return self._address(self.own.but(role=role))

    def file(self, form: str) -> str:
        """The address of the same rows as a file."""
        query = self.own.query
        return f"{self.path}.{form}" + (f"?{query}" if query else "")

    @property
    def ledger(self) -> str:
        """The same tasks in the ledger."""
        return at(f"/ledger?{self.asked.query}")

    def _address(self, *parts: str) -> str:
        query = "&".join(filter(None, parts))
        return f"{self.path}?{query}" if query else self.path


def function_path(name: str) -> str:
    """The address of a function's page."""
    return at(f"/departments/function/{quote(name, safe='')}")


def body_path(key: str) -> str:
    """The address of a body's page."""
    return at(f"/departments/{quote(key, safe='')}")


def _subject(connection: Any, ask: Ask) -> tuple[str, str, str] | None:
    """Which filter the page is about, its value, what it is called; None if there is no such function or body."""
    if "function" in ask.parts:
        name = unquote(ask.parts["function"])
        known = value(connection, "SELECT 1 FROM department_functions WHERE function = ?", [name])
        return ("function", name, name) if known else None
    key = unquote(ask.parts["department"])
    name = value(connection, "SELECT name FROM departments WHERE id = ?", [key])
    return ("department", key, str(name)) if name is not None else None


def page(connection: Any, ask: Ask) -> Page | None:
    """The page that an address asks for; None if there is no such function or body."""
    subject = _subject(connection, ask)
    if subject is None:
        return None
    kind, key, title = subject
    own = wanted(ask, _NAMES)
    asked = Wanted({kind: (key,), **own.values}, own.misread)
    path = function_path(key) if kind == "function" else body_path(key)
    duties = held(connection, asked)
    number = number_asked(ask.get("page"))
    found = [duties.summary(role) for role in ROLES]
    shown = {each.role: _some(connection, duties, each, number) for each in found if each.tasks}
    body = one(connection, "SELECT * FROM departments WHERE id = ?", [key]) if kind == "department" else {}
    return Page(
        path, title, body, _functions(connection, key), *_bodies(connection, kind, key), asked, own,
        chips(connection, path, own), choices(connection), found, len(duties.tasks), duties.plans,
        _sections(connection, found, shown), partners(connection, asked, duties.tasks), number,
    )  # fmt: skip


def _some(connection: Any, duties: Duties, summary: Summary, number: int) -> list[Held]:
    """What of a role is shown: a page of the one that is asked for, else the first few."""
    if not duties.asked.get("role"):
        return duties.some(connection, summary.role, 0, _FEW)
    start = (min(number, -(-summary.tasks // SIZE)) - 1) * SIZE
    return duties.some(connection, summary.role, start, start + SIZE)


def _sections(connection: Any, found: Sequence[Summary], shown: dict[Role, list[Held]]) -> list[Section]:
    everything = [each for rows in shown.values() for each in rows]
    words = said(connection, everything)
    listed_rows = listed(connection, list(dict.fromkeys(each.task_id for each in everything)))
    by_task = {row.told.task_id: row for row in listed_rows}
    return [
        Section(summary, [_shown(each, by_task[each.task_id], words) for each in shown[summary.role]])
        for summary in found
        if summary.role in shown
    ]


def _shown(each: Held, row: Row, words: dict[str, Said]) -> Shown:
    bodies = _once(each.bodies)
    texts = dict.fromkeys(words[named.assignment_id].attribution for named in bodies)
    return Shown(bodies, row, "；".join(texts), words[bodies[0].assignment_id].citation)


def _functions(connection: Any, key: str) -> list[str]:
    sql = "SELECT function FROM department_functions WHERE department_id = ? ORDER BY function"
    return [row["function"] for row in rows(connection, sql, [key])]


def _bodies(connection: Any, kind: str, key: str) -> tuple[list[dict[str, Any]], int]:
    """The bodies of a function, from the nation down, and how many they are."""
    if kind != "function":
        return [], 0
    sql = (
        "SELECT department.id, department.name, department.level, department.jurisdiction"
        " FROM department_functions AS held JOIN departments AS department ON department.id = held.department_id"
        " WHERE held.function = ? ORDER BY CASE department.level WHEN 'national' THEN 1 WHEN 'province' THEN 2"
        " WHEN 'prefecture' THEN 3 WHEN 'county' THEN 4 ELSE 5 END, department.jurisdiction, department.name LIMIT ?"
    )
    total = value(connection, "SELECT count(*) FROM department_functions WHERE function = ?", [key])
    return rows(connection, sql, [key, _MOST_BODIES]), int(total)


def sheet(connection: Any, ask: Ask) -> Sheet | None:
    """The same as a sheet: a row for each body and role of a task, role by role, each by deadline."""
    subject = _subject(connection, ask)
    if subject is None:
        return None
    kind, key, title = subject
    own = wanted(ask, _NAMES)
    duties = held(connection, Wanted({kind: (key,), **own.values}))
    by_role = {role: duties.some(connection, role) for role in ROLES}
    found = [
        (role, each, named) for role, rows in by_role.items() for each in rows for named in _once(each.bodies)
    ][:MOST_ROWS]
    ids = list(dict.fromkeys(each.task_id for _, each, _ in found))
    words = said(connection, [each for _, each, _ in found])
    entries = {told.task_id: entry(told) for told in stored(connection, ids)}
    made = duty_sheet(
        say(f"{title} 职责", f"{title} duties"),
        [
            (
                Duty(
                    named.name,
                    role,
                    named.basis,
                    named.position,
                    bool(named.sole),
                    words[named.assignment_id].attribution,
                ),
                entries[each.task_id],
            )
            for role, each, named in found
        ],
    )
    notes = [title, *in_force(connection, own), *made.notes]
    return Sheet(title=made.title, head=made.head, rows=made.rows, notes=notes)


def _once(bodies: Sequence[Named]) -> list[Named]:
    """Each body once: as stated rather than as inherited or as a subject."""
    order = {"stated": 0, "subject": 1, "inherited": 2}
    found: dict[str, Named] = {}
    for named in sorted(bodies, key=lambda each: (order[each.basis], each.position)):
        found.setdefault(named.department_id, named)
    return list(found.values())


FUNCTION = Room(r"^/departments/function/(?P<function>[^/]+?)$", "department.html", page)
BODY = Room(r"^/departments/(?P<department>[^/.]+)$", "department.html", page)
ROUTES = [
    file_route(r"^/departments/function/(?P<function>[^/]+)\.(?P<form>xlsx|csv)$", "duties", sheet),
    file_route(r"^/departments/(?P<department>[^/]+)\.(?P<form>xlsx|csv)$", "duties", sheet),
    FUNCTION.route,
    BODY.route,
]
