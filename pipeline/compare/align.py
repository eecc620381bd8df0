"""Which provisions of two documents belong in one row, and which have no counterpart.

The score of a pair is how probable it is that a reader would lay the two side by side; how it was
calibrated is in `docs/comparison.md`. What reaches `REPORTED` is reported, many to many.
"""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np

from pipeline.compare.judgement import score
from pipeline.compare.likeness import compared
from pipeline.compare.profiles import Profile
from pipeline.compare.strings import Matrix

REPORTED = 0.35
METHOD = "likeness-3"  # changes whenever scores of the same two texts change
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
    scores = np.round(score(compared(a, b)), _DECIMALS)
    reported = scores >= REPORTED
    # Two that have each other and nobody else deal with the whole of each other's matter.
    alone = (reported.sum(axis=1) == 1)[:, None] & (reported.sum(axis=0) == 1)[None, :]
    alignments = tuple(
        Alignment(
            clause_a=a.provisions[i].id,
            clause_b=b.provisions[j].id,
            document_a=a.document_id,
            document_b=b.document_id,
            score=float(scores[i, j]),
            relation="same" if alone[i, j] else "partial",
        )
        for i, j in np.argwhere(reported)
    )
    return Comparison(alignments, (*_unmatched(a, b, scores), *_unmatched(b, a, scores.T)))


def _unmatched(own: Profile, other: Profile, scores: Matrix) -> list[Unmatched]:
    """The provisions of `own` (the rows) that reach the mark with nothing of the other document."""
    best = scores.max(axis=1, initial=0.0)
    return [
        Unmatched(provision.id, other.document_id, float(value))
        for provision, value in zip(own.provisions, best, strict=True)
        if value < REPORTED
    ]
