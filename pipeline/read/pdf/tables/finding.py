"""Tables of a page: rules and characters → grids with the printed lines of each cell.

pdfplumber reads the geometry, which takes time: `may_hold_tables` tells the pages for which that is worth it.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pdfplumber.page import Page

from pipeline.read.pdf.printed import Box, PrintedLine
from pipeline.read.pdf.tables.cell_lines import Character, characters, printed_lines
from pipeline.read.pdf.tables.continued import PrintedTable, joined
from pipeline.read.pdf.tables.open_ruled import open_grids
from pipeline.read.pdf.tables.page_table import CellLine, PageCell, PageTable
from pipeline.read.pdf.tables.rule_count import may_hold_tables
from pipeline.read.pdf.tables.ruled import Grid, Rules, grids, rules_of

__all__ = ["PageTable", "PrintedTable", "joined", "may_hold_tables", "page_tables", "tables_of"]

_WIDEST_PADDING = 8.0  # points
# Of a table without sides, those above and below it; the rest of a row that was cut has sides and a foot.
_FEWEST_RULES = 2
# It tells the user's terminal of each font without a box, which is no concern of his.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def page_tables(page: Page, number: int) -> list[PageTable]:
    """The parts of tables on a page, from the top.

    Some are no table yet: a row that a page break cut off, a box of one cell that may be the last row. What
    is a table tells `joined`, which sees all pages.

    Args:
        page: the page as pdfplumber opens it.
        number: its number in the file, from 1.
    """
    rules = rules_of(page)
    if not rules.across or len(rules.across) + len(rules.down) < _FEWEST_RULES:
        return []
    return tables_of(rules, characters(page), number)


def tables_of(rules: Rules, found: Sequence[Character], number: int) -> list[PageTable]:
    """The parts of tables that the rules of page `number` make, with its characters in their cells."""
    bordered = _outermost([_filled(grid, found, number) for grid in grids(rules)])
    boxes = [table.box for table in bordered if len(table.cells) > 1]
    opened = [_filled(grid, found, number) for grid in open_grids(rules, found, boxes)]
    single = [table for table in bordered if len(table.cells) == 1 and not _holds(table.box, opened)]
    several = [table for table in bordered if len(table.cells) > 1]
    return sorted([*several, *single, *opened], key=lambda table: (table.box[1], table.box[0]))


def _outermost(tables: Iterable[PageTable]) -> list[PageTable]:
    """Tables that hold text, without those within a cell of another; a frame around tables is none itself."""
    written = [table for table in tables if any(cell.lines for cell in table.cells)]
    several = [table for table in written if len(table.cells) > 1]
    frames = [table for table in written if len(table.cells) == 1 and _holds(table.box, several)]
    kept = [table for table in written if not any(table is frame for frame in frames)]
    return [
        table
        for table in kept
        if not any(
            _holds(other.box, [table]) for other in kept if other is not table and len(other.cells) > 1
        )
    ]


def _holds(box: Box, tables: Iterable[PageTable]) -> bool:
    left, top, right, bottom = box
    return any(
        left <= table.box[0] and top <= table.box[1] and table.box[2] <= right and table.box[3] <= bottom
        for table in tables
        if table.box != box
    )


def _filled(grid: Grid, found: Sequence[Character], number: int) -> PageTable:
    """A grid with the characters in its cells."""
    owners = {
        (row, column): place
        for place in grid.boxes
        for row in range(place[0], place[0] + place[2])
        for column in range(place[1], place[1] + place[3])
    }
    inside: dict[tuple[int, int, int, int], list[Character]] = {place: [] for place in grid.boxes}
    left, top, right, bottom = grid.box
    for char in found:
        x, y = char.middle
        if left <= x < right and top <= y < bottom:
            spot = bisect_right(grid.rows, y) - 1, bisect_right(grid.columns, x) - 1
            inside[owners[spot]].append(char)
    lines = {place: list(printed_lines(chars, number)) for place, chars in inside.items()}
    padding = _padding(grid, lines)
    cells = [
        PageCell(
            *place[:2], place[2], place[3], grid.box_of(place), _with_room(grid.box_of(place), own, padding)
        )
        for place, own in sorted(lines.items())
    ]
    return PageTable(grid.box, number, grid.columns, len(grid.rows) - 1, tuple(cells))


def _padding(grid: Grid, lines: dict[tuple[int, int, int, int], list[PrintedLine]]) -> float:
    """How near text comes to the sides of its cell anywhere in the table."""
    nearest = _WIDEST_PADDING
    for place, own in lines.items():
        left, _, right, _ = grid.box_of(place)
        for line in own:
            nearest = min(nearest, line.box[0] - left, right - line.box[2])
    return max(nearest, 0.0)


def _with_room(box: Box, lines: Sequence[PrintedLine], padding: float) -> tuple[CellLine, ...]:
    """Lines with what each leaves free of its cell, in the direction in which it is read."""
    made = []
    for line in lines:
        left, top, right, bottom = (inner - outer for inner, outer in zip(line.box, box, strict=True))
        free = left - right if line.edges else top - bottom
        made.append(CellLine(line, max(free - 2 * padding, 0.0)))
    return tuple(made)
