"""Targets in tables: every numeric body cell of a table that lays out goals gives one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.calendar import Calendar
from pipeline.extract.indicators import make_indicator
from pipeline.extract.reading import Reading
from pipeline.extract.table_cells import CellMarks
from pipeline.extract.table_columns import (
    Column,
    Layout,
    Times,
    base_columns,
    base_of,
    folded,
    named,
    read_columns,
    read_layout,
    times_of_cells,
)
from pipeline.extract.table_dates import DUE_COLUMN, TableDates
from pipeline.fold import is_han
from pipeline.marks import QuantityMark, TimeMark
from pipeline.model import Deadline, Direction, Indicator, TableCell, TableRecord, Target
from pipeline.units import parse_unit, to_base

_GOAL_TABLE = re.compile(r"目标|指标|任务|计划|规划|要求|分配")
_NO_GOAL_TABLE = re.compile(r"现状|统计|完成情况|评分|考评|考核|得分|名单|通讯录")
_MORE = re.compile(r"^(?:新增|净增|增加)(?!和|或|及)|(?:增长|增幅|提升|提高)(?:率|幅度|比例)?$")
_LESS = re.compile(r"(?:下降|减少|降低|压减|削减)(?:率|幅度|比例|量)?$|降幅$")


@dataclass(frozen=True)
class _Value:
    """What a cell says, a number or whose number holds, with what its column and row say of it.

    `scope` only where a year heads the row.
    """

    number: QuantityMark | None
    deferred_to: str | None
    column: Column
    time: TimeMark | None
    deadline_id: str | None
    scope: str | None
    base: tuple[str, int | float] | None


def table_targets(
    reading: Reading,
    tables: Sequence[TableRecord],
    cells: Sequence[TableCell],
    deadlines: Sequence[Deadline],
    dates: Calendar,
    table_dates: TableDates,
    indicators: dict[str, Indicator],
) -> list[Target]:
    """The targets of all goal tables, cell by cell; their indicators are added to `indicators`."""
    ids = {(deadline.char_start, deadline.char_end): deadline.id for deadline in deadlines}
    said = CellMarks(reading)
    targets: list[Target] = []
    for table in tables:
        own = [cell for cell in cells if cell.table_id == table.id]
        times = times_of_cells(reading, own)
        if not _states_goals(reading, table, own, times, dates):
            continue
        columns = read_columns(own, times, table_dates)
        bases = base_columns(own, times, dates)
        at = {(cell.row, cell.column): cell for cell in own}
        captioned = table_dates.of_caption(reading.tree[table.clause_id], own[0].char_start)
        layout = read_layout(reading, table, own)
        for cell in own:
            column = columns.get(cell.column)
            if cell.is_header or cell.merged or column is None or cell.column == 0:
                continue
            number, deferred_to = said.number(cell), said.deferred_to(cell)
            if number is None and deferred_to is None:
                continue
            time = column.time or _row_time(own, times, cell) or captioned
            if (time is not None and dates.is_past(time)) or (time is None and number is None):
                continue
            value = _Value(
                number,
                deferred_to,
                column,
                time,
                ids.get((time.start, time.end)) if time else None,
                _row_scope(reading, own, times, cell),
                said.base(cell, base_of(cell.column, column.indicator, bases), at),
            )
            targets.append(_target(reading, table, cell, value, dates, indicators, layout))
    return targets


def without_cells(targets: Sequence[Target], tabled: Sequence[Target]) -> list[Target]:
    """`targets` of sentences without those in cells that have a target of their own."""
    ranges = sorted((target.char_start, target.char_end) for target in tabled)
    starts = [start for start, _ in ranges]

    def in_cell(target: Target) -> bool:
        index = bisect_right(starts, target.char_start) - 1
        return index >= 0 and target.char_start < ranges[index][1]

    return [target for target in targets if not in_cell(target)]


def _states_goals(
    reading: Reading, table: TableRecord, cells: Sequence[TableCell], times: Times, dates: Calendar
) -> bool:
    """A table of goals says so in its caption, or heads its columns with years that lie ahead."""
    caption = folded(table.caption) + (reading.tree[table.clause_id].heading or "")
    parents = [node.heading or "" for node in reading.tree.ancestors(reading.tree[table.clause_id])]
    if _NO_GOAL_TABLE.search(caption) or not dates.is_duty(reading.tree[table.clause_id], table.char_start):
        return False
    ahead = any(
        not dates.is_past(time) for cell in cells if cell.is_header for time in times[cell.char_start]
    )
    return ahead or bool(_GOAL_TABLE.search(caption + "".join(parents[:2])))


def _row_time(cells: Sequence[TableCell], times: Times, cell: TableCell) -> TimeMark | None:
    """The time in a row's column of deadlines, or the year that the row starts with."""
    row = [c for c in cells if c.row == cell.row]
    due = [c for c in row if not c.is_header and DUE_COLUMN.search(folded(c.column_header))]
    found = [
        times[c.char_start][-1] for c in (*due, *(c for c in row if c.column == 0)) if times[c.char_start]
    ]
    return found[0] if found else None


