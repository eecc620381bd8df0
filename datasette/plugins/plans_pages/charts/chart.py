"""A chart of values with their years, drawn on the server: scales, ticks, marks, as a template draws them.

What goes in are points and the plans that they belong to; what comes out are numbers and paths, without
colours or words of its own: those are the style sheet's and the caller's. A plan is known by its colour and
by the shape of its mark. Where there are more plans than shapes can tell apart, the others are a crowd:
one bar for all values that lie together, the wider the more there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plans_pages.charts.places import Bar, Label, bars, labels, placed
from plans_pages.charts.points import WIDE, Gathering, Point, Size
from plans_pages.charts.scale import Scale
from plans_pages.charts.signs import Sign, arrow, shape


@dataclass(frozen=True)
class Mark:
    """A point in its place: `path` its shape; `line` leads from where it starts; `arrow` shows its bound."""

    sign: Sign
    path: str
    href: str
    hint: str
    x: float
    y: float
    arrow: str = ""
    line: tuple[float, float, float, float] | None = None
    range_to: float | None = None


@dataclass(frozen=True)
class Chart:
    """A chart in its box. `cut` says that the scale does not begin at zero."""

    size: Size
    columns: list[tuple[float, str]]
    lines: list[tuple[float, str]]
    marks: list[Mark]
    labels: list[Label]
    crowd: list[Bar]
    unsaid: float | None
    cut: bool


def chart(
    points: Sequence[Point], plans: dict[str, Sign], size: Size = WIDE, crowd: Sequence[Gathering] = ()
) -> Chart:
    """The chart of `points`, of plans that all have a sign, over a crowd. Raises: ValueError, nothing to draw."""
    scale = Scale(points, crowd, size)
    places = placed(points, scale, size)
    marks = [_mark(point, plans[point.plan], x, y, scale, size) for point, x, y in places]
    return Chart(
        size=size,
        columns=[(scale.x(year), str(year)) for year in scale.shown],
        lines=[(scale.y(tick), f"{tick:g}") for tick in scale.ticks],
        marks=marks,
        labels=labels(places, plans, size) if size.labelled else [],
        crowd=bars(crowd, scale, size),
        unsaid=scale.x(None) if scale.unsaid else None,
        cut=scale.ticks[0] > 0,
    )


def _mark(point: Point, sign: Sign, x: float, y: float, scale: Scale, size: Size) -> Mark:
    line = None
    if point.start is not None:
        line = (scale.x(point.start[0]), scale.y(point.start[1]), x, y)
    return Mark(
        sign,
        shape(sign.shape, x, y, size.radius),
        point.href,
        point.hint,
        x,
        y,
        arrow(x, y, size.radius, point.bound),
        line,
        None if point.high is None else scale.y(point.high),
    )
