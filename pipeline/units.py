"""Units of measure: recognising them behind a number, and converting to their base unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pipeline import lexicon
from pipeline.fold import fold
from pipeline.lexicon.patterns import longest_first

_LARGEST_EXACT = 2**53  # beyond it a float is a whole number without being exact


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
        name: Unit(kind.base, factor, kind.counts)
        for kind in lexicon.units().unit
        for name, factor in kind.names.items()
    }


@cache
def magnitudes() -> dict[str, int]:
    """万 → 10000 and the like."""
    return {form: magnitude.factor for magnitude in lexicon.units().magnitude for form in magnitude.forms}


@cache
def unit_pattern() -> str:
    """A regular expression for an optional magnitude and an optional unit (groups `mag`, `unit`, `also`)."""
    names = longest_first(units())
    scales = "|".join(longest_first(magnitudes()))
    latin = "|".join(re.escape(name) for name in names if _is_latin(name))
    other = "|".join(re.escape(name) for name in names if not _is_latin(name))
    per = "|".join(re.escape(name) for name in names if "/" not in name and not _is_latin(name))
    whole = "|".join(name for name in names if name.startswith(tuple(magnitudes())))  # 千瓦时 is no 千 of 瓦
    counted = "|".join(re.escape(name) for name in names if units()[name].counts and name.isalpha())
    return (
        rf"[余多]?(?:(?!{whole})(?P<mag>{scales}))?[余多]?(?P<unit>(?:{other}|(?:{latin})(?![A-Za-z]))(?:/[十百千万亿]?(?:{per}|年|月|周|时|秒|季))?)?"
        rf"(?P<also>(?<=[\u4e00-\u9fff])\((?:{counted})\))?"  # 套(户): counted one way or the other
    )


def _is_latin(name: str) -> bool:
    return name.isascii() and name[0].isalpha()


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
    return scale, _unit_of(match["unit"] or "")


def _unit_of(name: str) -> Unit | None:
    """A unit of the lexicon, or one of its units for each of another ("元/月")."""
    known = units().get(name)
    if known is not None or "/" not in name:
        return known
    of, _, each = name.partition("/")
    numerator = units().get(of)
    return Unit(f"{numerator.base}/{each}", numerator.factor, counts=False) if numerator else None


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
    whole = number.is_integer() and abs(number) <= _LARGEST_EXACT
    return (int(number) if whole else number), unit.base
