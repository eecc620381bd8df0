"""What the columns of a table of goals say: what they measure, in which unit, by when, and from what base."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.extract.calendar import Calendar
from pipeline.extract.reading import Reading
from pipeline.extract.table_dates import PAST_COLUMN, TableDates
from pipeline.fold import fold_characters
from pipeline.marks import TimeMark
from pipeline.model import Strength, TableCell, TableRecord

_SERIAL = re.compile(r"^(?:序号|编号|排名|年份|年度|分值|权重|页码|电话)")
_UNIT = re.compile(r"[（(](?P<unit>[^（）()]{1,12})[）)]")
_YEAR_PART = re.compile(r"/?(?:截至|到)?(?:19|20)\d{2}年(?:底|末)?(?:前)?(?:目标值?)?")
_GENERIC = re.compile(
    r"^(?:目标值?|指标值|规划目标|规划值|预期值|预期目标|数值|年度目标|目标任务|任务量?|累计|完成目标)?$"
)
_UNIT_COLUMN = re.compile(r"^(?:计量)?单位$")
_INDICATORS = re.compile(
    r"(?:主要|重点|工作|具体|核心|建设|一级|二级|三级)*(?:指标|项目|名称|内容|目标|任务)"
)
_BASE = re.compile(r"现状|基期|基准|完成值|完成数|实际完成|实绩|上年")
_OF_BASE = re.compile(
    r"(?:现状|基期|基准|实际|已?完成|实绩|上年|当前|目前|全年|年底)*(?:值|数|量|水平|情况|年)?"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年")
_OF_CAPTION = re.compile(
    r"^(?:全[省市县区]|各[省市县区旗地州]{1,2}|分[市县区])|(?:分解|年度|阶段)?(?:目标|任务|计划|指标)+(?:分解|分配|一览)?表?$"
)
_START = attrgetter("start")
Times = Mapping[int, Sequence[TimeMark]]
_STRENGTHS: dict[str, Strength] = {
    "约束性": "binding",
    "约束": "binding",
    "预期性": "expected",
    "预期": "expected",
}


@dataclass(frozen=True)
class Column:
    """What a column's header says. `indicator` is "" where the rows name the indicators."""

    indicator: str
    unit: str | None
    time: TimeMark | None


@dataclass(frozen=True)
class BaseColumn:
    """A column of what was or is: what it measures ("" where the rows say it), and its year or word."""

    column: int
    indicator: str
    printed: str


@dataclass(frozen=True)
class Layout:
    """Whether rows are indicators, what the caption measures, and what columns say of single rows."""

    rows_are_indicators: bool
    indicator: str
    unit: str | None
    units: dict[int, str]
    strengths: dict[int, Strength]


def times_of_cells(reading: Reading, cells: Sequence[TableCell]) -> Times:
    """The times in each cell, by where the cell starts."""
    marks, times = reading.marks.times, {}
    for cell in cells:
        first = bisect_left(marks, cell.char_start, key=_START)
        times[cell.char_start] = marks[first : bisect_left(marks, cell.char_end, first, key=_START)]
    return times


def read_columns(cells: Sequence[TableCell], times: Times, table_dates: TableDates) -> dict[int, Column]:
    """What each column measures, its unit and year, read off the header cells."""
    columns: dict[int, Column] = {}
    for column, header in _headers(cells).items():
        if not header or _SERIAL.match(header) or PAST_COLUMN.search(header):
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
        columns[column] = Column(name, unit["unit"] if unit else None, last)
    return columns


def base_columns(cells: Sequence[TableCell], times: Times, dates: Calendar) -> list[BaseColumn]:
    """The columns from which others are measured: 现状, 基期, or a year that had passed."""
    found = []
    for column, header in _headers(cells).items():
        word = _BASE.search(header)
        heads = [cell for cell in cells if cell.is_header and cell.column == column]
        past = any(dates.is_past(time) for cell in heads for time in times[cell.char_start])
        if header and (word or past):
            year = _YEAR.search(header)
            name = _YEAR_PART.sub("", _UNIT.sub("", header, count=1)).strip("/ ")
            printed = year[0] if year else word[0] if word else header
            found.append(BaseColumn(column, "" if _OF_BASE.fullmatch(name) else name, printed))
    return found


def base_of(column: int, indicator: str, bases: Sequence[BaseColumn]) -> BaseColumn | None:
    """The nearest base column of the same measure, on the left first."""
    same = [base for base in bases if base.indicator == indicator and base.column != column]
    return min(same, key=lambda base: (base.column > column, abs(base.column - column)), default=None)


def _headers(cells: Sequence[TableCell]) -> dict[int, str]:
    return {cell.column: folded(cell.column_header) for cell in cells if not cell.is_header}


def folded(printed: str | None) -> str:
    """What a cell or caption prints, in half-width characters; "" for nothing."""
    return fold_characters(printed) if printed else ""


def named(header: str) -> tuple[str, str | None]:
    """(indicator, unit) of a header: "森林覆盖率（%）"."""
    unit = _UNIT.search(header)
    return (_UNIT.sub("", header, count=1).strip(), unit["unit"]) if unit else (header, None)


def read_layout(reading: Reading, table: TableRecord, cells: Sequence[TableCell]) -> Layout:
    """Read off what the caption, the first header and the columns of units and kinds say."""
    heads = [reading.text[c.char_start : c.char_end].strip() for c in cells if c.is_header and c.row == 0]
    names = next((head for head in heads if head not in {"序号", "编号"}), "")
    indicator, unit = named(folded(table.caption))
    units: dict[int, str] = {}
    strengths: dict[int, Strength] = {}
    for cell in cells:
        text = reading.text[cell.char_start : cell.char_end].strip()
        if cell.column_header and _UNIT_COLUMN.match(folded(cell.column_header).strip()) and text:
            units[cell.row] = text
        if text in _STRENGTHS:
            strengths[cell.row] = _STRENGTHS[text]
    return Layout(bool(_INDICATORS.match(names)), _OF_CAPTION.sub("", indicator), unit, units, strengths)
