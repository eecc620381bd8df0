"""The part of a table that stands on one page: its grid, its cells, and the printed lines of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from pipeline.model import Origin
from pipeline.read.grid import Cell
from pipeline.read.pdf.printed import Box, PrintedLine

_STOPS = "。，、；：！？）》」』】〕”’…,.;:!?)]}%"  # no word begins with them, nothing is parted before them
_CONNECTING = "（《「『【〔“‘([{-—–/~～·"  # nothing is parted behind them


class CellLine(msgspec.Struct, frozen=True, gc=False):
    """A printed line of a cell and the width in points that it leaves free there."""

    line: PrintedLine
    room: float


class PageCell(msgspec.Struct, frozen=True, gc=False):
    """One printed cell: `row` and `column` count from 0 on its page.

    `box` is where it stands; of a cell that a page break cut, its last part.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[CellLine, ...] = ()

    def cell(self) -> Cell:
        """The cell as every format gives it: its lines joined, each with its place on the page."""
        text, origins = joined_lines(self.lines)
        return Cell(text, None, self.row_span, self.column_span, origins)


class PageTable(msgspec.Struct, frozen=True, gc=False):
    """What one page prints of a table.

    `columns` are the left edges of its columns and, last, the right edge of the last one. `cells` are in
    reading order.
    """

    box: Box
    page: int
    columns: tuple[float, ...]
    row_count: int
    cells: tuple[PageCell, ...]

    @property
    def rows(self) -> list[list[Cell | None]]:
        """Cells row by row; a position that a merged cell covers is not given again."""
        return rows_of(self.cells, self.row_count, len(self.columns) - 1)


def rows_of(cells: Iterable[PageCell], row_count: int, column_count: int) -> list[list[Cell | None]]:
    """Cells as `grid.place` takes them: None is a position without a cell."""
    starts = {(cell.row, cell.column): cell for cell in cells}
    covered = {
        (row, column)
        for cell in starts.values()
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    rows: list[list[Cell | None]] = []
    for row in range(row_count):
        printed: list[Cell | None] = []
        for column in range(column_count):
            if found := starts.get((row, column)):
                printed.append(found.cell())
            elif (row, column) not in covered:
                printed.append(None)
        rows.append(printed)
    return rows


def joined_lines(lines: Sequence[CellLine]) -> tuple[str, tuple[Origin, ...]]:
    """The text of a cell's lines, and the place of each line relative to it.

    Where the program broke a line for want of room, Chinese goes on without a space and Latin words are
    parted by one. A line that ends although what follows would have fitted is the end of a paragraph: a
    space stands for it, as in a cell of a Word file.
    """
    stacked = all(len(item.line.text) == 1 for item in lines)
    parts: list[str] = []
    origins: list[Origin] = []
    length = 0
    previous: CellLine | None = None
    for item in lines:
        between = _between(previous, item.line) if previous and not stacked else ""
        text = item.line.text
        parts += [between, text]
        start = length + len(between)
        length = start + len(text)
        origins.append(
            Origin(
                start=start,
                end=length,
                page=item.line.page,
                box=item.line.box,
                confidence=item.line.confidence,
            )
        )
        previous = item
    return "".join(parts), tuple(origins)


def ends_early(item: CellLine, following: PrintedLine) -> bool:
    """Whether a line ends although the first word of the `following` one would have fitted, with room to spare."""
    return item.room > _first_word(following) + item.line.size


def _between(before: CellLine, line: PrintedLine) -> str:
    last, first = before.line.text[-1], line.text[0]
    if first in _STOPS or last in _CONNECTING or (is_wide(last) and last in _STOPS):
        return ""
    if ends_early(before, line):
        return " "
    if is_wide(last) or is_wide(first):
        return ""
    cut = last.isdigit() and first.isdigit() and before.room < line.size  # a number wider than its column
    return "" if cut else " "


def _first_word(line: PrintedLine) -> float:
    """The width of what stands together at the start of a line: a sign, or a word of Latin letters or digits."""
    count = 1
    if not is_wide(line.text[0]):
        while count < len(line.text) and not is_wide(line.text[count]) and line.text[count] != " ":
            count += 1
    while count < len(line.text) and line.text[count] in _STOPS:
        count += 1
    left, _, right, _ = line.part(0, count)
    return right - left if line.edges else line.size * count


def is_wide(sign: str) -> bool:
    """Whether a character is Chinese writing: ideographs, their punctuation and full-width signs."""
    return (
        "\u2e80" <= sign <= "\ua4cf"
        or "\uf900" <= sign <= "\uffef"
        or sign >= "\U00020000"
        or sign in "“”‘’…—·"
    )
