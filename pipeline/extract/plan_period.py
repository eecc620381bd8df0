"""Times that lean on the period of the plan: the year of its title or heading, the years that it runs.

"三年内" in a plan "（2024—2026年）" ends when the plan does, "全年" in a plan of one year is that year, and an
open month takes the year of the heading that it stands under. A span whose day is settled so carries a
doubt: the day follows from another place of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from pipeline.dates import number
from pipeline.extract.reading import Reading
from pipeline.fold import fold
from pipeline.marks import TimeMark
from pipeline.model import Clause, Doubt

_YEAR = re.compile(r"(?<![\d(])(?:19|20)\d{2}(?=年)")
_RANGE = re.compile(r"(?P<first>(?:19|20)\d{2})年?(?:-{1,2}|~|至|到)(?P<last>(?:19|20)\d{2})")
_COUNT = r"(?P<n>[一二两三四五六七八九十]|\d{1,2})"
_STATED = re.compile(r"(?:自|从)?(?P<first>(?:19|20)\d{2})年起")
_OPEN = re.compile(rf"(?:力争)?(?:利?用|经过|通过|未来|今后)?{_COUNT}年左?右?的?(?:时间|之?内)+")
_WHOLE_YEAR = "全年"


def settle_times(reading: Reading) -> tuple[Reading, tuple[Doubt, ...]]:
    """`reading` with such times settled, and a doubt for each open span that was given a day."""
    periods = _periods(reading)
    times: list[TimeMark] = []
    doubts: list[Doubt] = []
    for mark in reading.marks.times:
        printed = fold(reading.text[mark.start : mark.end])
        settled = _in_named_year(reading, mark, printed) or _within_period(mark, printed, periods)
        if settled and mark.end_date is None and mark.kind == "by":
            doubts.append(_doubt(mark))
        times.append(settled or mark)
    marks = msgspec.structs.replace(reading.marks, times=times)
    return replace(reading, marks=marks), tuple(doubts)


def _periods(reading: Reading) -> dict[int, str]:
    """The last day of the period that the plan runs, by its length in years; what is said twice differently is out."""
    found: dict[int, set[int]] = {}
    title = _RANGE.search(fold(reading.metadata.title))
    if title:
        first, last = int(title["first"]), int(title["last"])
        found.setdefault(last - first + 1, set()).add(last)
    for mark in reading.marks.times:
        stated = _STATED.match(fold(reading.text[mark.start : mark.end])) if mark.kind == "by" else None
        if stated and mark.year:  # "2024年起三年内"
            found.setdefault(mark.year - int(stated["first"]) + 1, set()).add(mark.year)
    return {years: f"{min(ends)}-12-31" for years, ends in found.items() if len(ends) == 1}


def _in_named_year(reading: Reading, mark: TimeMark, printed: str) -> TimeMark | None:
    """An open month, or 全年, in the one year that a heading above it, or the title, names."""
    whole = mark.kind == "recurring" and printed == _WHOLE_YEAR
    if not whole and not mark.needs_year:
        return None
    year = next(_named_years(reading, reading.tree.at(mark.start, mark.end)), None)
    if year is None:
        return None
    if whole:
        return msgspec.structs.replace(mark, kind="during", end_date=f"{year}-12-31", period=None, year=year)
    end_date = f"{year + mark.years_on}{(mark.end_date or '')[1:]}"
    return msgspec.structs.replace(mark, end_date=end_date, year=year + mark.years_on, needs_year=False)


def _named_years(reading: Reading, clause: Clause) -> Iterator[int]:
    """The years of the headings above, the nearest first, then of the title: where one names a single year."""
    headings = [node.heading for node in reading.tree.ancestors(clause) if node.level != "title"]
    for heading in (*headings, reading.metadata.title):
        folded = fold(heading or "")
        years = set() if _RANGE.search(folded) else set(_YEAR.findall(folded))
        if len(years) == 1:
            yield int(years.pop())


def _within_period(mark: TimeMark, printed: str, periods: dict[int, str]) -> TimeMark | None:
    """An open span of as many years as the plan runs ends with it."""
    span = _OPEN.fullmatch(printed) if mark.end_date is None and mark.kind in {"by", "during"} else None
    end_date = periods.get(number(span["n"]) or 0) if span else None
    return msgspec.structs.replace(mark, end_date=end_date) if end_date else None


def _doubt(mark: TimeMark) -> Doubt:
    return Doubt(
        rule="deadline.plan_period",
        severity="info",
        message="the day follows from the years that the plan runs",
        start=mark.start,
        end=mark.end,
    )
