"""Targets in tables: every numeric body cell of a table that lays out goals gives one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.extract.calendar import Calendar
from pipeline.extract.indicators import make_indicator
from pipeline.extract.reading import Reading
from pipeline.extract.table_dates import DUE_COLUMN, TableDates
from pipeline.fold import fold_characters, is_han
from pipeline.marks import MEASURED, QuantityMark, TimeMark
from pipeline.model import Deadline, Direction, Indicator, Strength, TableCell, TableRecord, Target
from pipeline.units import to_base

_GOAL_TABLE = re.compile(r"目标|指标|任务|计划|规划|要求|分配")
_NO_GOAL_TABLE = re.compile(r"现状|统计|完成情况|评分|考评|考核|得分|名单|通讯录")
_SERIAL = re.compile(r"^(?:序号|编号|排名|年份|年度|分值|权重|页码|电话)")
_UNIT = re.compile(r"[（(](?P<unit>[^（）()]{1,12})[）)]")
_YEAR_PART = re.compile(r"/?(?:截至|到)?(?:19|20)\d{2}年(?:底|末)?(?:前)?(?:目标值?)?")
_GENERIC = re.compile(
    r"^(?:目标值?|指标值|规划目标|规划值|预期值|预期目标|数值|年度目标|目标任务|任务量?|累计|完成目标)?$"
)
_UNIT_COLUMN = re.compile(r"^(?:计量)?单位$")
_INDICATORS = re.compile(r"指标|项目|名称|内容|目标|任务")
_OF_CAPTION = re.compile(
    r"^(?:全[省市县区]|各[省市县区旗地州]{1,2}|分[市县区])|(?:分解|年度|阶段)?(?:目标|任务|计划|指标)+(?:分解|分配|一览)?表?$"
)
_STRENGTHS: dict[str, Strength] = {
    "约束性": "binding",
    "约束": "binding",
    "预期性": "expected",
    "预期": "expected",
}
_PAST_COLUMN = re.compile(r"现状|基期|基准|实际|完成值|实绩|已完成|上年")


_MORE = re.compile(r"^(?:新增|净增|增加)(?!和|或|及)|(?:增长|增幅|提升|提高)(?:率|幅度|比例)?$")
_LESS = re.compile(r"(?:下降|减少|降低|压减|削减)(?:率|幅度|比例|量)?$|降幅$")
_START = attrgetter("start")
_Times = Mapping[int, Sequence[TimeMark]]


@dataclass(frozen=True)
class _Column:
    """What a column's header says. `indicator` is "" where the rows name the indicators."""

    indicator: str
    unit: str | None
    time: TimeMark | None


@dataclass(frozen=True)
class _Value:
    """A cell's number with what its column and row say of it; `scope` only where a year heads the row."""

    number: QuantityMark
    column: _Column
    time: TimeMark | None
    deadline_id: str | None
    scope: str | None


@dataclass(frozen=True)
class _Layout:
    """Whether rows are indicators, what the caption measures, and what columns say of single rows."""

    rows_are_indicators: bool
    indicator: str
    unit: str | None
    units: dict[int, str]
    strengths: dict[int, Strength]


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
    numbers = {mark.op_start: mark for mark in reading.marks.quantities}
    targets: list[Target] = []
    for table in tables:
        own = [cell for cell in cells if cell.table_id == table.id]
        times = _times_of_cells(reading, own)
        if not _states_goals(reading, table, own, times, dates):
            continue
        columns = _columns(own, times, table_dates)
        captioned = table_dates.of_caption(reading.tree[table.clause_id], own[0].char_start)
        layout = _layout(reading, table, own)
        for cell in own:
            number = numbers.get(cell.char_start)
            column = columns.get(cell.column)
            if cell.is_header or cell.merged or column is None or number is None or cell.column == 0:
                continue
            if number.op_end < cell.char_end or number.kind not in MEASURED:
                continue
            time = column.time or _row_time(own, times, cell) or captioned
            if time is not None and dates.is_past(time):
                continue
            deadline_id = ids.get((time.start, time.end)) if time else None
            value = _Value(number, column, time, deadline_id, _row_scope(reading, own, times, cell))
            targets.append(_target(reading, table, cell, value, dates, indicators, layout))
    return targets


def _times_of_cells(reading: Reading, cells: Sequence[TableCell]) -> _Times:
    """The times in each cell, by where the cell starts."""
    marks, times = reading.marks.times, {}
    for cell in cells:
        first = bisect_left(marks, cell.char_start, key=_START)
        times[cell.char_start] = marks[first : bisect_left(marks, cell.char_end, first, key=_START)]
    return times


def _states_goals(
    reading: Reading, table: TableRecord, cells: Sequence[TableCell], times: _Times, dates: Calendar
) -> bool:
    """A table of goals says so in its caption, or heads its columns with years that lie ahead."""
    caption = _folded(table.caption) + (reading.tree[table.clause_id].heading or "")
    parents = [node.heading or "" for node in reading.tree.ancestors(reading.tree[table.clause_id])]
    if _NO_GOAL_TABLE.search(caption) or not dates.is_duty(reading.tree[table.clause_id]):
        return False
    ahead = any(
        not dates.is_past(time) for cell in cells if cell.is_header for time in times[cell.char_start]
    )
    return ahead or bool(_GOAL_TABLE.search(caption + "".join(parents[:2])))


