"""Where a year and a value lie in a chart, and what its axes say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from plans_pages.charts.points import Gathering, Point, Size

_MOST_YEARS = 8  # on the axis


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values from at or below `low` to at or above `high`."""
    if high <= low:
        high = low + (abs(low) or 1)
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


@dataclass
class Scale:
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
