"""Places on a page as it is shown: cropped and turned."""

from __future__ import annotations

import math
from ctypes import byref

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf.printed import Box, around


class Shown(msgspec.Struct, frozen=True, gc=False):
    """What of a page is shown (in the file's own coordinates) and how far it is turned to the right."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file in points from the upper left corner of the page."""
        if self.turned == 90:
            return y - self.bottom, x - self.left
        if self.turned == 180:
            return self.right - x, y - self.bottom
        if self.turned == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, *corners: tuple[float, float]) -> Box | None:
        """The box around points of the file; None if one of them is no number."""
        if not all(math.isfinite(value) for corner in corners for value in corner):
            return None
        return around([(*point, *point) for point in (self.point(*corner) for corner in corners)])


def shown(page: pypdfium2.PdfPage) -> Shown:
    """How a page is shown."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(box))
    turned = max(pdfium.FPDFPage_GetRotation(page), 0) * 90
    return Shown(box.left, box.bottom, box.right, box.top, turned)
