"""Tables of which an export left one cell a line, rebuilt from their running serial number (序号).

The numbers run through all rows, also where sections (一, its title) part them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.found_tables import FoundTable
from pipeline.read.grid import Cell
from pipeline.read.lines import Line
from pipeline.read.printed_cells import LABEL, NUMERIC, SERIAL_HEADER, PrintedCell, printed_cells

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|汇\s*总)")
_HAN_NUMERALS = (
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五",
)  # fmt: skip
_WIDEST_HEADER = 12
_LONGEST_ROW = 3  # times its columns: a row in which cells were broken into several lines
_LONGEST_HEADER = 8
_LAST_HEADER = re.compile("(?:单位|部门|时限|时间|节点|备注|处室)$")
_FEWEST_SERIAL_ROWS = 2


def serial_table(lines: Sequence[Line], first: int) -> FoundTable | None:
    """One cell a line: the header runs from 序号 to the line "1", each next number starts a row."""
    if not SERIAL_HEADER.match(lines[first].text):
        return None
    cells = printed_cells(lines, first)
    sectioned = _sectioned(cells, first)
    if sectioned:
        return sectioned
    start = next((k for k, cell in enumerate(cells[:12]) if cell.text == "1"), None)
    if start is None or start < 2 or _heads_section(cells[:start]):
        return None
    starts = [start]
    for k in range(start + 1, len(cells)):
        if cells[k].text == str(len(starts) + 1):
            starts.append(k)
        elif LABEL.match(cells[k].text) and k - starts[-1] > start:
            break
    if len(starts) < _FEWEST_SERIAL_ROWS:
        return None
    end = _serial_end(cells, starts[-1], start)
    bounds = [*starts, end]
    totals = _totals(cells, end, start)
    body = [[cell.cell for cell in cells[a:b]] for a, b in pairwise(bounds)]
    rows, doubts = _aligned([cell.cell for cell in cells[:start]], body)
    if totals:
        rows.append(_closing_row([cell.cell for cell in totals], _numeric_columns(body, start)))
    return FoundTable(first, cells[end + len(totals) - 1].last, rows, 1, doubts)


def _sectioned(cells: Sequence[PrintedCell], first: int) -> FoundTable | None:
    """One cell a line with sections: "一", its title, then rows whose serial numbers run through all of them."""
    columns = next(
        (k for k in range(2, min(_WIDEST_HEADER, len(cells))) if cells[k].text == _HAN_NUMERALS[0]), 0
    )
    if not columns or len(cells) <= columns + 2 or cells[columns + 2].text != "1":
        return None
    rows = [[cell.cell for cell in cells[:columns]]]
    doubts: set[str] = set()
    position, section, serial, last = columns, 0, 1, columns
    while _starts_section(cells, position, section, serial):
        title = [cells[position].cell, cells[position + 1].cell]
        rows.append([*title, *[Cell("", title[0].line)] * (columns - len(title))])
        body, position = _rows_of_section(cells, position + 2, serial, section + 1, columns)
        aligned, said = _aligned(rows[0], [[cell.cell for cell in row] for row in body])
        rows += aligned[1:]
        doubts.update(said)
        serial, section, last = serial + len(body), section + 1, position
    return FoundTable(first, cells[last - 1].last, rows, 1, tuple(sorted(doubts)))


def _starts_section(cells: Sequence[PrintedCell], at: int, section: int, serial: int) -> bool:
    """Whether the next section starts at `at`: its numeral, its title, and the next serial number."""
    if section >= len(_HAN_NUMERALS) or at + 2 >= len(cells):
        return False
    return cells[at].text == _HAN_NUMERALS[section] and cells[at + 2].text == str(serial)


def _rows_of_section(
    cells: Sequence[PrintedCell], at: int, serial: int, section: int, columns: int
) -> tuple[list[Sequence[PrintedCell]], int]:
    """The rows from the serial number at `at` to the next section or the table's end, and where that is."""
    rows: list[Sequence[PrintedCell]] = []
    start = at
    for k in range(at + 1, len(cells) + 1):
        ends = (
            k == len(cells)
            or LABEL.match(cells[k].text)
            or _starts_section(cells, k, section, serial + len(rows) + 1)
        )
        if ends or k - start > _LONGEST_ROW * columns:
            end = min(k, start + columns)
            return [*rows, cells[start:end]], end
        if cells[k].text == str(serial + len(rows) + 1):
            rows.append(cells[start:k])
            start = k
    raise AssertionError("the end of the cells ends the row")


