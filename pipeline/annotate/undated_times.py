"""Times that leave the year, or the day, to something else: 8月底前, 三季度, 年底前, 30日内, 汛前.

All functions take folded text. A month or a quarter ends on a day of `OPEN_YEAR`; which day a span or a
season ends on is not in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import lexicon
from pipeline.annotate.found_times import FoundTime
from pipeline.dates import OPEN_YEAR, before_month, day, month_end, quarter_end
from pipeline.lexicon.patterns import any_of

_WORDS = lexicon.times()
_SEASON = any_of(_WORDS.season)
_MONTH = re.compile(
    r"(?<![\d年])(?:[今本当]年)?(?P<lead>到|至)?(?P<month>\d{1,2})月(?:份|(?P<day>\d{1,2})日)?(?P<part>底|末|[上中下]旬)?(?P<post>之?前|以前|内)?"
)
_MONTHS = re.compile(r"(?<![\d年.])\d{1,2}月?(?:-{1,2}|至|到)(?P<month>\d{1,2})月(?:底|末|份)?(?:期间)?")
_DAYS = re.compile(
    r"(?<![\d年.])(?P<first>\d{1,2})月\d{1,2}日(?:-{1,2}|至|到)(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:期间)?"
)
_MONTH_DUTY = re.compile(any_of([*_WORDS.done, *_WORDS.underway]))  # "12月取得明显成效"
_IN_YEAR = re.compile(
    r"(?<![\d年每一二三四五六七八九十两几])(?P<lead>到|至)?(?P<which>(?:今年|本年|当年)年?|年)?"
    r"(?:(?P<half>[上下]半年)|第?(?P<quarter>[一二三四])季度|(?P<end>(?:(?<=年)|(?<=年)度)(?:底|末|内)))(?P<post>[底末]?之?前|以前|底|末|内)?"
)
_PART_OF_YEAR = re.compile(r"上半年|下半年|一季度|二季度|三季度|四季度|年(?<!\d年)度?[底末内]")
_WITHIN = re.compile(
    rf"(?P<from>{any_of(_WORDS.since)}?本?{any_of(_WORDS.instrument)}?{any_of(_WORDS.effect)}之日起)?"
    r"(?:(?:[一二两三四五六七八九十]{1,2}(?:至|到)|(?<!\d)(?<!\d[.,])\d{1,2}(?:-{1,2}|至|到))?(?:[一二两三四五六七八九十]+|(?<!\d)(?<!\d[.,])\d+(?:,\d{3})*(?:\.\d+)?))(?:个)?(?P<unit>工作日|年|月|日|天|周)(?:之?内|以内)"
)
_WITHIN_END = re.compile("[日年月天周](?:之内|以内|内)")
_AMOUNT_BEFORE = re.compile(
    r"(?:近|过去|每|(?<=[制持定缩减])在|[至到为过于]|不得?|最[多高长])$"
)  # "控制在9天以内" is an amount
_YEARS_AHEAD = re.compile(r"(?:未来|今后)(?:[一二两三五十]|\d{1,2})(?:至[二三五十]|-\d{1,2})?年(?:内|时间)?")
_SEASONAL = re.compile(
    rf"(?:{any_of(_WORDS.seasonal)}|在|(?:^|(?<=[,。;]))(?=\w{{1,3}}季(?:,|期间|开展|实施|强化|加强|组织|严格)))"
    rf"(?P<season>{_SEASON}[季期](?:期间)?)"
)
_BEFORE_SEASON = re.compile(
    rf"(?<![\d年]){_SEASON}[季期](?:来临|到来)?之?前|(?<![^,。;:(])入?主?汛前(?![期后检准排演培])"
)
_SEASON_END = re.compile("[季期临来汛]之?前")


def undated_times(text: str) -> Iterator[FoundTime]:
    """The times of these kinds; where two overlap, the longer comes first."""
    yield from _months(text) if "月" in text else ()
    for match in _IN_YEAR.finditer(text) if _PART_OF_YEAR.search(text) else ():
        found = _in_year(text, match)
        if found:
            yield found
    yield from _open_days(text)


def _months(text: str) -> Iterator[FoundTime]:
    """8月底前, 9月至11月, 9月1日至10月31日 of an unnamed year."""
    for match in _DAYS.finditer(text) if "日" in text else ():
        last = day(OPEN_YEAR, int(match["month"] or match["first"]), int(match["day"]))
        yield FoundTime(*match.span(), "during", last)
    for match in _MONTH.finditer(text):
        bounded = match["part"] or match["post"] or (match["day"] and match["lead"])
        if bounded or (_at_start(text, match.start()) and _MONTH_DUTY.match(text, match.end())):
            yield FoundTime(match.start(), match.end(), "by", _month_end(match))
    for match in _MONTHS.finditer(text):
        if _at_start(text, match.start()) or _MONTH_DUTY.match(text, match.end()):
            end_date = month_end(OPEN_YEAR, int(match["month"]))
            yield FoundTime(match.start(), match.end(), "during", end_date)


def _open_days(text: str) -> Iterator[FoundTime]:
    """Spans and seasons: which day they end on is not in the source."""
    for match in _WITHIN.finditer(text) if _WITHIN_END.search(text) else ():
        counted = _AMOUNT_BEFORE.search(text, max(match.start() - 4, 0), match.start())
        if match["from"] or not counted:
            yield FoundTime(*match.span(), "by")
    for match in _YEARS_AHEAD.finditer(text) if "未来" in text or "今后" in text else ():
        yield FoundTime(*match.span(), "during")
    for match in _BEFORE_SEASON.finditer(text) if _SEASON_END.search(text) else ():
        yield FoundTime(*match.span(), "by")
    for match in _SEASONAL.finditer(text) if "季" in text or "汛" in text else ():
        yield FoundTime(*match.span("season"), "during")


def _at_start(text: str, start: int) -> bool:
    """Whether a clause or bracket starts at `start`."""
    return start == 0 or text[start - 1] in ",。;:("


def _month_end(match: re.Match[str]) -> str | None:
    month = int(match["month"])
    if match["day"]:
        return day(OPEN_YEAR, month, int(match["day"]))
    if match["post"] in {"前", "之前", "以前"} and not match["part"]:
        return before_month(OPEN_YEAR, month)
    return month_end(OPEN_YEAR, month)


def _in_year(text: str, match: re.Match[str]) -> FoundTime | None:
    """年底前, 上半年, 三季度 of an unnamed year: an adverb only at a clause's start or with 前/底/内."""
    start = match.start()
    before, after = text[:start], text[match.end() : match.end() + 1]
    bounded = bool(match["post"]) or match["end"] is not None
    adverb = bounded or bool(match["lead"]) or not before or before[-1] in ",。;:在于(" or after == ","
    if not adverb or before.endswith(("十", "全", "同", "多", "往", "近")):
        return None
    if match["quarter"]:
        end_date = quarter_end(OPEN_YEAR, match["quarter"])
    elif match["half"] == "上半年":
        end_date = month_end(OPEN_YEAR, 6)
    else:
        end_date = month_end(OPEN_YEAR, 12)
    return FoundTime(start, match.end(), "by", end_date)
