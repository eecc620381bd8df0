"""Pages of our own beside Datasette's: each room's, in one table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from plans_pages import reading
from plans_pages.departments import index as departments
from plans_pages.departments import page as department
from plans_pages.language import say
from plans_pages.ledger import files as ledger_files
from plans_pages.ledger import page as ledger

ROUTES: list[tuple[str, Callable[..., Awaitable[Any]]]] = [
    reading.ROOM.route,
    ledger.ROOM.route,
    ledger_files.ROUTE,
    departments.ROOM.route,
    *department.ROUTES,
]


def menu() -> list[tuple[str, str]]:
    """The rooms that the head of every page leads to: address and name in the reader's language."""
    return [
        ("/compare", say("比较", "Compare")),
        ("/indicators", say("目标", "Targets")),
        ("/departments", say("部门", "Departments")),
        ("/ledger", say("任务分解", "Ledger")),
        ("/graph", say("关系图", "Graph")),
        ("/worklist", say("批注与存疑", "Comments and doubts")),
    ]
