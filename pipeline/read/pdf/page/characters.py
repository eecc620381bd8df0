"""The characters of a page with their boxes, as PDFium gives them: in the order in which the page draws them."""

from __future__ import annotations

import re
import threading
from collections import deque
from itertools import repeat
from typing import Final

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.pdf.page.calls import Pointer, is_generated, loose_char_box, pointer
from pipeline.read.pdf.page.radicals import with_ideographs
from pipeline.read.pdf.page.shown import shown

Numbers = npt.NDArray[np.float32]
LINE_END: Final = "\r\n"  # what PDFium puts where it sees a new line
_AT_ONCE = 1024  # characters
_BEYOND = 0x10000  # no character from here on is a blank
_IS_BLANK = np.zeros(_BEYOND + 1, dtype=np.bool_)
_IS_BLANK[[9, 10, 11, 12, 13, 32, 0xA0, 0x200B, 0x3000, 0xFEFF]] = True
_SPACE = re.compile(r"(?<![\x21-\x7e]) | (?![\x21-\x7e])")  # no space between two words of Latin letters
_LONE_END = re.compile(r"\r(?!\n)|(?<!\r)\n")


class _Buffer(threading.local):
    """Where PDFium puts boxes: `rows` are the addresses of those of `boxes`, made once, for that takes time."""

    def __init__(self) -> None:
        self.boxes = np.zeros((_AT_ONCE, 4), dtype=np.float32)
        first, step = self.boxes.ctypes.data, self.boxes.strides[0]
        self.rows = [Pointer(first + step * row) for row in range(_AT_ONCE)]


_buffer = _Buffer()


class Characters:
    """The characters of a page.

    `left`, `top`, `right` and `bottom` are those of each character's box, from the upper left corner of the page
    as it is shown; a blank has no width and begins where the character before it ends. Spaces that PDFium adds
    between Chinese characters and numbers are left out: nobody wrote them.
    """

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> None:
        self._text_page = text_page
        count = text_page.count_chars()
        self.text = text_page.get_text_range() if count else ""
        if len(self.text) != count:  # characters beyond the basic plane, or without a code
            self.text = "".join(map(self._character, range(count)))
        self.text = with_ideographs(self.text)
        if not self.text.count("\r") == self.text.count("\n") == self.text.count(LINE_END):
            self.text = _LONE_END.sub(" ", self.text)
        boxes = self._boxes(count)
        if added := self._added_spaces():
            boxes = np.delete(boxes, added, axis=0)
            parts = zip([-1, *added], [*added, count], strict=True)
            self.text = "".join([self.text[before + 1 : place] for before, place in parts])
        self.left, self.top, self.right, self.bottom = _as_shown(boxes, page)
        self._place_blanks()

    def _added_spaces(self) -> list[int]:
        """Where PDFium added spaces that nobody wrote."""
        page = pointer(self._text_page.raw)
        places = [match.start() for match in _SPACE.finditer(self.text)]
        return [place for place in places if is_generated(page, place) == 1]

    def _boxes(self, count: int) -> Numbers:
        """(left, top, right, bottom) of each character, y upwards."""
        found = np.empty((count, 4), dtype=np.float32)
        page = repeat(pointer(self._text_page.raw))
        for first in range(0, count, _AT_ONCE):
            last = min(first + _AT_ONCE, count)
            _buffer.boxes.fill(0)  # of a character without a box
            deque(map(loose_char_box, page, range(first, last), _buffer.rows), maxlen=0)
            found[first:last] = _buffer.boxes[: last - first]
        return found

    def _character(self, place: int) -> str:
        code = pdfium_c.FPDFText_GetUnicode(self._text_page.raw, place)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    def _place_blanks(self) -> None:
        """PDFium's blanks may have no box at all."""
        blank = _IS_BLANK[np.frombuffer(self.text.encode("utf-32-le"), dtype=np.uint32).clip(max=_BEYOND)]
        drawn = np.where(blank, -1, np.arange(len(blank)))
        before = np.maximum.accumulate(drawn) if len(drawn) else drawn
        known = blank & (before >= 0)
        self.left[known] = self.right[known] = self.right[before[known]]


def _as_shown(boxes: Numbers, page: pdfium.PdfPage) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Boxes with y upwards as boxes on the page as it is shown, its rotation applied."""
    box = shown(page)  # what PDFium shows, where the file's own boxes are none
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    x0, y1, x1, y0 = (column.copy() for column in boxes.T)
    turned = box.turned % 360
    if turned == 90:
        return y0 - bottom, x0 - left, y1 - bottom, x1 - left
    if turned == 180:
        return right - x1, y0 - bottom, right - x0, y1 - bottom
    if turned == 270:
        return top - y1, right - x1, top - y0, right - x0
    return x0 - left, top - y1, x1 - left, top - y0
