"""A PDF file as a whole: its pages' lines, tables and annotations in reading order."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import pdfplumber
import pypdfium2 as pdfium
from pdfplumber.pdf import PDF

from pipeline.model import Source
from pipeline.read.pdf.adding import Adding
from pipeline.read.pdf.anchoring import anchors
from pipeline.read.pdf.annotations import read_annotations
from pipeline.read.pdf.columns import Column, columns
from pipeline.read.pdf.file import page_of
from pipeline.read.pdf.furniture import furniture
from pipeline.read.pdf.lines import lines_of
from pipeline.read.pdf.ocr import is_scanned, recognise, require_engine, watching
from pipeline.read.pdf.paragraphs import Paragraph, Paragraphs, measures_of
from pipeline.read.pdf.printed import Box, PrintedLine
from pipeline.read.pdf.rule_count import may_hold_tables
from pipeline.read.pdf.tables import PageTable, PrintedTable, joined, page_tables
from pipeline.read.pdf.upright import Frame, turn_upright

Item = Paragraph | PrintedTable
# It warns of every font that it finds odd, page after page; what it cannot read is no table.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass
class _Page:
    """What one page prints."""

    frame: Frame
    lines: list[PrintedLine]
    tables: list[PageTable] = field(default_factory=list)
    may_hold_tables: bool = False
    unread_tables: bool = False


def read_document(
    document: pdfium.PdfDocument, data: bytes, name: str, begin_page: Callable[[int], None]
) -> Source:
    """Read an opened file.

    Args:
        document: the file as pypdfium2 opened it.
        data: its bytes: pdfplumber opens those pages that may hold tables.
        name: how errors name it.
        begin_page: is told the number of each page before it is read.
    """
    pages = _pages(document, data, name, begin_page)
    around_tables = [
        [line for line in page.lines if not _within(line, [table.box for table in page.tables])]
        for page in pages
    ]
    out = furniture(around_tables, [page.frame.height for page in pages])
    kept = [line for page in pages for line in page.lines if line not in out]
    tables = joined([table for page in pages for table in page.tables], kept)
    adding = Adding({number: page.frame for number, page in enumerate(pages, 1)})
    for item in _items(kept, tables):
        adding.add(item)
    for line in (line for page in pages for line in page.lines if line in out):
        adding.builder.lift(
            "page_number" if line.text.strip("—- –－").isdigit() else "page_furniture", line.text
        )
    for table in tables:
        for mark in table.marks:
            adding.builder.lift("page_furniture", mark.text)
    for number, page in enumerate(pages, 1):
        if page.unread_tables:
            start, end = adding.range_of_page(number)
            message = f"the tables of page {number} could not be read: their text stands as paragraphs"
            adding.builder.doubt("read.page_tables", "warning", message, start, end)
    _add_comments(document, adding)
    return adding.builder.build()


def _pages(
    document: pdfium.PdfDocument, data: bytes, name: str, begin_page: Callable[[int], None]
) -> list[_Page]:
    """What all pages print; their tables when all have been turned upright."""
    scanned = scanned_pages(document, name)
    require_engine(name, scanned)
    tell = watching(scanned)
    pages = []
    for number in range(1, len(document) + 1):
        begin_page(number)
        page = page_of(document, number, name)
        if number in scanned:
            tell(number)
            pages.append(_Page(Frame(0, *page.get_size()), recognise(page, number)))
        else:
            frame = turn_upright(page)
            lines = [line for line in lines_of(page, number) if _is_on_page(line, frame)]
            pages.append(_Page(frame, lines, may_hold_tables=may_hold_tables(page)))
        page.close()
    _read_tables(document, data, pages, begin_page)
    return pages


def _read_tables(
    document: pdfium.PdfDocument, data: bytes, pages: Sequence[_Page], begin_page: Callable[[int], None]
) -> None:
    """Read the tables of the pages that may hold some; behind a table less is enough to be the rest of it."""
    plumber = _Plumber(document, data, turned=any(page.frame.turned for page in pages))
    behind_table = False
    try:
        for number, page in enumerate(pages, 1):
            if page.may_hold_tables or (
                behind_table and may_hold_tables(document[number - 1], behind_table=True)
            ):
                begin_page(number)
                page.tables, page.unread_tables = plumber.tables(number)
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

    def tables(self, number: int) -> tuple[list[PageTable], bool]:
        """The tables of a page, and whether it could not be read; PDFium has its lines all the same."""
        try:
            self._opened = self._opened or self._open()
            page = self._opened.pages[number - 1]
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


def scanned_pages(document: pdfium.PdfDocument, name: str) -> list[int]:
    """The numbers of the pages that are pictures of text."""
    found = []
    for number in range(1, len(document) + 1):
        page = page_of(document, number, name)
        if is_scanned(page):
            found.append(number)
        page.close()
    return found


def _items(lines: Sequence[PrintedLine], tables: Sequence[PrintedTable]) -> Iterator[Item]:
    """Paragraphs and tables in reading order."""
    boxes: dict[int, list[Box]] = {}
    for table in tables:
        for page, box in table.parts:
            boxes.setdefault(page, []).append(box)
    marks = {mark for table in tables for mark in table.marks}
    # A table stands in its column as a line does.
    places = {PrintedLine("", table.parts[0][1], table.parts[0][0], 0.0): table for table in tables}
    prose = [line for line in lines if line not in marks and not _within(line, boxes.get(line.page, []))]
    pages: dict[int, list[PrintedLine]] = {}
    for line in sorted([*prose, *places], key=lambda line: (line.page, line.box[1])):
        pages.setdefault(line.page, []).append(line)
    flow = [column for page in pages.values() for column in columns(page)]
    paragraphs = Paragraphs(measures_of([_without(column, places) for column in flow]))
    for column in flow:
        yield from _of_column(column, places, paragraphs)
    yield from paragraphs.take()


def _of_column(
    column: Column, places: dict[PrintedLine, PrintedTable], paragraphs: Paragraphs
) -> Iterator[Item]:
    run: list[PrintedLine] = []
    for line in column.lines:
        if line not in places:
            run.append(line)
            continue
        yield from paragraphs.add(Column(tuple(run), column.kind))
        yield from paragraphs.take()
        yield places[line]
        run = []
    yield from paragraphs.add(Column(tuple(run), column.kind))


def _without(column: Column, places: dict[PrintedLine, PrintedTable]) -> Column:
    return Column(tuple(line for line in column.lines if line not in places), column.kind)


def _is_on_page(line: PrintedLine, frame: Frame) -> bool:
    """Whether anything of a line is shown."""
    left, top, right, bottom = line.box
    return left < frame.width and right > 0 and top < frame.height and bottom > 0


def _within(line: PrintedLine, boxes: Sequence[Box]) -> bool:
    """Whether the middle of a line stands in one of the boxes."""
    left, top, right, bottom = line.box
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)


def _add_comments(document: pdfium.PdfDocument, adding: Adding) -> None:
    comments = read_annotations(document)
    if not comments:
        return
    for comment, (start, end) in zip(comments, anchors(comments, adding.placed), strict=True):
        adding.builder.add_comment(
            comment.author,
            comment.text,
            start,
            end,
            created=comment.created,
            parent=comment.parent,
            resolved=comment.resolved,
        )
