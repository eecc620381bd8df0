"""From the targets of a matter to its charts: one for each thing measured in one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plans_pages.cells import row_path
from plans_pages.charts.chart import Chart, chart
from plans_pages.charts.points import WIDE, Point, Size, gathered
from plans_pages.charts.signs import Sign
from plans_pages.indicators.targets import Held
from plans_pages.language import say

from pipeline.compare.comparability import STATISTICS
from pipeline.store.amounts import number
from pipeline.store.codes import word

MOST = 4  # charts on a page
_BOUNDS = {"<=": -1, "<": -1, ">=": 1, ">": 1}
_Thing = tuple[str, str, bool]  # name, common unit, whether it is a change


@dataclass(frozen=True)
class Picture:
    """A chart with its heading; `plans` counts the documents in it, `starts` says that some values have one."""

    title: str
    about: str
    unit: str
    chart: Chart
    plans: int
    starts: bool


def things(targets: Iterable[Held]) -> dict[_Thing, list[Held]]:
    """The numbers of a matter by what they measure, in which unit; first what most documents promise."""
    found: defaultdict[_Thing, list[Held]] = defaultdict(list)
    for each in targets:
        if each.level is not None:
            found[each.name, each.row["common_unit"] or "", each.change].append(each)

    def order(item: tuple[_Thing, list[Held]]) -> tuple[Any, ...]:
        thing, members = item
        return -len({each.plan["id"] for each in members}), -len(members), thing

    return dict(sorted(found.items(), key=order))


def pictures(
    targets: Sequence[Held], signs: dict[str, Sign], database: str, size: Size = WIDE, most: int = MOST
) -> list[Picture]:
    """The charts of the first things that several documents promise; if there are none, of the first two."""
    found = things(targets)
    shared = [thing for thing, held in found.items() if len({each.plan["id"] for each in held}) > 1]
    return [
        picture(thing, found[thing], signs, database, size) for thing in (shared or list(found)[:2])[:most]
    ]


def picture(
    thing: _Thing, targets: Sequence[Held], signs: dict[str, Sign], database: str, size: Size = WIDE
) -> Picture:
    """The chart of one thing: marks for plans that have a sign, the others as a crowd."""
    own = [each for each in targets if each.plan["id"] in signs]
    points = [_point(each, database) for each in own]
    others = gathered(
        (each.year, each.level, each.plan["id"])
        for each in targets
        if each.plan["id"] not in signs and each.level is not None
    )
    name, unit, change = thing
    return Picture(
        f"{name}{say('（变化）', ' (change)') if change else ''}",
        _about(own, targets),
        unit,
        chart(points, signs, size, others),
        len({each.plan["id"] for each in targets}),
        any(point.start for point in points),
    )


def _point(target: Held, database: str) -> Point:
    row = target.row
    level = target.level or 0.0
    value, high = row["value"], row["value_high"]
    return Point(
        plan=target.plan["id"],
        year=target.year,
        value=level,
        # On an axis of tonnes 2.53 万吨 says its unit.
        label=(number(row) or "") + (row["unit"] or "" if value != level else ""),
        hint=hint(target),
        href=row_path(database, "targets", target.id),
        bound=_BOUNDS.get(row["op"], 0),
        start=target.start,
        high=level * high / value if high is not None and value else None,
    )


def hint(target: Held) -> str:
    """A target in one line, for whoever sees no chart."""
    row, plan = target.row, target.plan
    status = say(word("status", plan["status"]) or plan["status"], plan["status"])
    statistic = say(STATISTICS.get(row["statistic"], row["statistic"]), row["statistic"])
    parts = [
        f"{plan['short_title']}{say('（{}）', ' ({})').format(status)}",
        row["year"] or say("未写年份", "no year"),
        f"{row['indicator']} {number(row) or ''} {row['unit'] or ''}".strip(),
        f"{row['territory'] or ''} {statistic}".strip(),
    ]
    if target.start is not None:
        year, value = target.start
        begun = f"{value:g}" if year is None else f"{value:g} ({year})"
        parts.append(say(f"起点 {begun}", f"from {begun}"))
    return " · ".join(str(part) for part in parts)


def _about(own: Sequence[Held], targets: Sequence[Held]) -> str:
    """The chart in words: how many plans, the years, the lowest and the highest value."""
    years = sorted({each.year for each in targets if each.year is not None})
    levels = sorted(each.level for each in targets if each.level is not None)
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    plans = len({each.plan["id"] for each in targets})
    return say(
        f"{plans} 份文件的 {len(targets)} 个数值，{span or '未写年份'}，从 {levels[0]:g} 到 {levels[-1]:g}；"
        f"其中 {len(own)} 个逐一标出，可点开。并列不等于排序，下面的表格内容相同。",
        f"{len(targets)} values of {plans} plans, {span or 'no year'}, from {levels[0]:g} to {levels[-1]:g};"
        f" {len(own)} of them have a mark that leads to the fact. Side by side is no ranking; the table says the same.",
    )
