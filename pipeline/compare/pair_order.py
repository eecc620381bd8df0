"""In which order the pairs of a large corpus are compared, so that few documents are read again and again."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx
from networkx.utils import reverse_cuthill_mckee_ordering

from pipeline.compare.neighbours import Pair


def in_order(pairs: Collection[Pair], kept: int) -> list[Pair]:
    """The pairs in an order for whoever keeps what it knows of `kept` documents; of no more documents, sorted.

    Documents are numbered so that those compared with each other have numbers close to each other (reverse
    Cuthill-McKee); then all pairs of two blocks of numbers follow each other, and both blocks are kept. The same
    pairs give the same order.
    """
    documents = sorted({document for pair in pairs for document in pair})
    if len(documents) <= kept:
        return sorted(pairs)
    block = max(kept // 2, 1)
    numbers = {document: number for number, document in enumerate(documents)}
    graph = nx.Graph(sorted((numbers[a], numbers[b]) for a, b in pairs))
    order = {number: at for at, number in enumerate(reverse_cuthill_mckee_ordering(graph))}

    def place(pair: Pair) -> tuple[int, ...]:
        first, last = sorted(order[numbers[document]] for document in pair)
        return first // block, last // block, first, last

    return sorted(pairs, key=place)
