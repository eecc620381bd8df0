"""Times that name a year or a five-year plan: 到2025年底, 2024-2026年, “十四五”期间, 2025.6.30前.

All functions take folded text. What a date is there for is judged by the words next to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import lexicon
from pipeline.annotate.found_times import FoundTime
from pipeline.dates import OPEN_YEAR, before_month, day, five_year_plan_end, month_end, quarter_end
from pipeline.lexicon.patterns import any_of, forms
from pipeline.marks import TimeUse
from pipeline.model import DeadlineKind

_WORDS = lexicon.times()
_CHANGES = lexicon.changes()
_YEAR = r"(?:19|20)\d{2}"
_SEASON = any_of(_WORDS.season)
_SEASON_ENDS = tuple("季期春夏秋冬")
_NAMED_YEAR = re.compile(rf"(?P<year>{_YEAR})年")
_SINCE = frozenset(forms(_WORDS.since))
_LEAD = re.compile(f"{any_of([*_WORDS.until, *_WORDS.since])}$")
_REST = re.compile(
    rf"(?:度(?=[底末内,]|(?:计划|拟|力争|确保|争取|预计)?{any_of(_WORDS.this_year)}))?"
    r"(?:(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})日(?:\d{1,2}[时点])?)?(?P<month_part>底|末|初|[上中下]旬)?"
    rf"|(?P<part>年?底|年?末|年初|年中|初(?![步中级期])|中(?![心央期国等])|上半年|下半年|第?(?P<quarter>[一二三四1-4])季度(?:末|底)?|{_SEASON}(?:[季期]|(?=之?前|,))(?:学期)?))?"
    r"(?P<post>之?前|以前|止|起|开始|以后|之?后|以来|之?内|期间)?"
)
_YEARS = re.compile(
    rf"(?P<lead>到|至)?(?P<from>{_YEAR})年?(?:-{{1,2}}|至|到)(?P<to>{_YEAR})年(?P<post>期间)?"
)
_SECOND_YEAR = re.compile(r"\d[年月日]?起?(?:-{1,2}|至|到)\d")
_DATES = re.compile(
    rf"(?:自|从)?(?P<from>{_YEAR})年\d{{1,2}}月(?:\d{{1,2}}日)?起?(?:至|到|-{{1,2}})(?:(?P<year>{_YEAR})年)?(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?"
)
_RELATIVE = re.compile(
    r"(?P<lead>(?<!达)到|至)?(?:今(?P<both>明两年)|(?P<next>(?<![证说表声申阐透文光三简查])明年|(?<![今前此以之日月年\d两三几百十])后年)"
    r"|(?:(?<![^,。;:(])|(?<=[到至]))(?P<this>今年|本年度)(?!年?[底末内初上下中度来\d]|第?[一二三四]季|以来))(?![均产限份龄级内轻])"
)
_RELATIVE_NEAR = re.compile("年(?<=[今明后]年)|本年度|今明两年")
_THIS_YEAR = re.compile(rf"[^,。;:、\d]{{0,6}}{any_of(_WORDS.this_year)}")
_YEARS_ON = {"明": 1, "后": 2}
_PLAN = re.compile(
    r'(?P<lead>(?<!达)[到至](?=[^期时]{3,5}期?末))?(?P<quote>")?十(?P<n>[一二三四五六七八])五(?(quote)")(?P<post>期间|时期|末期|期末|末|中后期|中期|前[两三]年|后[两三]年)?'
)
_FIGURES = re.compile(
    r"(?P<lead>到|至|截至|截止)?(?P<year>(?:19|20)\d{2})(?P<sign>[./-])(?P<month>1[0-2]|0?[1-9])(?:(?P=sign)(?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d|[./-]\d)"
    r"(?P<month_part>底|末)?(?P<post>之?前|以前)"
)
_FIGURES_NEAR = re.compile(r"\d[./-]\d{1,2}(?:[./-]\d{1,2})?[底末]?(?:之?前|以前)")
_FORMER_BEFORE = re.compile(r"[由从]$")
_FORMER_AFTER = re.compile(
    rf"[底末]?的?[^,。;]{{0,14}}?{any_of([*_CHANGES.change, *_CHANGES.leading])}(?:到|至|为)"
)  # "由2020年的15%提高到40%"
_BASELINE_BEFORE = re.compile(rf"(?:{any_of(_CHANGES.against)}|比|与|以)$")
_BASELINE_AFTER = re.compile(
    r"[^,。;]{0,6}(?:的?(?:清单)?基础上|为基[数期准年]|相比|[水平]*基础上"
    rf"|水平{any_of([*_CHANGES.change, *_CHANGES.extent])})"
)
_NAME_AFTER = re.compile(rf"度|本[)》]|{any_of(_WORDS.edition)}|[\u4e00-\u9fff]{{2,6}}计划(?=[,。;、)》]|$)")
_NAMED_GOAL = re.compile(r"(?:实现|完成|落实|达成)$")  # "为实现2030年全球可持续发展目标": part of a name
_GOAL_AFTER = re.compile(rf"[^,。;、]{{1,14}}{any_of(_WORDS.named_goal)}")


def dated_times(text: str) -> Iterator[FoundTime]:
    """The times of these kinds; where two overlap, the longer comes first."""
    yield from _figures(text) if _FIGURES_NEAR.search(text) else ()
    yield from _years(text) if _SECOND_YEAR.search(text) else ()
    yield from _named_years(text)
    yield from _relative_years(text) if _RELATIVE_NEAR.search(text) else ()
    yield from _plans(text) if "五" in text else ()


def _years(text: str) -> Iterator[FoundTime]:
    """2024年6月至2026年3月, 2024-2026年."""
    for match in _DATES.finditer(text):
        year, month = match["year"] or match["from"], int(match["month"])
        end_date = day(year, month, int(match["day"])) if match["day"] else month_end(year, month)
        yield FoundTime(match.start(), match.end(), "during", end_date, year=int(year))
    for match in _YEARS.finditer(text):
        use = _use(text, match.start("from"), match.end())
        if match["to"] > match["from"]:
            end_date = f"{match['to']}-12-31"
            yield FoundTime(match.start(), match.end(), "during", end_date, use=use, year=int(match["to"]))


def _named_years(text: str) -> Iterator[FoundTime]:
    """Named years with what leads to them and what stands behind ("到2024年10月底前")."""
    for named in _NAMED_YEAR.finditer(text):
        rest = _REST.match(text, named.end())
        assert rest is not None  # all of it is optional
        found = _LEAD.search(text, max(named.start() - 3, 0), named.start())
        lead, post = found[0] if found else "", rest["post"] or ""
        start = found.start() if found else named.start()
        use = _use(text, named.start() if lead in _SINCE else start, rest.end())
        kind: DeadlineKind = "by"
        end_date = _end_of(named["year"], rest)
        if post in {"起", "开始", "以后", "后", "之后"}:
            kind, end_date = "from", None
        elif post == "以来":
            use = "observation"
        elif post in {"期间"} or ((rest["part"] or "").endswith(_SEASON_ENDS) and not post):
            kind = "during"
        if lead in _SINCE and post not in {"起", "开始"} and use != "baseline":
            use = "observation"
        if use in {"baseline", "observation"}:
            start = named.start()
        yield FoundTime(start, rest.end(), kind, end_date, use=use, year=int(named["year"]))


def _end_of(year: str, match: re.Match[str]) -> str | None:
    """The last day that `match` (of `_REST`) leaves of `year`; None where it names no day (年初, 采暖季)."""
    part, post = match["part"] or "", match["post"] or ""
    before = post in {"前", "之前", "以前"}
    if match["day"]:
        return day(year, int(match["month"]), int(match["day"]))
    if match["month"]:
        if before and not match["month_part"]:
            return before_month(year, int(match["month"]))
        return month_end(year, int(match["month"])) if match["month_part"] != "初" else None
    if match["quarter"]:
        return quarter_end(year, match["quarter"])
    if part == "上半年":
        return f"{year}-06-30"
    if part in {"初", "中", "年初", "年中"} or re.match(_SEASON, part):
        return None
    if before and not part:
        return f"{int(year) - 1}-12-31" if year != OPEN_YEAR else None
    return f"{year}-12-31"


def _relative_years(text: str) -> Iterator[FoundTime]:
    """明年6月底前, 后年, 今明两年 of the document's year; 今年 and 本年度 where something is then done."""
    for match in _RELATIVE.finditer(text):
        if match["both"]:
            yield FoundTime(*match.span(), "during", f"{OPEN_YEAR}-12-31", years_on=1)
            continue
        if match["this"]:
            if _THIS_YEAR.match(text, match.end()):
                yield FoundTime(*match.span(), "by", f"{OPEN_YEAR}-12-31")
            continue
        rest = _REST.match(text, match.end())
        assert rest is not None  # all of it is optional
        from_then = (rest["post"] or "") in {"起", "开始", "以后", "后", "之后"}
        kind: DeadlineKind = "from" if from_then else "by"
        end_date = None if from_then else _end_of(OPEN_YEAR, rest)
        yield FoundTime(match.start(), rest.end(), kind, end_date, years_on=_YEARS_ON[match["next"][0]])


