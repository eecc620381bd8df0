"""The same measure of two plans side by side: "严禁新增", "原则上不再新增" and "审慎新增" of one thing.

Measures are laid against each other where their provisions deal with the same matter, each with one other
at most: what they do and to what decides, not with which force, where, by when or within which bounds, since
these are what a reader wants to see differ.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.compare.strings import Strings, cosines, strings, together
from pipeline.fold import fold
from pipeline.model import Measure, Record
from pipeline.tree import ClauseTree

LEAST = 0.35  # likeness of two measures that are laid side by side
ANYWHERE = 0.75  # likeness from which they are, whatever else their provisions say
_LENGTHS = (1, 2, 3)
_NUMBERS = re.compile(r"\d[\d.,]*%?|[（(][^（）()]*[）)]")
_BESIDE_SCOPE = 2  # how much more the strings of action and object count than those of the scope
_DECIMALS = 4
_NO_WORDS = re.compile(r"[\s、，；,;的等]")

Difference = Literal["force", "threshold", "scope", "exception"]


class MeasureProfile(msgspec.Struct, frozen=True):
    """The measures of one document, their provisions, and the strings of what they do and whom they bind."""

    document_id: str
    measures: tuple[Measure, ...]
    provisions: tuple[str, ...]
    words: tuple[Strings, ...]


class MeasurePair(msgspec.Struct, frozen=True):
    """Two measures that do the same to the same thing, and in what they differ (`differs`, JSON in the database)."""

    measure_a: str
    measure_b: str
    document_a: str
    document_b: str
    score: float
    differs: tuple[Difference, ...]


def measure_profile(record: Record) -> MeasureProfile:
    """The measures of a record, ready to be compared."""
    tree = ClauseTree(record.clauses)
    found = []
    for measure in record.measures:
        provision = tree.provision_of(tree[measure.clause_id])
        if provision:
            found.append((measure, provision.id))
    measures = tuple(measure for measure, _ in found)
    return MeasureProfile(
        document_id=record.id,
        measures=measures,
        provisions=tuple(provision for _, provision in found),
        words=tuple(
            together(_strings(f"{m.action}|{m.object or ''}"), _strings(m.scope or ""), _BESIDE_SCOPE)
            for m in measures
        ),
    )


def _strings(words: str) -> Strings:
    return strings(_NUMBERS.sub("|", fold(words)), _LENGTHS)


def pair_measures(
    a: MeasureProfile, b: MeasureProfile, aligned: Collection[tuple[str, str]]
) -> list[MeasurePair]:
    """The pairs of measures in provisions that are `aligned` (clause of `a`, clause of `b`), in `a`'s order."""
    if not a.measures or not b.measures:
        return []
    allowed = {(one, other) for one, other in aligned}
    scores = cosines(a.words, b.words)
    near = np.array([[(p, q) in allowed for q in b.provisions] for p in a.provisions])
    chosen = dict(_chosen(np.where(near | (scores >= ANYWHERE), scores, 0.0)))
    return [
        MeasurePair(
            measure_a=a.measures[i].id,
            measure_b=b.measures[j].id,
            document_a=a.document_id,
            document_b=b.document_id,
            score=round(float(scores[i, j]), _DECIMALS),
            differs=differences(a.measures[i], b.measures[j]),
        )
        for i, j in sorted(chosen.items())
    ]


def _chosen(scores: npt.NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """The likest pair first, then the likest of those that are left, down to `LEAST`."""
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    places = np.argwhere(scores >= LEAST)
    order = sorted((-round(float(scores[i, j]), _DECIMALS), int(i), int(j)) for i, j in places)
    for _, i, j in order:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            yield i, j


def differences(one: Measure, other: Measure) -> tuple[Difference, ...]:
    """In what two measures differ, as printed: spelling and order of words aside."""
    pairs: Sequence[tuple[Difference, object, object]] = (
        ("force", one.modality, other.modality),
        ("threshold", _words(one.threshold), _words(other.threshold)),
        ("scope", _words(one.scope), _words(other.scope)),
        ("exception", _words(one.exception), _words(other.exception)),
    )
    return tuple(name for name, mine, theirs in pairs if mine != theirs)


def _words(printed: str | None) -> str:
    return _NO_WORDS.sub("", fold(printed or ""))
