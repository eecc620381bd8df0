"""/worklist: comments and doubts to work through.

`list` comments or doubts; `plan`, `kind`, `author`, `state` narrow the one, `plan`, `severity`, `rule` the
other; `page` which of its pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from plans_pages.addresses import at
from plans_pages.rooms import Ask, Room
from plans_pages.rows import value
from plans_pages.worklist.comments import Comments, comments
from plans_pages.worklist.doubts import Doubts, doubts
from plans_pages.worklist.narrowing import plan_titles, turns

LISTS = ("comments", "doubts")


@dataclass(frozen=True)
class Worklist:
    """What the page shows; `counts` and `hrefs` by list, for the plan that was chosen."""

    name: str
    comments: Comments | None
    doubts: Doubts | None
    plans: dict[str, dict[str, Any]]
    plan: str
    narrowed: bool
    counts: dict[str, int]
    hrefs: dict[str, str]
    turns: dict[str, str]


def worklist(connection: Any, ask: Ask) -> Worklist:
    """The list that `ask` wants; without a word of which, the comments if there are any."""
    plans = plan_titles(connection)
    plan = ask.get("plan")
    counts = _counts(connection, plan)
    name = list_name(connection, ask)
    remarks = comments(connection, ask, plans) if name == "comments" else None
    doubtful = doubts(connection, ask, plans) if name == "doubts" else None
    pages = (remarks or doubtful).pages  # type: ignore[union-attr]
    arguments = [("list", name)] + [
        (each, ask.get(each)) for each in ("plan", "kind", "author", "state", "severity", "rule")
    ]
    return Worklist(
        name,
        remarks,
        doubtful,
        plans,
        plan,
        any(ask.get(each) for each in ("plan", "kind", "author", "state", "severity", "rule")),
        counts,
        {
            each: at(f"/worklist?{urlencode({'list': each, **({'plan': plan} if plan else {})})}")
            for each in LISTS
        },
        turns(at("/worklist"), arguments, pages),
    )


def list_name(connection: Any, ask: Ask) -> str:
    """Which of `LISTS` is asked for; without a word of which, the comments if there are any."""
    if ask.get("list") in LISTS:
        return ask.get("list")
    counts = _counts(connection, ask.get("plan"))
    return "doubts" if counts["doubts"] and not counts["comments"] else "comments"


def _counts(connection: Any, plan: str) -> dict[str, int]:
    return {
        name: _count(connection, table, plan)
        for name, table in zip(LISTS, ("comments", "checks"), strict=True)
    }


def _count(connection: Any, table: str, plan: str) -> int:
    condition, parameters = (" WHERE document_id = ?", [plan]) if plan else ("", [])
    return int(value(connection, f"SELECT count(*) FROM {table}{condition}", parameters))


ROOM = Room(r"/worklist$", "worklist.html", worklist)
