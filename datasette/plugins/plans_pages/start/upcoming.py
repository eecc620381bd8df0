"""What falls due next. A date behind us says nothing of what was achieved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from plans_pages.rows import rows, value

_DATES = 4
_EACH = 3  # lines shown of a date


@dataclass(frozen=True)
class Due:
    """A date: how many requirements of how many plans end there, and the first of them."""

    day: str
    count: int
    plans: int
    first: list[dict[str, Any]]


@dataclass(frozen=True)
class Upcoming:
    today: str
    dates: list[Due]
    later: int  # requirements after those dates
    passed: int
    recurring: int


def upcoming(connection: Any, today: date) -> Upcoming:
    """The next dates, `today` among them, on which time requirements end."""
    day = today.isoformat()
    dates = rows(
        connection,
        "SELECT end_date, count(*) AS number, count(DISTINCT document_id) AS plans FROM deadlines"
        " WHERE end_date >= ? GROUP BY end_date ORDER BY end_date LIMIT ?",
        [day, _DATES],
    )
    found = [
        Due(row["end_date"], row["number"], row["plans"], _first(connection, row["end_date"]))
        for row in dates
    ]
    return Upcoming(
        day,
        found,
        value(connection, "SELECT count(*) FROM deadlines WHERE end_date > ?", [dates[-1]["end_date"]])
        if dates
        else 0,
        value(connection, "SELECT count(*) FROM deadlines WHERE end_date < ?", [day]),
        value(connection, "SELECT count(*) FROM deadlines WHERE kind = 'recurring'"),
    )


def _first(connection: Any, day: str) -> list[dict[str, Any]]:
    return rows(
        connection,
        "SELECT schedule.deadline_id, schedule.document_id, schedule.clause_id, schedule.short_title, schedule.status,"
        " schedule.ref, schedule.text, schedule.heading, task.title"
        " FROM schedule LEFT JOIN tasks AS task ON task.id = schedule.task_id"
        " WHERE schedule.end_date = ? ORDER BY schedule.document_id, schedule.deadline_id LIMIT ?",
        [day, _EACH],
    )