def _columns(cells: Sequence[TableCell], times: _Times, table_dates: TableDates) -> dict[int, _Column]:
    """What each column measures, its unit and year, read off the header cells."""
    columns: dict[int, _Column] = {}
    headers = {cell.column: _folded(cell.column_header) for cell in cells if not cell.is_header}
    for column, header in headers.items():
        if not header or _SERIAL.match(header) or _PAST_COLUMN.search(header):
            continue
        unit = _UNIT.search(header)
        name = _YEAR_PART.sub("", _UNIT.sub("", header, count=1) if unit else header).strip("/ ")
        name = "" if _GENERIC.match(name) else name
        own = [cell for cell in cells if cell.is_header and cell.column == column]
        found = [
            time
            for cell in own
            for time in times[cell.char_start]
            if time.use != "name" or table_dates.heads(time)
        ]
        last = max(found, key=_START, default=None)
        columns[column] = _Column(name, unit["unit"] if unit else None, last)
    return columns


def _row_time(cells: Sequence[TableCell], times: _Times, cell: TableCell) -> TimeMark | None:
    """The time in a row's column of deadlines, or the year that the row starts with."""
    row = [c for c in cells if c.row == cell.row]
    due = [c for c in row if not c.is_header and DUE_COLUMN.search(_folded(c.column_header))]
    found = [
        times[c.char_start][-1] for c in (*due, *(c for c in row if c.column == 0)) if times[c.char_start]
    ]
    return found[0] if found else None


def _row_scope(reading: Reading, cells: Sequence[TableCell], times: _Times, cell: TableCell) -> str | None:
    """Where a year heads the row: the first cell of it that names something."""
    row = [c for c in cells if c.row == cell.row and not c.is_header]
    if not row or not times[row[0].char_start]:
        return None
    texts = (reading.text[c.char_start : c.char_end] for c in row[1:] if c.column < cell.column)
    return next((_folded(text) for text in texts if any(map(is_han, text))), None)


def _target(
    reading: Reading,
    table: TableRecord,
    cell: TableCell,
    found: _Value,
    dates: Calendar,
    indicators: dict[str, Indicator],
    layout: _Layout,
) -> Target:
    number, column, time = found.number, found.column, found.time
    clause = reading.tree[table.clause_id]
    row_name, row_unit = _named(_folded(cell.row_header))
    name, scope, own_unit = column.indicator, found.scope or _folded(cell.row_header) or None, None
    if not name and layout.rows_are_indicators:
        name, scope, own_unit = row_name, None, row_unit
    elif not name:
        name, own_unit = layout.indicator, layout.unit
    unit = number.unit or column.unit or layout.units.get(cell.row) or own_unit
    direction = _direction(name)
    indicator = make_indicator(name, direction, unit)
    if indicator:
        indicators.setdefault(indicator.id, indicator)
    base = _in_base_unit(number, unit)
    text = reading.text[cell.char_start : cell.char_end]
    return Target(
        id=reading.ids.new("target", clause.ref, f"{cell.row}/{cell.column}/{text}"),
        clause_id=clause.id,
        task_id=None,
        deadline_id=found.deadline_id,
        cell_id=cell.id,
        kind="quantitative",
        indicator=name,
        indicator_id=indicator.id if indicator else None,
        scope=scope,
        direction=direction,
        op=number.op or "=",
        value=number.value,
        value_high=number.value_high,
        value_text=reading.text[number.value_start : number.value_end],
        unit=unit,
        value_start=number.value_start,
        value_end=number.value_end,
        base_value=base[0] if base else None,
        base_unit=base[1] if base else None,
        baseline=None,
        baseline_value=None,
        deadline=dates.end_date(time) if time else None,
        recurrence=None,
        hedges=(),
        strength=layout.strengths.get(cell.row),
        deferred_to=None,
        exclusions=None,
        char_start=cell.char_start,
        char_end=cell.char_end,
    )


def _direction(name: str) -> Direction:
    """Whether a column or row counts a change ("新增装机容量", "能耗下降率") or the amount itself."""
    if _MORE.search(name):
        return "increase"
    return "decrease" if _LESS.search(name) else "level"


def _folded(printed: str | None) -> str:
    return fold_characters(printed) if printed else ""


def _named(header: str) -> tuple[str, str | None]:
    """(indicator, unit) of a header: "森林覆盖率（%）"."""
    unit = _UNIT.search(header)
    return (_UNIT.sub("", header, count=1).strip(), unit["unit"]) if unit else (header, None)


def _layout(reading: Reading, table: TableRecord, cells: Sequence[TableCell]) -> _Layout:
    """Read off what the caption, the first header and the columns of units and kinds say."""
    heads = [reading.text[c.char_start : c.char_end].strip() for c in cells if c.is_header and c.row == 0]
    names = next((head for head in heads if head not in {"序号", "编号"}), "")
    indicator, unit = _named(_folded(table.caption))
    units: dict[int, str] = {}
    strengths: dict[int, Strength] = {}
    for cell in cells:
        text = reading.text[cell.char_start : cell.char_end].strip()
        if cell.column_header and _UNIT_COLUMN.match(_folded(cell.column_header).strip()) and text:
            units[cell.row] = text
        if text in _STRENGTHS:
            strengths[cell.row] = _STRENGTHS[text]
    return _Layout(bool(_INDICATORS.match(names)), _OF_CAPTION.sub("", indicator), unit, units, strengths)


def _in_base_unit(number: QuantityMark, unit: str | None) -> tuple[float, str] | None:
    """The value in its base unit, where it has a unit and is one number."""
    return to_base(number.value, unit) if unit and isinstance(number.value, (int, float)) else None
