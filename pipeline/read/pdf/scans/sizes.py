"""How large the characters of recognised lines are.

The box that an engine draws around a line is higher or lower by its length and by what signs stand in it. How
far ideographs stand from each other says their size: each takes a square.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from pipeline.read.pdf.printed import PrintedLine

_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{3,}")
_FEWEST = 3  # distances between ideographs of a line that are measured
_SPACED = 1.1  # of its height, which characters that are set apart exceed
_NEAR = 2.5  # heights of a line within which it may be of the same paragraph as another
_ODD = 1.5  # times that the box of a short line may be too high


def with_sizes(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of a page with the size of their characters; short lines take that of a line near by."""
    measured = {line: min(pitch, _SPACED * line.size) for line in lines if (pitch := _pitch(line))}
    sizes = [measured.get(line) or _near_by(line, measured) or line.size for line in lines]
    return [
        msgspec.structs.replace(line, size=round(size, 1)) for line, size in zip(lines, sizes, strict=True)
    ]


def _pitch(line: PrintedLine) -> float:
    """How far ideographs of a line stand from each other on average; 0 if there are too few.

    The first and the last of a run are left out: their outer edges are those of other signs, or of the line.
    """
    runs = [(run.start() + 1, run.end() - 1) for run in _IDEOGRAPHS.finditer(line.text)] if line.edges else []
    count = sum(end - start for start, end in runs)
    return (
        sum(line.edges[end] - line.edges[start] for start, end in runs) / count if count >= _FEWEST else 0.0
    )


def _near_by(line: PrintedLine, measured: Mapping[PrintedLine, float]) -> float:
    """The size of a measured line above or below that is most like this one's; 0 if there is none."""
    middle = (line.box[1] + line.box[3]) / 2
    near = [
        size for other, size in measured.items()
        if abs((other.box[1] + other.box[3]) / 2 - middle) <= _NEAR * line.size
    ]  # fmt: skip
    best = min(near, key=lambda size: _unlike(size, line.size), default=0.0)
    return best if near and _unlike(best, line.size) <= _ODD else 0.0


def _unlike(one: float, other: float) -> float:
    return max(one, other) / max(min(one, other), 0.1)
