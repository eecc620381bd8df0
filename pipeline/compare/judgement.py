"""From likeness to a score: two logistic models whose weights stand in `weights.toml`.

The one counts topics, the other does not: what topics are worth depends on how far they know the field of
the two documents. `bench/alignment.py` fits both to pairs that people have read.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from pipeline.compare.likeness import Compared, Likeness
from pipeline.compare.strings import Matrix

_SHARED = 0.01  # of the score: where two are equally sure, the one that shares more text comes first


class Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one number of a likeness counts: (value - mean) / deviation × weight."""

    name: str
    mean: float
    deviation: float
    weight: float


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights of all numbers, and what is added to them."""

    intercept: float
    feature: tuple[Weight, ...]


class Models(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """With topics, for documents whose field these know, and without them, for others."""

    with_topics: Model
    without_topics: Model


def score(pair: Compared, models: Models | None = None) -> Matrix:
    """How probable it is that a reader would lay two provisions side by side, for each pair.

    Between the two models stands what is as near to the one as the topics know the two documents. The last
    hundredth says how much text the two share.
    """
    models = models or _models()
    total = pair.known * _sum(pair.likeness, models.with_topics)
    total += (1 - pair.known) * _sum(pair.likeness, models.without_topics)
    chance: Matrix = (1 - _SHARED) / (1 + np.exp(-total)) + _SHARED * pair.shared
    return chance


def _sum(likeness: Likeness, model: Model) -> Matrix:
    total = np.full_like(likeness.text_best, model.intercept)
    for weight in model.feature:
        total += (getattr(likeness, weight.name) - weight.mean) / weight.deviation * weight.weight
    return total


@cache
def _models() -> Models:
    text = files("pipeline.compare").joinpath("weights.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=Models)
