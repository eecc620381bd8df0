"""In what two targets differ that keeps them from one ranking, read from the group keys of their rows.

A row of `comparable_targets` is all that a page holds of a target; its group key says in words what has to
agree. Whoever shows why two rows are not ranked asks here and not the records. Of two genres of one issuer
the years part the values in `comparability`; here the genre is said beside the year.
"""

from __future__ import annotations

import msgspec

from pipeline.compare.reasons import CODES, Code
from pipeline.compare.target_rows import KEY_JOINT, KEY_NOTHING

_FIELDS = 10


class Respects(msgspec.Struct, frozen=True, kw_only=True):
    """What has to agree between two numbers, as in `Comparand.key`.

    `name` is the indicator without its class of territory (清扫率 of 县城清扫率).
    """

    name: str
    full: str
    territory: str
    statistic: str
    year: str | None
    direction: str
    base_year: str | None
    unit: str | None
    side: str | None
    exclusions: str | None
    genre: str | None


def respects(group_key: str | None, name: str) -> Respects | None:
    """What the key of a row says; None for a target without a number, or a key that is none."""
    parts = (group_key or "").split(KEY_JOINT)
    if len(parts) != _FIELDS:
        return None
    full, territory, statistic, *others = parts
    year, direction, base_year, unit, side, exclusions, genre = (
        None if part == KEY_NOTHING else part for part in others
    )
    return Respects(
        name=name,
        full=full,
        territory=territory,
        statistic=statistic,
        year=year,
        direction=direction or "",
        base_year=base_year,
        unit=unit,
        side=side,
        exclusions=exclusions,
        genre=genre,
    )


def between(one: Respects, other: Respects) -> tuple[Code, ...]:
    """The codes in which two numbers differ, in their fixed order; the same for (other, one)."""
    changed = one.direction != other.direction
    found: dict[Code, bool] = {
        "indicator": one.full != other.full and one.name != other.name,
        "territory": one.territory != other.territory or (one.full != other.full and one.name == other.name),
        "statistic": one.statistic != other.statistic,
        "year": one.year != other.year,
        "level_or_change": changed,
        "baseline": not changed and one.base_year != other.base_year,
        "unit": one.unit != other.unit,
        "operator": one.side != other.side,
        "exclusions": one.exclusions != other.exclusions,
        "genre": one.genre != other.genre,
    }
    return tuple(code for code in CODES if found.get(code))


def nearness(codes: tuple[Code, ...]) -> tuple[bool, int, int]:
    """Sorts the nearest first: the same indicator, then fewer reasons, of as many those later in the list."""
    weight = sum(1 << (len(CODES) - CODES.index(code)) for code in codes)
    return "indicator" in codes, len(codes), weight
