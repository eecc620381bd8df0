"""A chart of values with their years, drawn on the server: scales, ticks, marks, as a template draws them.

What goes in are points and the plans that they belong to; what comes out are numbers and paths, without
colours or words of its own: those are the style sheet's and the caller's. A plan is known by its colour and
by the shape of its mark. Where there are more plans than shapes can tell apart, the others are a crowd:
one bar for all values that lie together, the wider the more there are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

SHAPES = ("circle", "square", "triangle", "diamond", "fall", "cross", "hexagon")
COLOURS = 4
MOST_PLANS = 12  # that marks can tell apart
_MOST_YEARS = 8  # on the axis
_CELLS = 18  # of the crowd, from the lowest to the highest value


@dataclass(frozen=True)
class Sign:
    """How a plan is drawn: a colour (1 to 4), a shape, and whether its text is a draft or not verified."""

    colour: int
    shape: str
    status: str

    @property
    def classes(self) -> str:
        """The classes of its marks."""
        return f"plan-{self.colour} {self.status}"


@dataclass(frozen=True)
class Point:
    """A value of a plan. `label` is what stands beside it (≤35), `hint` all of it in words.

    `bound` is −1 for a ceiling, 1 for a floor, 0 for neither; `start` is what it starts from, with its year.
    """

    plan: str
    year: int | None
    value: float
    label: str
    hint: str
    href: str
    bound: int = 0
    start: tuple[int | None, float] | None = None
    high: float | None = None


@dataclass(frozen=True)
class Gathering:
    """Values of plans without a sign of their own that lie together: how many plans."""

    year: int | None
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Size:
    """The room for a chart, and what of it the axes take."""

    width: int = 560
    height: int = 300
    left: int = 44
    right: int = 30
    top: int = 14
    bottom: int = 26
    inset: int = 12  # between the axis and the lowest value
    radius: float = 5.5
    labelled: bool = True


WIDE, SMALL = Size(), Size(300, 170, left=36, right=26, radius=4.2, labelled=False)


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
class Bar:
    """The crowd's values of one year that lie together."""

    x: float
    y: float
    width: float
    height: float
    crowd: Gathering


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str
    sign: Sign


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


