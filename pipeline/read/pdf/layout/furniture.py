"""Running heads and page numbers: what stands at the edge of page after page is no text of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.read.page_numbers import is_page_number
from pipeline.read.pdf.printed import PrintedLine

_EDGE = 0.15  # of a page's height, at either end
_ROWS = 2  # at either end that may be furniture
_FEWEST = 2  # pages that a running head stands on …
_LEAST_SHARE = 0.2  # … and of all pages
_STEP = 12.0  # points that the same head may stand higher or lower
_DIGITS = re.compile(r"\d+")


def furniture(pages: Sequence[Sequence[PrintedLine]], heights: Sequence[float]) -> set[PrintedLine]:
    """The lines that are furniture.

    Args:
        pages: the lines of each page, from top to bottom, without those of tables.
        heights: how high each page is.
    """
    edges = [list(_edge(lines, height)) for lines, height in zip(pages, heights, strict=True)]
    often = Counter(key for edge in edges for key in {key for _, key in edge})
    least = max(_FEWEST, _LEAST_SHARE * len(pages))
    return {
        line
        for edge in edges
        for line, key in edge
        if is_page_number(line.text) or often[key] + often[_next_to(key)] >= least
    }


def _edge(lines: Sequence[PrintedLine], height: float) -> Iterator[tuple[PrintedLine, tuple[str, int]]]:
    """The lines at the ends of a page, each with what it says and about where it stands."""
    rows = sorted({round(line.box[1]) for line in lines})
    outer = {*rows[:_ROWS], *rows[-_ROWS:]}
    for line in lines:
        _, top, _, bottom = line.box
        if round(top) in outer and (bottom < _EDGE * height or top > (1 - _EDGE) * height):
            yield line, (_DIGITS.sub("0", line.text), int(top // _STEP))


def _next_to(key: tuple[str, int]) -> tuple[str, int]:
    """The same a step lower: a head near the border of two steps falls now into the one, now into the other."""
    said, step = key
    return said, step + 1
