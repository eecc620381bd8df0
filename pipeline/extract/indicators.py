"""Indicators in canonical form: one target's, with its statistic and which side is better.

Reads an indicator in the source's words, writes an `Indicator`: its canonical name
(`pipeline/indicator_names.py`), statistic and better side by the lexicon.
"""

from __future__ import annotations

from functools import cache

from pipeline import lexicon
from pipeline.ids import stable_id
from pipeline.indicator_names import canonical_name, means
from pipeline.lexicon.schema import Better, IndicatorHead
from pipeline.model import Direction, Indicator
from pipeline.units import base_unit_of

_CONCENTRATION = "微克/立方米"
_CHANGE_NAMES = {"increase": "增幅", "decrease": "降幅"}
_TIMES = {"年", "季", "月", "周", "日", "天", "时", "小时", "秒"}


def make_indicator(indicator: str, direction: Direction, unit: str | None) -> Indicator | None:
    """The canonical indicator of a target; None if the source gives it no name."""
    name, head = canonical_name(indicator)
    if not name:
        return None
    base = base_unit_of(unit)
    if base == _CONCENTRATION and name in dict(means()):
        name, head = canonical_name(f"{name}浓度")  # "PM2.5≤35微克/立方米"
    if direction in _CHANGE_NAMES and base == "%":
        name += _CHANGE_NAMES[direction]
    share = base == "%"
    return Indicator(
        id=stable_id("indicator", name),
        name=name,
        statistic=(head.statistic if head else None) if not share or direction == "level" else "share",
        better=_better(name, head, direction),
        extensive=(head.extensive if head else unit is not None) and not share and not _intensive(base),
        base_unit=base,
    )


def _intensive(base: str | None) -> bool:
    """Whether a unit is so much of one thing for each of another: 克标准煤/千瓦时, but not 吨/年."""
    numerator, slash, each = (base or "").partition("/")
    return bool(numerator and slash) and each not in _TIMES


def _better(name: str, head: IndicatorHead | None, direction: Direction) -> Better | None:
    """The side that is better; a reduction of something bad is better higher."""
    stem = name.removesuffix(_CHANGE_NAMES.get(direction, ""))
    better = head.better if head else None
    better = better or next((side for end, side in _sides() if stem.endswith(end)), None)
    if direction == "decrease":
        return "higher" if better == "lower" else None
    return better


@cache
def _sides() -> tuple[tuple[str, Better], ...]:
    return tuple((end, side.better) for side in lexicon.indicators().side for end in side.forms)
