"""Which documents of a corpus are compared: all of a small one, of a large one each with its nearest.

Near is who deals with the same topics in the same shares. The index is one vector of topics a document, so
choosing costs next to nothing beside comparing, and the number of comparisons grows like the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from pipeline.compare.strings import Matrix, unit_rows

NEAREST = 19  # a corpus of twenty documents is compared throughout
_ROWS = 512  # documents looked up at a time: holds the memory small
_DECIMALS = 6  # beyond them likeness is an accident of the machine

Pair = tuple[str, str]


def pairs_to_compare(
    shares: Mapping[str, Mapping[str, float]], always: Iterable[Pair] = ()
) -> frozenset[Pair]:
    """The pairs of documents worth comparing, each with the smaller id first.

    Args:
        shares: for each document how much of it deals with each topic.
        always: pairs that are compared however far apart (one cites the other, or was its draft).
    """
    names = sorted(shares)
    known = set(names)
    pairs = {_in_order(a, b) for a, b in always if a in known and b in known and a != b}
    vectors = _vectors([shares[name] for name in names])
    for start in range(0, len(names), _ROWS):
        likeness = np.round(vectors[start : start + _ROWS] @ vectors.T, _DECIMALS)
        for row, values in enumerate(likeness, start):
            values[row] = -1.0
            nearest = np.argsort(-values, kind="stable")[: min(NEAREST, len(names) - 1)]
            pairs.update(_in_order(names[row], names[other]) for other in nearest)
    return frozenset(pairs)


def _vectors(shares: list[Mapping[str, float]]) -> Matrix:
    columns = {topic: place for place, topic in enumerate(sorted({t for each in shares for t in each}))}
    vectors = np.zeros((len(shares), len(columns)))
    for row, each in enumerate(shares):
        for topic, share in each.items():
            vectors[row, columns[topic]] = share
    return unit_rows(vectors)


def _in_order(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
