"""The same measure of any number of plans in one row: which force, threshold, scope and exception each gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from pipeline.compare.measure_pairs import (
    Difference,
    differences,
    measure_profile,
    pair_measures,
)
from pipeline.compare.profiles import profile_of
from pipeline.compare.side_by_side import Match, matches
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
    provisions = matches([profile_of(record) for record in records])
    partners = _partners(same_measures(records, provisions))
    return rows_of_measures([record.measures for record in records], partners)


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


def same_measures(records: Sequence[Record], provisions: Iterable[Match]) -> Iterator[MeasureMatch]:
    """The same measures of each two of the plans, whose `provisions` match as given: what a build finds, too."""
    profiles = [measure_profile(record) for record in records]
    known = {measure.id: measure for record in records for measure in record.measures}
    aligned: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)
    for match in provisions:
        aligned[match.place, match.other_place].add((match.provision, match.other))
    for i, j in combinations(range(len(records)), 2):
        for pair in pair_measures(profiles[i], profiles[j], aligned[i, j]):
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
