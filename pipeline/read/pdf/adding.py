"""Paragraphs and tables of a PDF file → the canonical text; each printed line with its place there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from pipeline.model import Origin
from pipeline.read.grid import Cell
from pipeline.read.pdf.layout.paragraphs import Paragraph
from pipeline.read.pdf.notes.anchoring import PlacedLine
from pipeline.read.pdf.page.upright import Frame
from pipeline.read.pdf.printed import Box, PrintedLine
from pipeline.read.pdf.tables.finding import PrintedTable
from pipeline.read.source import SourceBuilder


class Adding:
    """Adds to the text of one file; `placed` are the lines so far.

    Args:
        frames: how each page is shown beside how it is read.
    """

    def __init__(self, frames: Mapping[int, Frame]) -> None:
        self._frames = frames
        self.builder = SourceBuilder("pdf")
        self.placed: list[PlacedLine] = []

    def add(self, item: Paragraph | PrintedTable) -> None:
        """Add a paragraph or a table at the end."""
        if isinstance(item, Paragraph):
            self._add_paragraph(item)
        else:
            self._add_table(item)

    def range_of_page(self, number: int) -> tuple[int, int]:
        """The first line of a page in the text; the end of the text so far if it has none."""
        end = max(self.builder.next_start() - 1, 0)
        found = [(line.start, line.end) for line in self.placed if line.line.page == number]
        return min(found, default=(end, end))

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        origins = []
        position = 0
        begins = self.builder.next_start()
        for line, joint in zip(paragraph.lines, paragraph.joints, strict=True):
            position += len(joint)
            end = position + len(line.text)
            box, sure = self._shown(line.page, line.box), line.confidence
            origins.append(Origin(start=position, end=end, page=line.page, box=box, confidence=sure))
            self.placed.append(PlacedLine(line, begins + position, begins + end))
            position = end
        self.builder.add_paragraph(paragraph.text, origins=origins)

    def _add_table(self, table: PrintedTable) -> None:
        self._add_lines(table.titles)
        self.builder.add_table(
            [[self._as_shown(cell) for cell in row] for row in table.rows], table.header_rows
        )
        cells = [cell for row in table.rows for cell in row if cell]
        for cell, start in zip(cells, self.builder.cell_starts(), strict=True):
            self._place(cell, start)
        self._add_lines(table.notes)

    def _add_lines(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            self._place(cell, self.builder.add_paragraph(cell.text, origins=self._origins(cell)))

    def _place(self, cell: Cell, start: int) -> None:
        for origin in cell.origins:
            if origin.box is None or origin.page is None:
                continue
            text = cell.text[origin.start : origin.end]
            left, top, right, bottom = origin.box
            step = (right - left) / max(len(text), 1)
            edges = (*(left + step * place for place in range(len(text))), right)
            line = PrintedLine(text, origin.box, origin.page, bottom - top, edges)
            self.placed.append(PlacedLine(line, start + origin.start, start + origin.end))

    def _as_shown(self, cell: Cell | None) -> Cell | None:
        return msgspec.structs.replace(cell, origins=self._origins(cell)) if cell else None

    def _origins(self, cell: Cell) -> tuple[Origin, ...]:
        """Where a cell's lines stand on the pages as they are shown."""
        return tuple(
            msgspec.structs.replace(origin, box=self._shown(origin.page, origin.box))
            if origin.box and origin.page
            else origin
            for origin in cell.origins
        )

    def _shown(self, page: int, box: Box) -> Box:
        """A box as the page is shown, to the tenth of a point: the same on every machine."""
        left, top, right, bottom = self._frames[page].shown(box)
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
