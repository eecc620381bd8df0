"""Tables of a Word file: rows and cells of the accepted version, merged cells with what they span.

Word repeats a cell that reaches down as an empty one in each further row (w:vMerge); a reader sees one cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol

from lxml.etree import _Element

from pipeline.read.grid import MAX_SPAN
from pipeline.read.word import names as n
from pipeline.read.word.printed import Item, Table, TableCell
from pipeline.read.word.values import is_on

_ROW_PROPERTIES = f"{n.W}trPr"
_CELL_PROPERTIES = f"{n.W}tcPr"
_GRID_COLUMNS = f"{n.W}tblGrid/{n.W}gridCol"
_SLIVER = 30  # twentieths of a point; a narrower column of the grid is what rounding left, nobody sees it


class Reader(Protocol):
    """What reads the cells: a story."""

    def inside(self, container: _Element) -> list[Item]:
        """Everything printed in a cell."""

    def leave_out(self, element: _Element) -> None:
        """Count what stands in an element that is not read."""

    def range_mark(self, element: _Element) -> None:
        """Note the end of a range that stands between rows or cells."""

    def row_deleted(self, by: _Element, text: str) -> None:
        """Note a row that a tracked change deletes."""

    def row_inserted(self, by: _Element, cells: list[TableCell]) -> None:
        """Note a row that a tracked change inserts."""


@dataclass
class _Rows:
    """The rows so far, and which cell of the row above reaches down at each column of the grid."""

    table: Table
    grid: list[int]  # for each column of the file's grid how many that can be seen are before it
    reaching: dict[int, tuple[TableCell, int]] = field(default_factory=dict)  # and its row among those kept


def read_table(element: _Element, number: int, reader: Reader) -> Table:
    """Read a w:tbl, the table `number` of its story."""
    rows = _Rows(Table(number), _grid(element))
    in_header = True
    for place, row in enumerate(_children(element, n.ROW, reader), 1):
        properties = row.find(_ROW_PROPERTIES)
        deleted = properties.find(n.DELETED) if properties is not None else None
        if deleted is not None:
            reader.row_deleted(deleted, _text(row))
            reader.leave_out(row)
            continue
        in_header = in_header and _is_on(properties, "tblHeader")
        rows.table.header_rows += in_header
        cells = _row(row, place, rows, reader)
        inserted = properties.find(n.INSERTED) if properties is not None else None
        if inserted is not None and cells and next(row.iter(n.INSERTED), None) is inserted:
            _note_inserted(row, inserted, cells, reader)
    return rows.table


def _note_inserted(row: _Element, by: _Element, cells: list[TableCell], reader: Reader) -> None:
    """A row whose cells do not say themselves that they were inserted."""
    if sum(1 for _ in row.iter(n.INSERTED)) == 1:
        reader.row_inserted(by, cells)


def _row(row: _Element, place: int, rows: _Rows, reader: Reader) -> list[TableCell]:
    stands = _number(row.find(_ROW_PROPERTIES), "gridBefore", 0)
    column = _seen(rows.grid, stands)
    printed: list[TableCell | None] = [None] * column
    last: TableCell | None = None
    for count, element in enumerate(_children(row, n.CELL, reader), 1):
        properties = element.find(_CELL_PROPERTIES)
        if properties is not None and properties.find(f"{n.W}cellDel") is not None:
            reader.leave_out(element)
            continue
        stands += _number(properties, "gridSpan", 1)
        span = max(_seen(rows.grid, stands) - column, 1)
        down, along = _merge(properties, "vMerge"), _merge(properties, "hMerge")
        blocks = reader.inside(element)
        owner = rows.reaching.get(column) if down == "continue" else None
        if along == "continue" and last:
            last.column_span += span
            last.blocks += blocks
        elif owner:
            owner[0].row_span = len(rows.table.rows) - owner[1] + 1
            owner[0].blocks += blocks
        else:
            last = TableCell(blocks, place, count, column_span=span)
            printed.append(last)
            rows.reaching.pop(column, None)
            if down:
                rows.reaching[column] = last, len(rows.table.rows)
        column += span
    rows.table.rows.append(printed)
    return [cell for cell in printed if cell]


def _grid(table: _Element) -> list[int]:
    """How many columns that can be seen are before each column of a table's grid, and before its end."""
    widths = (column.get(f"{n.W}w", "") for column in table.findall(_GRID_COLUMNS))
    return list(
        accumulate((not (w.isascii() and w.isdigit() and int(w) < _SLIVER) for w in widths), initial=0)
    )


def _seen(grid: list[int], column: int) -> int:
    """The column that can be seen, for one of the grid; behind the grid each counts."""
    last = len(grid) - 1
    return grid[column] if column <= last else grid[last] + column - last


def _children(parent: _Element, tag: str, reader: Reader) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == n.CONTENT_CONTROL or child.tag in n.WRAPPERS:
            yield from _children(child, tag, reader)
        else:
            reader.range_mark(child)


def _text(row: _Element) -> str:
    """What a deleted row said, cell by cell."""
    cells = (
        "".join(text.text or "" for text in cell.iter(n.TEXT, n.DELETED_TEXT)) for cell in row.iter(n.CELL)
    )
    return "\t".join(cells)


def _merge(properties: _Element | None, name: str) -> str:
    """How a cell is merged: "restart", "continue" (also without a value), or not at all ("")."""
    found = properties.find(f"{n.W}{name}") if properties is not None else None
    return "" if found is None else found.get(n.VALUE, "continue")


def _is_on(properties: _Element | None, name: str) -> bool:
    found = properties.find(f"{n.W}{name}") if properties is not None else None
    return found is not None and is_on(found.get(n.VALUE))


def _number(properties: _Element | None, name: str, least: int) -> int:
    found = properties.find(f"{n.W}{name}") if properties is not None else None
    value = found.get(n.VALUE, "") if found is not None else ""
    return min(max(int(value), least), MAX_SPAN) if value.isascii() and value.isdigit() else least
