"""The same measure of any number of plans in one row: which force, threshold, scope and exception each gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class MeasureMatch(msgspec.Struct, frozen=True):
    """The same measure of plans number `place` and `other_place`, and in what they differ."""

    place: int
    measure: Measure
    other_place: int
    other: Measure
    differs: tuple[Difference, ...]


def measure_rows(records: Sequence[Record]) -> list[MeasureRow]:
    """The measures that at least two plans have, led by the first that has them, in its order."""
    measured = [measure_profile(record) for record in records]
    return rows_of_measures([each.measures for each in measured], _partners(_matches(records, measured)))


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


def same_measures(records: Sequence[Record]) -> Iterator[MeasureMatch]:
    """The same measures of each two of the plans, compared as a build compares them."""
    return _matches(records, [measure_profile(record) for record in records])


def _matches(records: Sequence[Record], measured: Sequence[MeasureProfile]) -> Iterator[MeasureMatch]:
    known = {measure.id: measure for profile in measured for measure in profile.measures}
    provisions = [profile_of(record) for record in records]
    for i, j in combinations(range(len(records)), 2):
        own = {provision.id for provision in provisions[i].provisions}
        aligned = {
            (pair.clause_a, pair.clause_b) if pair.clause_a in own else (pair.clause_b, pair.clause_a)
            for pair in align(provisions[i], provisions[j]).alignments
        }
        for pair in pair_measures(measured[i], measured[j], aligned):
            yield MeasureMatch(i, known[pair.measure_a], j, known[pair.measure_b], pair.differs)


def _partners(matches: Iterable[MeasureMatch]) -> dict[str, dict[int, Measure]]:
    """For each measure its partner in each other plan."""
    found: dict[str, dict[int, Measure]] = {}
    for match in matches:
        found.setdefault(match.measure.id, {})[match.other_place] = match.other
        found.setdefault(match.other.id, {})[match.place] = match.measure
    return found


def _differs(measures: Sequence[Measure]) -> tuple[Difference, ...]:
    pairs = [differences(one, other) for one, other in combinations(measures, 2)]
    order: tuple[Difference, ...] = ("force", "threshold", "scope", "exception")
    return tuple(name for name in order if any(name in pair for pair in pairs))
