"""The start page: what is here, what the plans promise most, what falls due, what is open, what can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from plans_pages.kept import once
from plans_pages.language import chosen, in_thread
from plans_pages.rows import rows
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
    builds: list[dict[str, Any]]


async def home(datasette: Any, database: str | None) -> Home | None:
    """What the start page shows; None if no database of ours is served."""
    if database is None:
        return None
    found: Home = await datasette.get_database(database).execute_fn(
        in_thread(lambda connection: _kept(connection, database))
    )
    return found


def _kept(connection: Any, database: str) -> Home:
    """The page of a day in a language is made once: nothing in a served database changes."""
    today = date.today()
    return once(
        connection,
        "home",
        lambda connection: _home(connection, database, today),
        f"{database} {chosen()} {today}",
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
        rows(connection, 'SELECT "when" FROM builds ORDER BY id DESC LIMIT 1'),
    )
