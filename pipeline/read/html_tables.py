"""HTML tables: which are tables of the document and which only lay out the page, and their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.model import Origin
from pipeline.read.grid import Cell, guess_header_rows
from pipeline.read.html_blocks import Paragraph, paragraphs
from pipeline.read.source import Piece, line_origins
from pipeline.read.table_layout import is_layout, title_rows

_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"


@dataclass(frozen=True)
class HtmlTable:
    """A table of the document: lines above and below its grid, and the grid."""

    above: list[Paragraph]
    rows: list[list[Cell]]
    header_rows: int
    below: list[Paragraph]

    def paragraphs(self) -> list[Paragraph]:
        """Everything in it as text, cell by cell."""
        cells = [Paragraph([Piece(cell.text, _first_line(cell))]) for row in self.rows for cell in row]
        return [*self.above, *(cell for cell in cells if cell.text), *self.below]


def read_table(element: HtmlElement) -> HtmlTable | None:
    """Read a `<table>`; None if it only lays out what is in it (walk its cells as text instead)."""
    if element.get("role") == "presentation" or _is_nest(element):
        return None
    elements = [row.xpath("./td | ./th") for row in element.xpath(_ROWS)]
    contents = [[list(paragraphs(cell)) for cell in row] for row in elements]
    if is_layout([[sum(len(part.text) for part in cell) for cell in row] for row in contents]):
        return None
    cells = [
        [_cell(cell, content) for cell, content in zip(*pair, strict=True)]
        for pair in zip(elements, contents, strict=True)
    ]
    first = title_rows(cells)
    last = len(cells) - title_rows(cells[::-1])
    captions = [part for caption in element.xpath("./caption") for part in paragraphs(caption)]
    rows = cells[first:last]
    header_rows = _header_rows(element, elements[first:last]) or guess_header_rows(rows)
    return HtmlTable(
        captions + _flat(contents[:first]),
        rows,
        header_rows,
        _flat(contents[last:]),
    )


def _is_nest(element: HtmlElement) -> bool:
    """Whether most of a table is tables within it."""
    nested = [
        table for table in element.iterdescendants("table") if next(table.iterancestors("table")) is element
    ]
    inside = sum(_length(table) for table in nested)
    return bool(nested) and inside * 2 > _length(element)


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _header_rows(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> int:
    """Rows in `<thead>`, or leading rows of nothing but `<th>`; 0 if the page marks none."""
    marked = 0
    for row in rows:
        in_head = bool(row) and row[0].getparent().getparent().tag == "thead"
        if not (in_head or (row and all(cell.tag == "th" for cell in row))):
            break
        marked += 1
    return marked if marked < len(rows) else 0


def _cell(element: HtmlElement, parts: Sequence[Paragraph]) -> Cell:
    pieces: list[Piece] = []
    for paragraph in parts:
        if pieces:
            pieces.append(Piece(" ", pieces[-1].line))
        pieces.extend(paragraph.pieces)
    text = "".join(piece.text for piece in pieces)
    origins: Sequence[Origin] = tuple(line_origins(pieces))
    return Cell(text, None, _span(element, "rowspan"), _span(element, "colspan"), origins)


def _first_line(cell: Cell) -> int | None:
    return cell.origins[0].line if cell.origins else None


def _flat(rows: Sequence[Sequence[Sequence[Paragraph]]]) -> list[Paragraph]:
    return [paragraph for row in rows for cell in row for paragraph in cell]


def _span(element: HtmlElement, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() else 1
