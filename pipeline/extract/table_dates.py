"""Dates that tables give to what stands in them: a row's column of deadlines, a header, the caption."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from pipeline.extract.reading import Reading
from pipeline.fold import fold
from pipeline.marks import TimeMark
from pipeline.model import Clause, SourceCell, SourceTable

DUE_COLUMN = re.compile(r"时限|期限|时间|年限|节点|时点")
# Columns that say what was, or what is.
PAST_COLUMN = re.compile(r"现状|基期|基准|实际|完成值|完成数|完成情况|实绩|已完成|上年|进展")
_PLAN_PERIOD = re.compile("十[一二三四五六七八]五")
_START = attrgetter("start")


class TableDates:
    """Where tables of one document set dates."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._rows: list[tuple[int, int, TimeMark]] = []
        self._headers: list[tuple[int, int]] = []
        self._headed: list[tuple[int, int, TimeMark]] = []
        self._due_cells: set[int] = set()
        for table in reading.source.tables:
            self._read(table)
        self._rows.sort(key=lambda row: row[:2])
        self._headed.sort(key=lambda cell: cell[:2])
        self._row_starts = [start for start, _, _ in self._rows]
        self._headed_starts = [start for start, _, _ in self._headed]

    def _read(self, table: SourceTable) -> None:
        heads = [cell for cell in table.cells if cell.row < table.header_rows]
        self._headers += [(cell.start, cell.end) for cell in heads]
        self._read_headed(table, heads)
        due = {cell.column for cell in heads if DUE_COLUMN.search(fold(self._text(cell)))}
        self._due_cells |= {c.start for c in table.cells if c.column in due and c.row >= table.header_rows}
        for row in {cell.row for cell in table.cells if cell.row >= table.header_rows} if due else ():
            cells = [cell for cell in table.cells if cell.row == row]
            times = [
                time for cell in cells if cell.column in due for time in self._times(cell.start, cell.end)
            ]
            dated = [time for time in times if time.kind != "recurring"]
            if dated:
                start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
                self._rows.append((start, end, dated[-1]))

    def _read_headed(self, table: SourceTable, heads: Sequence[SourceCell]) -> None:
        """The dates that headers give to the cells below them ("2024年推进任务")."""
        dated: dict[int, TimeMark] = {}
        for cell in heads:
            times = [time for time in self._times(cell.start, cell.end) if time.kind in {"by", "during"}]
            if times and not PAST_COLUMN.search(fold(self._text(cell))):
                dated |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), times[-1])
        self._headed += [
            (cell.start, cell.end, dated[cell.column])
            for cell in table.cells
            if cell.row >= table.header_rows and cell.column in dated and cell.start < cell.end
        ]

    def of_row(self, position: int) -> TimeMark | None:
        """The date in the column of deadlines of the row at `position`."""
        return _at(self._rows, self._row_starts, position)

    def of_column(self, position: int) -> TimeMark | None:
        """The date in the header above the cell at `position`."""
        return _at(self._headed, self._headed_starts, position)

    def is_due_cell(self, position: int) -> bool:
        """Whether a cell of a column of deadlines starts at `position`: it dates its row and promises nothing."""
        return position in self._due_cells

    def heads(self, time: TimeMark) -> bool:
        """Whether a plan period heads a column ("十四五装机计划"): there it sets a date and is no name."""
        printed = self._reading.text[time.start : time.end]
        return bool(_PLAN_PERIOD.search(printed)) and any(a <= time.start < b for a, b in self._headers)

    def of_caption(self, table: Clause, first_cell: int) -> TimeMark | None:
        """The one year or period that a table's caption or its annex's heading names."""
        ranges = [(table.char_start, first_cell)]
        for node in self._reading.tree.ancestors(table):
            if node.level == "annex" and node.heading:
                ranges.append((node.char_start, node.char_start + len(node.label) + len(node.heading) + 4))
        named = [time for start, end in ranges for time in self._times(start, end)]
        dated = [time for time in named if time.kind in {"by", "during"} and time.end_date]
        return dated[0] if len({time.end_date for time in dated}) == 1 else None

    def _text(self, cell: SourceCell) -> str:
        return self._reading.text[cell.start : cell.end]

    def _times(self, start: int, end: int) -> list[TimeMark]:
        times = self._reading.marks.times
        first = bisect_left(times, start, key=_START)
        return times[first : bisect_left(times, end, first, key=_START)]


def _at(dated: Sequence[tuple[int, int, TimeMark]], starts: Sequence[int], position: int) -> TimeMark | None:
    """The date of the range in `dated` (sorted, with their `starts`) that holds `position`."""
    index = bisect_right(starts, position) - 1
    if index < 0:
        return None
    _, end, time = dated[index]
    return time if position < end else None
