"""Deadlines on a line of time: dates on one axis, a row a plan; what is no date stands apart.

A day behind us is not overdue: whether it was kept is in no text here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import sqrt
from typing import Any

from plans_pages.addresses import at
from plans_pages.duties.kept import first_days
from plans_pages.duties.matching import WITH_DUE, due_conditions
from plans_pages.duties.wanted import Wanted
from plans_pages.kept import kept
from plans_pages.language import say

from pipeline.store.codes import english, word

MOST = 30  # plans on one drawing
LEFT, RIGHT, WIDTH = 210, 24, 1000  # where the axis begins, what is free behind it, the whole drawing
ROW, TOP = 34, 30
_LEAST, _LARGEST = 5.0, 11.0  # of a mark
_NAME = 13  # characters of a plan's name

_MARKS = """
SELECT due.document_id, due.end_date, due.kind = 'during' OR due.end_date IS NULL AS vague,
       CASE WHEN due.kind = 'recurring' THEN coalesce(due.period, due.text) ELSE due.text END AS said,
       count(DISTINCT due.task_id) AS tasks
FROM due
WHERE due.document_id IN (SELECT value FROM json_each(:documents))
  AND due.task_id IN (SELECT value FROM json_each(:tasks)) {}
GROUP BY due.document_id, vague, CASE WHEN due.kind = 'during' OR due.end_date IS NULL THEN said ELSE due.end_date END
ORDER BY due.document_id, due.end_date, said
"""


@dataclass(frozen=True)
class Mark:
    """The tasks of a plan that are due on one day."""

    day: str
    tasks: int
    x: float
    radius: float
    passed: bool
    href: str


@dataclass(frozen=True)
class Vague:
    """A period or a recurrence, without a last day of its own."""

    words: str
    tasks: int
    href: str


@dataclass
class Plan:
    """A plan's row. `y` is the middle of it."""

    id: str
    title: str
    status: str
    y: int
    href: str
    marks: list[Mark] = field(default_factory=list)
    vague: list[Vague] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.title if len(self.title) <= _NAME else self.title[: _NAME - 1] + "…"


@dataclass(frozen=True)
class Timeline:
    """The drawing, and what does not fit on an axis. `more`: so many plans have deadlines but are not drawn."""

    plans: list[Plan]
    more: int
    years: list[tuple[int, float]]
    year_width: float
    today: str
    today_x: float
    height: int
    width: int = WIDTH
    left: int = LEFT

    @property
    def dated(self) -> list[Plan]:
        return [plan for plan in self.plans if plan.marks]

    @property
    def vague(self) -> list[Plan]:
        return [plan for plan in self.plans if plan.vague]


def timeline(connection: Any, asked: Wanted, tasks: dict[str, tuple[str, int]]) -> Timeline:
    """The line of time of `tasks`, which are those that are wanted."""
    due = kept(connection, first_days)
    by_plan: dict[str, list[str]] = {}
    for task, (document, _) in tasks.items():
        if task in due:
            by_plan.setdefault(document, []).append(task)
    shown = list(by_plan)[:MOST]
    days = due_conditions(asked)
    sql = f"{WITH_DUE} {_MARKS.format(f'AND {days}' if days else '')}"
    given = {
        **asked.parameters,
        "documents": json.dumps(shown),
        "tasks": json.dumps([task for document in shown for task in by_plan[document]]),
    }
    found: dict[str, list[Any]] = {document: [] for document in shown}
    for row in connection.execute(sql, given):
        found[row[0]].append(row)
    dates = [row[1] for document in shown for row in found[document] if not row[2]]
    axis = _Axis(dates)
    named = "SELECT id, short_title, status FROM documents WHERE id IN (SELECT value FROM json_each(?))"
    titles = {row[0]: row for row in connection.execute(named, [json.dumps(shown)])}
    most = max((row[4] for document in shown for row in found[document] if not row[2]), default=1)
    plans: list[Plan] = []
    drawn = 0
    for document in shown:
        dated = any(not row[2] for row in found[document])
        y = TOP + drawn * ROW + ROW // 2
        drawn += dated
        plans.append(_plan(titles[document], y, found[document], axis, most, asked))
    return Timeline(
        plans, len(by_plan) - len(shown), axis.years(), axis.year_width, axis.today, axis.at(axis.today),
        TOP + drawn * ROW + 6,
    )  # fmt: skip


def _plan(
    document: Sequence[str], y: int, found: Sequence[Any], axis: _Axis, most: int, asked: Wanted
) -> Plan:
    plan = Plan(document[0], document[1], document[2], y, _href(asked, plan=document[0]))
    for _, day, vague, said, tasks in found:
        if vague:
            href = _href(asked, plan=plan.id, said=said, when="period")
            plan.vague.append(Vague(say(word("period", said) or said, english("period", said)), tasks, href))
        else:
            href = _href(asked, plan=plan.id, from_=day, to=day, when="dated")
            radius = _LEAST + (_LARGEST - _LEAST) * sqrt(tasks / most)
            plan.marks.append(Mark(day, tasks, axis.at(day), round(radius, 1), day < axis.today, href))
    return plan


def _href(asked: Wanted, **changes: str) -> str:
    return at(f"/ledger?{asked.but(**changes)}#rows")


class _Axis:
    """Where days stand: from the start of the first year to the end of the last; today is always on it."""

    def __init__(self, dates: Sequence[str]) -> None:
        self.today = date.today().isoformat()
        years = [int(day[:4]) for day in (*dates, self.today)]
        self._first, self._last = min(years), max(years)
        start = date(self._first, 1, 1).toordinal()
        self._start, self._days = start, date(self._last, 12, 31).toordinal() - start

    def at(self, day: str) -> float:
        share = (date.fromisoformat(day).toordinal() - self._start) / self._days
        return round(LEFT + 12 + share * (WIDTH - LEFT - 12 - RIGHT), 1)

    @property
    def year_width(self) -> float:
        """How far a year reaches: its number stands in the middle of it, so that its last day is under it."""
        return round(365.25 / self._days * (WIDTH - LEFT - 12 - RIGHT), 1)

    def years(self) -> list[tuple[int, float]]:
        """The years that are written on the axis: not more than there is room for."""
        step = 1 + (self._last - self._first) // 12
        return [(year, self.at(f"{year}-01-01")) for year in range(self._first, self._last + 1, step)]
