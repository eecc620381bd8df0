"""The same measure of any number of plans in one row: which force, threshold, scope and exception each gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec

from pipeline.compare.align import align
from pipeline.compare.measure_pairs import (
    Difference,
    MeasureProfile,
    differences,
    measure_profile,
    pair_measures,
)
from pipeline.compare.profiles import profile_of
from pipeline.model import Measure, Record


class MeasureRow(msgspec.Struct, frozen=True):
    """`cells` has one entry a plan, in the order asked for; None: no such measure was found in that text.

    `differs`: in what any two of them differ.
    """

    cells: tuple[Measure | None, ...]
    differs: tuple[Difference, ...]


def measure_rows(records: Sequence[Record]) -> list[MeasureRow]:
    """The measures that at least two plans have, led by the first that has them, in its order."""
    profiles = [measure_profile(record) for record in records]
    partners = _partners(records, profiles)
    return rows_of_measures([profile.measures for profile in profiles], partners)


def rows_of_measures(
    plans: Sequence[Sequence[Measure]], partners: Mapping[str, Mapping[int, Measure]]
) -> list[MeasureRow]:
    """The rows of `measure_rows`, from the plans' measures and the partner of each in each other plan."""
    shown: set[str] = set()
    rows = []
    for place, measures in enumerate(plans):
        for measure in measures:
            found = partners.get(measure.id, {})
            cells: list[Measure | None] = [None] * len(plans)
            cells[place] = measure
            for other, partner in found.items():
                if other > place and partner.id not in shown:
                    cells[other] = partner
            there = [cell for cell in cells if cell is not None]
            if measure.id in shown or len(there) < 2:
                continue
            shown.update(cell.id for cell in there)
            rows.append(MeasureRow(tuple(cells), _differs(there)))
    return rows


def _partners(records: Sequence[Record], profiles: Sequence[MeasureProfile]) -> dict[str, dict[int, Measure]]:
    """For each measure its partner in each other plan."""
    found: dict[str, dict[int, Measure]] = {}
    known = {measure.id: measure for profile in profiles for measure in profile.measures}
    provisions = [profile_of(record) for record in records]
    for i, j in combinations(range(len(records)), 2):
        own = {provision.id for provision in provisions[i].provisions}
        aligned = {
            (pair.clause_a, pair.clause_b) if pair.clause_a in own else (pair.clause_b, pair.clause_a)
            for pair in align(provisions[i], provisions[j]).alignments
        }
        for pair in pair_measures(profiles[i], profiles[j], aligned):
            found.setdefault(pair.measure_a, {})[j] = known[pair.measure_b]
            found.setdefault(pair.measure_b, {})[i] = known[pair.measure_a]
    return found


def _differs(measures: Sequence[Measure]) -> tuple[Difference, ...]:
    pairs = [differences(one, other) for one, other in combinations(measures, 2)]
    order: tuple[Difference, ...] = ("force", "threshold", "scope", "exception")
    return tuple(name for name in order if any(name in pair for pair in pairs))
