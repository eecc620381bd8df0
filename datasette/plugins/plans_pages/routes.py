"""Pages of our own beside Datasette's: each room's, in one table."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from plans_pages import home
from plans_pages.addresses import at
from plans_pages.compare import files as compared_files
from plans_pages.compare import measures, side_by_side
from plans_pages.departments import index as departments
from plans_pages.departments import page as department
from plans_pages.find import page as find
from plans_pages.graph import page as graph_node
from plans_pages.graph import start as graph
from plans_pages.indicators import files as indicator_files
from plans_pages.indicators import listing, matter
from plans_pages.language import say
from plans_pages.ledger import files as ledger_files
from plans_pages.ledger import page as ledger
from plans_pages.reading import document, paper
from plans_pages.worklist import files as worklist_files
from plans_pages.worklist import page as worklist

ROUTES: list[tuple[str, Callable[..., Awaitable[Any]]]] = [
    home.ROUTE,
    document.ROOM.route,
    paper.ROOM.route,
    paper.PICTURE,
    listing.ROOM.route,
    indicator_files.ROUTE,
    matter.ROOM.route,
    side_by_side.ROOM.route,
    measures.ROOM.route,
    *compared_files.ROUTES,
    departments.ROOM.route,
    *department.ROUTES,
    ledger.ROOM.route,
    ledger_files.ROUTE,
    find.ROOM.route,
    graph.ROOM.route,
    graph.DOWNLOAD,
    graph_node.ROOM.route,
    worklist.ROOM.route,
    worklist_files.ROUTE,
]


def names() -> set[str]:
    """What the addresses of our pages begin with: compare, read …"""
    return {found[1] for pattern, _ in ROUTES if (found := re.match(r"\^?/([a-z]+)", pattern))}


def menu() -> list[tuple[str, str]]:
    """The rooms that the head of every page leads to: address and name in the reader's language."""
    return [
        (at("/compare"), say("比较", "Compare")),
        (at("/indicators"), say("目标", "Targets")),
        (at("/departments"), say("部门", "Departments")),
        (at("/ledger"), say("任务分解", "Ledger")),
        (at("/graph"), say("关系图", "Graph")),
        (at("/worklist"), say("批注与存疑", "Worklists")),
    ]
