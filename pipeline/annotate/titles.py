"""Where titles stand: what is inside 《…》 is a name, whatever numbers and dates it holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

Range = tuple[int, int]


def title_ranges(text: str) -> list[Range]:
    """Ranges of 《…》 in a folded text; nested ones are one range, an unclosed one is none."""
    ranges: list[Range] = []
    depth = start = 0
    if "《" not in text:
        return ranges
    for index, char in enumerate(text):
        if char == "《":
            if depth == 0:
                start = index
            depth += 1
        elif char == "》" and depth:
            depth -= 1
            if depth == 0:
                ranges.append((start, index + 1))
        elif char == "。":
            depth = 0
    return ranges


def inside(ranges: Sequence[Range], position: int) -> bool:
    """Whether `position` lies in one of the sorted `ranges`."""
    index = bisect_right(ranges, (position, len(ranges) and ranges[-1][1] + 1)) - 1
    return index >= 0 and ranges[index][0] <= position < ranges[index][1]
