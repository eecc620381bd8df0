"""From likeness to a probability: a logistic model whose weights stand in `weights.toml`.

`bench/alignment.py` fits them to pairs that people have read.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from pipeline.compare.likeness import Likeness
from pipeline.compare.strings import Matrix


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


def probability(likeness: Likeness) -> Matrix:
    """How probable it is that a reader would lay two provisions side by side, for each pair."""
    model = _model()
    total = np.full_like(likeness.text, model.intercept)
    for weight in model.feature:
        total += (getattr(likeness, weight.name) - weight.mean) / weight.deviation * weight.weight
    chance: Matrix = 1 / (1 + np.exp(-total))
    return chance


@cache
def _model() -> Model:
    text = files("pipeline.compare").joinpath("weights.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=Model)
