"""When something is due, as nodes that documents share: a day, a rhythm, or words that no calendar knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.fold import fold
from pipeline.graph.shapes import Node
from pipeline.ids import stable_id

_PERIOD = re.compile(r"P([0-9]+)([YMWD])")
_UNITS = {"Y": ("年", "年"), "M": ("月", "个月"), "W": ("周", "周"), "D": ("日", "日")}


def times(date: str | None, period: str | None, words: str) -> Iterator[Node]:
    """The nodes of one deadline: its last day, its rhythm; where it has neither, its `words`."""
    if date:
        yield Node(id=stable_id("time", date), kind="deadline", label=date, date=date)
    if period:
        yield Node(id=stable_id("time", period), kind="deadline", label=_rhythm(period))
    if not date and not period:
        yield Node(id=stable_id("time", fold(words)), kind="deadline", label=fold(words))


def _rhythm(period: str) -> str:
    """A duration in Chinese: P1Y → 每年, P3M → 每3个月; what is not understood stays as it is."""
    match = _PERIOD.fullmatch(period)
    if not match:
        return period
    one, several = _UNITS[match[2]]
    return f"每{one}" if match[1] == "1" else f"每{match[1]}{several}"
