"""A target reduced to what decides whether it may be laid against another, and how it is shown.

Nothing here knows a second document, so that what two targets have to say to each other never depends on
a third.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from pipeline.compare.families import families_of
from pipeline.compare.genres import genre_of
from pipeline.compare.spread import Statistic, statistic_of
from pipeline.compare.territories import Territory, territory_of
from pipeline.fold import fold
from pipeline.indicator_names import canonical_name
from pipeline.model import Indicator, Metadata, Record, Status, Target

Side = Literal["floor", "ceiling", "range"]
_CHANGES = {"increase": "增幅", "decrease": "降幅"}  # as `extract` ends the names of changes
_CEILINGS = {"<=", "<"}
_FLOORS = {">=", ">"}
_EDGES = "。；;！!？?\n，,"
_INCLUDED = re.compile(r"\(((?:不?含|不?包[括含]|剔除|扣除|除)[^()]*)\)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_PLAN_END = re.compile("十([一二三四五六七八九])五.{0,2}末")
_YEAR_BEFORE = re.compile("上年|去年|上一?年度")


class Comparand(msgspec.Struct, frozen=True, kw_only=True):
    """A target of one document, with everything that has to agree before it may be ranked.

    `name` is the canonical indicator without its change (铁路货运量 of 铁路货运量增幅), `full` the same behind
    the class of things that it is measured in. `year` is null if none is stated. `base_year` is null for a
    level, and for a change whose base the text does not name. `exclusions` are folded and hold what
    brackets in the indicator take in or leave out.
    """

    document_id: str
    metadata: Metadata
    target: Target
    quote: str
    indicator: Indicator | None
    families: tuple[str, ...]
    name: str
    full: str
    territory: Territory
    statistic: Statistic
    year: str | None
    base_year: str | None
    side: Side | None
    unit: str | None
    exclusions: str
    genre: str | None

    @property
    def status(self) -> Status:
        """The status of its document."""
        return self.metadata.status

    @property
    def change(self) -> bool:
        """Whether it is a change and no level."""
        return self.target.direction in _CHANGES

    @property
    def numeric(self) -> bool:
        """Whether it has a number of its own."""
        return self.target.kind == "quantitative" and self.target.deferred_to is None

    @property
    def key(self) -> tuple[str | None, ...]:
        """Equal for targets that are the same thing, so that their values may be ranked."""
        direction = self.target.direction if self.change else "level"
        return (
            self.full,
            self.territory.key,
            self.statistic,
            self.year,
            direction,
            self.base_year,
            self.unit,
            self.side,
            self.exclusions,
            self.genre,
        )


def comparands_of(record: Record) -> Iterator[Comparand]:
    """Every target of a record, in its order."""
    indicators = {indicator.id: indicator for indicator in record.indicators}
    genre = genre_of(record.metadata.title)
    for target in record.targets:
        yield _comparand(target, indicators.get(target.indicator_id or ""), record, genre)


def _comparand(target: Target, indicator: Indicator | None, record: Record, genre: str | None) -> Comparand:
    name = _name(target, indicator)
    territory = territory_of(target.scope, record)
    full = name if territory.within and name.startswith(territory.within) else territory.within + name
    said = "".join((said_of(target, record), target.scope or "", target.indicator))
    year = target.deadline[:4] if target.deadline else None
    return Comparand(
        document_id=record.id,
        metadata=record.metadata,
        target=target,
        quote=record.text[target.char_start : target.char_end],
        indicator=indicator,
        families=families_of(name) if families_of(name) != (name,) else families_of(full),
        name=name,
        full=full,
        territory=territory,
        statistic=statistic_of(territory, said, bool(indicator and indicator.extensive)),
        year=" ".join(filter(None, (year, target.recurrence))) or None,
        base_year=base_year(target.baseline, year) if target.direction in _CHANGES else None,
        side=_side(target, indicator),
        unit=_unit(target),
        exclusions="；".join(filter(None, (fold(target.exclusions or ""), *_included(target.indicator)))),
        genre=genre,
    )


def said_of(target: Target, record: Record) -> str:
    """The clause of its sentence in which a target's value stands, from the comma before it to the value.

    A value in a bracket has the words before the bracket; a table's cell has only its headers.
    """
    if target.cell_id is not None:
        return ""
    closed = 0  # brackets that are open, read backwards
    start = target.char_start
    while start > 0:
        char = record.text[start - 1]
        if char in "）)":
            closed += 1
        elif char in "（(":
            closed = max(0, closed - 1)
        elif char in _EDGES and not closed:
            break
        start -= 1
    return record.text[start : target.value_end or target.char_end]


def base_year(baseline: str | None, year: str | None) -> str | None:
    """The year that a change is measured from: 2020 of 2020年 and of “十三五”末期; null if none is said."""
    text = fold(baseline or "")
    years = set(_YEAR.findall(text))
    if len(years) == 1:
        return str(years.pop())
    plan = _PLAN_END.search(re.sub('["“”]', "", text))
    if plan:
        return str(2005 + 5 * "一二三四五六七八九".index(plan[1]) + 5)
    if year and _YEAR_BEFORE.search(text):
        return str(int(year) - 1)
    return None


def _name(target: Target, indicator: Indicator | None) -> str:
    if indicator is None:
        return plain_name(target.indicator, target.direction)
    return plain_name(target.indicator, target.direction, indicator.name, indicator.base_unit)


def plain_name(said: str, direction: str, indicator: str | None = None, unit: str | None = None) -> str:
    """What is measured, without its change: 铁路货运量 of the indicator 铁路货运量增幅, in `unit`.

    Without an indicator, the canonical form of what the text has `said`.
    """
    if indicator is None:
        return canonical_name(said)[0] or fold(said)
    return indicator.removesuffix(_CHANGES.get(direction, "") if unit == "%" else "")


def _side(target: Target, indicator: Indicator | None) -> Side | None:
    """Floor or ceiling. A value without a word for it (达到, a table's cell) stands on its better side."""
    if target.kind == "qualitative" or target.op is None:
        return None
    if target.value_high is not None:
        return "range"
    if target.op in _CEILINGS:
        return "ceiling"
    if target.op in _FLOORS:
        return "floor"
    lower = indicator is not None and indicator.better == "lower" and target.direction == "level"
    return "ceiling" if lower else "floor"


def _unit(target: Target) -> str | None:
    """The common unit; a change in percentage points is none in per cent."""
    points = target.direction in _CHANGES and "百分点" in (target.unit or "")
    return "个百分点" if points else target.base_unit


def _included(indicator: str) -> list[str]:
    return _INCLUDED.findall(fold(indicator))
