"""The graph as one of networkx: what its algorithms run on, and what `questions` asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
import networkx as nx

from pipeline.graph.shapes import Edge, Node

if TYPE_CHECKING:
    Network: TypeAlias = nx.MultiDiGraph[str]
else:
    Network: TypeAlias = nx.MultiDiGraph


def network(nodes: Iterable[Node], edges: Iterable[Edge]) -> Network:
    """A directed graph with several edges between two nodes; an edge's key is its id.

    Attributes are those of `Node` and `Edge`; what is not known is no attribute, so that networkx can write
    the graph in any format.
    """
    graph = Network()
    for node in nodes:
        graph.add_node(node.id, **attributes(node))
    for edge in edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, **attributes(edge))
    return graph


def attributes(part: Node | Edge) -> dict[str, Any]:
    """What is known of a node or edge beside its id and its ends."""
    known = ((name, getattr(part, name)) for name in ATTRIBUTES[type(part)])
    return {name: value for name, value in known if value is not None}


ATTRIBUTES = {
    shape: [
        field.name for field in msgspec.structs.fields(shape) if field.name not in {"id", "source", "target"}
    ]
    for shape in (Node, Edge)
}


def ends(graph: Network, node: str, *kinds: str) -> list[str]:
    """Where the edges of `kinds` lead that start at `node`."""
    found = (end for _, end, data in graph.out_edges(node, data=True) if data["kind"] in kinds)
    return list(dict.fromkeys(found))


def starts(graph: Network, node: str, *kinds: str) -> list[str]:
    """Where the edges of `kinds` start that lead to `node`."""
    found = (start for start, _, data in graph.in_edges(node, data=True) if data["kind"] in kinds)
    return list(dict.fromkeys(found))


def of_kind(graph: Network, kind: str) -> Iterator[str]:
    """All nodes of a kind, in the graph's order."""
    return (node for node, data in graph.nodes(data=True) if data["kind"] == kind)
