"""Time expressions ("plan_times"): when or how often something is to be done.

Reads the folded view, writes `TimeMark`s with their local use: a deadline, a baseline (较2020年), part
of a name (《…2024年本》, 2022年度), an observation (2020年以来), a plain date. What the whole document
decides (the year of "8月底前", which years have passed) is left to extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.closing_times import closes
from pipeline.annotate.component import folded_view, put
from pipeline.annotate.occasions import PERIODS, FoundTime, occasions, period
from pipeline.annotate.titles import inside, title_ranges
from pipeline.dates import (
    OPEN_YEAR,
    before_month,
    day,
    five_year_plan_end,
    month_end,
    quarter_end,
)
from pipeline.fold import Folded
from pipeline.lexicon.patterns import any_of, forms
from pipeline.marks import TimeMark, TimeUse
from pipeline.model import DeadlineKind

_WORDS = lexicon.times()
_CHANGES = lexicon.changes()
# Cheap tests of what all times hold; only what passes is read in earnest. Both begin with a set of
# characters, which is looked for far faster than a choice.
_MAY_BE_TIME = re.compile("[年月季逐每按夏冬汛节假隔]")
_MAY_BE_SHORT_TIME = re.compile(
    r"[日天周五前期庆](?:(?<=\d[日天周])|(?<=暖期)|(?<=庆)期间|(?<=五)[\"期时末]|(?<=[日天周])之?内|(?<=[日天周])一|(?<=之日)起|(?<=[\d学考会期耕夏收麦日秋周午旦庆明]前))"
)
_YEAR = r"(?:19|20)\d{2}"
_SEASON = any_of(_WORDS.season)
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
_PLAN = re.compile(
    r'(?P<quote>")?十(?P<n>[一二三四五六七八])五(?(quote)")(?P<post>期间|时期|末期|期末|末|中后期|中期|前[两三]年|后[两三]年)?'
)
_EVERY = re.compile(
    rf"每(?P<n>[两二三四五六]|半|\d)?个?(?P<unit>{any_of(_WORDS.period)})"
    r"(?:(?:(?<=年)(?:(?:\d{1,2}月?(?:-{1,2}|至|到))?\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?|[底末])|(?<=[月度季])(?:末月?|首月|第[一二三]个?月)?\d{1,2}日|(?<=[月度季周])[底末初])(?:之?前|以前)?)?"
)
_ADVERBIAL = re.compile(
    rf"(?P<rhythm>{any_of(_WORDS.rhythm)})(?:(?<=逐.)|(?=[\u4e00-\u9fff]))|(?P<rate>季度|月度)(?=更新|调度|通报)"
)
_ADVERB = re.compile("[逐按]|度更新|度调度|度通报")
_ALL_YEAR = re.compile(rf"全年(?=[^的,。;、]{{0,8}}{any_of(_WORDS.yearly)})")
_NAMED_RHYTHM = re.compile(rf'"(?P<unit>{any_of(_WORDS.period)}){any_of(_WORDS.reporting)}"')
_MONTH = re.compile(
    r"(?<![\d年])(?:[今本当]年)?(?P<lead>到|至)?(?P<month>\d{1,2})月(?:份|(?P<day>\d{1,2})日)?(?P<part>底|末|[上中下]旬)?(?P<post>之?前|以前|内)?"
)
_MONTHS = re.compile(r"(?<![\d年.])\d{1,2}月?(?:-{1,2}|至|到)(?P<month>\d{1,2})月(?:底|末|份)?(?:期间)?")
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
_SEASONAL = re.compile(
    rf"(?:{any_of(_WORDS.seasonal)}|在|(?:^|(?<=[,。;]))(?=\w{{1,3}}季(?:,|期间|开展|实施|强化|加强|组织|严格)))"
    rf"(?P<season>{_SEASON}[季期](?:期间)?)"
)
_HAN_YEAR = re.compile("[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_YEAR_DIGITS = {
    "〇": "0",
    "○": "0",
    "零": "0",
    **{char: str(i) for i, char in enumerate("一二三四五六七八九", 1)},
}
_YEARS_AHEAD = re.compile(r"(?:未来|今后)(?:[一二两三五十]|\d{1,2})(?:至[二三五十]|-\d{1,2})?年(?:内|时间)?")
_BEFORE_SEASON = re.compile(
    rf"(?<![\d年]){_SEASON}[季期](?:来临|到来)?之?前|(?<![^,。;:(])入?主?汛前(?![期后检准排演培])"
)
_SEASON_END = re.compile("[季期临来汛]之?前")
_FORMER_BEFORE = re.compile(r"[由从]$")
_FORMER_AFTER = re.compile(
    rf"[底末]?的?[^,。;]{{0,14}}?{any_of([*_CHANGES.change, *_CHANGES.leading])}(?:到|至|为)"
)  # "由2020年的15%提高到40%"
_BASELINE_BEFORE = re.compile(rf"(?:{any_of(_CHANGES.against)}|比|与|以)$")
_BASELINE_AFTER = re.compile(
    r"[^,。;]{0,6}(?:的?(?:清单)?基础上|为基[数期准年]|相比|[水平]*基础上"
    rf"|水平{any_of([*_CHANGES.change, *_CHANGES.extent])})"
)
_NAME_AFTER = re.compile(rf"度|本[)》]|{any_of(_WORDS.edition)}")
_AMOUNT_BEFORE = re.compile(
    r"(?:近|过去|每|(?<=[制持定缩减])在|[至到为过于]|不得?|最[多高长])$"
)  # "控制在9天以内" is an amount
_NAMED_GOAL = re.compile(r"(?:实现|完成|落实|达成)$")  # "为实现2030年全球可持续发展目标": part of a name
_GOAL_AFTER = re.compile(rf"[^,。;、]{{1,14}}{any_of(_WORDS.named_goal)}")
_HANDED_DOWN = re.compile(f"{any_of(_WORDS.handed_down)}的")
_THIS_DOCUMENT = re.compile(
    "本(?:[实施行动工作规划]{0,4}(?:意见|方案|计划)|通知|办法|规定|文件|决定|措施|政策|细则|规划|规范|标准)[,，]?$"
)
_TAKES_EFFECT = re.compile("(?:正式|开始)*(?:施行|执行|实施|生效)")
_HOLDS_UNTIL = re.compile("有效期(?:为|至|到|截至|延长至)*$")
_SEASON_ENDS = tuple("季期春夏秋冬")
_DATED = {"by", "during"}
_THIS_YEAR = "今本当"
_PART_NAMED = re.compile("月|季度|半年")
_YEAR_ALONE = re.compile(r"\d{4}年[,:;]")


@Language.factory("plan_times")
def create_times(nlp: Language, name: str) -> PlanTimes:
    """The component that marks time expressions."""
    return PlanTimes()


class PlanTimes:
    """Marks times; puts them under "times"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        put(doc, "times", list(find_times(view)))
        return doc


