"""What a target implies where the record holds its starting value, and rates that a text's own numbers give.

Both are derived: they say so, carry their formula, and are never ranked. A starting value is the base column
of a table (`baseline_value`), or an observation of an earlier year with the same indicator, territory and
statistic; where observations of one year disagree, none is taken. Nothing is brought in from outside.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from pipeline import lexicon
from pipeline.compare.comparands import Comparand, base_year
from pipeline.compare.spread import spread_of, statistic_of
from pipeline.compare.territories import Territory, territory_of
from pipeline.fold import fold
from pipeline.indicator_names import canonical_name
from pipeline.lexicon.patterns import any_of, forms
from pipeline.model import Quantity, Record
from pipeline.units import to_base

_DAYS = "天"
_SHARE = "%"
_POINTS = "个百分点"
_TOLD = re.compile(r"由(?:(?P<year>\d{4})年)?现状值(?P<value>-?\d+(?:\.\d+)?)推算")
_SUMS = re.compile("(?:平均|合计|总计|总数|均)+$")


class Derived(msgspec.Struct, frozen=True):
    """A derived number: `value` in `unit`, signed (−8.0 %: it falls), and how it comes about."""

    value: float
    unit: str
    formula: str


class _Observed(msgspec.Struct, frozen=True):
    """What was in a past year. `name` is canonical, `value` in the common unit."""

    name: str
    territory: Territory
    statistic: str
    year: int
    value: float
    unit: str


def implied_changes(comparands: Sequence[Comparand], record: Record) -> dict[str, Derived]:
    """The implied change of each level of one record that has a starting value, by target id."""
    observed = tuple(_observations(record))
    changes = {}
    for comparand in comparands:
        start = _start(comparand, observed)
        if start is not None:
            changes[comparand.target.id] = _change(comparand, *start)
    return changes


def derived_rate(comparand: Comparand) -> Derived | None:
    """Days as a share of all days of the places that a text counts: 9天 of six cities → 9/(6×365)."""
    target, territory = comparand.target, comparand.territory
    places = 1 if territory.kind == "place" and comparand.statistic == "one" else territory.size
    value = target.base_value
    if target.base_unit != _DAYS or value is None or target.deadline is None or not places:
        return None
    if comparand.change or comparand.statistic not in ("one", "total") or territory.within:
        return None
    days = 366 if calendar.isleap(int(target.deadline[:4])) else 365
    rate = round(value / (places * days) * 100, 2)
    shown = f"({places}×{days})" if places > 1 else str(days)
    return Derived(rate, _SHARE, f"推算 derived: {_plain(value)}/{shown} = {rate}%")


def start_of(formula: str) -> tuple[int | None, float] | None:
    """(year or None, value in the common unit) that an implied change starts from, read from its formula."""
    told = _TOLD.match(formula)
    return (int(told["year"]) if told["year"] else None, float(told["value"])) if told else None


def _start(comparand: Comparand, observed: Sequence[_Observed]) -> tuple[str, float] | None:
    """When and with which value it starts; the latest year before the target's that all observers agree on."""
    target = comparand.target
    if comparand.change or not comparand.numeric or target.base_value is None or not target.base_unit:
        return None
    if target.baseline_value is not None:
        value = to_base(target.baseline_value, target.unit or target.base_unit)[0]
        found = base_year(target.baseline, None)
        return f"{found}年" if found else "", value
    year = int(target.deadline[:4]) if target.deadline else None
    earlier = [o for o in observed if year and o.year < year and _same(comparand, o)]
    latest = {o.value for o in earlier if o.year == max(e.year for e in earlier)}
    return (f"{max(o.year for o in earlier)}年", latest.pop()) if len(latest) == 1 else None


def _same(comparand: Comparand, observed: _Observed) -> bool:
    """One indicator, unit, territory (the very place, not only its class) and statistic."""
    territory = comparand.territory
    return (
        observed.name == comparand.name
        and observed.unit == comparand.target.base_unit
        and (observed.territory.name, observed.territory.within) == (territory.name, territory.within)
        and observed.statistic == comparand.statistic
    )