def signs(plans: Iterable[tuple[str, str]]) -> dict[str, Sign]:
    """The signs of plans, (id, status) each, in their order; the first twelve are all different."""
    return {
        plan: Sign(index % COLOURS + 1, SHAPES[index % len(SHAPES)], status)
        for index, (plan, status) in enumerate(plans)
    }


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values from at or below `low` to at or above `high`."""
    if high <= low:
        high = low + (abs(low) or 1)
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def gathered(points: Iterable[tuple[int | None, float, str]]) -> list[Gathering]:
    """The crowd of points, (year, value, plan) each: those of a year that lie together as one."""
    points = list(points)
    if not points:
        return []
    low, high = min(value for _, value, _ in points), max(value for _, value, _ in points)
    step = (high - low) / _CELLS or 1.0
    cells: defaultdict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
    for year, value, plan in points:
        cells[year or 0, min(int((value - low) / step), _CELLS - 1)].append((value, plan))
    return [
        Gathering(year or None, min(v for v, _ in held), max(v for v, _ in held), len({p for _, p in held}))
        for (year, _), held in sorted(cells.items())
    ]


def chart(
    points: Sequence[Point], plans: dict[str, Sign], size: Size = WIDE, crowd: Sequence[Gathering] = ()
) -> Chart:
    """The chart of `points`, of plans that all have a sign, over a crowd. Raises: ValueError, nothing to draw."""
    scale = _Scale(points, crowd, size)
    placed = _placed(points, scale, size)
    marks = [_mark(point, plans[point.plan], x, y, scale, size) for point, x, y in placed]
    return Chart(
        size=size,
        columns=[(scale.x(year), str(year)) for year in scale.shown],
        lines=[(scale.y(tick), f"{tick:g}") for tick in scale.ticks],
        marks=marks,
        labels=_labels(placed, plans, size) if size.labelled else [],
        crowd=_bars(crowd, scale, size),
        unsaid=scale.x(None) if scale.unsaid else None,
        cut=scale.ticks[0] > 0,
    )


@dataclass
class _Scale:
    """Where a year and a value lie."""

    points: Sequence[Point]
    crowd: Sequence[Gathering]
    size: Size
    ticks: list[float] = field(init=False)
    years: list[int] = field(init=False)
    unsaid: bool = field(init=False)

    def __post_init__(self) -> None:
        starts = [point.start for point in self.points if point.start]
        values = [p.value for p in self.points] + [value for _, value in starts]
        values += [p.high for p in self.points if p.high is not None]
        values += [end for each in self.crowd for end in (each.low, each.high)]
        low, high = min(values), max(values)
        if 0 < low < high * 0.35 or low == high > 0:  # zero is near, or nothing else gives a scale
            low = 0
        self.ticks = ticks(low, high)
        said = [p.year for p in self.points] + [g.year for g in self.crowd]
        self.unsaid = None in said or any(year is None for year, _ in starts)
        self.years = sorted({year for year in [*said, *(year for year, _ in starts)] if year is not None})

    @property
    def shown(self) -> list[int]:
        """The years on the axis: all that occur, or round ones where those are many."""
        if len(self.years) <= _MOST_YEARS:
            return self.years
        round_ones = [int(tick) for tick in ticks(self.years[0], self.years[-1], _MOST_YEARS)]
        return [year for year in dict.fromkeys(round_ones) if self.years[0] <= year <= self.years[-1]]

    @property
    def pitch(self) -> float:
        """The width of a year."""
        span = self.years[-1] - self.years[0] + 1 if self.years else 0
        return self._room / max(span + (1 if self.unsaid else 0), 1)

    @property
    def _room(self) -> float:
        return self.size.width - self.size.left - self.size.right

    def x(self, year: int | None) -> float:
        if year is None:
            return round(self.size.width - self.size.right - self.pitch / 2, 1)
        return round(self.size.left + (year - self.years[0] + 0.5) * self.pitch, 1)

    def y(self, value: float) -> float:
        height = self.size.height - self.size.top - self.size.bottom - self.size.inset
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return round(self.size.height - self.size.bottom - self.size.inset - share * height, 1)


def _placed(points: Sequence[Point], scale: _Scale, size: Size) -> list[tuple[Point, float, float]]:
    """Every point with its place; those that would cover each other side by side."""
    taken: defaultdict[int | None, list[tuple[float, float]]] = defaultdict(list)
    reach = max(scale.pitch / 2, size.radius)
    found = []
    for point in sorted(points, key=lambda p: (p.year or 0, p.value, p.plan)):
        centre, y = scale.x(point.year), scale.y(point.value)
        near = [x for x, other in taken[point.year] if abs(other - y) < 2 * size.radius]
        x = _free(centre, near, 2 * size.radius + 1, reach)
        taken[point.year].append((x, y))
        found.append((point, round(x, 1), y))
    return found


def _free(centre: float, near: Sequence[float], step: float, reach: float) -> float:
    """The place nearest to `centre` that none of `near` takes; within reach the steps get narrower."""
    while step > 1:
        places = [centre]
        for number in range(1, int(reach / step) + 1):
            places += [centre + number * step, centre - number * step]
        for place in places:
            if all(abs(place - other) >= step - 0.2 for other in near):
                return place
        step /= 2
    return centre


def _mark(point: Point, sign: Sign, x: float, y: float, scale: _Scale, size: Size) -> Mark:
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
        _arrow(x, y, size.radius, point.bound),
        line,
        None if point.high is None else scale.y(point.high),
    )


def shape(name: str, x: float, y: float, radius: float) -> str:
    """The path of a mark, each of about the same weight."""
    if name == "circle":
        r = _n(radius)
        return f"M{_n(x - radius)} {_n(y)}a{r} {r} 0 1 0 {_n(2 * radius)} 0a{r} {r} 0 1 0 -{_n(2 * radius)} 0z"
    corners = {
        "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "triangle": [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
        "fall": [(0, 1.2), (1.1, -0.8), (-1.1, -0.8)],
        "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        "hexagon": [(-1.1, 0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95)],
        "cross": [
            (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4),
            (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4),
        ],
    }[name]  # fmt: skip
    return "M" + "L".join(f"{_n(x + dx * radius)} {_n(y + dy * radius)}" for dx, dy in corners) + "z"


def _arrow(x: float, y: float, radius: float, bound: int) -> str:
    """An arrow from the mark to where the value may lie as well: down from a ceiling, up from a floor."""
    if not bound:
        return ""
    start, tip, wing = y - bound * radius * 1.25, y - bound * radius * 2.6, radius * 0.5
    return (
        f"M{_n(x)} {_n(start)}V{_n(tip)}"
        f"M{_n(x - wing)} {_n(tip + bound * wing)}L{_n(x)} {_n(tip)}L{_n(x + wing)} {_n(tip + bound * wing)}"
    )


def _bars(crowd: Sequence[Gathering], scale: _Scale, size: Size) -> list[Bar]:
    """Bars about the middle of their year; the widest is most of a year."""
    if not crowd:
        return []
    most = max(each.count for each in crowd)
    full = min(scale.pitch * 0.85, size.width / 3)
    span = scale.y(min(each.low for each in crowd)) - scale.y(max(each.high for each in crowd))
    height = round(max(span / _CELLS - 1, 2), 1)
    found = []
    for each in crowd:
        width = round(max(full * each.count / most, 2), 1)
        middle = scale.y((each.low + each.high) / 2)
        found.append(
            Bar(round(scale.x(each.year) - width / 2, 1), round(middle - height / 2, 1), width, height, each)
        )
    return found


def _labels(placed: Sequence[tuple[Point, float, float]], plans: dict[str, Sign], size: Size) -> list[Label]:
    """One label for marks that say the same in one place, where there is room."""
    alike: defaultdict[tuple[int | None, float, str], list[tuple[Point, float]]] = defaultdict(list)
    for point, x, y in placed:
        alike[point.year, y, point.label].append((point, x))
    boxes = [(x - size.radius, y - size.radius, x + size.radius, y + size.radius) for _, x, y in placed]
    found = []
    for (_, y, text), members in alike.items():
        width = 7.5 * len(text)
        for x, anchor in (
            (max(x for _, x in members) + size.radius + 4, "start"),
            (min(x for _, x in members) - size.radius - 4, "end"),
        ):
            left = x if anchor == "start" else x - width
            box = (left, y - 6, left + width, y + 6)
            inside = left > size.left and box[2] < size.width
            if inside and not any(_meet(box, other) for other in boxes):
                boxes.append(box)
                found.append(Label(round(x, 1), y + 4, text, anchor, plans[members[0][0].plan]))
                break
    return found


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
