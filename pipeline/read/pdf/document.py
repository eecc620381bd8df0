"""A PDF file as a whole: its pages' lines, tables and annotations in reading order."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import pypdfium2 as pdfium

from pipeline.model import Source
from pipeline.read.pdf.adding import Adding
from pipeline.read.pdf.layout.columns import Column, columns
from pipeline.read.pdf.layout.furniture import furniture
from pipeline.read.pdf.layout.paragraphs import Paragraph, Paragraphs, measures_of
from pipeline.read.pdf.notes.anchoring import anchors
from pipeline.read.pdf.notes.threads import PageComment
from pipeline.read.pdf.pages import BeginPage, Pages
from pipeline.read.pdf.printed import Box, PrintedLine
from pipeline.read.pdf.tables.finding import PrintedTable, joined

Item = Paragraph | PrintedTable


def read_document(document: pdfium.PdfDocument, data: bytes, name: str, begin_page: BeginPage) -> Source:
    """Read an opened file.

    Args:
        document: the file as pypdfium2 opened it.
        data: its bytes: pdfplumber opens those pages that may hold tables.
        name: how errors name it.
        begin_page: is told the number of each page before it is read.
    """
    read = Pages(document, data, name, begin_page)
    pages = read.printed
    around_tables = [_outside(page.lines, [table.box for table in page.tables]) for page in pages]
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
    _add_comments(read.comments, adding)
    return adding.builder.build()


def _items(lines: Sequence[PrintedLine], tables: Sequence[PrintedTable]) -> Iterator[Item]:
    """Paragraphs and tables in reading order."""
    boxes: dict[int, list[Box]] = {}
    for table in tables:
        for page, box in table.parts:
            boxes.setdefault(page, []).append(box)
    marks = {mark for table in tables for mark in table.marks}
    # A table stands in its column as a line does.
    places = {PrintedLine("", table.parts[0][1], table.parts[0][0], 0.0): table for table in tables}
    pages: dict[int, list[PrintedLine]] = {}
    for line in sorted([*lines, *places], key=lambda line: (line.page, line.box[1])):
        if line not in marks:
            pages.setdefault(line.page, []).append(line)
    prose = {page: _outside(on_page, boxes.get(page, []), places) for page, on_page in pages.items()}
    flow = [column for page in prose.values() for column in columns(page)]
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


def _outside(
    lines: Sequence[PrintedLine], boxes: Sequence[Box], but: Container[PrintedLine] = ()
) -> list[PrintedLine]:
    """The lines of a page that stand in none of the boxes, and those of `but`."""
    if not boxes:
        return list(lines)
    return [line for line in lines if line in but or not _within(line, boxes)]


def _within(line: PrintedLine, boxes: Sequence[Box]) -> bool:
    """Whether the middle of a line stands in one of the boxes."""
    left, top, right, bottom = line.box
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)


def _add_comments(comments: Sequence[PageComment], adding: Adding) -> None:
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
