"""A page's characters → its printed lines.

PDFium ends a line where it sees a gap, and adds spaces of its own. A line here is what stands side by side:
sorted from left to right, cut where a gap is wide enough for another column, without the spaces that only
PDFium sees between Chinese characters and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium

from pipeline.read.pdf.page.characters import LINE_END, Characters, Numbers
from pipeline.read.pdf.printed import PrintedLine

_WIDE_GAP = 2.5  # heights of a character; what is further apart belongs to different columns
_OUT_OF_ORDER = 1.0  # points that a character may stand left of the one before it
_OTHER_LEVEL = 0.7  # of its height that a character stands higher or lower than those of its line
_SAME_ROW = 0.6  # share of the lower of two lines that both must have in common


def lines_of(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> list[PrintedLine]:
    """The lines of a page from top to bottom, those side by side from left to right.

    Args:
        page: the page.
        text_page: its text.
        number: its number, from 1.
    """
    return _in_rows(_Lines(Characters(page, text_page), number).all())


class _Lines:
    """The lines of one page."""

    def __init__(self, characters: Characters, number: int) -> None:
        self._text = characters.text
        self._number = number
        self._characters = characters
        self._left = characters.left.tolist()
        self._right = characters.right.tolist()

    @cached_property
    def _top(self) -> list[float]:
        return _floats(self._characters.top)

    @cached_property
    def _bottom(self) -> list[float]:
        return _floats(self._characters.bottom)

    @cached_property
    def _heights(self) -> list[float]:
        return _floats(self._characters.bottom - self._characters.top)

    def all(self) -> Iterator[PrintedLine]:
        """The lines in the order in which the page draws them."""
        ragged = self._ragged()
        segments = list(_segments(self._text))
        for (start, end), (top, bottom, size) in zip(segments, self._extents(segments), strict=True):
            if ragged[end - 1] > ragged[start]:
                yield from map(self._line, self._parts(start, end))
            else:  # characters that follow each other closely
                left, right = self._left[start:end], self._right[end - 1]
                box = left[0], top, right, bottom
                yield PrintedLine(self._text[start:end], box, self._number, size, (*left, right))

    def _extents(self, segments: Sequence[tuple[int, int]]) -> list[tuple[float, float, float]]:
        """For each segment its top, its bottom and the height of its highest character."""
        if not segments:
            return []
        found = self._characters
        bounds = np.array(segments).ravel()
        # Every second range is what lies between two segments.
        bounds = bounds[:-1] if bounds[-1] == len(self._text) else bounds
        top = np.minimum.reduceat(found.top, bounds)[::2]
        bottom = np.maximum.reduceat(found.bottom, bounds)[::2]
        height = np.maximum.reduceat(found.bottom - found.top, bounds)[::2]
        return list(zip(top.tolist(), bottom.tolist(), height.tolist(), strict=True))

    def _ragged(self) -> list[int]:
        """For each character how many up to it do not follow the one before closely from left to right."""
        found = self._characters
        apart = found.left[1:] - found.right[:-1]
        heights = np.maximum(found.bottom - found.top, 1)
        odd = (np.diff(found.left) < -_OUT_OF_ORDER) | (apart > _WIDE_GAP * heights[1:])
        return [0, *np.cumsum(odd).tolist()]

    def _parts(self, start: int, end: int) -> Iterator[list[int]]:
        """The characters between two line ends: line by line, from left to right, cut at wide gaps."""
        for level in self._levels(start, end):
            drawn = [place for place in level if not self._text[place].isspace()]
            jumps = any(self._left[b] < self._left[a] - _OUT_OF_ORDER for a, b in pairwise(drawn))
            yield from self._cut(sorted(drawn, key=self._left.__getitem__) if jumps else level)

    def _levels(self, start: int, end: int) -> list[list[int]]:
        """Characters by the line that they stand on: PDFium may not see where one of large letters ends."""
        middles = (self._characters.top[start:end] + self._characters.bottom[start:end]) / 2
        heights = self._characters.bottom[start:end] - self._characters.top[start:end]
        if (np.abs(middles - middles[0]) < heights * _OTHER_LEVEL).all():  # as nearly always
            return [list(range(start, end))]
        found: list[tuple[float, list[int]]] = []
        for place in range(start, end):
            middle = (self._top[place] + self._bottom[place]) / 2
            near = self._heights[place] * _OTHER_LEVEL
            level = next((each for at, each in found if abs(at - middle) < near), None)
            if self._text[place].isspace() and found:
                found[-1][1].append(place)
            elif level is None:
                found.append((middle, [place]))
            else:
                level.append(place)
        return [level for _, level in found]

    def _cut(self, places: list[int]) -> Iterator[list[int]]:
        begin, last = 0, places[0]
        for at, place in enumerate(places):
            if self._text[place].isspace():
                continue
            height = max(self._bottom[last] - self._top[last], 1.0)
            if self._left[place] - self._right[last] > _WIDE_GAP * height:
                yield places[begin:at]
                begin = at
            last = place
        yield places[begin:]

    def _line(self, places: Sequence[int]) -> PrintedLine:
        """The line of characters at these places, blanks at its ends left out."""
        text = "".join([self._text[place] for place in places])
        lead, kept = len(text) - len(text.lstrip()), len(text.rstrip())
        places = places[lead:kept]
        left = [self._left[place] for place in places]
        right = self._right[places[-1]]
        top, bottom = (min(self._top[at] for at in places), max(self._bottom[at] for at in places))
        size = max(self._heights[at] for at in places)
        return PrintedLine(text[lead:kept], (left[0], top, right, bottom), self._number, size, (*left, right))


def _floats(numbers: Numbers) -> list[float]:
    found: list[float] = numbers.tolist()
    return found


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between line ends, without the blanks at their ends."""
    start = 0
    for part in text.split(LINE_END):
        if printed := part.strip():
            first = start + len(part) - len(part.lstrip())
            yield first, first + len(printed)
        start += len(part) + len(LINE_END)


def _in_rows(lines: Iterator[PrintedLine]) -> list[PrintedLine]:
    """Lines from top to bottom; those of one row from left to right."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.box[1]):
        if rows and _beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in (row if len(row) == 1 else sorted(row, key=_along))]


def _along(line: PrintedLine) -> float:
    return -line.box[2] if line.is_vertical else line.box[0]


def _beside(one: PrintedLine, other: PrintedLine) -> bool:
    """Whether two lines stand at the same height."""
    (_, top, _, bottom), (_, other_top, _, other_bottom) = one.box, other.box
    if other_top >= bottom:  # as nearly always
        return False
    common = min(bottom, other_bottom) - max(top, other_top)
    return common >= _SAME_ROW * min(bottom - top, other_bottom - other_top)
