"""Tables that go on over a page break: their parts as one table.

A part is continued if it is the last thing on its page, the next part is the first thing on the next page, and
their columns have the same edges. Programs repeat the head, cut rows, and cut cells that reach over the break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from pipeline.read.grid import Cell, guess_header_rows
from pipeline.read.pdf.printed import Box, PrintedLine
from pipeline.read.pdf.tables.page_table import PageTable, rows_of
from pipeline.read.pdf.tables.parts import appended, on_columns, repeated_head, without_rows
from pipeline.read.table_layout import is_layout, title_rows

_NEAR = 4.0  # points that an edge of a column may stand off on the next page
_AROUND = 2.0  # points that text may stand out of the box of its table
_LONGEST_ROW = 200  # characters of a single box that is a row of the table before it
# What a table prints above a part of it that stands on a further page.
_CONTINUED = re.compile(
    r"^[（(]?(?:续|接)\s*(?:上\s*)?表?.{0,12}$|^.{0,40}[（(]\s*续\s*[表）)\d].{0,4}$|^续\s*表"
)


class PrintedTable(msgspec.Struct, frozen=True, gc=False):
    """A whole table.

    `parts` are its boxes, as (page, box). `titles` and `notes` are rows of one cell above and below the grid:
    its title, its unit, a remark. `header_rows` counts within `rows`. `marks` are the lines between its parts
    that say that it goes on (续表), which are no text of the document.
    """

    parts: tuple[tuple[int, Box], ...]
    rows: list[list[Cell | None]]
    header_rows: int
    titles: tuple[Cell, ...] = ()
    notes: tuple[Cell, ...] = ()
    marks: tuple[PrintedLine, ...] = ()


def joined(tables: Iterable[PageTable], lines: Iterable[PrintedLine]) -> list[PrintedTable]:
    """The tables of a file, each whole, in reading order; what only sets text side by side is left out.

    Args:
        tables: the parts on all pages.
        lines: the lines of all pages without running heads, feet and page numbers; those within tables may
            be among them.
    """
    parts = sorted(tables, key=lambda table: (table.page, table.box[1], table.box[0]))
    if not parts:
        return []
    pages = _Pages(parts, lines)
    groups: list[list[PageTable]] = []
    marks: list[list[PrintedLine]] = []
    for table in parts:
        between = pages.between(groups[-1][-1], table) if groups else None
        if (
            between is not None
            and _same_columns(_widest(groups[-1]), table)
            and _may_follow(groups[-1], table)
        ):
            groups[-1].append(table)
            marks[-1] += between
        else:
            groups.append([table])
            marks.append([])
    made = [_printed(group, found) for group, found in zip(groups, marks, strict=True)]
    return [table for table in made if table]


class _Pages:
    """What stands on each page outside of tables."""

    def __init__(self, parts: Sequence[PageTable], lines: Iterable[PrintedLine]) -> None:
        grids = [table for table in parts if len(table.cells) > 1]
        self._boxes = {page: [t.box for t in group] for page, group in groupby(parts, key=lambda t: t.page)}
        within = {page: [t.box for t in group] for page, group in groupby(grids, key=lambda t: t.page)}
        self._lines: dict[int, list[PrintedLine]] = {}
        for line in lines:
            if line.text.strip() and not any(_inside(line.box, box) for box in within.get(line.page, ())):
                self._lines.setdefault(line.page, []).append(line)

    def between(self, before: PageTable, after: PageTable) -> list[PrintedLine] | None:
        """The marks of continuation between two parts; None if anything else stands there."""
        if after.page != before.page + 1:
            return None
        below = [line.box for line in self._lines.get(before.page, ()) if not _inside(line.box, before.box)]
        if any(
            _middle(box) > before.box[3] for box in [*below, *self._boxes[before.page]] if box != before.box
        ):
            return None
        above = [line for line in self._lines.get(after.page, ()) if _middle(line.box) < after.box[1]]
        if any(box[1] < after.box[1] - _AROUND for box in self._boxes[after.page]):
            return None
        return above if all(_CONTINUED.match(line.text.strip()) for line in above) else None


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _inside(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, _middle(box)
    return outer[0] - _AROUND <= x <= outer[2] + _AROUND and outer[1] - _AROUND <= y <= outer[3] + _AROUND


def _widest(group: Sequence[PageTable]) -> PageTable:
    """The part that shows the most columns."""
    return max(group, key=lambda table: len(table.columns))


def _same_columns(before: PageTable, after: PageTable) -> bool:
    """Whether the edges of one part are among those of the other, perhaps all moved (facing pages)."""
    moved = after.columns[0] - before.columns[0]
    if abs(after.columns[-1] - moved - before.columns[-1]) > _NEAR:
        return False
    more, fewer = sorted(
        (before.columns, tuple(edge - moved for edge in after.columns)), key=len, reverse=True
    )
    return all(any(abs(edge - other) <= _NEAR for other in more) for edge in fewer)


def _may_follow(group: Sequence[PageTable], after: PageTable) -> bool:
    """Whether a part may be rows of a table: a lone box may be if it is short and the rest has columns."""
    if len(after.cells) > 1 and any(len(table.cells) > 1 for table in group):
        return True
    lone = [table for table in (*group, after) if len(table.cells) == 1]
    lengths = [len(line.line.text) for table in lone for cell in table.cells for line in cell.lines]
    return len(lone) < len(group) + 1 and sum(lengths) <= _LONGEST_ROW


def _printed(group: Sequence[PageTable], marks: Sequence[PrintedLine]) -> PrintedTable | None:
    whole, repeated = _whole(group)
    rows = rows_of(whole.cells, whole.row_count, len(whole.columns) - 1)
    if is_layout([[len(cell.text) for cell in row if cell] for row in rows]):
        return None
    first = title_rows(rows)
    last = len(rows) - title_rows(rows[::-1])
    grid = rows[first:last]
    marked = repeated - first
    return PrintedTable(
        parts=tuple((table.page, table.box) for table in group),
        rows=grid,
        header_rows=marked if 0 < marked < len(grid) else guess_header_rows(grid),
        titles=_alone(rows[:first]),
        notes=_alone(rows[last:]),
        marks=tuple(marks),
    )


def _alone(rows: Sequence[Sequence[Cell | None]]) -> tuple[Cell, ...]:
    return tuple(cell for row in rows for cell in row if cell and cell.text)


def _whole(group: Sequence[PageTable]) -> tuple[PageTable, int]:
    """The parts as one, and how many rows from its start are repeated on further pages."""
    columns = _widest(group).columns
    whole = on_columns(group[0], columns)
    head = 0
    for table in group[1:]:
        part = on_columns(table, columns)
        first, count = repeated_head(whole, part)
        head = max(head, first + count if count else 0)
        whole = appended(whole, without_rows(part, count))
    return whole, head
