"""Calendar arithmetic of plan dates: what day "2025年底前" or "“十四五”末" means.

The rules are those of the annotation guide: a year without a day is its last day, "X年前" the last
day of the year before, a month its last day; a season's first day is not in the source and stays open.
"""

from __future__ import annotations

from calendar import monthrange

_QUARTER_END = {1: 3, 2: 6, 3: 9, 4: 12}
_HAN = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}
OPEN_YEAR = "-"  # stands for the year in a date that leaves it to the document ("--08-31")


def month_end(year: str, month: int) -> str | None:
    """Last day of a month; `year` may be OPEN_YEAR. None if there is no such month."""
    if not 1 <= month <= 12:
        return None
    last = monthrange(int(year) if year != OPEN_YEAR else 2023, month)[1]
    return f"{year}-{month:02d}-{last:02d}"


def day(year: str, month: int, number: int) -> str | None:
    """A given day, None if the calendar has no such day."""
    end = month_end(year, month)
    if end is None or not 1 <= number <= int(end[-2:]):
        return None
    return f"{year}-{month:02d}-{number:02d}"


def before_month(year: str, month: int) -> str | None:
    """The last day before a month starts ("9月前")."""
    if month == 1:
        return None if year == OPEN_YEAR else f"{int(year) - 1}-12-31"
    return month_end(year, month - 1)


def quarter_end(year: str, quarter: str) -> str | None:
    """Last day of a quarter given as 一…四 or 1…4."""
    number = _HAN.get(quarter, 0) if not quarter.isdigit() else int(quarter)
    return month_end(year, _QUARTER_END[number]) if number in _QUARTER_END else None


def five_year_plan_end(ordinal: str) -> int:
    """The last year of the five-year plan 十X五: 十四五 → 2025."""
    return 2010 + 5 * (_HAN[ordinal] - 1)


def number(text: str) -> int | None:
    """A small count in Chinese or Arabic numerals (两, 三, 10); None if it is none."""
    if text.isdigit():
        return int(text)
    if text == "两":
        return 2
    if text == "半":
        return None
    if len(text) == 1:
        return _HAN.get(text)
    tens, _, units = text.partition("十")
    if "十" not in text:
        return None
    return (_HAN.get(tens, 1) if tens else 1) * 10 + (_HAN.get(units, 0) if units else 0)
