"""Times that no calendar names: by an occasion (春节前), within a span (用三年时间), from an act (自印发之日起), in turn (一月一通报).

All functions take folded text. The day of an occasion or of an act is not in the source: its date stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import lexicon
from pipeline.dates import day, month_end, number
from pipeline.lexicon.patterns import any_of
from pipeline.marks import TimeUse
from pipeline.model import DeadlineKind

# start, end, kind, end date, period, use, the last year that is named
FoundTime = tuple[int, int, DeadlineKind, str | None, str | None, TimeUse, int | None]

PERIODS = {
    form: entry.iso for entry in (*lexicon.times().period, *lexicon.times().rhythm) for form in entry.forms
}

_COUNT = r"(?:[一两二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九]|\d{1,3})"
_OCCASION = re.compile(
    rf"(?:(?P<year>(?:19|20)\d{{2}})年)?{any_of(lexicon.occasions().occasion)}(?:假期|期间|假日)?(?P<post>前后|(?:来临|到来)?之?前|前夕|以前|期间)"
)
# Cheap tests of what these times hold; only what passes is read in earnest.
_OCCASION_NEAR = re.compile(
    "[前期](?:(?<=[节会日周学考耕夏收期季旦午明阳秋庆]前)|(?<=期)间|(?<=到来之前)|(?<=来临前))|[来之]前|前夕|以前"
)
_FIGURES = re.compile(r"\d[./-]\d{1,2}(?:[./-]\d{1,2})?[底末]?(?:之?前|以前)")
_TURN = re.compile(
    r"[一隔1周](?:(?<=隔)|(?<=一)[次调通评检督考总研汇讲会复盘公报晒轮周]|(?<=1)次|(?<=周)期)|每\d{1,2}[-至到]|每[一二三四五][-至到]"
)
_HOLIDAYS = re.compile(r"(?P<year>(?:19|20)\d{2}年)?(?:寒暑假|寒假|暑假|暑期)(?P<post>期间|前|内)?")
_SPAN = re.compile(
    rf"(?:利?用|经过|通过|历时)(?:{_COUNT}(?:-{{1,2}}|至|到))?{_COUNT}(?P<unit>个?年度?|个月|年半)左右的?时间(?:内)?"
    rf"|(?:利?用|经过|通过|历时)(?:{_COUNT}(?:-{{1,2}}|至|到))?{_COUNT}(?:个?年度?|个月|年半)的?时间(?:内)?"
)
_FROM_YEAR = re.compile(
    rf"(?:自|从)?(?P<year>(?:19|20)\d{{2}})年起,?(?:利?用)?(?P<n>{_COUNT})年(?:的?时间|之?内)+"
)
_HALF = re.compile(r"(?<![\d一二三四五六七八九上下每])半(?:年|个月)(?:之内|以内|内)")
_FROM_ACT = re.compile(
    r"自?本?(?:意见|方案|通知|办法|计划|规定|文件|决定|措施|政策|细则|规划)?(?<=[自见案知法划定件施策则])"
    r"(?:印发|发布|公布|颁布|发文)之日起(?![^,。;]{0,6}内)(?:[^,。;]{1,6}[日月天年]后)?"
)
_NEXT_YEAR = re.compile(
    r"(?:次|明|翌|第二)年(?:度)?(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|[一二三四]季度|[上下]半年|年?[底末初])(?:之?前|以前)?"
)
_NUMERIC = re.compile(
    r"(?P<lead>到|至|截至|截止)?(?P<year>(?:19|20)\d{2})(?P<sign>[./-])(?P<month>1[0-2]|0?[1-9])(?:(?P=sign)(?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d|[./-]\d)"
    r"(?P<month_part>底|末)?(?P<post>之?前|以前)"
)
_IN_TURN = re.compile(
    rf"(?<!第)(?:每(?:{_COUNT})?|隔|(?P<n>半|{_COUNT})个?)(?P<unit>学年|学期|年度?|季度?|月|周|日|天|旬)(?:(?<=隔.)|一次(?!性)|一(?:[调通评检督考总研汇讲会复盘公][\u4e00-\u9fff]|[评报晒轮])|1次|(?<=[年月])一?周期)"
)
_EVERY_RANGE = re.compile(
    r"每(?:\d{1,2}|[一二三四五])(?:-{1,2}|至|到)(?P<n>\d{1,2}|[两二三四五六])个?(?P<unit>学年|学期|年|季度?|月|周|日|天)"
)


def occasions(text: str) -> Iterator[FoundTime]:
    """The times of these kinds, in no order."""
    for match in _OCCASION.finditer(text) if _OCCASION_NEAR.search(text) else ():
        kind: DeadlineKind = "during" if match["post"] in {"期间", "前后"} else "by"
        yield match.start(), match.end(), kind, None, None, "deadline", _year(match["year"])
    for match in _HOLIDAYS.finditer(text) if "假" in text or "暑期" in text else ():
        if match["post"] or match["year"] or text[max(match.start() - 1, 0) : match.start()] in "在用,。;":
            kind = "by" if match["post"] == "前" else "during"
            yield match.start(), match.end(), kind, None, None, "deadline", None
    for match in _FROM_YEAR.finditer(text) if "年起" in text else ():
        last = int(match["year"]) + (number(match["n"]) or 1) - 1
        yield match.start(), match.end(), "by", f"{last}-12-31", None, "deadline", last
    for match in _SPAN.finditer(text) if "时间" in text else ():
        yield match.start(), match.end(), "by", None, None, "deadline", None
    for match in _HALF.finditer(text) if "半" in text else ():
        yield match.start(), match.end(), "by", None, None, "deadline", None
    for match in _FROM_ACT.finditer(text) if "之日起" in text else ():
        yield match.start(), match.end(), "from", None, None, "deadline", None
    for match in _NEXT_YEAR.finditer(text) if "次年" in text or "明年" in text or "翌年" in text else ():
        yield match.start(), match.end(), "by", None, None, "deadline", None
    yield from _numeric(text) if _FIGURES.search(text) else ()
    yield from _in_turn(text) if _TURN.search(text) else ()


def _numeric(text: str) -> Iterator[FoundTime]:
    """2025.6.30前, 2025-06前: as tables and forms write dates."""
    for match in _NUMERIC.finditer(text):
        year, month = match["year"], int(match["month"])
        if match["day"]:
            end = day(year, month, int(match["day"]))
        elif match["month_part"]:
            end = month_end(year, month)
        else:
            end = month_end(year, month - 1) if month > 1 else f"{int(year) - 1}-12-31"
        yield match.start(), match.end(), "by", end, None, "deadline", int(year)


def _in_turn(text: str) -> Iterator[FoundTime]:
    """一月一通报, 半年一次, 隔年, 5年一周期, 每1-2周: once in so many periods (the longer, of two)."""
    for match in _EVERY_RANGE.finditer(text) if "每" in text else ():
        yield (
            match.start(),
            match.end(),
            "recurring",
            None,
            period(match["n"], match["unit"]),
            "deadline",
            None,
        )
    for match in _IN_TURN.finditer(text):
        if match[0].startswith("每"):
            continue  # "每月一次": the rhythm is 每月
        count = "2" if match[0].startswith("隔") else match["n"]
        yield match.start(), match.end(), "recurring", None, period(count, match["unit"]), "deadline", None


def period(count: str | None, unit: str) -> str:
    """`count` (in either numerals, 半 for a half, None for one) times a unit of time, as ISO 8601."""
    base = PERIODS[unit]
    if count == "半":
        return {"P1Y": "P6M", "P1M": "P15D"}.get(base, base)
    times = number(count) if count else 1
    return re.sub(r"\d+", lambda match: str(int(match[0]) * (times or 1)), base)


def _year(printed: str | None) -> int | None:
    return int(printed) if printed else None
