"""The graph of the corpus, as a person gets it: out of a database that was built."""

from __future__ import annotations

from pathlib import Path

from pipeline.graph.network import Network, network
from pipeline.graphing import stored_graph


def read(database: Path) -> Network:
    with stored_graph(database) as (nodes, edges):
        return network(nodes, edges)
