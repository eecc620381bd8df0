"""Pages on which the text runs sideways: read as if they were turned upright, boxes as the page is shown."""

from __future__ import annotations

import math
from collections import Counter

import msgspec
import pypdfium2 as pdfium

from pipeline.read.pdf.page.calls import char_angle, pointer
from pipeline.read.pdf.printed import Box, around

_SAMPLED = 20  # characters that are asked how they stand
_RIGHT_ANGLE = 90


class Frame(msgspec.Struct, frozen=True):
    """How a page is shown beside how it is read: turned to the right by `turned` degrees, from a page of this size."""

    turned: int
    width: float
    height: float

    def shown(self, box: Box) -> Box:
        """A box of the page as it is read, on the page as it is shown."""
        if not self.turned:
            return box
        return around([(*point, *point) for point in (self._point(*box[:2]), self._point(*box[2:]))])

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self.turned == 90:
            return self.height - y, x
        if self.turned == 180:
            return self.width - x, self.height - y
        if self.turned == 270:
            return y, self.width - x
        return x, y


def turn_upright(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> Frame:
    """Turn a page so that most of its text stands upright; gives how it is shown beside that."""
    shown = page.get_rotation() % 360
    needed = _rotation(text_page, shown)
    if needed != shown:
        page.set_rotation(needed)
    width, height = page.get_size()
    return Frame((shown - needed) % 360, width, height)


def _rotation(text_page: pdfium.PdfTextPage, shown: int) -> int:
    """The rotation at which most of the characters sampled stand upright; `shown` if there are none."""
    count = text_page.count_chars()
    step = max(count // _SAMPLED, 1)
    handle = pointer(text_page.raw)
    angles = [char_angle(handle, place) for place in range(0, count, step)]
    turned = Counter(
        round(math.degrees(-angle) / _RIGHT_ANGLE) * _RIGHT_ANGLE % 360 for angle in angles if angle >= 0
    )
    return turned.most_common(1)[0][0] if turned else shown