def find_times(view: Folded) -> Iterator[TimeMark]:
    """All time expressions of a folded text, longest first where two would overlap."""
    text = _with_digits(view.text)
    if not (_MAY_BE_TIME.search(text) or _MAY_BE_SHORT_TIME.search(text)):
        return
    yield from _with_years(text, view, list(_marks(text, view)))


def _with_years(text: str, view: Folded, marks: list[TimeMark]) -> Iterator[TimeMark]:
    """Dates that leave their year open take that of the part of a year named before them in their sentence.

    "2024年6月底前完成方案，10月底前完成改造"; a goal's year ("到2025年") is not theirs.
    """
    named: TimeMark | None = None
    for mark in sorted(marks, key=lambda mark: mark.start):
        start, end = view.folded(mark.start, mark.end)
        if named is not None and "。" in text[view.folded(named.start, named.end)[1] : start]:
            named = None
        if mark.needs_year and mark.end_date and named is not None and text[start] not in _THIS_YEAR:
            yield _in_year_of(
                mark, named, parted=bool(_PART_NAMED.search(text, *view.folded(named.start, named.end)))
            )
            continue
        if mark.year is not None and mark.use == "deadline" and mark.kind in _DATED:
            parted = _PART_NAMED.search(text, start, end) or _YEAR_ALONE.fullmatch(text, start, end + 1)
            named = mark if parted else None
        yield mark


def _in_year_of(mark: TimeMark, named: TimeMark, *, parted: bool) -> TimeMark:
    """`mark` in the year of `named`; `parted`: that names a part of a year, behind which `mark` must lie.

    December, then March: the year is not in the source.
    """
    filled = f"{named.year}{(mark.end_date or '')[1:]}"
    end_date = None if parted and filled < (named.end_date or "") else filled
    return msgspec.structs.replace(mark, end_date=end_date, year=named.year, needs_year=False)


def _marks(text: str, view: Folded) -> Iterator[TimeMark]:
    titles = title_ranges(text)
    taken = [False] * len(text)
    for found in (
        *occasions(text),
        *_years(text),
        *_absolute(text),
        *_plans(text),
        *_recurring(text),
        *_undated(text),
    ):
        start, end, kind, end_date, period, use, year = found
        if any(taken[start:end]):
            continue
        taken[start:end] = [True] * (end - start)
        if inside(titles, start):
            use = "name"
        elif _is_validity(text, start, end):
            use = "date"
        source = view.source(start, end)
        yield TimeMark(
            start=source[0],
            end=source[1],
            kind=kind,
            end_date=end_date,
            period=period,
            use=use,
            year=year,
            needs_year=bool(end_date and end_date.startswith(OPEN_YEAR)),
            closes=closes(text, start, end) if kind in _DATED and use == "deadline" else None,
        )


def _is_validity(text: str, start: int, end: int) -> bool:
    """Whether a time says from when or how long the document itself holds: nothing is to be done then."""
    before = text[max(start - 12, 0) : start]
    return bool(
        _HOLDS_UNTIL.search(before) or (_THIS_DOCUMENT.search(before) and _TAKES_EFFECT.match(text, end))
    )


