"""How two provisions differ, in short: the same from either side, and the same as the whole of it says."""

from __future__ import annotations

from itertools import combinations

import pytest

from pipeline.compare import Change, Cut, align, differences, profile_of
from pipeline.differing import WEIGHTIEST, Differing, differing, said_as, shortened, sides
from pipeline.model import Record


def aligned(corpus: dict[str, Record], step: int) -> list[tuple[Record, str, Record, str]]:
    """Every `step`th pair of provisions of the corpus that deal with the same matter."""
    found = []
    for one, other in combinations(sorted(corpus), 2):
        for pair in align(profile_of(corpus[one]), profile_of(corpus[other])).alignments:
            found.append((corpus[one], pair.clause_a, corpus[other], pair.clause_b))
    return found[::step]


def test_the_short_form_says_what_the_whole_says(corpus: dict[str, Record]) -> None:
    for a, clause_a, b, clause_b in aligned(corpus, 9):
        whole, short = differences(a, clause_a, b, clause_b), differing(Cut(a, clause_a), Cut(b, clause_b))
        assert short.common == whole.share
        assert set(short.differs) == {change.kind for change in whole.changes}
        assert [*short.differs] == sorted(short.differs, key=WEIGHTIEST.index)
        first = next(change for change in whole.changes if change.kind == short.differs[0])
        whole_line, kept = said_as(first.kind, *sides(first)), short.said
        assert whole_line == kept or "…" in kept


def test_from_the_other_side_it_is_mirrored(corpus: dict[str, Record]) -> None:
    for a, clause_a, b, clause_b in aligned(corpus, 9):
        there, back = (
            differing(Cut(a, clause_a), Cut(b, clause_b)),
            differing(Cut(b, clause_b), Cut(a, clause_a)),
        )
        assert (there.mirrored.common, there.mirrored.differs) == (back.common, back.differs)
        assert there.mirrored.mirrored == there
        if there.differs[0] in {"added", "dropped"}:  # of other kinds, another difference may come first
            assert there.mirrored == back


def test_what_one_text_has_alone_is_said_of_that_text(corpus: dict[str, Record]) -> None:
    found = [(pair, differing(Cut(*pair[:2]), Cut(*pair[2:]))) for pair in aligned(corpus, 3)]
    alone = [(pair, short) for pair, short in found if short.differs[0] in {"added", "dropped"}]
    assert alone
    for (a, clause_a, b, clause_b), short in alone:
        for record, clause, said in ((a, clause_a, short.difference_a), (b, clause_b, short.difference_b)):
            (own,) = [each for each in record.clauses if each.id == clause]
            assert said.removesuffix("…") in " ".join(record.text[own.char_start : own.char_end].split())


@pytest.mark.parametrize(
    ("kind", "a", "b", "said"),
    [
        ("number", "15%", "40%", "15% → 40%"),
        ("force", "", "力争", "（对应语句中无） → 力争"),
        ("department", "", "县科工局（牵头）", "（无） → 县科工局（牵头）"),
        ("added", "", "推进共治", "推进共治"),
        ("dropped", "推进共治", "", "推进共治"),
        ("moved", "甲", "甲", "甲"),
    ],
)
def test_a_difference_in_a_line(kind: str, a: str, b: str, said: str) -> None:
    assert said_as(kind, a, b) == said  # type: ignore[arg-type]
    assert Differing(0.5, (kind,), a, b).said == said  # type: ignore[arg-type]


def test_bodies_are_said_with_their_roles() -> None:
    change = Change(kind="department", a_text="县科工局", b_text="县\n发改委", a_roles=("lead", "support"))
    assert sides(change) == ("县科工局（牵头、配合）", "县 发改委")


def test_two_that_are_alike_differ_in_nothing(corpus: dict[str, Record]) -> None:
    record = corpus["qinghai"]
    clause = next(clause.id for clause in record.clauses if clause.is_provision)
    found = shortened(differences(record, clause, record, clause))
    assert (found.common, found.differs, found.said) == (1.0, (), "")