def _plans(text: str) -> Iterator[FoundTime]:
    """“十四五”期间, “十四五”末; with nothing behind it the plan is only named."""
    for match in _PLAN.finditer(text):
        year, post = five_year_plan_end(match["n"]), match["post"] or ""
        end_date: str | None = f"{year}-12-31"
        kind: DeadlineKind = "by" if post.endswith("末") or post == "末期" else "during"
        use: TimeUse = "deadline" if post else "name"
        if post.startswith(("中", "前", "后")):
            end_date = None
        if _BASELINE_AFTER.match(text, match.end()) or _BASELINE_BEFORE.search(
            text, max(match.start() - 4, 0), match.start()
        ):
            use = "baseline"
        yield FoundTime(match.start(), match.end(), kind, end_date, use=use, year=year)


def _figures(text: str) -> Iterator[FoundTime]:
    """2025.6.30前, 2025-06前: as tables and forms write dates."""
    for match in _FIGURES.finditer(text):
        year, month = match["year"], int(match["month"])
        if match["day"]:
            end = day(year, month, int(match["day"]))
        elif match["month_part"]:
            end = month_end(year, month)
        else:
            end = before_month(year, month)
        yield FoundTime(match.start(), match.end(), "by", end, year=int(year))


def _use(text: str, start: int, end: int) -> TimeUse:
    """What a dated expression is there for, by the words next to it."""
    before, after = text[max(start - 4, 0) : start], text[end : end + 24]
    if _BASELINE_BEFORE.search(before) or _BASELINE_AFTER.match(after):
        return "baseline"
    if _FORMER_BEFORE.search(before) and _FORMER_AFTER.match(after):
        return "baseline"
    if _NAME_AFTER.match(after) or (_NAMED_GOAL.search(before) and _GOAL_AFTER.match(after)):
        return "name"
    return "deadline"
