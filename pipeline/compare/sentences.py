"""How far two provisions say each other's sentences, whatever the order and whatever else they say.

Two articles that share a measure share a sentence; in the whole of their texts it may be a small part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from pipeline.compare.strings import Matrix, Strings, Vocabulary, unit_rows

SENTENCE = re.compile(r"[。;!?\n]")
_LEAST = 5  # characters; what is shorter (一是) goes with the sentence behind it

Sentences = Sequence[Sequence[Strings]]  # those of each provision; every provision has one


def sentences(words: str) -> Iterator[str]:
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


def said_by_each_other(
    ours: Sentences, theirs: Sentences, words: Vocabulary, rare: npt.NDArray[np.float64]
) -> Matrix:
    """How much of the sentences of each pair of provisions the other says: by weight, the geometric mean of both.

    A sentence is said as far as the likest sentence of the other provision is like it. What is `rare` weighs more.
    """
    if not ours or not theirs:
        return np.zeros((len(ours), len(theirs)))
    own, other = (_weights(side, words, rare) for side in (ours, theirs))
    alike = unit_rows(own) @ unit_rows(other).T
    return np.sqrt(_said(alike, own, ours, theirs) * _said(alike.T, other, theirs, ours).T)


def _weights(side: Sentences, words: Vocabulary, rare: npt.NDArray[np.float64]) -> Matrix:
    """A row a sentence, a column a string."""
    return (words.matrix([sentence for each in side for sentence in each]) > 0) * rare


def _said(alike: Matrix, weights: Matrix, ours: Sentences, theirs: Sentences) -> Matrix:
    """How much of ours (a row a provision) each of theirs (a column) says."""
    likest = np.maximum.reduceat(alike, _starts(theirs), axis=1)
    heavy = (weights * weights).sum(axis=1, keepdims=True)
    said: Matrix = np.add.reduceat(likest * heavy, _starts(ours), axis=0)
    return said


def _starts(side: Sentences) -> list[int]:
    """At which sentence of its document each provision begins."""
    return list(accumulate((len(each) for each in side[:-1]), initial=0))
