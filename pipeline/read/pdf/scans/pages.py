"""Pages that are pictures of text: which they are, and their pictures with the skew undone.

A page counts as scanned when it holds next to no text while pictures, or outlines drawn for characters, fill
it. What a scanner recognised itself and laid invisibly over its picture is text, and is read as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image
from pypdfium2 import raw

_GARBAGE = 20  # characters that are no text yet: a stamp of the scanning program, a page number
_COVERED = 0.6  # share of the page that a scan covers at least
_GRID = 40  # cells a side, in which the covered share is counted
_OUTLINES = 400  # drawn paths of a page whose characters a program turned into outlines
_MAX_SKEW = 3.5  # degrees
_SHORT_SIDE = 800  # pixels of the picture in which the skew is looked for
_SURE = 1.03  # how much sharper the rows have to be than unturned
_LEAST = 0.08  # degrees; less is not worth blurring the picture


def is_scanned(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> bool:
    """Whether a page is a picture of text. Blank pages are not, nor those with an invisible layer of text."""
    printed = _printed(text_page)
    if printed > _GARBAGE:
        return False
    if _covered(page) >= _COVERED:
        return True
    return not printed and sum(1 for _ in page.get_objects([raw.FPDF_PAGEOBJ_PATH])) >= _OUTLINES


def _printed(text_page: pdfium.PdfTextPage) -> int:
    """How many characters the page holds; of many, spaces are counted too."""
    count: int = text_page.count_chars()
    if 0 < count <= 5 * _GARBAGE:
        return sum(not char.isspace() for char in text_page.get_text_range())
    return count


def _covered(page: pdfium.PdfPage) -> float:
    """The share of the page under pictures; scans come in strips and layers, which may overlap."""
    left, bottom, right, top = page.get_bbox()
    grid = np.zeros((_GRID, _GRID), bool)
    across, up = _GRID / max(right - left, 1.0), _GRID / max(top - bottom, 1.0)
    for x0, y0, x1, y1 in _pictures(page):
        columns = slice(max(0, round((x0 - left) * across)), max(0, round((x1 - left) * across)))
        rows = slice(max(0, round((y0 - bottom) * up)), max(0, round((y1 - bottom) * up)))
        grid[rows, columns] = True
    return float(grid.mean())


def _pictures(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    for picture in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]):
        yield picture.get_bounds()


def picture_of(page: pdfium.PdfPage, scale: float, *, straight: bool) -> Image.Image:
    """The page as it is shown, in colour.

    Args:
        page: the page.
        scale: pixels a point.
        straight: whether to undo the skew of a scan; places on such a page are given as on this picture.
    """
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    angle = skew(picture) if straight else 0.0
    if not angle:
        return picture
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def skew(picture: Image.Image) -> float:
    """By how many degrees to turn a picture against the clock so that its lines of text lie level.

    Turned rightly, rows of the picture are either full of ink or empty. 0 if no turn makes a difference.
    """
    factor = min(1.0, _SHORT_SIDE / min(picture.size))
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    gray = np.asarray(picture.convert("L").resize(size, Image.Resampling.BOX), np.float64)
    ink = gray < (gray.mean() + gray.min()) / 2
    rows, columns = np.nonzero(ink)
    if rows.size < _SHORT_SIDE:
        return 0.0
    across = columns - size[0] / 2
    level = _sharpness(rows, across, 0.0)
    best = 0.0
    for step, reach in ((0.25, _MAX_SKEW), (0.05, 0.25)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = max(angles.tolist(), key=lambda angle: _sharpness(rows, across, angle))
    if abs(best) < _LEAST or _sharpness(rows, across, best) < _SURE * level:
        return 0.0
    return round(best, 2)


def _sharpness(rows: NDArray[np.int64], across: NDArray[np.floating[Any]], angle: float) -> float:
    """How unevenly ink spreads over the rows once the picture is turned by `angle` degrees."""
    turned = np.rint(rows - across * np.tan(np.radians(angle))).astype(np.int64)
    counts = np.bincount(turned - turned.min()).astype(np.float64)
    return float((np.diff(counts) ** 2).sum())
