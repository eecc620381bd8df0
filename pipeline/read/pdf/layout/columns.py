"""Columns of a page, and the order in which its lines are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.read.pdf.printed import Box, PrintedLine, around

_FEWEST = 4  # lines on either side of a gutter
_NARROWEST = 8.0  # points
_ROUNDING = 0.5  # points
_MIDDLE = (0.3, 0.7)  # of the text's width: where a gutter may be
_MOST_ACROSS = 0.35  # share of the lines that may stand across the gutter (titles, tables)


class Column(msgspec.Struct, frozen=True):
    """Lines that are read one after the other. `kind`: 0 where there is one column, 1 and 2 where there are two."""

    lines: tuple[PrintedLine, ...]
    kind: int


def columns(lines: Sequence[PrintedLine]) -> list[Column]:
    """The columns of a page in reading order; what stands across both parts what is above it from what is below."""
    gutter = _gutter(lines)
    if gutter is None:
        return [Column(tuple(lines), 0)] if lines else []
    found: list[Column] = []
    sides: tuple[list[PrintedLine], list[PrintedLine]] = ([], [])
    for line in lines:
        if _across(line, gutter):
            found += _taken(sides)
            found.append(Column((line,), 0))
            sides = ([], [])
        else:
            sides[line.box[0] >= gutter - _ROUNDING].append(line)
    return [*found, *_taken(sides)]


def _taken(sides: tuple[list[PrintedLine], list[PrintedLine]]) -> Iterator[Column]:
    for kind, side in enumerate(sides, 1):
        if side:
            yield Column(tuple(side), kind)


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Where the left edges of a second column stand; None if there is none."""
    if len(lines) < 2 * _FEWEST:
        return None
    left, _, right, _ = around([line.box for line in lines])
    low, high = (left + share * (right - left) for share in _MIDDLE)
    starts = {round(line.box[0], 1) for line in lines if low < line.box[0] < high}
    parted = [(across, start) for start in starts if (across := _across_of(lines, start)) is not None]
    return min(parted)[1] if parted else None


def _across_of(lines: Sequence[PrintedLine], start: float) -> int | None:
    """How many lines stand across a gutter before `start`; None if lines do not stand side by side there."""
    before = [line.box for line in lines if line.box[2] <= start - _NARROWEST]
    behind = [line.box for line in lines if line.box[0] >= start - _ROUNDING]
    across = len(lines) - len(before) - len(behind)
    if min(len(before), len(behind)) < _FEWEST or across > _MOST_ACROSS * len(lines):
        return None
    beside = sum(any(_level(box, other) for other in behind) for box in before)
    return across if beside >= _FEWEST else None


def _level(one: Box, other: Box) -> bool:
    return min(one[3], other[3]) > max(one[1], other[1])


def _across(line: PrintedLine, gutter: float) -> bool:
    return line.box[0] < gutter - _ROUNDING and line.box[2] > gutter - _NARROWEST
