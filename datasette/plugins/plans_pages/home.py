"""The start page: what is here, what the plans promise most, what falls due, what is open, what can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from datasette.views.index import IndexView
from plans_pages.addresses import root
from plans_pages.describe import our_database
from plans_pages.kept import once
from plans_pages.language import chosen
from plans_pages.rooms import Ask, Room
from plans_pages.start.library import figures, plans, shares
from plans_pages.start.main_targets import MainTargets, main_targets
from plans_pages.start.open_points import OpenPoints, open_points
from plans_pages.start.upcoming import Upcoming, upcoming


@dataclass(frozen=True)
class Home:
    """`plans` are the first ones of `total`; `statuses` and `levels` count all of them."""

    plans: list[dict[str, Any]]
    total: int
    figures: dict[str, int]
    statuses: list[tuple[str, int]]
    levels: list[tuple[str, int]]
    targets: MainTargets
    upcoming: Upcoming
    open: OpenPoints


def page(connection: Any, ask: Ask) -> Home:
    """What the start page shows. That of a day in a language is made once: nothing in a served database changes."""
    today = date.today()
    return once(
        connection,
        "home",
        lambda connection: _home(connection, ask.database, today),
        f"{ask.database} {chosen()} {today} {root()}",
    )


def _home(connection: Any, database: str, today: date) -> Home:
    sums = figures(connection)
    return Home(
        plans(connection, sums["documents"]),
        sums["documents"],
        sums,
        shares(connection, "status"),
        shares(connection, "level"),
        main_targets(connection, database),
        upcoming(connection, today),
        open_points(connection),
    )


async def _start(datasette: Any, request: Any) -> Any:
    """Our page; Datasette's own list of databases for whoever may see none of ours."""
    database = our_database(datasette)
    if database is None or not await datasette.permission_allowed(
        request.actor, "view-database", database, default=True
    ):
        return await IndexView(datasette).get(request)
    return await ROOM.answer(datasette, request)


ROOM = Room(r"/$", "start.html", page)
ROUTE = (r"/(?P<format>)$", _start)
