"""How alike the provisions of two documents are, in a few numbers for each pair.

What is rare in the two documents together weighs more than what they say everywhere. Nothing outside of
the two counts: a pair of plans is judged the same whatever else is in the corpus. No number depends on
which of the two comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.compare.places import nearness, support
from pipeline.compare.profiles import Profile
from pipeline.compare.sentences import said_by_each_other
from pipeline.compare.strings import Matrix, Strings, Vocabulary, rarity, unit_rows

_LITTLE = 1.0  # how much must be said of topics to count in full
_NO_HEADING = 0.5  # weight of a heading's string that no text has


class Likeness(msgspec.Struct, frozen=True):
    """All pairs of two documents' provisions: one row a provision here, one column a provision there.

    A value's two shares are those of the best that the one, the other has in the other document. `…_both` is
    their product, `…_best` the geometric mean of the value and the larger share, `…_least` the smaller share.

    `sentences_both`: how far the two say each other's sentences, see `sentences`.
    `heading_said_least`: of how much of one's heading the other's text says. `different_kind`: 1 if not both
    are goals, both measures …, 2 if one only tells the situation. `only_of_kind`: of one kind, not measures,
    and one document has no other of it. `place` and `neighbours`: see `places`.
    """

    sentences_both: Matrix
    text_best: Matrix
    heading_both: Matrix
    heading_said_least: Matrix
    topics_both: Matrix
    different_kind: Matrix
    only_of_kind: Matrix
    place: Matrix
    neighbours: Matrix


class Compared(msgspec.Struct, frozen=True):
    """Two documents' likeness. `shared`: the weight of the words that a pair shares, 1 for the most.

    `known`: how far the topics know the field of the one that they know less.
    """

    likeness: Likeness
    shared: Matrix
    known: float


def compared(here: Profile, there: Profile) -> Compared:
    """The likeness of each pair of provisions of two documents."""
    words = Vocabulary([*here.bodies, *there.bodies])
    ours, theirs = words.matrix(here.bodies), words.matrix(there.bodies)
    rare = rarity(np.vstack([ours, theirs]))
    text = _cosines(ours, theirs, rare)
    text_here, text_there = _shares(text)
    said_both = said_by_each_other(here.sentences, there.sentences, words, rare)
    said = np.maximum(_said(here.heads, theirs > 0, words, rare), _said(there.heads, ours > 0, words, rare).T)
    different, only = _kinds(here, there)
    likeness = Likeness(
        sentences_both=_both(said_both),
        text_best=np.sqrt(text * np.maximum(text_here, text_there)),
        heading_both=_both(_headings(here.heads, there.heads)),
        heading_said_least=np.minimum(*_shares(said)),
        topics_both=_both(_topics(here, there)),
        different_kind=different,
        only_of_kind=only,
        place=nearness(*text.shape),
        neighbours=support(text_here * text_there),
    )
    return Compared(likeness, _shared(ours, theirs, rare), min(here.known, there.known))


def _shares(values: Matrix) -> tuple[Matrix, Matrix]:
    """Each value's share of the largest in its row, and of the largest in its column."""
    if not values.size:
        return values, values
    return _divided(values, values.max(axis=1, keepdims=True)), _divided(
        values, values.max(axis=0, keepdims=True)
    )


def _both(values: Matrix) -> Matrix:
    in_row, in_column = _shares(values)
    return in_row * in_column


def _divided(values: Matrix, by: Matrix) -> Matrix:
    quotient: Matrix = np.divide(values, by, out=np.zeros_like(values), where=by > 0)
    return quotient


def _headings(here: Sequence[Strings], there: Sequence[Strings]) -> Matrix:
    """Cosines of the strings of all pairs of headings, weighed by how rare these are."""
    words = Vocabulary([*here, *there])
    ours, theirs = words.matrix(here), words.matrix(there)
    return _cosines(ours, theirs, rarity(np.vstack([ours, theirs])))


def _cosines(ours: Matrix, theirs: Matrix, rare: npt.NDArray[np.float64]) -> Matrix:
    return _weighted(ours, rare) @ _weighted(theirs, rare).T


def _weighted(counts: Matrix, rare: npt.NDArray[np.float64]) -> Matrix:
    damped = np.log(counts, out=np.full_like(counts, -1.0), where=counts > 0) + 1  # 0 for a string not there
    return unit_rows(damped * rare)


def _shared(ours: Matrix, theirs: Matrix, rare: npt.NDArray[np.float64]) -> Matrix:
    weight = ((ours > 0) * rare * rare) @ (theirs > 0).astype(np.float64).T
    return _divided(weight, weight.max(initial=0.0, keepdims=True))


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


def _topics(here: Profile, there: Profile) -> Matrix:
    """Likeness by topics.

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
    alike: Matrix = vectors[: len(here.topics)] @ vectors[len(here.topics) :].T
    return alike


def _named(profile: Profile) -> set[str]:
    return {name for topics in profile.topics for name in topics}


def _kinds(here: Profile, there: Profile) -> tuple[Matrix, Matrix]:
    """How different the kinds of pairs are; which are of one that a document has only once, and no measures."""
    ours, theirs = ([provision.kind for provision in each.provisions] for each in (here, there))
    single = {
        kind
        for often in (Counter(ours), Counter(theirs))
        for kind, times in often.items()
        if times == 1 and kind != "measure"
    }
    own, other = np.array(ours, dtype=object)[:, None], np.array(theirs, dtype=object)[None, :]
    alike = own == other
    different = ~alike * (1.0 + ((own == "background") | (other == "background")))
    alone = np.array([kind in single for kind in ours], dtype=np.bool_)[:, None]
    return different, (alike & alone).astype(np.float64)