def _with_digits(text: str) -> str:
    """Years in Chinese digits (二〇二五年) with Arabic ones in their place; offsets stay."""
    if "〇" not in text and "○" not in text and "零" not in text:
        return text
    return _HAN_YEAR.sub(lambda match: "".join(map(_HAN_YEAR_DIGITS.__getitem__, match[0])), text)


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


def _years(text: str) -> Iterator[FoundTime]:
    if not _SECOND_YEAR.search(text):
        return
    for match in _DATES.finditer(text):
        year, month = match["year"] or match["from"], int(match["month"])
        end_date = day(year, month, int(match["day"])) if match["day"] else month_end(year, month)
        yield match.start(), match.end(), "during", end_date, None, "deadline", int(year)
    for match in _YEARS.finditer(text):
        use = _use(text, match.start("from"), match.end())
        if match["to"] > match["from"]:
            yield match.start(), match.end(), "during", f"{match['to']}-12-31", None, use, int(match["to"])


def _absolute(text: str) -> Iterator[FoundTime]:
    """Named years with what leads to them and what stands behind ("到2024年10月底前")."""
    for named in _NAMED_YEAR.finditer(text):
        rest = _REST.match(text, named.end())
        assert rest is not None  # all of it is optional
        found = _LEAD.search(text, max(named.start() - 3, 0), named.start())
        lead, post = found[0] if found else "", rest["post"] or ""
        start = found.start() if found else named.start()
        use = _use(text, named.start() if lead in _SINCE else start, rest.end())
        kind: DeadlineKind = "by"
        end_date = _absolute_end(named["year"], rest)
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
        yield start, rest.end(), kind, end_date, None, use, int(named["year"])


def _absolute_end(year: str, match: re.Match[str]) -> str | None:
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
        return f"{int(year) - 1}-12-31"
    return f"{year}-12-31"


def _plans(text: str) -> Iterator[FoundTime]:
    for match in _PLAN.finditer(text) if "五" in text else ():
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
        yield match.start(), match.end(), kind, end_date, None, use, year


def _recurring(text: str) -> Iterator[FoundTime]:
    for match in _EVERY.finditer(text) if "每" in text else ():
        after = text[match.end() : match.end() + 12]
        use: TimeUse = "name" if _HANDED_DOWN.match(after) else "deadline"
        yield match.start(), match.end(), "recurring", None, period(match["n"], match["unit"]), use, None
    for match in _ADVERBIAL.finditer(text) if _ADVERB.search(text) else ():
        unit = match["rhythm"] or match["rate"]
        yield match.start(), match.end(), "recurring", None, PERIODS[unit], "deadline", None
    for match in _ALL_YEAR.finditer(text) if "全年" in text else ():
        yield match.start(), match.end(), "recurring", None, "P1Y", "deadline", None
    for match in _NAMED_RHYTHM.finditer(text) if '"' in text else ():
        yield match.start() + 1, match.end() - 1, "recurring", None, PERIODS[match["unit"]], "deadline", None


def _undated(text: str) -> Iterator[FoundTime]:
    """Times that leave the year, or the day, to something else."""
    yield from _months(text) if "月" in text else ()
    for match in _IN_YEAR.finditer(text) if _PART_OF_YEAR.search(text) else ():
        found = _in_year(text, match)
        if found:
            yield found
    yield from _open_days(text)


def _months(text: str) -> Iterator[FoundTime]:
    """8月底前, 9月至11月 of an unnamed year."""
    for match in _MONTH.finditer(text):
        bounded = match["part"] or match["post"] or (match["day"] and match["lead"])
        if bounded or (_at_start(text, match.start()) and _MONTH_DUTY.match(text, match.end())):
            yield match.start(), match.end(), "by", _month_end(match), None, "deadline", None
    for match in _MONTHS.finditer(text):
        if _at_start(text, match.start()) or _MONTH_DUTY.match(text, match.end()):
            end_date = month_end(OPEN_YEAR, int(match["month"]))
            yield match.start(), match.end(), "during", end_date, None, "deadline", None


def _open_days(text: str) -> Iterator[FoundTime]:
    """Spans and seasons: which day they end on is not in the source."""
    for match in _WITHIN.finditer(text) if _WITHIN_END.search(text) else ():
        counted = _AMOUNT_BEFORE.search(text, max(match.start() - 4, 0), match.start())
        if match["from"] or not counted:
            yield match.start(), match.end(), "by", None, None, "deadline", None
    for match in _YEARS_AHEAD.finditer(text) if "未来" in text or "今后" in text else ():
        yield match.start(), match.end(), "during", None, None, "deadline", None
    for match in _BEFORE_SEASON.finditer(text) if _SEASON_END.search(text) else ():
        yield match.start(), match.end(), "by", None, None, "deadline", None
    for match in _SEASONAL.finditer(text) if "季" in text or "汛" in text else ():
        yield *match.span("season"), "during", None, None, "deadline", None


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
    return start, match.end(), "by", end_date, None, "deadline", None
