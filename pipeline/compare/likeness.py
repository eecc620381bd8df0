"""How alike the provisions of two documents are, in a few numbers for each pair.

What is rare in the two documents together weighs more than what they say everywhere. Nothing outside of
the two counts: a pair of plans is judged the same whatever else is in the corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.compare.profiles import Profile
from pipeline.compare.strings import Matrix, Strings, Vocabulary, rarity, unit_rows

_RAREST = 6  # shared strings that count most
_MOST_TIMES = 3  # a string that both repeat counts as if both had it so often
_LITTLE = 1.0  # how much must be said of topics to count in full
_NO_HEADING = 0.5  # weight of a heading's string that no text has


class Likeness(msgspec.Struct, frozen=True):
    """All pairs of two documents' provisions: one row a provision here, one column a provision there.

    `…_here` and `…_there`: its share of the best that the one, the other has in the other document.
    `…_both` is the product of these shares, `…_best` the geometric mean of the value and the larger share.
    `heading_said`: how much of one's heading the other's text says. `rarest`: the weight of the rarest
    strings that both have, the only number that may exceed 1 (with its `_best`). `same_kind`: both are
    goals, both are measures …
    """

    text: Matrix
    heading: Matrix
    path: Matrix
    heading_said: Matrix
    rarest: Matrix
    rarest_here: Matrix
    rarest_there: Matrix
    rarest_best: Matrix
    text_both: Matrix
    text_best: Matrix
    topics: Matrix
    topics_here: Matrix
    topics_there: Matrix
    same_topic: Matrix
    same_kind: Matrix
    both_measures: Matrix
    indicators: Matrix
    functions: Matrix


def likeness(here: Profile, there: Profile) -> Likeness:
    """The likeness of each pair of provisions of two documents."""
    words = Vocabulary([*here.bodies, *there.bodies])
    ours, theirs = words.matrix(here.bodies), words.matrix(there.bodies)
    rare = rarity(np.vstack([ours, theirs]))
    text = _cosines(ours, theirs, rare)
    text_here, text_there = _shares(text)
    rarest = _shared_rarest(ours, theirs, rare)
    rarest_here, rarest_there = _shares(rarest)
    topics, same_topic = _topics(here, there)
    topics_here, topics_there = _shares(topics)
    same_kind = _pairwise(here, there, lambda a, b: a.kind == b.kind)
    return Likeness(
        text=text,
        heading=_likeness_of(here.heads, there.heads),
        path=_likeness_of(here.paths, there.paths),
        heading_said=np.maximum(
            _said(here.heads, theirs > 0, words, rare), _said(there.heads, ours > 0, words, rare).T
        ),
        rarest=rarest,
        rarest_here=rarest_here,
        rarest_there=rarest_there,
        rarest_best=np.sqrt(rarest * np.maximum(rarest_here, rarest_there)),
        text_both=text_here * text_there,
        text_best=np.sqrt(text * np.maximum(text_here, text_there)),
        topics=topics,
        topics_here=topics_here,
        topics_there=topics_there,
        same_topic=same_topic,
        same_kind=same_kind,
        both_measures=_pairwise(here, there, lambda a, b: a.kind == b.kind == "measure"),
        indicators=_pairwise(here, there, lambda a, b: _overlap(a.indicators, b.indicators)),
        functions=_pairwise(here, there, lambda a, b: _common(a.functions, b.functions)),
    )


def _shares(values: Matrix) -> tuple[Matrix, Matrix]:
    """Each value's share of the largest in its row, and of the largest in its column."""
    if not values.size:
        return values, values
    return _divided(values, values.max(axis=1, keepdims=True)), _divided(
        values, values.max(axis=0, keepdims=True)
    )


def _divided(values: Matrix, by: Matrix) -> Matrix:
    quotient: Matrix = np.divide(values, by, out=np.zeros_like(values), where=by > 0)
    return quotient


