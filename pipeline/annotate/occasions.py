"""Times that no calendar names: by an occasion (春节前), within a span (用三年时间), from an act (自印发之日起).

All functions take folded text. The day of an occasion or of an act is not in the source: its date stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import lexicon
from pipeline.annotate.found_times import COUNT, FoundTime
from pipeline.dates import number
from pipeline.lexicon.patterns import any_of
from pipeline.model import DeadlineKind

_OCCASION = re.compile(
    rf"(?:(?P<year>(?:19|20)\d{{2}})年|[今明]年)?{any_of(lexicon.occasions().occasion)}(?:假期|期间|假日)?(?P<post>前后|(?:来临|到来)?之?前|前夕|以前|期间)"
)
# Cheap tests of what these times hold; only what passes is read in earnest.
_OCCASION_NEAR = re.compile(
    "[前期](?:(?<=[节会日周学考耕夏收期季旦午明阳秋庆]前)|(?<=期)间|(?<=到来之前)|(?<=来临前))|[来之]前|前夕|以前"
)
_HOLIDAYS = re.compile(r"(?P<year>(?:19|20)\d{2}年)?(?:寒暑假|寒假|暑假|暑期)(?P<post>期间|前|内)?")
_SPAN = re.compile(
    rf"(?:利?用|经过|通过|历时)(?:{COUNT}(?:-{{1,2}}|至|到))?{COUNT}(?:个?年度?|个月|年半)(?:左右)?的?时间内?"
)
_FROM_YEAR = re.compile(
    rf"(?:自|从)?(?P<year>(?:19|20)\d{{2}})年起,?(?:利?用)?(?P<n>{COUNT})年(?:的?时间|之?内)+"
)
_HALF = re.compile(r"(?<![\d一二三四五六七八九上下每])半(?:年|个月)(?:之内|以内|内)")
_FROM_ACT = re.compile(
    r"自?本?(?:意见|方案|通知|办法|计划|规定|文件|决定|措施|政策|细则|规划)?(?<=[自见案知法划定件施策则])"
    r"(?:印发|发布|公布|颁布|发文)之日起(?![^,。;]{0,6}内)(?:[^,。;]{1,6}[日月天年]后)?"
)
_NEXT_YEAR = re.compile(
    r"(?:次|翌|第二)年(?:度)?(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|[一二三四]季度|[上下]半年|年?[底末初])(?:之?前|以前)?"
)
_NEXT_YEAR_NEAR = re.compile("[次翌]年|第二年")


def occasions(text: str) -> Iterator[FoundTime]:
    """The times of these kinds, in no order."""
    for match in _OCCASION.finditer(text) if _OCCASION_NEAR.search(text) else ():
        kind: DeadlineKind = "during" if match["post"] in {"期间", "前后"} else "by"
        yield FoundTime(*match.span(), kind, year=_year(match["year"]))
    for match in _HOLIDAYS.finditer(text) if "假" in text or "暑期" in text else ():
        if match["post"] or match["year"] or text[max(match.start() - 1, 0) : match.start()] in "在用,。;":
            kind = "by" if match["post"] == "前" else "during"
            yield FoundTime(*match.span(), kind)
    for match in _FROM_YEAR.finditer(text) if "年起" in text else ():
        last = int(match["year"]) + (number(match["n"]) or 1) - 1
        yield FoundTime(*match.span(), "by", f"{last}-12-31", year=last)
    for match in _SPAN.finditer(text) if "时间" in text else ():
        yield FoundTime(*match.span(), "by")
    for match in _HALF.finditer(text) if "半" in text else ():
        yield FoundTime(*match.span(), "by")
    for match in _FROM_ACT.finditer(text) if "之日起" in text else ():
        yield FoundTime(*match.span(), "from")
    for match in _NEXT_YEAR.finditer(text) if _NEXT_YEAR_NEAR.search(text) else ():
        yield FoundTime(*match.span(), "by")


def _year(printed: str | None) -> int | None:
    return int(printed) if printed else None
