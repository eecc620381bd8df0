"""The list of functions and bodies, to be searched and leafed through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans_pages.addresses import at
from plans_pages.departments.counts import BodyRow, Counts, Function, counts
from plans_pages.duties.filter_words import Chip, Choices, chips, choices, level_word, role_word
from plans_pages.duties.wanted import Wanted, wanted
from plans_pages.page_numbers import page_of
from plans_pages.rooms import Ask, Room

from pipeline.fold import fold
from pipeline.report.ledger_entry import ROLES

SIZE = 50
_NAMES = ("plan", "who", "level")
_LEVELS = ("national", "province", "prefecture", "county", "township")


@dataclass(frozen=True)
class Index:
    asked: Wanted
    chips: list[Chip]
    choices: Choices
    functions: list[Function]
    bodies: list[BodyRow]
    total: int
    generic: int  # of the total: 各地, 有关部门, nobody in particular
    number: int

    roles = tuple(ROLES)
    levels = _LEVELS
    role_word = staticmethod(role_word)
    level_word = staticmethod(level_word)

    @property
    def last(self) -> int:
        return max(1, -(-self.total // SIZE))

    def at(self, number: int) -> str:
        """The address of another page of the bodies."""
        query = "&".join(filter(None, [self.asked.query, f"page={number}" if number > 1 else ""]))
        return at(f"/departments?{query}" if query else "/departments")

    @property
    def inherited(self) -> str:
        """What of the filters holds for a body's own page too, as the end of its address."""
        query = Wanted({"plan": self.asked.values.get("plan", ())}).query
        return f"?{query}" if query else ""


def index(connection: Any, ask: Ask) -> Index:
    """The page that an address asks for."""
    asked = wanted(ask, _NAMES)
    found = _found(
        counts(connection, asked.values.get("plan", ())), fold(asked.get("who")), asked.get("level")
    )
    total = len(found.bodies)
    number, _ = page_of(ask.get("page"), total, SIZE)
    return Index(
        asked, chips(connection, at("/departments"), asked), choices(connection),
        found.functions, found.bodies[(number - 1) * SIZE : number * SIZE],
        total, sum(body.generic for body in found.bodies), number,
    )  # fmt: skip


def _found(whole: Counts, who: str, level: str) -> Counts:
    """Those whose name, function or territory holds `who`, of a level of government if one is named.

    A body is called in many ways (省生态环境厅, 省生态环境部门): the functions of those found lead to the others.
    """
    bodies = [
        body
        for body in whole.bodies
        if (not level or body.level == level)
        and (
            not who
            or who in body.name
            or who in (body.jurisdiction or "")
            or any(who in function for function in body.functions)
        )
    ]
    functions = whole.of_level.get(level, []) if level else whole.functions
    if who:
        meant = {function for body in bodies if who in body.name for function in body.functions}
        functions = [each for each in functions if who in each.name or each.name in meant]
    return Counts(functions, {}, bodies, {})


ROOM = Room(r"^/departments$", "departments.html", index)
