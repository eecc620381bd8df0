"""The shortest ways between two nodes, looked up step by step: the same that networkx finds in the whole graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.graph.ways import Look, Step, TooManyError, shortest_ways

NODES = "abcdefgh"
edges_of = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=24)


def looks(edges: Iterable[Step]) -> tuple[Look, Look]:
    kept = sorted(edges)

    def onward(nodes: list[str]) -> Iterator[Step]:
        return (edge for edge in kept if edge[0] in nodes)

    def back(nodes: list[str]) -> Iterator[Step]:
        return (edge for edge in kept if edge[1] in nodes)

    return onward, back


@given(edges_of, st.sampled_from(NODES), st.sampled_from(NODES))
def test_they_are_all_shortest_ways_each_once(edges: set[Step], start: str, goal: str) -> None:
    graph: Any = nx.DiGraph(edges)
    graph.add_nodes_from(NODES)
    there = nx.has_path(graph, start, goal)
    expected = sorted(nx.all_shortest_paths(graph, start, goal)) if there else []
    assert sorted(shortest_ways(start, goal, *looks(edges), most_steps=len(NODES))) == expected


def test_a_way_that_is_too_long_is_none() -> None:
    chain = [("a", "b"), ("b", "c"), ("c", "d")]
    assert list(shortest_ways("a", "d", *looks(chain), most_steps=3)) == [["a", "b", "c", "d"]]
    assert list(shortest_ways("a", "d", *looks(chain), most_steps=2)) == []


def test_too_many_nodes_between_are_not_looked_at() -> None:
    wide = [("a", f"m{number}") for number in range(50)] + [(f"n{number}", "z") for number in range(50)]
    with pytest.raises(TooManyError):
        list(shortest_ways("a", "z", *looks(wide), most_nodes=40))
