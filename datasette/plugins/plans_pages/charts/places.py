"""Where marks, their labels and the bars of a crowd go, so that none covers another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plans_pages.charts.points import CELLS, Gathering, Point, Size
from plans_pages.charts.scale import Scale
from plans_pages.charts.signs import Sign


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


def placed(points: Sequence[Point], scale: Scale, size: Size) -> list[tuple[Point, float, float]]:
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


def bars(crowd: Sequence[Gathering], scale: Scale, size: Size) -> list[Bar]:
    """Bars about the middle of their year; the widest is most of a year."""
    if not crowd:
        return []
    most = max(each.count for each in crowd)
    full = min(scale.pitch * 0.85, size.width / 3)
    span = scale.y(min(each.low for each in crowd)) - scale.y(max(each.high for each in crowd))
    height = round(max(span / CELLS - 1, 2), 1)
    found = []
    for each in crowd:
        width = round(max(full * each.count / most, 2), 1)
        middle = scale.y((each.low + each.high) / 2)
        found.append(
            Bar(round(scale.x(each.year) - width / 2, 1), round(middle - height / 2, 1), width, height, each)
        )
    return found


def labels(places: Sequence[tuple[Point, float, float]], plans: dict[str, Sign], size: Size) -> list[Label]:
    """One label for marks that say the same in one place, where there is room."""
    alike: defaultdict[tuple[int | None, float, str], list[tuple[Point, float]]] = defaultdict(list)
    for point, x, y in places:
        alike[point.year, y, point.label].append((point, x))
    boxes = [(x - size.radius, y - size.radius, x + size.radius, y + size.radius) for _, x, y in places]
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
