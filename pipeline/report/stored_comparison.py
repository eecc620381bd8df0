"""Plans of the database side by side: what the database knows of each pair, and how the provisions differ.

Only the pairs of the plans asked for are read. A pair that the database did not compare (of a large corpus it
compares the nearest) is compared now, in the same way.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from pipeline.compare import Differences, differences
from pipeline.compare.measure_pairs import Difference, MeasurePair, pair_measures
from pipeline.compare.measure_rows import MeasureMatch
from pipeline.compare.side_by_side import Match, matches_of, rows_of
from pipeline.differing import Differing
from pipeline.model import Record
from pipeline.report.row_differences import compared_row
from pipeline.report.row_facets import FacetedRow
from pipeline.report.scope_changes import Two, scope_changes
from pipeline.report.stored_plans import StoredPlan


class PlansTogether(msgspec.Struct, frozen=True):
    """Plans in rows. `anew`: the pairs (their places) that the database had not compared."""

    plans: tuple[StoredPlan, ...]
    rows: tuple[FacetedRow, ...]
    anew: tuple[tuple[int, int], ...]


class Pairwise:
    """What is found anew of two plans. Whoever is asked often keeps what it gives."""

    def between(self, one: Record, clause: str, other: Record, its: str) -> Differences:
        """How two provisions differ."""
        return differences(one, clause, other, its)

    def aligned(self, one: StoredPlan, other: StoredPlan) -> tuple[Match, ...]:
        """The provisions that belong in one row; `one` is plan number 0, `other` number 1."""
        return tuple(matches_of(0, one.profile, 1, other.profile))

    def same_measures(self, one: StoredPlan, other: StoredPlan) -> tuple[MeasurePair, ...]:
        """The measures of both that are the same; measure_a is of `one`."""
        near = {(match.provision, match.other) for match in self.aligned(one, other)}
        return tuple(pair_measures(one.measure_profile, other.measure_profile, near))


def plans_together(
    connection: sqlite3.Connection, plans: Sequence[StoredPlan], pairwise: Pairwise
) -> PlansTogether:
    """The plans side by side, in the order given. How provisions differ is found when it is asked for."""
    matches, anew = _matches(connection, plans, pairwise)
    trees = [plan.tree for plan in plans]
    scopes = scope_changes(trees, measure_matches(connection, plans, pairwise))
    known = dict(_known(connection, plans))
    records = [plan.record for plan in plans]
    rows = rows_of([plan.provisions for plan in plans], matches)
    faceted = (
        FacetedRow(
            number,
            row,
            plans,
            scopes,
            known,
            lambda each: compared_row(records, each, pairwise.between, scopes),
        )
        for number, row in enumerate(rows, 1)
    )
    return PlansTogether(tuple(plans), tuple(faceted), anew)


def _matches(
    connection: sqlite3.Connection, plans: Sequence[StoredPlan], pairwise: Pairwise
) -> tuple[list[Match], tuple[tuple[int, int], ...]]:
    found: list[Match] = []
    anew: list[tuple[int, int]] = []
    for (i, one), (j, other) in combinations(enumerate(plans), 2):
        if _were_compared(connection, one.id, other.id):
            found += _stored_matches(connection, i, one, j, other)
        else:
            anew.append((i, j))
            found += [
                msgspec.structs.replace(match, place=i, other_place=j)
                for match in pairwise.aligned(one, other)
            ]
    return found, tuple(anew)


def _stored_matches(
    connection: sqlite3.Connection, place: int, one: StoredPlan, other_place: int, other: StoredPlan
) -> Iterator[Match]:
    sql = (
        "SELECT clause_a, clause_b, score, relation FROM alignments"
        " WHERE document_a = ? AND document_b = ? ORDER BY rowid"
    )
    turned = one.id > other.id
    for a, b, score, relation in connection.execute(sql, sorted((one.id, other.id))):
        first, second = (b, a) if turned else (a, b)
        yield Match(place, first, other_place, second, score, relation)


def _known(connection: sqlite3.Connection, plans: Sequence[StoredPlan]) -> Iterator[tuple[Two, Differing]]:
    """Two provisions of plans that the database compared → how they differ, from either side."""
    sql = (
        "SELECT clause_a, clause_b, common, differs, difference_a, difference_b FROM alignments"
        " WHERE document_a = ? AND document_b = ?"
    )
    for pair in combinations(sorted({plan.id for plan in plans}), 2):
        for a, b, common, differs, of_a, of_b in connection.execute(sql, pair):
            found = Differing(common, tuple(json.loads(differs)), of_a, of_b)
            yield (a, b), found
            yield (b, a), found.mirrored


def _were_compared(connection: sqlite3.Connection, one: str, other: str) -> bool:
    sql = "SELECT 1 FROM comparisons WHERE document_a = ? AND document_b = ?"
    return connection.execute(sql, sorted((one, other))).fetchone() is not None


def measure_matches(
    connection: sqlite3.Connection, plans: Sequence[StoredPlan], pairwise: Pairwise
) -> Iterator[MeasureMatch]:
    """The same measures of each two of the plans."""
    for (i, one), (j, other) in combinations(enumerate(plans), 2):
        own = {measure.id: measure for measure in one.record.measures}
        its = {measure.id: measure for measure in other.record.measures}
        for a, b, differs in _measure_pairs(connection, one, other, pairwise):
            first, second = (a, b) if a in own else (b, a)
            yield MeasureMatch(i, own[first], j, its[second], differs)


def _measure_pairs(
    connection: sqlite3.Connection, one: StoredPlan, other: StoredPlan, pairwise: Pairwise
) -> Iterator[tuple[str, str, tuple[Difference, ...]]]:
    if not _were_compared(connection, one.id, other.id):
        for pair in pairwise.same_measures(one, other):
            yield pair.measure_a, pair.measure_b, pair.differs
        return
    sql = (
        "SELECT measure_a, measure_b, differs FROM measure_pairs"
        " WHERE document_a = ? AND document_b = ? ORDER BY rowid"
    )
    for a, b, differs in connection.execute(sql, sorted((one.id, other.id))):
        yield a, b, tuple(json.loads(differs))
