"""Which provisions of two documents belong in one row, and which have no counterpart.

The score of a pair is how probable it is that a reader would lay the two side by side; how it was
calibrated is in `docs/comparison.md`. What reaches `REPORTED` is reported, many to many.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from pipeline.compare.judgement import probability
from pipeline.compare.likeness import likenesses
from pipeline.compare.profiles import Profile

REPORTED = 0.4
METHOD = "likeness-1"  # changes whenever scores of the same two texts change
_DECIMALS = 4


class Alignment(msgspec.Struct, frozen=True):
    """Two provisions that deal with the same matter. `score` is between 0 and 1."""

    clause_a: str
    clause_b: str
    document_a: str
    document_b: str
    score: float
    relation: Literal["same", "partial"]
    method: str = METHOD


class Unmatched(msgspec.Struct, frozen=True):
    """A provision that was compared with all of another document; `best_score` is the highest it had."""

    clause_id: str
    document_id: str
    best_score: float


class Comparison(msgspec.Struct, frozen=True):
    """What comparing two documents gave; `document_a` of each alignment comes first in the alphabet."""

    alignments: tuple[Alignment, ...]
    unmatched: tuple[Unmatched, ...]


def align(one: Profile, other: Profile) -> Comparison:
    """Compare two documents, in whichever order they come."""
    a, b = sorted((one, other), key=lambda profile: profile.document_id)
    scores = {pair: round(probability(like), _DECIMALS) for pair, like in likenesses(a, b).items()}
    reported = {pair: score for pair, score in scores.items() if score >= REPORTED}
    alignments = tuple(
        Alignment(
            clause_a=a.provisions[i].id,
            clause_b=b.provisions[j].id,
            document_a=a.document_id,
            document_b=b.document_id,
            score=score,
            relation=_relation(reported, (i, j)),
        )
        for (i, j), score in sorted(reported.items())
    )
    return Comparison(
        alignments, (*_unmatched(a, b, scores, reported, 0), *_unmatched(b, a, scores, reported, 1))
    )


def _relation(reported: dict[tuple[int, int], float], pair: tuple[int, int]) -> Literal["same", "partial"]:
    """Two that have each other and nobody else deal with the whole of each other's matter."""
    i, j = pair
    alone = sum(k == i for k, _ in reported) == 1 and sum(k == j for _, k in reported) == 1
    return "same" if alone else "partial"


def _unmatched(
    own: Profile,
    other: Profile,
    scores: dict[tuple[int, int], float],
    reported: dict[tuple[int, int], float],
    side: int,
) -> list[Unmatched]:
    found = []
    for place, provision in enumerate(own.provisions):
        if any(pair[side] == place for pair in reported):
            continue
        best = max((score for pair, score in scores.items() if pair[side] == place), default=0.0)
        found.append(Unmatched(provision.id, other.document_id, best))
    return found
