"""Any number of plans in rows: what leads a row stands beside all its counterparts, or the row says where they are."""

from __future__ import annotations

from itertools import permutations

import pytest

from pipeline.compare import align, profile_of
from pipeline.compare.side_by_side import side_by_side
from pipeline.model import Record


def counterparts(corpus: dict[str, Record], plans: tuple[str, ...]) -> dict[tuple[str, str], set[str]]:
    """(provision, other plan) → its counterparts there, by comparing each two plans."""
    found: dict[tuple[str, str], set[str]] = {}
    for one, other in permutations(plans, 2):
        for pair in align(profile_of(corpus[one]), profile_of(corpus[other])).alignments:
            a, b = (
                (pair.clause_a, pair.clause_b) if pair.document_a == one else (pair.clause_b, pair.clause_a)
            )
            found.setdefault((a, other), set()).add(b)
    return found


@pytest.mark.parametrize(
    "plans",
    [
        ("sichuan", "qinghai"),
        ("qinghai", "yichuan", "hunan"),
        ("sichuan-2022", "sichuan", "qinghai", "yichuan"),
        ("hunan", "sichuan", "yichuan", "qinghai"),
    ],
)
def test_no_counterpart_of_what_leads_a_row_is_left_unsaid(
    corpus: dict[str, Record], plans: tuple[str, ...]
) -> None:
    known = counterparts(corpus, plans)
    elsewhere = 0
    rows = side_by_side([profile_of(corpus[plan]) for plan in plans])
    for row in rows:
        base = next(place for place, cell in enumerate(row.cells) if cell)
        leader = row.cells[base][0].provision.id
        for place, plan in enumerate(plans):
            here = {each.provision.id for each in row.cells[place]}
            there = {each.provision.id for each in row.elsewhere[place]}
            assert here.isdisjoint(there)
            if place != base:
                assert here | there == known.get((leader, plan), set())
            elsewhere += len(there)
    standing = {each.provision.id for row in rows for cell in row.cells for each in cell}
    assert {each.provision.id for row in rows for cell in row.elsewhere for each in cell} <= standing
    assert (elsewhere > 0) == (len(plans) > 2)
