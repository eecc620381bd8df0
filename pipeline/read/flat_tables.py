"""Tables that an export flattened into lines: found by their layout and rebuilt as rows of cells.

Here are the layouts that marks give away: cells led by a TAB, one a line, rows parted by a blank line
(Word's plain text); a row a line with TABs between (copied from a page); Markdown's pipes. One cell a line
without any mark is for `serial_tables` and `captioned_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.read.captioned_tables import captioned_table
from pipeline.read.found_tables import FoundTable
from pipeline.read.grid import Cell
from pipeline.read.lines import Line
from pipeline.read.printed_cells import NUMERIC
from pipeline.read.serial_tables import serial_table

_PIPE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_LONGEST_CELL = 240


def find_tables(lines: Sequence[Line]) -> list[FoundTable]:
    """All flattened tables in `lines`, in order, not overlapping."""
    finders: tuple[Callable[[Sequence[Line], int], FoundTable | None], ...] = (
        _tab_led,
        _tab_separated,
        _piped,
        serial_table,
        captioned_table,
    )
    found: list[FoundTable] = []
    index = 0
    while index < len(lines):
        table = next((t for finder in finders if (t := finder(lines, index))), None)
        if table:
            found.append(table)
            index = table.last
        else:
            index += 1
    return found


def _tab_led(lines: Sequence[Line], first: int) -> FoundTable | None:
    if not lines[first].raw.startswith("\t"):
        return None
    groups: list[list[Line]] = [[]]
    last = index = first
    while index < len(lines):
        line = lines[index]
        if line.raw.startswith("\t"):
            groups[-1].append(line)
            last = index + 1
        elif not line.raw.strip() and groups[-1]:
            groups.append([])
        else:
            break
        index += 1
    groups = [group for group in groups if group]
    wide = [group for group in groups if len(group) > 1]
    longest = max(len(line.text) for group in groups for line in group)
    if len(wide) < 2 or len(wide) < 0.8 * len(groups) or longest > _LONGEST_CELL:
        return None
    if any("\t" in line.text for group in groups for line in group):
        return None  # a line holds several cells: this is a row a line
    grid = [[Cell(line.text, line.number) for line in group] for group in groups]
    return _with_merged_header(grid, first, last)


def _with_merged_header(grid: list[list[Cell]], first: int, last: int) -> FoundTable:
    """Spread a first row that is shorter than the rest over the columns that it heads."""
    columns = max(len(row) for row in grid)
    doubts: tuple[str, ...] = ()
    short = len(grid[0])
    if 1 < short < columns and len(grid) > 1 and not grid[1][0].text:
        width, rest = divmod(columns - 1, short - 1)
        if rest:
            doubts = ("header cells do not spread evenly over the columns",)
        lead = Cell(grid[0][0].text, grid[0][0].line, row_span=2)
        spread = [Cell(cell.text, cell.line, column_span=width) for cell in grid[0][1:]]
        grid = [[lead, *spread], grid[1][1:], *grid[2:]]
        header_rows = 2
    else:
        header_rows = _header_rows(grid)
    if any(len(row) != columns for row in grid[header_rows:]):
        doubts = (*doubts, "rows of different lengths")
    return FoundTable(first, last, grid, header_rows, doubts)


def _header_rows(grid: Sequence[Sequence[Cell]]) -> int:
    """Rows before the first one with a number in it; one if none or all of them have."""
    for index, row in enumerate(grid):
        if any(NUMERIC.match(cell.text) for cell in row[1:]):
            return max(index, 1) if index <= 2 else 1
    return 1


def _tab_separated(lines: Sequence[Line], first: int) -> FoundTable | None:
    rows: list[list[Cell]] = []
    index = first
    while index < len(lines) and "\t" in lines[index].raw.lstrip("\t") and lines[index].text:
        line = lines[index]
        parts = line.raw.split("\t")
        if rows and abs(len(parts) - len(rows[0])) > 1:
            break
        rows.append([Cell(part.strip(" \u3000\u00a0"), line.number) for part in parts])
        index += 1
    if len(rows) < 2:
        return None
    columns = max(len(row) for row in rows)
    rows = [row + [Cell("", row[-1].line)] * (columns - len(row)) for row in rows]
    return FoundTable(first, index, *_merge_downwards(rows))


def _merge_downwards(rows: list[list[Cell]]) -> tuple[list[list[Cell]], int, tuple[str, ...]]:
    """A column whose first body cell alone is filled holds one merged cell (printed once for all)."""
    header_rows = 1
    body = rows[header_rows:]
    merged = [
        column
        for column in range(1, len(rows[0]))
        if len(body) > 2 and body[0][column].text and not any(row[column].text for row in body[1:])
    ]
    if not merged:
        return rows, header_rows, ()
    top = [
        Cell(cell.text, cell.line, row_span=len(body)) if column in merged else cell
        for column, cell in enumerate(body[0])
    ]
    rest = [[cell for column, cell in enumerate(row) if column not in merged] for row in body[1:]]
    return (
        [*rows[:header_rows], top, *rest],
        header_rows,
        ("a column is filled in its first row only: read as one merged cell",),
    )


def _piped(lines: Sequence[Line], first: int) -> FoundTable | None:
    if "|" not in lines[first].text or first + 1 >= len(lines) or not _PIPE_RULE.match(lines[first + 1].text):
        return None
    rows: list[list[Cell]] = []
    index = first
    while index < len(lines) and "|" in lines[index].text:
        if index != first + 1:
            parts = lines[index].text.strip("|").split("|")
            rows.append([Cell(part.strip(), lines[index].number) for part in parts])
        index += 1
    columns = max(len(row) for row in rows)
    rows = [row + [Cell("", row[-1].line)] * (columns - len(row)) for row in rows]
    return FoundTable(first, index, rows, 1) if len(rows) > 1 else None
