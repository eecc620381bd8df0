"""What a chart is made of: values with their years, one by one or as a crowd, and the room for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

CELLS = 18  # of the crowd, from the lowest to the highest value


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


def gathered(points: Iterable[tuple[int | None, float, str]]) -> list[Gathering]:
    """The crowd of points, (year, value, plan) each: those of a year that lie together as one."""
    points = list(points)
    if not points:
        return []
    low, high = min(value for _, value, _ in points), max(value for _, value, _ in points)
    step = (high - low) / CELLS or 1.0
    cells: defaultdict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
    for year, value, plan in points:
        cells[year or 0, min(int((value - low) / step), CELLS - 1)].append((value, plan))
    return [
        Gathering(year or None, min(v for v, _ in held), max(v for v, _ in held), len({p for _, p in held}))
        for (year, _), held in sorted(cells.items())
    ]
