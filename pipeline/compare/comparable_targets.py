"""What decides whether a target may be ranked, one row a target and matter: made of one document alone.

Being rankable is an equivalence (`comparability`): targets of one `group_key` without obstacles are the same
thing in all respects, and whoever holds all rows ranks them by `level` within it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pipeline.compare.comparability import obstacles
from pipeline.compare.comparands import Comparand, comparands_of
from pipeline.compare.implied_changes import Derived, derived_rate, implied_changes
from pipeline.compare.reasons import CODES, Code
from pipeline.compare.target_rows import group_key
from pipeline.model import Record


class ComparableTarget(msgspec.Struct, frozen=True, kw_only=True):
    """A target in its matter, as it may be laid against others.

    `obstacles`: what keeps it from every ranking, drafts aside, since whether they count is the asker's
    choice. `implied_change` is signed (−8.0: it falls) and derived, as is `derived_rate`.
    """

    family: str
    target_id: str
    indicator: str
    territory: str
    statistic: str
    year: str | None
    base_year: str | None
    exclusions: str | None
    genre: str | None
    level: float | None
    unit: str | None
    group_key: str | None
    obstacles: tuple[Code, ...]
    implied_change: float | None
    implied_unit: str | None
    formula: str | None
    derived_rate: float | None
    rate_formula: str | None


def comparable_targets(record: Record) -> Iterator[ComparableTarget]:
    """The targets of a record, in its order; one that belongs to two matters twice."""
    comparands = list(comparands_of(record))
    implied = implied_changes(comparands, record)
    for comparand in comparands:
        for family in comparand.families:
            yield _row(comparand, family, implied.get(comparand.target.id), derived_rate(comparand))


def _row(
    comparand: Comparand, family: str, implied: Derived | None, rate: Derived | None
) -> ComparableTarget:
    against = obstacles(comparand, drafts=True)
    return ComparableTarget(
        family=family,
        target_id=comparand.target.id,
        indicator=comparand.full,
        territory=f"{comparand.territory.name or ''}{comparand.territory.within}",
        statistic=comparand.statistic,
        year=comparand.year,
        base_year=comparand.base_year,
        exclusions=comparand.exclusions or None,
        genre=comparand.genre,
        level=comparand.target.base_value,
        unit=comparand.unit,
        group_key=group_key(comparand),
        obstacles=tuple(code for code in CODES if code in against),
        implied_change=implied.value if implied else None,
        implied_unit=implied.unit if implied else None,
        formula=implied.formula if implied else None,
        derived_rate=rate.value if rate else None,
        rate_formula=rate.formula if rate else None,
    )
