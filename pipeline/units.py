"""Units of measure: recognising them behind a number, and converting to their base unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.fold import fold
from pipeline.lexicon import load


@dataclass(frozen=True)
class Unit:
    """A unit with the base unit of its kind and the factor to it."""

    base: str
    factor: float
    counts: bool


@cache
def units() -> dict[str, Unit]:
    """Every unit by its folded spelling."""
    return {
        name: Unit(entry["base"], float(factor), entry.get("counts", False))
        for entry in load("units")["unit"]
        for name, factor in entry["names"].items()
    }


@cache
def magnitudes() -> dict[str, int]:
    """万 → 10000 and the like."""
    return dict(load("units")["magnitudes"])


@cache
def unit_pattern() -> str:
    """A regular expression for an optional magnitude and an optional unit (groups `mag`, `unit`)."""
    names = sorted(units(), key=len, reverse=True)
    scales = sorted(magnitudes(), key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in names if name.isascii() and name[0].isalpha())
    other = "|".join(re.escape(name) for name in names if not (name.isascii() and name[0].isalpha()))
    return rf"(?P<mag>{'|'.join(scales)})?余?多?(?P<unit>{other}|(?:{latin})(?![A-Za-z]))?"


@cache
def _printed_pattern() -> re.Pattern[str]:
    return re.compile(unit_pattern() + "$")


@lru_cache(maxsize=1024)
def parse_unit(printed: str) -> tuple[float, Unit | None]:
    """(magnitude, unit) of a printed unit: 万吨 → (10000, 吨). The unit is None if it is unknown."""
    match = _printed_pattern().match(fold(printed))
    if not match:
        return 1.0, None
    scale = float(magnitudes().get(match["mag"] or "", 1))
    return scale, units().get(match["unit"] or "")


def base_unit_of(printed: str | None) -> str | None:
    """The base unit of a printed unit, itself if it is unknown, None for none."""
    if not printed:
        return None
    _, unit = parse_unit(printed)
    return unit.base if unit else printed


def to_base(value: float, printed: str) -> tuple[float, str]:
    """`value` in the base unit: (5.95, 万吨) → (59500, 吨). Exact where decimal arithmetic is."""
    scale, unit = parse_unit(printed)
    if unit is None:
        return value, printed
    exact = Decimal(str(value)) * Decimal(str(scale)) * Decimal(str(unit.factor))
    number = float(exact)
    return (int(number) if number.is_integer() else number), unit.base