def _change(comparand: Comparand, when: str, start: float) -> Derived:
    """The change from `start`; shares change by percentage points."""
    value, unit = comparand.target.base_value or 0, comparand.target.base_unit or ""
    told = f"由{when}现状值{_plain(start)}推算 derived"
    if unit == _SHARE:
        points = _exact(value) - _exact(start)
        formula = (
            f"{told}: {_plain(value)}−{_plain(start)} = {_signed(points)}{_POINTS}{_bound(comparand, start)}"
        )
        return Derived(float(points), _POINTS, formula)
    if not start:
        rise = _exact(value) - _exact(start)
        formula = f"{told}: {_plain(value)}−0 = {_signed(rise)}{unit}{_bound(comparand, start)}"
        return Derived(float(rise), unit, formula)
    share = round((_exact(value) - _exact(start)) / _exact(start) * 100, 1)
    falls = value < start
    above, below = (start, value) if falls else (value, start)
    sense = "，下降 a fall" if falls else "，上升 a rise"
    quotient = f"({_plain(above)}−{_plain(below)})/{_plain(start)} = {abs(share)}%"
    return Derived(float(share), _SHARE, f"{told}: {quotient}{sense}{_bound(comparand, start)}")


def _bound(comparand: Comparand, start: float) -> str:
    """Whether the change is at least that much (a ceiling below the start, a floor above it), or at most."""
    op, value = comparand.target.op, comparand.target.base_value or 0
    if op == "~":
        return "，约 about"
    if op not in ("<=", "<", ">=", ">") or value == start:
        return ""
    further = (value < start) == (op in ("<=", "<"))
    return "，至少 at least" if further else "，至多 at most"


def _observations(record: Record) -> Iterator[_Observed]:
    """Observations whose indicator is one of the record's; a sentence's later ones keep its territory."""
    known = {indicator.name for indicator in record.indicators}
    carried: str | None = None
    end = 0
    for quantity in record.quantities:
        if quantity.role != "observation" or quantity.indicator is None:
            continue
        if re.search("[。！？\n]", record.text[end : quantity.char_start]):
            carried = None
        end = quantity.char_end
        if _differs(quantity):
            continue
        name, place = _named(quantity.indicator, known)
        carried = quantity.territory or place or carried
        observed = _observed(quantity, name, carried, record)
        if observed is not None:
            yield observed


def _observed(quantity: Quantity, name: str, place: str | None, record: Record) -> _Observed | None:
    value, unit = quantity.value, quantity.unit
    if not isinstance(value, int | float) or unit is None or quantity.year is None:
        return None
    territory = territory_of(place, record)
    said = (quantity.indicator or "") + (quantity.territory or "")
    extensive = any(i.name == name and i.extensive for i in record.indicators) and spread_of(said) != "mean"
    statistic = statistic_of(territory, said, extensive)
    number, base = to_base(value, unit)
    return _Observed(name, territory, statistic, quantity.year, number, base)


def _named(indicator: str, known: set[str]) -> tuple[str, str | None]:
    """(canonical name, the place before it): 长株潭城市群PM2.5平均浓度 → PM2.5年均浓度, 长株潭城市群."""
    name = canonical_name(indicator)[0]
    short = canonical_name(_SUMS.sub("", fold(indicator)))[0]
    for candidate in (name, short):
        for whole in sorted(known, key=len, reverse=True):
            if candidate.endswith(whole):
                place = candidate.removesuffix(whole)
                return whole, None if place in forms(lexicon.scopes().unqualified) else place or None
    return name, None


def _differs(quantity: Quantity) -> bool:
    """较全省均值分别高5: how far it is from something else, and no level."""
    against = any_of(lexicon.changes().against)
    return bool(re.search(against, fold((quantity.territory or "") + (quantity.indicator or ""))))


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value)}"
