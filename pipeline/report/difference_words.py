"""Differences in words: what the kinds are called, and a difference as one line (15% → 40%)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compare import Change, ChangeKind, Differences
from pipeline.differing import said_as, sides

# Nothing here says that a plan took out or put in: siblings share a source, and neither is the other's draft.
KIND_WORDS: dict[ChangeKind, tuple[str, str]] = {
    "number": ("数字", "numbers"),
    "date": ("日期", "dates"),
    "department": ("单位", "departments"),
    "force": ("力度", "force"),
    "wording": ("措辞", "wording"),
    "moved": ("次序", "order"),
    "added": ("基准未见", "not in the base"),
    "dropped": ("仅见于基准", "only in the base"),
}


def kinds_said(found: Differences) -> str:
    """The kinds of difference: 数字 numbers、力度 force."""
    return "、".join(" ".join(KIND_WORDS[kind]) for kind in found.kinds)


def change_said(change: Change) -> str:
    """One difference: 15% → 40%, （对应语句中无） → 力争; of what stands on one side only or moved, its text."""
    return said_as(change.kind, *sides(change))


def changes_said(found: Differences, kinds: Sequence[ChangeKind]) -> Iterator[str]:
    """A line for each of `kinds` that there is: 数字 numbers：15% → 40%；60% → 80%."""
    for kind in kinds:
        lines = [change_said(change) for change in found.changes if change.kind == kind]
        if lines:
            yield f"{' '.join(KIND_WORDS[kind])}：{'；'.join(lines)}"
