"""A fact reduced to what a hit needs, and how texts are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from pipeline.fold import fold


@dataclass(frozen=True)
class Fact:
    """A gold or extracted fact reduced to what a hit needs (`key`), with the rest for its fields."""

    key: Hashable
    shown: str
    quote: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


def norm(text: str | None) -> str:
    """`text` for comparison: folded, without spaces, final stops and case."""
    return fold(text or "").replace(" ", "").rstrip("。.、").lower()


def value_key(value: Any) -> Hashable:
    """A value, or the two ends of a range, as a key: 83 and 83.0 are the same."""
    return (
        tuple(float(part) for part in value)
        if isinstance(value, list)
        else (float(value) if isinstance(value, (int, float)) else value)
    )


def pair_share(a: str, b: str) -> float:
    """Shared character pairs over those of the shorter text; single characters compare as such."""
    first, second = _pairs(norm(a)), _pairs(norm(b))
    shorter = min(sum(first.values()), sum(second.values()))
    return sum((first & second).values()) / shorter if shorter else float(norm(a) == norm(b))


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(max(len(text) - 1, 1 if text else 0)))
