"""Whether a page may hold tables, by a look at its paths only: pages of prose must cost next to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf.printed import Box

_THIN = 3.0  # points; a path no thicker than this is a rule
_SHORT_ACROSS, _SHORT_DOWN = 20.0, 5.0
_NEAR = 3.0
_ENOUGH = 3  # rules that a table has in one direction; a frame has two
_DEEPEST = 8
_MOST_OBJECTS = 200_000
_MOST_SEGMENTS = 4_000  # of one path
_BOX_SEGMENTS = 5  # a path of more may hold many rules


class _Counted:
    """The rules so far, by their ends: (start, end) → where rules with these ends stand."""

    def __init__(self) -> None:
        self.across: dict[tuple[int, int], set[int]] = {}
        self.down: dict[tuple[int, int], set[int]] = {}
        self.places: tuple[set[int], set[int]] = set(), set()  # of all rules across, and down

    def add(self, box: Box) -> None:
        """Count a thin box as a rule, another one as its four sides."""
        left, low, right, high = box
        if high - low <= _THIN:
            self._rule(0, (low + high) / 2, left, right)
        elif right - left <= _THIN:
            self._rule(1, (left + right) / 2, low, high)
        else:
            for at in (low, high):
                self._rule(0, at, left, right)
            for at in (left, right):
                self._rule(1, at, low, high)

    def _rule(self, direction: int, at: float, start: float, end: float) -> None:
        # A page may be turned, so that the shorter of the two lengths counts for both directions.
        if end - start >= _SHORT_DOWN:
            self.places[direction].add(round(at / _NEAR))
        if end - start >= _SHORT_ACROSS:
            ends = round(start / _NEAR), round(end / _NEAR)
            (self.across, self.down)[direction].setdefault(ends, set()).add(round(at / _NEAR))

    def enough(self) -> bool:
        """Whether these rules may make a table."""
        across, down = (len(places) for places in self.places)
        grid = min(across, down) >= 2 and max(across, down) >= _ENOUGH
        open_table = any(len(at) >= _ENOUGH for ends in (self.across, self.down) for at in ends.values())
        return grid or open_table


def may_hold_tables(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has rules enough for a table.

    A frame and the rules above and below the text are too few. A drawing may have enough.
    """
    counted = _Counted()
    for path in islice(_paths(page), _MOST_OBJECTS):
        for box in _boxes(path):
            counted.add(box)
        if counted.enough():
            return True
    return False


def _paths(page: pypdfium2.PdfPage) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    """The paths of a page, also those in forms (parts of a page that a file draws as one)."""
    waiting = [(page.raw, 0)]
    while waiting:
        holder, depth = waiting.pop()
        count_of, object_of = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
        if depth:
            count_of, object_of = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
        for index in range(max(count_of(holder), 0)):
            item = object_of(holder, index)
            kind = pdfium.FPDFPageObj_GetType(item) if item else None
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield item
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                waiting.append((item, depth + 1))


def _boxes(path: pdfium.FPDF_PAGEOBJECT) -> Iterator[Box]:
    """The boxes that a path draws: its own, or that of each straight segment of a path of many."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(path, byref(left), byref(bottom), byref(right), byref(top)):
        return
    box = left.value, bottom.value, right.value, top.value
    count = pdfium.FPDFPath_CountSegments(path)
    slim = box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN
    if slim or count <= _BOX_SEGMENTS:
        yield box
    else:
        yield from _segments(path, min(count, _MOST_SEGMENTS))


def _segments(path: pdfium.FPDF_PAGEOBJECT, count: int) -> Iterator[Box]:
    """The segments along an axis; their length is that before the path's own scale."""
    x, y = c_float(), c_float()
    before: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        point = x.value, y.value
        straight = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO
        if before and straight and (abs(before[0] - point[0]) <= 0.1 or abs(before[1] - point[1]) <= 0.1):
            low, high = sorted((before, point))
            yield low[0], min(low[1], high[1]), high[0], max(low[1], high[1])
        before = point
