"""How far two provisions say each other's sentences, whatever the order and whatever else they say.

Two articles that share a measure share a sentence; in the whole of their texts it may be a small part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.compare.strings import Matrix, Vocabulary, strings

SENTENCE = re.compile(r"[。;!?\n]")
_LEAST = 5  # characters; what is shorter (一是) goes with the sentence behind it
_LENGTHS = (2, 3)


class Sentences(msgspec.Struct, frozen=True):
    """The strings of a document's sentences, one sentence after the other.

    `numbers` are the strings, `places` the sentence, of `count`, in which each stands. `starts`: at which
    sentence each provision begins; every provision has one.
    """

    numbers: npt.NDArray[np.uint64]
    places: npt.NDArray[np.intp]
    count: int
    starts: tuple[int, ...]


def sentences_of(provisions: Sequence[str]) -> Sentences:
    """The sentences of provisions, given their folded words."""
    each = [list(_sentences(words)) for words in provisions]
    found = [strings(sentence, _LENGTHS).numbers for sentences in each for sentence in sentences]
    return Sentences(
        numbers=np.concatenate(found) if found else np.zeros(0, dtype=np.uint64),
        places=np.repeat(np.arange(len(found)), [len(numbers) for numbers in found]),
        count=len(found),
        starts=tuple(accumulate(map(len, each), initial=0))[:-1],
    )


def said_by_each_other(
    ours: Sentences, theirs: Sentences, words: Vocabulary, rare: npt.NDArray[np.float64]
) -> Matrix:
    """How much of the sentences of each pair of provisions the other says: by weight, the geometric mean of both.

    A sentence is said as far as the likest sentence of the other provision is like it. `rare`: what each
    string of `words` weighs, which holds all strings of both.
    """
    if not ours.starts or not theirs.starts:
        return np.zeros((len(ours.starts), len(theirs.starts)))
    columns = words.places(ours.numbers), words.places(theirs.numbers)
    shared = np.intersect1d(*columns)
    (own, heavy), (other, heavy_there) = (
        _weights(side, places, shared, rare) for side, places in zip((ours, theirs), columns, strict=True)
    )
    alike = (own @ other.T).astype(np.float64)
    return np.sqrt(_said(alike, heavy, ours, theirs) * _said(alike.T, heavy_there, theirs, ours).T)


def _sentences(words: str) -> Iterator[str]:
    """The sentences of a provision's words; one at least, which may be empty."""
    short = ""
    last: str | None = None
    for part in SENTENCE.split(words):
        short += f"|{part}" if short else part
        if len(short) >= _LEAST:
            if last is not None:
                yield last
            last, short = short, ""
    yield "|".join(filter(None, (last, short)))


def _weights(
    side: Sentences,
    columns: npt.NDArray[np.intp],
    shared: npt.NDArray[np.intp],
    rare: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Unit vectors of the sentences (rows) by the strings that both documents have; and what each weighs."""
    weights = rare[columns]
    heavy = np.zeros(side.count)
    np.add.at(heavy, side.places, weights * weights)
    inside = np.isin(columns, shared)
    rows, values = side.places[inside], weights[inside]
    vectors = np.zeros((side.count, len(shared)), dtype=np.float32)
    vectors[rows, np.searchsorted(shared, columns[inside])] = values / np.sqrt(np.maximum(heavy[rows], 1e-12))
    return vectors, heavy


def _said(alike: Matrix, heavy: npt.NDArray[np.float64], ours: Sentences, theirs: Sentences) -> Matrix:
    """How much of ours (a row a provision) each of theirs (a column) says."""
    likest = np.maximum.reduceat(alike, theirs.starts, axis=1)
    said: Matrix = np.add.reduceat(likest * heavy[:, None], ours.starts, axis=0)
    return said
