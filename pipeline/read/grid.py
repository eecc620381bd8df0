"""The grid of a table: where each printed cell stands once merged cells take their room.

Cells come as HTML and Word print them: row by row, a position that an earlier cell's span covers is
not given again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from pipeline.model import Origin

_VALUE = re.compile(r"^[<>≤≥＜＞~～约]?\s*[-–—]?\d[\d.,，％%\s～~—–-]*\S{0,6}$")
_YEAR = re.compile(r"^(?:截至|到)?\s*(?:19|20)\d\d\s*年?(?!\d)")
MAX_SPAN = 1000  # what the HTML standard allows a column to span; broken files ask for more


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One printed cell. `line` is where it starts in the file; `origins` (relative to `text`) replace it."""

    text: str
    line: int | None = None
    row_span: int = 1
    column_span: int = 1
    origins: Sequence[Origin] = ()


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A cell with its place: `row` and `column` count from 0, spans end inside the grid."""

    cell: Cell
    row: int
    column: int


def place(rows: Sequence[Sequence[Cell | None]]) -> tuple[list[Placed], int]:
    """Lay `rows` (None: a position without a cell) out on a grid.

    Returns:
        The cells in reading order, and the number of columns. A column in which no cell starts is no
        column (broken files let a cell span far more than there is), and spans end inside the grid.
    """
    placed = list(_walk(rows))
    starts = sorted({item.column for item in placed})
    return [_clipped(item, len(rows), starts) for item in placed], len(starts)


def _walk(rows: Sequence[Sequence[Cell | None]]) -> Iterator[Placed]:
    taken: dict[int, int] = {}  # column → the first row that is free again
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while taken.get(column, 0) > row:
                column += 1
            if cell is None:
                column += 1
                continue
            span = 1  # a span that runs into a cell from above is cut there
            while span < min(cell.column_span, MAX_SPAN) and taken.get(column + span, 0) <= row:
                span += 1
            yield Placed(msgspec.structs.replace(cell, column_span=span), row, column)
            for _ in range(span):
                taken[column] = row + max(cell.row_span, 1)
                column += 1


def _clipped(item: Placed, rows: int, starts: Sequence[int]) -> Placed:
    cell = item.cell
    column = bisect_left(starts, item.column)
    column_span = bisect_left(starts, item.column + max(cell.column_span, 1)) - column
    row_span = min(max(cell.row_span, 1), rows - item.row)
    return Placed(msgspec.structs.replace(cell, row_span=row_span, column_span=column_span), item.row, column)


def guess_header_rows(rows: Sequence[Sequence[Cell | None]]) -> int:
    """How many leading rows are headers where the format does not say.

    The first row is, unless it holds values. Rows that its merged cells reach down to are, and so is
    the row under a cell that spans columns (its parts are named there).
    """
    if len(rows) < 2 or any(_is_value(cell) for cell in rows[0]):
        return 0
    first = [cell for cell in rows[0] if cell]
    count = max((cell.row_span for cell in first), default=1)
    if count == 1 and any(cell.column_span > 1 for cell in first) and not any(map(_is_value, rows[1])):
        count = 2
    return count if count < len(rows) else 1


def _is_value(cell: Cell | None) -> bool:
    text = cell.text.strip() if cell else ""
    return bool(_VALUE.match(text)) and not _YEAR.match(text)
