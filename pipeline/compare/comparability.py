"""Whether two targets may be ranked, and every reason why not.

What a target is in itself (deferred, an amount, a draft) keeps it from all rankings; everything else has to
agree between two. Both taken together make an equivalence: what may be ranked with one of a group may be
ranked with all of it, so that ranks are a weak order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from pipeline.compare.comparands import Comparand
from pipeline.compare.reasons import CODES, Code, Reason

Relation = Literal["lower", "tie", "higher"]
STATISTICS = {
    "each": "逐个",
    "mean": "平均",
    "total": "合计",
    "one": "单一市县",
    "whole": "整体",
    "unstated": "未说明",
}
_DIRECTIONS = {"level": "水平", "increase": "增加", "decrease": "减少", "state": "状态"}
_SIDES = {"floor": "下限", "ceiling": "上限", "range": "区间", None: "无"}
_NOT_STATED = "未写明"


class Verdict(msgspec.Struct, frozen=True):
    """What may be said of two targets of two documents; `one` has the smaller document id, then target id.

    Ranked if there is no reason against it; then `relation` says where the value of `one` stands (for a
    change: a smaller or larger change). Lower is never "more ambitious": that needs the starting point.
    """

    one: str
    other: str
    reasons: tuple[Reason, ...]
    relation: Relation | None

    @property
    def ranked(self) -> bool:
        """Whether the two values may be ranked."""
        return not self.reasons


def verdict(first: Comparand, second: Comparand, drafts: bool = False) -> Verdict:
    """The verdict on two targets, in whichever order they come.

    Args:
        first: a target.
        second: a target of another document.
        drafts: whether drafts are to be ranked too.
    """
    a, b = sorted((first, second), key=lambda c: (c.document_id, c.target.id))
    codes = differences(a, b, drafts)
    reasons = tuple(Reason(code, _detail(code, a, b)) for code in CODES if code in codes)
    return Verdict(a.target.id, b.target.id, reasons, None if reasons else _relation(a, b))


def differences(a: Comparand, b: Comparand, drafts: bool = False) -> frozenset[Code]:
    """The codes of all reasons against ranking two targets; the same for (b, a)."""
    return frozenset((*obstacles(a, drafts), *obstacles(b, drafts), *_between(a, b)))


def obstacles(target: Comparand, drafts: bool = False) -> frozenset[Code]:
    """What keeps a target from every ranking, whatever stands beside it."""
    return frozenset(_obstacles(target, drafts))


def _obstacles(c: Comparand, drafts: bool) -> Iterator[Code]:
    if c.status == "draft" and not drafts:
        yield "draft"
    if c.territory.kind == "unknown":
        yield "territory"
    if c.year is None:
        yield "year"
    if c.target.deferred_to is not None:
        yield "deferred"
    elif c.target.kind == "qualitative":
        yield "qualitative"
    else:
        yield from _obstacles_of_number(c)


def _obstacles_of_number(c: Comparand) -> Iterator[Code]:
    if c.target.base_value is None:
        yield "unit"
    if c.side in (None, "range"):
        yield "operator"
    if c.change and c.base_year is None:
        yield "baseline"
    if c.indicator is None or c.indicator.extensive:
        yield "extensive" if c.indicator else "indicator"


def _between(a: Comparand, b: Comparand) -> Iterator[Code]:
    yield from _differing_thing(a, b)
    if a.statistic != b.statistic:
        yield "statistic"
    if a.year != b.year:
        yield "year"
    if a.exclusions != b.exclusions:
        yield "exclusions"
    if a.genre != b.genre and not _over_time(a, b):
        yield "genre"
    if a.numeric and b.numeric:
        yield from _differing_number(a, b)


def _differing_thing(a: Comparand, b: Comparand) -> Iterator[Code]:
    """Indicator and territory. 县城|清扫率 and 城市|清扫率 differ in territory, not in what is measured."""
    if a.full != b.full and a.name != b.name:
        yield "indicator"
    if a.territory.key != b.territory.key or (a.full != b.full and a.name == b.name):
        yield "territory"


def _over_time(a: Comparand, b: Comparand) -> bool:
    """One issuer's documents may be read over time; the years then part the values."""
    issuers = {a.metadata.jurisdiction, b.metadata.jurisdiction}
    return a.year != b.year and len(issuers) == 1 and None not in issuers


def _differing_number(a: Comparand, b: Comparand) -> Iterator[Code]:
    if a.change != b.change or (a.change and a.target.direction != b.target.direction):
        yield "level_or_change"
    elif a.base_year != b.base_year:
        yield "baseline"
    if a.unit != b.unit:
        yield "unit"
    if a.side != b.side:
        yield "operator"


def _relation(a: Comparand, b: Comparand) -> Relation:
    one, other = level_of(a), level_of(b)
    if one == other:
        return "tie"
    return "lower" if one < other else "higher"


def level_of(target: Comparand) -> float:
    """The value by which a target is ranked, in the common unit; 0 where it has none and no rank."""
    return target.target.base_value or 0


def _detail(code: Code, a: Comparand, b: Comparand) -> str:
    """What the two have instead; empty where the code says it all."""
    ones, others = _told(a), _told(b)
    if code in ones:
        return " ↔ ".join(f"{c.metadata.short_title} {told[code]}" for c, told in ((a, ones), (b, others)))
    named = [c.metadata.short_title for c in (a, b) if code in _obstacles(c, drafts=False)]
    return "、".join(named)


def _told(c: Comparand) -> dict[Code, str]:
    return {
        "indicator": c.full,
        "statistic": STATISTICS[c.statistic],
        "territory": "".join((c.territory.name or _NOT_STATED, c.territory.within)),
        "year": c.year or _NOT_STATED,
        "level_or_change": _DIRECTIONS[c.target.direction],
        "baseline": (c.base_year or _NOT_STATED) if c.change else "—",
        "unit": c.unit or "无",
        "operator": _SIDES[c.side],
        "exclusions": c.exclusions or "无",
        "genre": c.genre or _NOT_STATED,
    }
