"""Tables of whole files, as a reader of PDF files asks for them."""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2

from pipeline.read.grid import Cell
from pipeline.read.pdf.printed import PrintedLine
from pipeline.read.pdf.tables.cell_lines import characters, printed_lines
from pipeline.read.pdf.tables.finding import PageTable, PrintedTable, joined, may_hold_tables, page_tables


def pages_with_tables(data: bytes) -> list[bool]:
    """Of each page whether it may hold tables."""
    document = pypdfium2.PdfDocument(data)
    found: list[bool] = []
    try:
        for number in range(len(document)):
            found.append(may_hold_tables(document[number], behind_table=any(found[-1:])))
    finally:
        document.close()
    return found


def parts_of(data: bytes) -> tuple[list[PageTable], list[PrintedLine]]:
    """The parts of tables on all pages, and all lines."""
    promising = pages_with_tables(data)
    parts: list[PageTable] = []
    lines: list[PrintedLine] = []
    with pdfplumber.open(io.BytesIO(data)) as file:
        for number, page in enumerate(file.pages, 1):
            lines += printed_lines(characters(page), number)
            if promising[number - 1]:
                parts += page_tables(page, number)
    return parts, lines


def tables_of(data: bytes) -> list[PrintedTable]:
    """The tables of a file; on pages that `may_hold_tables` passes over there are none."""
    return joined(*parts_of(data))


def texts(table: PrintedTable) -> list[list[str | None]]:
    """What the cells say, row by row."""
    return [[cell.text if cell else None for cell in row] for row in table.rows]


def spans(table: PrintedTable) -> dict[str, tuple[int, int]]:
    """The rows and columns that merged cells span, by their text."""
    cells: list[Cell] = [cell for row in table.rows for cell in row if cell]
    return {
        cell.text: (cell.row_span, cell.column_span)
        for cell in cells
        if cell.row_span > 1 or cell.column_span > 1
    }
