"""Whether a page may hold tables, by a look at its paths only: pages of prose must cost next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_float, cast
from itertools import islice, repeat

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf.page.calls import Pointer, form_object, object_kind, page_object, pointer
from pipeline.read.pdf.printed import Box

_THIN = 3.0  # points; a path no thicker than this is a rule
_SHORT, _LONG = 5.0, 20.0  # points: the sides of a cell; rules that part rows where nothing parts columns
_NEAR = 3.0  # ends that are alike
_APART = 6.0  # rules of a table leave room for a line of text
_ENOUGH = 3  # rules that a table has in one direction; a frame has two
_DEEPEST = 8
_MOST_OBJECTS = 200_000  # of a page or a form; also paths of all
_PATH_OR_FORM = re.compile(b"[%c%c]" % (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM))
_MOST_SEGMENTS = 4_000  # of one path
_BOX_SEGMENTS = 5  # a path of more may hold many rules


class _Counted:
    """Where rules stand so far: all of them across and down, and those of each pair of ends."""

    def __init__(self) -> None:
        self.all: tuple[list[float], list[float]] = [], []
        self.alike: dict[tuple[int, int, int], list[float]] = {}

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
        # A page may be turned: what stands across here may be shown down.
        if end - start >= _SHORT:
            _note(self.all[direction], at)
        if end - start >= _LONG:
            _note(self.alike.setdefault((direction, round(start / _NEAR), round(end / _NEAR)), []), at)

    def frame(self) -> bool:
        """Whether these rules may make a box."""
        return min(map(len, self.all)) >= 2

    def rest(self) -> bool:
        """Whether these rules may hold the last row of a table, or what a page break left of it."""
        return self.frame() or self.table()

    def table(self) -> bool:
        """Whether these rules may make a table."""
        return (self.frame() and max(map(len, self.all)) >= _ENOUGH) or any(
            len(at) >= _ENOUGH for at in self.alike.values()
        )


def _note(places: list[float], at: float) -> None:
    """Keep a place unless it is another's double, or there are enough."""
    if len(places) < _ENOUGH and all(abs(at - other) > _APART for other in places):
        places.append(at)


def may_hold_tables(page: pypdfium2.PdfPage, *, behind_table: bool = False) -> bool:
    """Whether a page has rules enough for a table.

    A frame and the rules above and below the text are too few. A drawing may have enough. Behind a page that
    ends with a table (`behind_table`) a frame is enough: it may be the last row.
    """
    counted = _Counted()
    enough = counted.rest if behind_table else counted.table
    for path in islice(_paths(page), _MOST_OBJECTS):
        for box in _boxes(path):
            counted.add(box)
        if enough():
            return True
    return False


def _paths(page: pypdfium2.PdfPage) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    """The paths of a page, also those in forms (parts of a page that a file draws as one)."""
    waiting = [(pointer(page.raw), 0)]
    while waiting:
        holder, depth = waiting.pop()
        items = _objects(holder, form=depth > 0)
        kinds = bytes(map(object_kind, items))
        for match in _PATH_OR_FORM.finditer(kinds):  # of prose, nearly all are text
            item, kind = items[match.start()], kinds[match.start()]
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield cast(item, pdfium.FPDF_PAGEOBJECT)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                waiting.append((item, depth + 1))


def _objects(holder: Pointer, *, form: bool) -> list[Pointer]:
    """What a page, or a form, draws."""
    if form:
        count, object_of = pdfium.FPDFFormObj_CountObjects(cast(holder, pdfium.FPDF_PAGEOBJECT)), form_object
    else:
        count, object_of = pdfium.FPDFPage_CountObjects(cast(holder, pdfium.FPDF_PAGE)), page_object
    return list(map(object_of, repeat(holder), range(min(count, _MOST_OBJECTS))))


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
