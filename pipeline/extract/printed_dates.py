"""Dates on lines and in values of their own, in digits or in Chinese numerals: 2024年3月8日, 二〇二四年三月八日."""

from __future__ import annotations

import datetime
import re

from pipeline.fold import fold

_DATE = re.compile(r"^\(?(\d{4})(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?\)?$")
_HAN_DATE = re.compile(
    "^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$"
)
_HAN_DIGITS = {
    digit: value
    for value, digits in enumerate(("〇○零", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for digit in digits
}
_LONGEST = 60


def printed_date(text: str) -> str | None:
    """A line or value that is a date and nothing else, ISO."""
    folded = fold(text) if len(text) <= _LONGEST else ""
    arabic, chinese = _DATE.match(folded), _HAN_DATE.match(folded)
    if arabic:
        numbers = [int(part) for part in arabic.groups()]
    elif chinese:
        year = int("".join(str(_HAN_DIGITS[digit]) for digit in chinese[1]))
        numbers = [year, _han_number(chinese[2]), _han_number(chinese[3])]
    else:
        return None
    try:
        return datetime.date(*numbers).isoformat()
    except ValueError:
        return None


def _han_number(text: str) -> int:
    """A number up to thirty-nine: 十 → 10, 二十八 → 28."""
    tens, ten, ones = text.rpartition("十")
    value = _HAN_DIGITS[ones] if ones else 0
    return value + (10 * (_HAN_DIGITS[tens] if tens else 1) if ten else 0)
