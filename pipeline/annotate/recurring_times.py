"""How often something is to be done: 每年, 每季度末前, 逐月, 一月一通报, “月调度”.

All functions take folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import lexicon
from pipeline.annotate.found_times import COUNT, PERIODS, FoundTime, period
from pipeline.lexicon.patterns import any_of
from pipeline.marks import TimeUse

_WORDS = lexicon.times()
_EVERY = re.compile(
    rf"每(?P<n>[两二三四五六]|半|\d)?个?(?P<unit>{any_of(_WORDS.period)})"
    r"(?:(?:(?<=年)(?:(?:\d{1,2}月?(?:-{1,2}|至|到))?\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?(?:(?:[、和及与,]|-{1,2}|至|到)\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?)*|[底末])|(?<=[月度季])(?:末月?|首月|第[一二三]个?月)?\d{1,2}日|(?<=[月度季周])[底末初])(?:之?前|以前)?)?"
)
_EVERY_RANGE = re.compile(
    r"每(?:\d{1,2}|[一二三四五])(?:-{1,2}|至|到)(?P<n>\d{1,2}|[两二三四五六])个?(?P<unit>学年|学期|年|季度?|月|周|日|天)"
)
_ADVERBIAL = re.compile(
    rf"(?P<rhythm>{any_of(_WORDS.rhythm)})(?:(?<=逐.)|(?=[\u4e00-\u9fff]))|(?P<rate>季度|月度)(?=更新|调度|通报)"
)
_ADVERB = re.compile("[逐按]|度更新|度调度|度通报")
_ALL_YEAR = re.compile(rf"全年(?=[^的,。;、]{{0,8}}{any_of(_WORDS.yearly)})")
_NAMED_RHYTHM = re.compile(rf'"(?P<unit>{any_of(_WORDS.period)}){any_of(_WORDS.reporting)}"')
_IN_TURN = re.compile(
    rf"(?<![第\d])(?:每(?:{COUNT})?|隔|(?P<n>半|{COUNT})个?)(?P<unit>学年|学期|年度?|季度?|月|周|日|天|旬)(?:(?<=隔.)|一次(?!性)|一(?:[调通评检督考总研汇讲会复盘公][\u4e00-\u9fff]|[评报晒轮])|1次|(?<=[年月])一?周期)"
)
_TURN = re.compile(
    r"[一隔1周](?:(?<=隔)|(?<=一)[次调通评检督考总研汇讲会复盘公报晒轮周]|(?<=1)次|(?<=周)期)|每\d{1,2}[-至到]|每[一二三四五][-至到]"
)
# A period before money is a part of its unit; so is one behind those who get it (每人每年补贴…元).
_RATE_REACH = 24
_AMOUNT = r"\d[\d,.]*(?:-{1,2}\d[\d,.]*)?[百千万亿]*元"
_MONEY = re.compile(_AMOUNT)
_PAID = re.compile(rf"[^,。;]{{0,12}}?{_AMOUNT}")
_PAID_EACH = re.compile(rf"[^,。;]{{0,12}}?{_AMOUNT}/[^年月季周日天]")
_EACH_BEFORE = re.compile(r"(?:每[^\d,。;、每年月季周]{1,5}|人均|户均)$")
_HANDED_DOWN = re.compile(f"{any_of(_WORDS.handed_down)}的")


def recurring_times(text: str) -> Iterator[FoundTime]:
    """The times of this kind; where two overlap, the one that counts comes first."""
    yield from _in_turn(text) if _TURN.search(text) else ()
    for match in _EVERY.finditer(text) if "每" in text else ():
        if _is_rate(text, *match.span()):
            continue
        after = text[match.end() : match.end() + 12]
        use: TimeUse = "name" if _HANDED_DOWN.match(after) else "deadline"
        yield _recurring(*match.span(), period(match["n"], match["unit"]), use)
    for match in _ADVERBIAL.finditer(text) if _ADVERB.search(text) else ():
        unit = match["rhythm"] or match["rate"]
        yield _recurring(*match.span(), PERIODS[unit])
    for match in _ALL_YEAR.finditer(text) if "全年" in text else ():
        yield _recurring(*match.span(), "P1Y")
    for match in _NAMED_RHYTHM.finditer(text) if '"' in text else ():
        yield _recurring(match.start() + 1, match.end() - 1, PERIODS[match["unit"]])


def _is_rate(text: str, start: int, end: int) -> bool:
    """Whether a period is part of a unit of money: "每生每年600元", "提高到每月1900元", "每年补助…元/人"."""
    if "元" not in text[end : end + _RATE_REACH]:
        return False
    return bool(
        _MONEY.match(text, end)
        or (_EACH_BEFORE.search(text, max(start - 8, 0), start) and _PAID.match(text, end))
        or _PAID_EACH.match(text, end)
    )


def _in_turn(text: str) -> Iterator[FoundTime]:
    """一月一通报, 半年一次, 隔年, 5年一周期, 每1-2周: once in so many periods (the longer, of two)."""
    for match in _EVERY_RANGE.finditer(text) if "每" in text else ():
        yield _recurring(*match.span(), period(match["n"], match["unit"]))
    for match in _IN_TURN.finditer(text):
        if match[0].startswith("每"):
            continue  # "每月一次": the rhythm is 每月
        count = "2" if match[0].startswith("隔") else match["n"]
        yield _recurring(*match.span(), period(count, match["unit"]))


def _recurring(start: int, end: int, every: str, use: TimeUse = "deadline") -> FoundTime:
    return FoundTime(start, end, "recurring", period=every, use=use)
