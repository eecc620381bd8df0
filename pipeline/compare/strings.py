"""Strings of two and three characters, counted: what texts are compared by.

A string is kept as one number, its code points side by side, so that numpy counts and joins them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
_PARTS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9.]+")
_BITS = 21  # a code point's; three of them fill 63 bits


class Strings(msgspec.Struct, frozen=True):
    """The strings of one text in rising order of their numbers, and how often each stands there."""

    numbers: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int64]


def strings(text: str, lengths: Sequence[int]) -> Strings:
    """The strings of `lengths` characters (up to three) in folded text; none reaches over punctuation."""
    characters = np.fromiter(map(ord, _PARTS.sub("|", text)), dtype=np.uint64)
    inside = characters != ord("|")
    found = [_of_length(characters, inside, length) for length in lengths]
    numbers, counts = np.unique(np.concatenate(found), return_counts=True)
    return Strings(numbers, counts)


def _of_length(
    characters: npt.NDArray[np.uint64], inside: npt.NDArray[np.bool_], length: int
) -> npt.NDArray[np.uint64]:
    size = max(len(characters) - length + 1, 0)
    numbers = np.zeros(size, dtype=np.uint64)
    whole = np.ones(size, dtype=np.bool_)
    for place in range(length):
        numbers |= characters[place : place + size] << np.uint64(_BITS * place)
        whole &= inside[place : place + size]
    return numbers[whole]


class Vocabulary:
    """All strings of some texts, a column each."""

    def __init__(self, texts: Sequence[Strings]) -> None:
        numbers = [text.numbers for text in texts]
        self._numbers = np.unique(np.concatenate(numbers)) if numbers else np.zeros(0, dtype=np.uint64)

    def columns(self, text: Strings) -> npt.NDArray[np.intp]:
        """The columns of those strings of a text that are in the vocabulary."""
        places = np.searchsorted(self._numbers, text.numbers)
        inside = places < len(self._numbers)
        inside[inside] = self._numbers[places[inside]] == text.numbers[inside]
        return places[inside]

    def places(self, numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
        """The columns of strings that are all in the vocabulary."""
        return np.searchsorted(self._numbers, numbers)

    def matrix(self, texts: Sequence[Strings]) -> Matrix:
        """How often each text (a row) has each string (a column)."""
        counts = np.zeros((len(texts), len(self._numbers)))
        for row, text in enumerate(texts):
            counts[row, self.places(text.numbers)] = text.counts
        return counts


def rarity(counts: Matrix) -> npt.NDArray[np.float64]:
    """How rare each string is among texts (the rows); 0 if all have it."""
    total = len(counts)
    having = (counts > 0).sum(axis=0)
    weights: npt.NDArray[np.float64] = np.where(having < total, np.log((1 + total) / (0.5 + having)), 0.0)
    return weights


def unit_rows(matrix: Matrix, *, least: float = 0.0) -> Matrix:
    """Each row divided by its length; `least` lengthens it, so that a short row stays short."""
    lengths = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True) + least * least)
    divided: Matrix = np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 0)
    return divided


def together(one: Strings, other: Strings, weight: int) -> Strings:
    """The strings of two texts as of one, those of `one` counting `weight` times as much."""
    numbers, places = np.unique(np.concatenate([one.numbers, other.numbers]), return_inverse=True)
    counts = np.zeros(len(numbers), dtype=np.int64)
    np.add.at(counts, places, np.concatenate([weight * one.counts, other.counts]))
    return Strings(numbers, counts)


def cosines(ours: Sequence[Strings], theirs: Sequence[Strings]) -> Matrix:
    """How alike many short texts are, each pair: strings weigh by the root of their count and by how rare they are.

    Only strings that both sides have need columns; the others count in the lengths alone.
    """
    texts = [*ours, *theirs]
    numbers, having = np.unique(np.concatenate([text.numbers for text in texts]), return_counts=True)
    rare = np.where(having < len(texts), np.log((1 + len(texts)) / (0.5 + having)), 0.0)
    shared = _there(numbers, ours) & _there(numbers, theirs)
    return _unit_rows_of(ours, numbers, rare, shared) @ _unit_rows_of(theirs, numbers, rare, shared).T


def _there(numbers: npt.NDArray[np.uint64], texts: Sequence[Strings]) -> npt.NDArray[np.bool_]:
    """Which of `numbers` any of the texts has."""
    found: npt.NDArray[np.bool_] = np.isin(numbers, np.concatenate([text.numbers for text in texts]))
    return found


def _unit_rows_of(
    texts: Sequence[Strings],
    numbers: npt.NDArray[np.uint64],
    rare: npt.NDArray[np.float64],
    shared: npt.NDArray[np.bool_],
) -> Matrix:
    """The weights of the shared strings in each text, divided by the length that all of its strings give."""
    columns = np.cumsum(shared) - 1
    matrix = np.zeros((len(texts), int(shared.sum())))
    for row, text in enumerate(texts):
        places = np.searchsorted(numbers, text.numbers)
        weights = np.sqrt(text.counts) * rare[places]
        length = np.sqrt((weights * weights).sum())
        inside = shared[places]
        if length > 0:
            matrix[row, columns[places[inside]]] = weights[inside] / length
    return matrix
