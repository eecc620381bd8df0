"""Ranks: 1 is the lowest level, ties share a place, one document alone is not ranked."""

from __future__ import annotations

import pytest

from pipeline.compare.ranks import Rank, ranks


@pytest.mark.parametrize(
    ("able", "found"),
    [
        ([], {}),
        ([("a", "g", "d1", 35.0)], {}),
        ([("a", "g", "d1", 35.0), ("b", "g", "d1", 30.0)], {}),
        ([("a", "g", "d1", 35.0), ("b", "h", "d2", 30.0)], {}),
        ([("a", "g", "d1", 35.0), ("b", "g", "d2", 30.0)], {"a": Rank(2, 2), "b": Rank(1, 2)}),
        (
            [("a", "g", "d1", 35.0), ("b", "g", "d2", 30.0), ("c", "g", "d3", 35.0)],
            {"a": Rank(2, 2), "b": Rank(1, 2), "c": Rank(2, 2)},
        ),
        ([("a", "g", "d1", 35.0), ("b", "g", "d2", 35.0)], {"a": Rank(1, 1), "b": Rank(1, 1)}),
    ],
)
def test_ranks(able: list[tuple[str, str, str, float]], found: dict[str, Rank]) -> None:
    assert ranks(able) == found
