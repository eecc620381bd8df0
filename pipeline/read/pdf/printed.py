"""What a page prints: lines of characters with their boxes."""

from __future__ import annotations

import msgspec

# (left, top, right, bottom) in points from the upper left corner of the page as it is shown.
Box = tuple[float, float, float, float]


_FEWEST_VERTICAL, _VERTICAL = 3, 2.0  # characters of a line; how many times as high as wide it is


class PrintedLine(msgspec.Struct, frozen=True, gc=False, eq=False):
    """One line of a page, from left to right. It equals itself only: a page may print the same line twice.

    `page` counts from 1. `size` is the height of its characters in points. `edges` are the left edges of its
    characters and, last, the right edge of the last one: one more than `text` has characters. `confidence` is
    how sure recognition was, 0 to 1; None where the file itself holds the text.
    """

    text: str
    box: Box
    page: int
    size: float
    edges: tuple[float, ...] = ()
    confidence: float | None = None

    @property
    def is_vertical(self) -> bool:
        """Whether it is set from top to bottom; such lines follow each other to the left."""
        left, top, right, bottom = self.box
        return len(self.text) >= _FEWEST_VERTICAL and bottom - top > _VERTICAL * (right - left)

    def part(self, start: int, end: int) -> Box:
        """The box of `text[start:end]`."""
        _, top, _, bottom = self.box
        return (self.edges[start], top, self.edges[end], bottom) if self.edges else self.box


def around(boxes: list[Box]) -> Box:
    """The box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
