"""The main targets of all plans in one picture: the matters for which most plans give a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans_pages.charts.points import SMALL
from plans_pages.charts.signs import MOST_PLANS, Sign, signs
from plans_pages.indicators.listing import Matter, matters
from plans_pages.indicators.picture import Picture, picture, things
from plans_pages.indicators.targets import Held, held, plans_of
from plans_pages.kept import once

_MOST = 6


@dataclass(frozen=True)
class Main:
    """A matter with the chart of what most plans promise of it, and the ids of these."""

    matter: Matter
    picture: Picture
    plans: frozenset[str]


@dataclass(frozen=True)
class MainTargets:
    """`legend` is empty where the plans are too many for signs of their own."""

    charts: list[Main]
    legend: list[tuple[dict[str, Any], Sign]]
    matters: int


def main_targets(connection: Any, database: str) -> MainTargets:
    """The charts of the six matters for which most plans, two at least, give a number of the same thing."""
    plans = once(connection, "plans", plans_of)
    everything = once(connection, "matters", matters)
    few = len(plans) <= MOST_PLANS
    sign_of = signs((plan["id"], plan["status"]) for plan in plans.values()) if few else {}
    likely = sorted(everything, key=lambda each: (-each.with_number, -each.numbers, each.family))
    charts: list[tuple[int, Main]] = []
    for each in likely:
        if each.with_number < 2 or (len(charts) >= _MOST and each.with_number <= charts[_MOST - 1][0]):
            break  # no later one can have more
        found = _chart(connection, each, plans, sign_of, database)
        if found is not None:
            charts.append((found.picture.plans, found))
            charts.sort(key=lambda chart: -chart[0])
    charts = charts[:_MOST]
    return MainTargets(
        [chart for _, chart in charts],
        [
            (plans[plan], sign)
            for plan, sign in sign_of.items()
            if any(plan in chart.plans for _, chart in charts)
        ],
        len(everything),
    )


def _chart(
    connection: Any, matter: Matter, plans: dict[str, dict[str, Any]], signs: dict[str, Sign], database: str
) -> Main | None:
    targets: list[Held] = once(
        connection, "targets", lambda connection: held(connection, matter.family, plans), matter.family
    )
    for thing, members in things(targets).items():
        promising = frozenset(each.plan["id"] for each in members)
        if len(promising) > 1:
            return Main(matter, picture(thing, members, signs, database, SMALL), promising)
        break  # the first is the one that most promise
    return None
