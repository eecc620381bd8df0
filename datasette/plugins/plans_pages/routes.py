"""Pages of our own beside Datasette's: each room's, in one table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from plans_pages import reading
from plans_pages.compare import files, measures, side_by_side
from plans_pages.language import say

ROUTES: list[tuple[str, Callable[..., Awaitable[Any]]]] = [
    reading.ROOM.route,
    *(side_by_side.ROOM.route, measures.ROOM.route, *files.ROUTES),
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
