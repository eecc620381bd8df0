"""The clauses of a block as predicates are looked for in them: without labels, links and attributions, times blanked out.

What a clause is for the next one is said here too: a condition, whom it binds, or 力争 by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from pipeline.annotate.measure_words import MASK
from pipeline.fold import Folded
from pipeline.marks import Segment

Range = tuple[int, int]
ClauseUse = Literal["condition", "whom", "striving", "circumstance"]
_LABEL = re.compile(
    r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d+[.、](?!\d)|[一二三四五六七八九十]是|[①-⑳])+"
)
_LINK = re.compile("(?:并且|并|同时|且|以及|其中|此外|另外|或者|或|也|还|及(?!时)|其余的?(?=各))+,?")
_SIGNS = " ,、:\n"
# Under which condition the next clause holds, whatever verbs it has.
_CONDITION = re.compile(
    r"(?:的|(?<!定)时|前提下|情况下|条件下|(?<![前落先滞])后|之前|期间|过程中)$|^以.+为重点$"
    r"|^(?:未|尚未|不(?![再得]))[^,]*的[^,的]{1,8}$|^(?:涉及?|对于?)[^,]*(?:项目|企业|地区|区域|城市|行业|单位)$"
)
# In which way it is done: nobody is bound by that.
CIRCUMSTANCE = re.compile("(?:按照?|根据|依据|结合|围绕|通过|依托|参照|利用|以(?!.+为重点)|从|为|随着|由)")
_CLASS = "(?:项目|企业|地区|区域|城市|行业|单位|基地|车辆|设施|工地|锅炉|炉)(?:等)?$"
_NAMES_CLASS = re.compile(f"^(?![对在除自以]).*{_CLASS}")
_WHOM = re.compile(f"{_CLASS}|(?:环节|领域)(?:等)?$|^(?:对|在|除|自)|(?:中|内|上)$")
_STRIVING = re.compile(f"(?:力争|争取|力求)(?:到|在|于)?{MASK}*$")


class MeasureClause(msgspec.Struct, frozen=True, gc=False):
    """`text[start:end]` of the folded text; `masked` is the same with its times blanked out.

    `use` is what it is for the next clause if it has no predicate (a condition, even if it has verbs);
    `names_class`: it names a class that stays the subject of all that follows.
    """

    segment: Segment
    start: int
    end: int
    masked: str
    use: ClauseUse | None
    names_class: bool


def measure_clauses(
    view: Folded, segments: Sequence[Segment], times: Sequence[Range], attributions: Sequence[Range]
) -> Iterator[MeasureClause]:
    """The clauses of a block in order (as are `times` and `attributions`), without those that hold nothing else than an attribution or a time."""
    for segment in segments:
        start, end = view.folded(segment.start, segment.end)
        own = touching(times, start, end)
        start, end = _bare(view.text, start, end, own, touching(attributions, start, end))
        if start < end:
            masked = _masked(view.text, start, end, touching(times, start, end))
            yield MeasureClause(segment, start, end, masked, _use(masked), _names_class(masked))


def touching(ranges: Sequence[Range], start: int, end: int) -> Sequence[Range]:
    """Those of `ranges`, which come in order and apart from each other, that touch `start:end`."""
    first = max(bisect_left(ranges, (start,)) - 1, 0)
    return ranges[first : bisect_left(ranges, (end,))]


def _bare(text: str, start: int, end: int, times: Sequence[Range], attributions: Sequence[Range]) -> Range:
    """A clause without label, link and times at its head, and without the attribution that follows it."""
    for first, last in attributions:
        if start < last and first < end:
            start, end = (start, first) if first > start else (last, end)
    while True:
        before = start
        for first, last in times:
            if first <= start < last:
                start = min(last, end)
        for lead in (_LABEL, _LINK):
            if match := lead.match(text, start, end):
                start = match.end()
        while start < end and text[start] in _SIGNS:
            start += 1
        if start == before:
            return start, end


def _masked(text: str, start: int, end: int, times: Sequence[Range]) -> str:
    clause = text[start:end]
    for first, last in times:
        if start <= first and last <= end:
            clause = clause[: first - start] + MASK * (last - first) + clause[last - start :]
    return clause


def _use(masked: str) -> ClauseUse | None:
    if _STRIVING.match(masked):
        return "striving"
    if _CONDITION.search(masked):
        return "condition"
    if _WHOM.search(masked):
        return "whom"
    return "circumstance" if CIRCUMSTANCE.match(masked) else None


def _names_class(masked: str) -> bool:
    return not _CONDITION.search(masked) and _NAMES_CLASS.search(masked) is not None
