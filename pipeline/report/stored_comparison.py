"""Plans of the database side by side: what the database knows of each pair, and how the provisions differ.

Only the pairs of the plans asked for are read. A pair that the database did not compare (of a large corpus it
compares the nearest) is compared now, in the same way.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from pipeline.compare.measure_pairs import Difference, pair_measures
from pipeline.compare.side_by_side import Match, matches_of, rows_of
from pipeline.model import Measure
from pipeline.report.row_differences import Between, ComparedRow, compared_row
from pipeline.report.row_facets import FacetedRow, ScopeChange
from pipeline.report.stored_plans import StoredPlan

_SCOPE: frozenset[Difference] = frozenset({"scope", "exception"})


class PlansTogether(msgspec.Struct, frozen=True):
    """Plans in rows. `anew`: the pairs (their places) that the database had not compared."""

    plans: tuple[StoredPlan, ...]
    rows: tuple[FacetedRow, ...]
    anew: tuple[tuple[int, int], ...]


class MeasureMatch(msgspec.Struct, frozen=True):
    """The same measure of plans number `place` and `other_place`, and in what they differ."""

    place: int
    measure: Measure
    other_place: int
    other: Measure
    differs: tuple[Difference, ...]


def plans_together(
    connection: sqlite3.Connection, plans: Sequence[StoredPlan], between: Between
) -> PlansTogether:
    """The plans side by side, in the order given. `between` says how two provisions differ, when that is asked."""
    matches, anew = _matches(connection, plans)
    scopes = _scope_changes(plans, measure_matches(connection, plans))
    records = [plan.record for plan in plans]
    rows = rows_of([plan.provisions for plan in plans], matches)
    faceted = (
        FacetedRow(number, row, plans, scopes, lambda each: compared_row(records, each, between))
        for number, row in enumerate(rows, 1)
    )
    return PlansTogether(tuple(plans), tuple(faceted), anew)


def only(rows: Sequence[FacetedRow]) -> list[ComparedRow]:
    """The rows as `plans compare` has them."""
    return [row.row for row in rows]


def _matches(
    connection: sqlite3.Connection, plans: Sequence[StoredPlan]
) -> tuple[list[Match], tuple[tuple[int, int], ...]]:
    found: list[Match] = []
    anew: list[tuple[int, int]] = []
    for (i, one), (j, other) in combinations(enumerate(plans), 2):
        if not _were_compared(connection, one.id, other.id):
            anew.append((i, j))
            found += matches_of(i, one.profile, j, other.profile)
            continue
        sql = (
            "SELECT clause_a, clause_b, score, relation FROM alignments"
            " WHERE document_a = ? AND document_b = ? ORDER BY rowid"
        )
        turned = one.id > other.id
        for a, b, score, relation in connection.execute(sql, sorted((one.id, other.id))):
            first, second = (b, a) if turned else (a, b)
            found.append(Match(i, first, j, second, score, relation))
    return found, tuple(anew)


def _were_compared(connection: sqlite3.Connection, one: str, other: str) -> bool:
    sql = "SELECT 1 FROM comparisons WHERE document_a = ? AND document_b = ?"
    return connection.execute(sql, sorted((one, other))).fetchone() is not None


def measure_matches(connection: sqlite3.Connection, plans: Sequence[StoredPlan]) -> Iterator[MeasureMatch]:
    """The same measures of each two of the plans."""
    for (i, one), (j, other) in combinations(enumerate(plans), 2):
        own = {measure.id: measure for measure in one.record.measures}
        its = {measure.id: measure for measure in other.record.measures}
        for a, b, differs in _measure_pairs(connection, one, other):
            first, second = (a, b) if a in own else (b, a)
            yield MeasureMatch(i, own[first], j, its[second], differs)


def _measure_pairs(
    connection: sqlite3.Connection, one: StoredPlan, other: StoredPlan
) -> Iterator[tuple[str, str, tuple[Difference, ...]]]:
    if _were_compared(connection, one.id, other.id):
        sql = (
            "SELECT measure_a, measure_b, differs FROM measure_pairs"
            " WHERE document_a = ? AND document_b = ? ORDER BY rowid"
        )
        for a, b, differs in connection.execute(sql, sorted((one.id, other.id))):
            yield a, b, tuple(json.loads(differs))
        return
    aligned = {(match.provision, match.other) for match in matches_of(0, one.profile, 1, other.profile)}
    for pair in pair_measures(one.measures, other.measures, aligned):
        yield pair.measure_a, pair.measure_b, pair.differs


def _scope_changes(
    plans: Sequence[StoredPlan], matches: Iterator[MeasureMatch]
) -> dict[tuple[str, str], list[ScopeChange]]:
    """Two provisions → their measures that bind others in the one than in the other, from either side."""
    found: dict[tuple[str, str], list[ScopeChange]] = defaultdict(list)
    for match in matches:
        if _SCOPE.isdisjoint(match.differs):
            continue
        one, other = plans[match.place], plans[match.other_place]
        first = one.tree.provision_of(one.tree[match.measure.clause_id])
        second = other.tree.provision_of(other.tree[match.other.clause_id])
        if first and second:
            found[first.id, second.id].append(ScopeChange(match.measure, match.other))
            found[second.id, first.id].append(ScopeChange(match.other, match.measure))
    return found