def _pairwise(here: Profile, there: Profile, number: Callable[..., float]) -> Matrix:
    """`number` of each pair of provisions."""
    rows = [[float(number(a, b)) for b in there.provisions] for a in here.provisions]
    return np.array(rows).reshape(len(here.provisions), len(there.provisions))


def _likeness_of(here: Sequence[Strings], there: Sequence[Strings]) -> Matrix:
    """Cosines of the strings of all pairs, weighed by how rare these are."""
    words = Vocabulary([*here, *there])
    ours, theirs = words.matrix(here), words.matrix(there)
    return _cosines(ours, theirs, rarity(np.vstack([ours, theirs])))


def _cosines(ours: Matrix, theirs: Matrix, rare: npt.NDArray[np.float64]) -> Matrix:
    return _weighted(ours, rare) @ _weighted(theirs, rare).T


def _weighted(counts: Matrix, rare: npt.NDArray[np.float64]) -> Matrix:
    damped = np.log(counts, out=np.full_like(counts, -1.0), where=counts > 0) + 1  # 0 for a string not there
    return unit_rows(damped * rare)


def _shared_rarest(ours: Matrix, theirs: Matrix, rare: npt.NDArray[np.float64]) -> Matrix:
    """The mean weight of the rarest strings that a pair shares."""
    found = np.zeros((len(ours), len(theirs)))
    if not found.size:
        return found
    shared = ours.any(axis=0) & theirs.any(axis=0)
    ours, theirs, rare = ours[:, shared], theirs[:, shared], rare[shared]
    for row, counts in enumerate(ours):
        own = np.flatnonzero(counts)
        together = np.minimum(_MOST_TIMES, theirs[:, own] * counts[own])
        weights = rare[own] * np.sqrt(together)
        if len(own) > _RAREST:
            weights = np.partition(weights, len(own) - _RAREST, axis=1)[:, -_RAREST:]
        found[row] = weights.sum(axis=1) / _RAREST
    return found


def _said(
    heads: Sequence[Strings],
    bodies: npt.NDArray[np.bool_],
    words: Vocabulary,
    rare: npt.NDArray[np.float64],
) -> Matrix:
    """Which part of each heading (a row), by weight, each text (a column) says."""
    said = np.zeros((len(heads), len(bodies)))
    for row, head in enumerate(heads):
        columns = words.columns(head)
        whole = rare[columns].sum() + _NO_HEADING * (len(head.numbers) - len(columns))
        if whole > 0:
            said[row] = (bodies[:, columns] * rare[columns]).sum(axis=1) / whole
    return said


def _topics(here: Profile, there: Profile) -> tuple[Matrix, Matrix]:
    """Likeness by topics, and whether both deal most with the same one.

    What few provisions of the two documents deal with weighs more; near a unit vector where much is said
    of topics, short where one common word is all there is.
    """
    names = {name: place for place, name in enumerate(sorted({*_named(here), *_named(there)}))}
    weights = np.zeros((len(here.topics) + len(there.topics), len(names)))
    for row, topics in enumerate((*here.topics, *there.topics)):
        for name, weight in topics.items():
            weights[row, names[name]] = weight
    having = (weights > 0).sum(axis=0)
    vectors = unit_rows(weights * np.log((len(weights) + 1) / (having + 0.5)), least=_LITTLE)
    ours, theirs = vectors[: len(here.topics)], vectors[len(here.topics) :]
    if not names:
        return ours @ theirs.T, ours @ theirs.T
    first = ours.argmax(axis=1)[:, None] == theirs.argmax(axis=1)[None, :]
    any_topic = (ours.max(axis=1) > 0)[:, None] & (theirs.max(axis=1) > 0)[None, :]
    return ours @ theirs.T, (first & any_topic).astype(np.float64)


def _named(profile: Profile) -> set[str]:
    return {name for topics in profile.topics for name in topics}


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return float(len(a & b) / np.sqrt(len(a) * len(b))) if a and b else 0.0


def _common(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0