def _row_scope(reading: Reading, cells: Sequence[TableCell], times: Times, cell: TableCell) -> str | None:
    """Where a year heads the row: the first cell of it that names something."""
    row = [c for c in cells if c.row == cell.row and not c.is_header]
    if not row or not times[row[0].char_start]:
        return None
    texts = (reading.text[c.char_start : c.char_end] for c in row[1:] if c.column < cell.column)
    return next((folded(text) for text in texts if any(map(is_han, text))), None)


def _target(
    reading: Reading,
    table: TableRecord,
    cell: TableCell,
    found: _Value,
    dates: Calendar,
    indicators: dict[str, Indicator],
    layout: Layout,
) -> Target:
    number, column, time = found.number, found.column, found.time
    clause = reading.tree[table.clause_id]
    name, scope, own_unit = _measured(cell, found, layout)
    unit = (number.unit if number else None) or column.unit or layout.units.get(cell.row) or own_unit
    direction = _direction(name) if number else "state"
    indicator = make_indicator(name, direction, unit) if number else None
    if indicator:
        indicators.setdefault(indicator.id, indicator)
    base = _in_base_unit(number, unit) if number else None
    text = reading.text[cell.char_start : cell.char_end]
    return Target(
        id=reading.ids.new("target", clause.ref, f"{cell.row}/{cell.column}/{text}"),
        clause_id=clause.id,
        task_id=None,
        deadline_id=found.deadline_id,
        cell_id=cell.id,
        kind="quantitative" if number else "qualitative",
        indicator=name,
        indicator_id=indicator.id if indicator else None,
        scope=scope,
        direction=direction,
        op=(number.op or "=") if number else None,
        value=number.value if number else None,
        value_high=number.value_high if number else None,
        value_text=reading.text[number.value_start : number.value_end] if number else None,
        unit=unit if number else None,
        value_start=number.value_start if number else None,
        value_end=number.value_end if number else None,
        base_value=base[0] if base else None,
        base_unit=base[1] if base else None,
        baseline=found.base[0] if found.base else None,
        baseline_value=found.base[1] if found.base else None,
        deadline=dates.end_date(time) if time else None,
        recurrence=None,
        hedges=(),
        strength=layout.strengths.get(cell.row),
        deferred_to=found.deferred_to,
        exclusions=None,
        char_start=cell.char_start,
        char_end=cell.char_end,
    )


def _measured(cell: TableCell, found: _Value, layout: Layout) -> tuple[str, str | None, str | None]:
    """(indicator, scope, unit) that a cell's column, row and table name."""
    row_name, row_unit = named(folded(cell.row_header))
    column, scope = found.column, found.scope or folded(cell.row_header) or None
    if column.indicator:
        return column.indicator, scope, None
    if layout.rows_are_indicators or (row_unit and parse_unit(row_unit)[1]):
        return row_name, None, row_unit
    return layout.indicator, scope, layout.unit


def _direction(name: str) -> Direction:
    """Whether a column or row counts a change ("新增装机容量", "能耗下降率") or the amount itself."""
    if _MORE.search(name):
        return "increase"
    return "decrease" if _LESS.search(name) else "level"


def _in_base_unit(number: QuantityMark, unit: str | None) -> tuple[float, str] | None:
    """The value in its base unit, where it has a unit and is one number."""
    return to_base(number.value, unit) if unit and isinstance(number.value, (int, float)) else None
