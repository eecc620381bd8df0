"""HTML tables: which are tables of the document and which only lay out the page, and their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.model import Origin
from pipeline.read.grid import Cell, guess_header_rows
from pipeline.read.html_blocks import Paragraph, paragraphs
from pipeline.read.source import Piece, line_origins

_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
_DOMINANT = 1500  # characters of one cell from which it may hold the document itself …
_DOMINANT_SHARE = 0.7  # … if the rest of the table holds next to nothing


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
    if _is_layout(contents):
        return None
    width = max(sum(_span(cell, "colspan") for cell in row) for row in elements)
    first = _title_rows(elements, contents, width)
    last = len(elements) - _title_rows(elements[::-1], contents[::-1], width)
    captions = [part for caption in element.xpath("./caption") for part in paragraphs(caption)]
    rows = [
        [_cell(cell, content) for cell, content in zip(*pair, strict=True)]
        for pair in zip(elements[first:last], contents[first:last], strict=True)
    ]
    header_rows = _header_rows(element, elements[first:last]) or guess_header_rows(rows)
    return HtmlTable(
        captions + _flat(contents[:first]),
        rows,
        header_rows,
        _flat(contents[last:]),
    )


def _is_layout(contents: Sequence[Sequence[Sequence[Paragraph]]]) -> bool:
    lengths = [[sum(len(part.text) for part in cell) for cell in row] for row in contents]
    total = sum(map(sum, lengths))
    rows_of_a_grid = sum(sum(length > 0 for length in row) > 1 for row in lengths)
    if rows_of_a_grid < 2:
        return True
    longest = max(max(row, default=0) for row in lengths)
    return longest > _DOMINANT and longest > _DOMINANT_SHARE * total


def _is_nest(element: HtmlElement) -> bool:
    """Whether most of a table is tables within it."""
    nested = [
        table for table in element.iterdescendants("table") if next(table.iterancestors("table")) is element
    ]
    inside = sum(_length(table) for table in nested)
    return bool(nested) and inside * 2 > _length(element)


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _title_rows(
    elements: Sequence[Sequence[HtmlElement]], contents: Sequence[Sequence[Sequence[Paragraph]]], width: int
) -> int:
    """How many leading rows are one cell across the whole table: its title, its unit, a note below it."""
    count = 0
    for row, content in zip(elements, contents, strict=True):
        printed = [cell for cell, parts in zip(row, content, strict=True) if parts]
        if len(row) > 1 or (printed and _span(row[0], "colspan") < width) or not _free(row):
            break
        count += 1
    return count if count < len(elements) else 0


def _free(row: Sequence[HtmlElement]) -> bool:
    return all(_span(cell, "rowspan") == 1 for cell in row)


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
