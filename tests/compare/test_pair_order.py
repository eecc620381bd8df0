"""The order of pairs: all of them, always the same, and documents at hand when they are needed again."""

from __future__ import annotations

import random
from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.neighbours import Pair
from pipeline.compare.pair_order import in_order

NUMBERS = st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(lambda pair: pair[0] < pair[1])


@given(st.sets(NUMBERS, max_size=200), st.integers(1, 80))
def test_it_is_the_same_pairs_in_one_order(numbers: set[tuple[int, int]], kept: int) -> None:
    pairs = [(f"plan-{a:03}", f"plan-{b:03}") for a, b in numbers]
    found = in_order(pairs, kept)
    assert sorted(found) == sorted(pairs)
    assert found == in_order(frozenset(pairs), kept) == in_order(pairs[::-1], kept)


def test_few_documents_are_in_the_order_of_their_names() -> None:
    assert in_order([("b", "c"), ("a", "c"), ("a", "b")], 3) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_documents_are_at_hand_when_they_are_needed_again() -> None:
    """600 documents of five kinds, each compared with 19 of its own: names alone scatter a kind."""
    chance = random.Random(1)
    kinds = [[f"plan-{number:04}" for number in range(kind, 600, 5)] for kind in range(5)]
    pairs = {
        (min(one, other), max(one, other))
        for kind in kinds
        for one in kind
        for other in chance.sample(kind, 19)
        if one != other
    }
    assert reads(in_order(pairs, 96)) < reads(sorted(pairs)) / 2


def reads(pairs: list[Pair]) -> int:
    """How often a document is read that is not at hand."""
    read = lru_cache(96)(str.upper)
    for pair in pairs:
        for document in pair:
            read(document)
    return read.cache_info().misses
