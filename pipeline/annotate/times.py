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

from pipeline.annotate.closing_times import closes
from pipeline.annotate.component import folded_view, put
from pipeline.annotate.dated_times import dated_times
from pipeline.annotate.occasions import occasions
from pipeline.annotate.recurring_times import recurring_times
from pipeline.annotate.titles import inside, title_ranges
from pipeline.annotate.undated_times import undated_times
from pipeline.dates import OPEN_YEAR
from pipeline.fold import Folded
from pipeline.marks import TimeMark

# Cheap tests of what all times hold; only what passes is read in earnest. Both begin with a set of
# characters, which is looked for far faster than a choice.
_MAY_BE_TIME = re.compile("[年月季逐每按夏冬汛节假隔]")
_MAY_BE_SHORT_TIME = re.compile(
    r"[日天周五前期庆](?:(?<=\d[日天周])|(?<=暖期)|(?<=庆)期间|(?<=五)[\"期时末]|(?<=[日天周])之?内|(?<=[日天周])一|(?<=之日)起|(?<=[\d学考会期耕夏收麦日秋周午旦庆明]前))"
)
_HAN_YEAR = re.compile("[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_YEAR_DIGITS = {
    "〇": "0",
    "○": "0",
    "零": "0",
    **{char: str(i) for i, char in enumerate("一二三四五六七八九", 1)},
}
_THIS_DOCUMENT = re.compile(
    "本(?:[实施行动工作规划]{0,4}(?:意见|方案|计划)|通知|办法|规定|文件|决定|措施|政策|细则|规划|规范|标准)[,，]?$"
)
_FROM_ISSUE = re.compile("自本?[\u3400-\u9fff]{0,4}(?:印发|发布|公布|颁布)之日起$")
_TAKES_EFFECT = re.compile("(?:正式|开始)*(?:施行|执行|实施|生效)")
_HOLDS_UNTIL = re.compile("有效期(?:为|至|到|截至|延长至)*$")
_DATED = {"by", "during"}
_OWN_YEAR = re.compile("[到至]?[今本当明后]")
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
    """All time expressions of a folded text, in order; none overlap."""
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
        if mark.needs_year and mark.end_date and named is not None and not _OWN_YEAR.match(text, start):
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
    # Where two overlap, the first holds: what is closer said goes before.
    for found in (*occasions(text), *recurring_times(text), *dated_times(text), *undated_times(text)):
        start, end, use = found.start, found.end, found.use
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
            kind=found.kind,
            end_date=found.end_date,
            period=found.period,
            use=use,
            year=found.year,
            needs_year=bool(found.end_date and found.end_date.startswith(OPEN_YEAR)),
            years_on=found.years_on,
            closes=closes(text, start, end) if found.kind in _DATED and use == "deadline" else None,
        )


def _is_validity(text: str, start: int, end: int) -> bool:
    """Whether a time says from when or how long the document itself holds: nothing is to be done then."""
    before = text[max(start - 12, 0) : start]
    return bool(
        _HOLDS_UNTIL.search(before)
        or (
            _TAKES_EFFECT.match(text, end)
            and (_THIS_DOCUMENT.search(before) or _says_its_own(text, start, end))
        )
    )


def _says_its_own(text: str, start: int, end: int) -> bool:
    """Whether a sentence that begins with "自印发之日起" speaks of the document that is issued."""
    effect = _TAKES_EFFECT.match(text, end)
    stands_alone = effect and text[effect.end() : effect.end() + 1] in ("", ",", "。", ";")
    return bool(
        stands_alone and _FROM_ISSUE.match(text[start:end]) and (start == 0 or text[start - 1] in "。;")
    )


def _with_digits(text: str) -> str:
    """Years in Chinese digits (二〇二五年) with Arabic ones in their place; offsets stay."""
    if "〇" not in text and "○" not in text and "零" not in text:
        return text
    return _HAN_YEAR.sub(lambda match: "".join(map(_HAN_YEAR_DIGITS.__getitem__, match[0])), text)
