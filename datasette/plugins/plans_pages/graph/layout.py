"""Where the nodes of the drawing stand: a plain rule, the same for the same nodes.

The node in question is in the middle, its neighbours on an oval around it in sectors, one for each kind of
edge, what they are joined to in a column behind them. Every node has a row of its own on its side, so that
labels never lie on each other.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

ROW, HEAD, GAP = 24, 26, 10  # the height of a node, of a sector's heading, between sectors
EM = 13  # the size of letters
_MIDDLE = 92  # half the width of the box in the middle
_BULGE = 46  # how far the oval leaves a straight line
_NEAR = 150  # from the middle to the first nodes
_FAR = 345  # to those at two steps
_HALF = {1: 500, 2: 640}  # half the width of the drawing


@dataclass(frozen=True)
class Sector:
    """What is to be drawn of one kind of edge: of each node its label and those of the nodes behind it."""

    labels: Sequence[tuple[str, Sequence[str]]]

    @property
    def height(self) -> int:
        return HEAD + GAP + ROW * sum(max(1, len(behind)) for _, behind in self.labels)


@dataclass(frozen=True)
class Spot:
    """Where a node is drawn: its point, its label's start and anchor, the line that leads to it."""

    x: float
    y: float
    label: str
    label_x: float
    anchor: str
    line: str
    behind: list[Spot] = field(default_factory=list)


@dataclass(frozen=True)
class Heading:
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Layout:
    """The whole drawing: its size, the middle, each sector's heading and spots, in the order given."""

    width: int
    height: int
    middle: tuple[float, float]
    lines: list[str]
    sectors: list[tuple[Heading, list[Spot]]]


def layout(label: str, sectors: Sequence[Sector], steps: int) -> Layout:
    """Place `sectors` around a node called `label`."""
    sides = _sides(sectors)
    height = max(160, *(sum(sectors[place].height for place in side) + 2 * GAP for side in sides))
    half = _HALF[steps]
    place = _Place(half, height, steps)
    placed: dict[int, tuple[Heading, list[Spot]]] = {}
    for side, sign in zip(sides, (1, -1), strict=True):
        y = (height - sum(sectors[each].height for each in side)) / 2 + GAP / 2
        for each in side:
            placed[each] = place.sector(sectors[each], sign, y)
            y += sectors[each].height
    lines = _wrapped(label, 2 * _MIDDLE - 16)
    return Layout(2 * half, height, (half, height / 2), lines, [placed[each] for each in range(len(sectors))])


def _sides(sectors: Sequence[Sector]) -> tuple[list[int], list[int]]:
    """Which sectors stand on the right and on the left: in their order, each where there is more room."""
    right: list[int] = []
    left: list[int] = []
    heights = [0, 0]
    for place, sector in enumerate(sectors):
        side = int(heights[1] < heights[0])
        (right, left)[side].append(place)
        heights[side] += sector.height
    return right, left


@dataclass(frozen=True)
class _Place:
    half: int
    height: int
    steps: int

    def sector(self, sector: Sector, sign: int, top: float) -> tuple[Heading, list[Spot]]:
        """The spots of a sector that starts at `top`, on the right (`sign` 1) or the left (-1)."""
        anchor = "start" if sign > 0 else "end"
        heading = Heading(self.half + sign * (_NEAR + _BULGE), top + HEAD - 9, anchor)
        y = top + HEAD
        spots = []
        for label, behind in sector.labels:
            rows = max(1, len(behind))
            spots.append(self._spot(label, behind, sign, y, y + ROW * rows / 2))
            y += ROW * rows
        return heading, spots

    def _spot(self, label: str, behind: Sequence[str], sign: int, top: float, y: float) -> Spot:
        middle = self.height / 2
        dx = _NEAR + _BULGE * math.sqrt(max(0.0, 1 - ((y - middle) / middle) ** 2))
        room = (_FAR - dx if self.steps > 1 else self.half - dx) - 22
        x = self.half + sign * dx
        anchor = "start" if sign > 0 else "end"
        far = []
        for number, other in enumerate(behind):
            far_y = top + ROW * number + ROW / 2
            far_x = self.half + sign * _FAR
            # Lines start behind the label, which is cut to the room before the second column.
            line = _curve(x + sign * (14 + width(fitted(label, room))), y, far_x - sign * 5, far_y)
            far.append(
                Spot(far_x, far_y, fitted(other, self.half - _FAR - 22), far_x + sign * 11, anchor, line)
            )
        line = _curve(self.half + sign * _MIDDLE, middle, x - sign * 6, y)
        return Spot(x, y, fitted(label, room), x + sign * 11, anchor, line, far)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = (x + to_x) / 2
    return f"M{x:.0f} {y:.1f}C{bend:.0f} {y:.1f} {bend:.0f} {to_y:.1f} {to_x:.0f} {to_y:.1f}"


def width(text: str) -> float:
    """About how wide `text` is in the drawing."""
    return sum(map(_wide, text))


def _wide(character: str) -> float:
    return EM if unicodedata.east_asian_width(character) in "WFA" else EM * 0.58


def fitted(text: str, room: float) -> str:
    """`text`, cut with … where it is wider than `room`."""
    return text if _within(text, room) == len(text) else text[: _within(text, room - EM)] + "…"


def _within(text: str, room: float) -> int:
    """How many of the first characters fit into `room`; a text may be as long as a page."""
    reached = accumulate(map(_wide, text))
    return next((number for number, wide in enumerate(reached) if wide > room), len(text))


def _wrapped(text: str, room: float) -> list[str]:
    """`text` in at most three lines."""
    lines: list[str] = []
    while text and len(lines) < 2:
        end = max(_within(text, room), 1)
        lines.append(text[:end])
        text = text[end:]
    return [*lines, fitted(text, room)] if text else lines
