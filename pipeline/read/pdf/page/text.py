"""What a page says itself: its lines, read upright.

PDFium's time goes into opening, so the text of a page is opened once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pypdfium2 as pdfium

from pipeline.read.pdf.page.lines import lines_of
from pipeline.read.pdf.page.upright import Frame, turn_upright
from pipeline.read.pdf.printed import PrintedLine
from pipeline.read.pdf.scans.pages import is_scanned


class PageText(msgspec.Struct, frozen=True):
    """The lines of a page, and how it is shown beside how they are read. A scanned page (`scanned`) has none yet."""

    frame: Frame
    lines: tuple[PrintedLine, ...] = ()
    scanned: bool = False


def page_text(page: pdfium.PdfPage, number: int) -> PageText:
    """Read a page, and leave it turned so that most of its text stands upright.

    Args:
        page: the page.
        number: its number, from 1.
    """
    with opened_text(page) as text_page:
        if is_scanned(page, text_page):
            return PageText(Frame(0, *page.get_size()), scanned=True)
        frame = turn_upright(page, text_page)
        if not frame.turned:
            return PageText(frame, tuple(lines_of(page, text_page, number)))
    with opened_text(page) as text_page:  # what PDFium takes for a line depends on how the page stands
        return PageText(frame, tuple(lines_of(page, text_page, number)))


@contextmanager
def opened_text(page: pdfium.PdfPage) -> Iterator[pdfium.PdfTextPage]:
    """The text of a page, open while the block runs."""
    text_page = page.get_textpage()
    try:
        yield text_page
    finally:
        text_page.close()
