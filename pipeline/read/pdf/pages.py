"""What each page of a PDF file prints: lines, tables, annotations; each page is opened once."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import pdfplumber
import pypdfium2 as pdfium
from pdfplumber.pdf import PDF

from pipeline.read.pdf.file import page_of
from pipeline.read.pdf.notes.annotations import Annotations
from pipeline.read.pdf.notes.threads import PageComment
from pipeline.read.pdf.page.text import PageText, page_text
from pipeline.read.pdf.page.upright import Frame
from pipeline.read.pdf.printed import PrintedLine
from pipeline.read.pdf.scans.recognition import recognise, require_engine, watching
from pipeline.read.pdf.scans.tables import scanned_tables
from pipeline.read.pdf.tables.cell_lines import shown_size
from pipeline.read.pdf.tables.finding import PageTable, may_hold_tables, page_tables

# It warns of every font that it finds odd, page after page; what it cannot read is no table.
logging.getLogger("pdfminer").setLevel(logging.ERROR)
_SAME_SIZE = 1.0  # points
BeginPage = Callable[[int], None]


@dataclass
class PrintedPage:
    """What one page prints. `unread_tables`: it may hold tables, but they could not be read."""

    frame: Frame
    lines: list[PrintedLine]
    tables: list[PageTable] = field(default_factory=list)
    unread_tables: bool = False


class Pages:
    """The pages of an opened file, in order, and the comments on them.

    Args:
        document: the file as pypdfium2 opened it.
        data: its bytes: pdfplumber opens those pages that may hold tables.
        name: how errors name it.
        begin_page: is told the number of each page before it is read.
    """

    def __init__(self, document: pdfium.PdfDocument, data: bytes, name: str, begin_page: BeginPage) -> None:
        self._document = document
        self._data = data
        self._name = name
        self._begin_page = begin_page
        self._annotations = Annotations()
        self._with_rules: set[int] = set()
        texts = [self._text(number) for number in range(1, len(document) + 1)]
        self.printed = [PrintedPage(text.frame, _shown_lines(text)) for text in texts]
        self._recognise([number for number, text in enumerate(texts, 1) if text.scanned])
        self._read_tables()

    @property
    def comments(self) -> list[PageComment]:
        """The annotations of all pages, in the frame in which their lines are read."""
        return self._annotations.comments

    def _text(self, number: int) -> PageText:
        """What one page says itself; looks for annotations and rules while it is open."""
        self._begin_page(number)
        page = page_of(self._document, number, self._name)
        try:
            text = page_text(page, number)
            self._annotations.read(page, number)
            if not text.scanned and may_hold_tables(page):
                self._with_rules.add(number)
        finally:
            page.close()
        return text

    def _recognise(self, scanned: Sequence[int]) -> None:
        """Recognise the pages `scanned`; all of them are known before the first, so that an error names them all."""
        require_engine(self._name, scanned)
        tell = watching(scanned)
        for number in scanned:
            self._begin_page(number)
            tell(number)
            page = page_of(self._document, number, self._name)
            try:
                lines = recognise(page, number)
                self.printed[number - 1].lines = lines
                self.printed[number - 1].tables = scanned_tables(page, number, lines)
            finally:
                page.close()

    def _read_tables(self) -> None:
        """Read the tables of the pages that may hold some; behind a table less is enough to be the rest of it."""
        turned = any(page.frame.turned for page in self.printed)
        plumber = _Plumber(self._document, self._data, turned=turned)
        behind_table = False
        try:
            for number, page in enumerate(self.printed, 1):
                if number in self._with_rules or (
                    behind_table and may_hold_tables(self._document[number - 1], behind_table=True)
                ):
                    self._begin_page(number)
                    page.tables, page.unread_tables = plumber.tables(number, page.frame)
                behind_table = bool(page.tables)
        finally:
            plumber.close()


class _Plumber:
    """pdfplumber, which opens the file only for pages that may hold tables.

    Args:
        document: the file as PDFium has it.
        data: its bytes.
        turned: whether pages have been turned in `document`, so that it is opened as that has it.
    """

    def __init__(self, document: pdfium.PdfDocument, data: bytes, *, turned: bool) -> None:
        self._document = document
        self._data = data
        self._turned = turned
        self._opened: PDF | None = None

    def tables(self, number: int, frame: Frame) -> tuple[list[PageTable], bool]:
        """The tables of a page, and whether it could not be read; PDFium has its lines all the same.

        A page that pdfplumber takes for another size than PDFium (its boxes are broken) is not read: places of
        the one would mean nothing to the other.
        """
        try:
            self._opened = self._opened or self._open()
            page = self._opened.pages[number - 1]
            width, height = shown_size(page)
            if abs(width - frame.width) > _SAME_SIZE or abs(height - frame.height) > _SAME_SIZE:
                return [], True
            found = page_tables(page, number)
            page.close()
        except Exception:  # noqa: BLE001 (on a broken file it raises whatever its parser stumbles over)
            return [], True
        return found, False

    def close(self) -> None:
        """Close the file if it was opened."""
        if self._opened:
            with suppress(Exception):  # what it could not read it cannot close either
                self._opened.close()

    def _open(self) -> PDF:
        if not self._turned:
            return pdfplumber.open(io.BytesIO(self._data))
        written = io.BytesIO()
        self._document.save(written)
        return pdfplumber.open(written)


def _shown_lines(text: PageText) -> list[PrintedLine]:
    """The lines of which anything is on the page."""
    return [line for line in text.lines if _is_on_page(line, text.frame)]


def _is_on_page(line: PrintedLine, frame: Frame) -> bool:
    left, top, right, bottom = line.box
    return left < frame.width and right > 0 and top < frame.height and bottom > 0