def _heads_section(header: Sequence[PrintedCell]) -> bool:
    """Whether the last of `header` heads the first rows and no column.

    Such a table has a line of its own before each section, which nothing tells from a cell: it stays text.
    """
    *_, before, last = [cell.text for cell in header]
    return len(last) > _LONGEST_HEADER and bool(_LAST_HEADER.search(before))


def _serial_end(cells: Sequence[PrintedCell], start: int, columns: int) -> int:
    """Where the last row ends: after as many cells as there are columns, or before a heading."""
    for k in range(start + 1, min(start + columns, len(cells))):
        if LABEL.match(cells[k].text) or _TOTAL.match(cells[k].text):
            return k
    return min(start + columns, len(cells))


def _totals(cells: Sequence[PrintedCell], start: int, columns: int) -> list[PrintedCell]:
    """The closing row of sums: 合计 and the numbers behind it, one for each of the last columns."""
    if start >= len(cells) or not _TOTAL.match(cells[start].text):
        return []
    end = start + 1
    while end < len(cells) and end - start < columns and NUMERIC.match(cells[end].text):
        end += 1
    return list(cells[start:end])


def _closing_row(totals: Sequence[Cell], numeric: Sequence[bool]) -> list[Cell]:
    """A row of sums below the columns of numbers; below the last ones where these cannot be told."""
    name, *sums = totals
    places = [k for k, holds in enumerate(numeric) if holds and k]
    if len(places) != len(sums):
        places = list(range(len(numeric) - len(sums), len(numeric)))
    row = [name, *[Cell("", name.line)] * (len(numeric) - 1)]
    for place, cell in zip(places, sums, strict=True):
        row[place] = cell
    return row


def _aligned(header: list[Cell], body: list[list[Cell]]) -> tuple[list[list[Cell]], tuple[str, ...]]:
    """Fit rows to the header: where the first columns are missing, the cell above reaches down."""
    columns = len(header)
    doubts: set[str] = set()
    if any(len(cells) < columns for cells in body):
        doubts.add(
            "rows with fewer cells than columns: their first columns are read as merged with the row above"
        )
    if any(len(cells) > columns for cells in body):
        doubts.add("rows with more cells than columns: what one broken cell seems to have left is joined")
    numeric = _numeric_columns(body, columns)
    body = [_shrunk(cells, columns, numeric) for cells in body]
    missing = [columns - len(cells) for cells in body]
    rows = [header]
    for index, cells in enumerate(body):
        gap = 0 if index else missing[0]
        padded = [cells[0], *[Cell("", cells[0].line)] * gap, *cells[1:]]
        first_column = columns - len(padded)  # columns that cells above cover
        rows.append(
            [
                padded[0],
                *(_spanning(cell, index, first_column + k, missing) for k, cell in enumerate(padded[1:], 1)),
            ]
        )
    return rows, tuple(sorted(doubts))


def _spanning(cell: Cell, row: int, column: int, missing: Sequence[int]) -> Cell:
    """`cell` with the rows below it that miss its column."""
    span = 1
    while row + span < len(missing) and column <= missing[row + span]:
        span += 1
    return Cell(cell.text, cell.line, row_span=span) if span > 1 else cell


def _numeric_columns(body: Sequence[Sequence[Cell]], columns: int) -> list[bool]:
    """Which columns hold numbers in most of the rows that are whole."""
    whole = [cells for cells in body if len(cells) == columns]
    return [2 * sum(_is_number(cells[k]) for cells in whole) > len(whole) for k in range(columns)]


def _is_number(cell: Cell) -> bool:
    return NUMERIC.match(cell.text) is not None


def _shrunk(cells: list[Cell], columns: int, numeric: Sequence[bool]) -> list[Cell]:
    """Join what one broken cell left: so that numbers come where they belong, and else the longest cells."""
    broken = len(cells) - columns + 1  # into how many lines
    if broken < 2:
        return cells
    ways = [_joined(cells, at, at + broken) for at in range(1, columns)]
    return max(ways, key=lambda row: (_fit(row, numeric), max(len(cell.text) for cell in row)))


def _joined(cells: Sequence[Cell], first: int, last: int) -> list[Cell]:
    text = "".join(cell.text for cell in cells[first:last])
    return [*cells[:first], Cell(text, cells[first].line), *cells[last:]]


def _fit(cells: Sequence[Cell], numeric: Sequence[bool]) -> int:
    """In how many columns a number stands if and only if numbers belong there."""
    return sum(_is_number(cell) == wanted for cell, wanted in zip(cells, numeric, strict=True))
