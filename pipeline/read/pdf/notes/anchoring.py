"""Which range of the text an annotation of a page hangs on.

- Marked text (highlight, underline, strike-out): from the first to the last character in its boxes.
- A shape, or text typed over the text: likewise, the characters in its box.
- A caret or a note that stands on a line: the place between two characters that is nearest, without width.
- A note beside the text: the whole line that is nearest, first by height.
- An answer hangs where the comment hangs that it answers.
- On a page without text: the end of the text before it, without width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from pipeline.read.pdf.notes.threads import PageComment
from pipeline.read.pdf.printed import Box, PrintedLine

_AREAS = {"highlight", "underline", "strikeout", "squiggly", "shape", "freetext"}
_NEAR = 1.0  # points


class PlacedLine(msgspec.Struct, frozen=True, gc=False):
    """A printed line and its place: `text[start:end]` is what it says from its character `first` on."""

    line: PrintedLine
    start: int
    end: int
    first: int = 0


def anchors(comments: Sequence[PageComment], lines: Iterable[PlacedLine]) -> list[tuple[int, int]]:
    """The ranges that comments hang on, in their order; each parent stands before its answers."""
    pages: dict[int, list[PlacedLine]] = {}
    for line in lines:
        pages.setdefault(line.line.page, []).append(line)
    found: list[tuple[int, int]] = []
    for comment in comments:
        if comment.parent is not None:
            found.append(found[comment.parent])
        elif own := pages.get(comment.page):
            found.append(anchored(comment, own))
        else:
            found.append(_before(comment.page, pages))
    return found


def anchored(comment: PageComment, lines: Sequence[PlacedLine]) -> tuple[int, int]:
    """The range that a comment hangs on, given the lines of its page; (0, 0) if there are none."""
    if not lines:
        return 0, 0
    if comment.box is None:
        return lines[0].start, lines[0].start
    boxes = comment.quads or ((comment.box,) if comment.kind in _AREAS else ())
    if held := [place for line in lines for box in boxes for place in _held(line, box)]:
        return min(held), max(held) + 1
    # Within some pages' margins notes are a column of icons: their height says which line they mean.
    x, y = (comment.box[0] + comment.box[2]) / 2, (comment.box[1] + comment.box[3]) / 2
    nearest = min(lines, key=lambda line: (*_apart(line.line.box, x, y), line.start))
    left, _, right, _ = nearest.line.box
    if comment.quads or not left - _NEAR <= x <= right + _NEAR or _apart(nearest.line.box, x, y)[0] > _NEAR:
        return nearest.start, nearest.end
    at = min(range(nearest.start, nearest.end + 1), key=lambda place: abs(_edge(nearest, place) - x))
    return at, at


def _before(page: int, pages: dict[int, list[PlacedLine]]) -> tuple[int, int]:
    """The end of the text on the pages before one."""
    end = max((line.end for number, lines in pages.items() if number < page for line in lines), default=0)
    return end, end


def _held(line: PlacedLine, box: Box) -> Iterator[int]:
    """The characters of a line whose middles lie in a box."""
    left, top, right, bottom = box
    _, line_top, _, line_bottom = line.line.box
    middle = (line_top + line_bottom) / 2
    if not top <= middle <= bottom and not line_top <= (top + bottom) / 2 <= line_bottom:
        return
    for place in range(line.start, line.end):
        if left <= (_edge(line, place) + _edge(line, place + 1)) / 2 <= right:
            yield place


def _edge(line: PlacedLine, place: int) -> float:
    """Where the character at `place` of the text begins on the page."""
    count = line.first + place - line.start
    edges = line.line.edges
    if edges:
        return edges[min(count, len(edges) - 1)]
    left, _, right, _ = line.line.box
    return left + (right - left) * count / max(len(line.line.text), 1)


def _apart(box: Box, x: float, y: float) -> tuple[float, float]:
    """How far a point is from a box, in height and to the side."""
    left, top, right, bottom = box
    return max(top - y, y - bottom, 0.0), max(left - x, x - right, 0.0)
