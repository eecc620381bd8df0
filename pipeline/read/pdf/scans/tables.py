"""Tables on scanned pages: the rules that their pictures show → grids with the recognised lines of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipeline.read.pdf.printed import Box, PrintedLine
from pipeline.read.pdf.scans.recognition import level_picture
from pipeline.read.pdf.tables.cell_lines import Character
from pipeline.read.pdf.tables.finding import tables_of
from pipeline.read.pdf.tables.page_table import PageTable
from pipeline.read.pdf.tables.ruled import Rule, Rules

_DARK = 0.75  # of the paper's brightness: a thin rule is no more than grey
_SHORTEST = 22.0  # points: no stroke of a character is longer
_FULL = 0.93  # share of that length that is dark: a scanner leaves gaps
_THICKEST = 4.0  # points; what is thicker is a margin that the scanner saw, or a filled box
_MOST_RULES = 1_000  # in one direction; more is a photograph

Bits = NDArray[np.bool_]


def scanned_tables(page: pdfium.PdfPage, number: int, lines: Sequence[PrintedLine]) -> list[PageTable]:
    """The parts of tables on a scanned page, from the top.

    Args:
        page: the page.
        number: its number, from 1.
        lines: what was recognised on it.
    """
    rules = rules_on(page)
    if len(rules.across) < 2 or not rules.down:
        return []
    return [_with_confidence(table, lines) for table in tables_of(rules, list(_characters(lines)), number)]


def rules_on(page: pdfium.PdfPage) -> Rules:
    """The rules that the picture of a page shows, in points as its lines are given."""
    picture, scale = level_picture(page)
    gray = np.asarray(picture.convert("L"))
    dark = gray < _DARK * float(np.median(gray))
    across, down = _rules(dark, scale), _rules(dark.T, scale)
    if max(len(across), len(down)) > _MOST_RULES:
        return Rules((), ())
    return Rules(tuple(across), tuple(down))


# --- rules -------------------------------------------------------------------------------------


def _rules(dark: Bits, scale: float) -> list[Rule]:
    """The rules across a picture (given on its side, those down)."""
    thick = dark.copy()  # what is not quite level goes on a pixel higher or lower
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    found: list[_Stroke] = []
    open_: list[_Stroke] = []
    for at, start, end in _runs(thick, round(_SHORTEST * scale)):
        open_ = [stroke for stroke in open_ if stroke.rows[-1] >= at - 1]
        same = [stroke for stroke in open_ if stroke.start <= end and start <= stroke.end]
        if not same:
            same = [_Stroke(start, end)]
            open_ += same
            found += same
        stroke = same[0]
        stroke.add(at, start, end)
        for other in same[1:]:  # what was two from both sides is one
            stroke.take(other)
            open_.remove(other)
            found.remove(other)
    return [
        Rule(round(stroke.middle / scale, 1), round(stroke.start / scale, 1), round(stroke.end / scale, 1))
        for stroke in found
        if stroke.rows[-1] - stroke.rows[0] <= _THICKEST * scale
    ]


class _Stroke:
    """Runs of dark pixels in rows that follow each other."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.rows: list[int] = []
        self._weights: list[int] = []

    def add(self, at: int, start: int, end: int) -> None:
        self.start, self.end = min(self.start, start), max(self.end, end)
        self.rows.append(at)
        self._weights.append(end - start)

    def take(self, other: _Stroke) -> None:
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)
        pairs = sorted(
            [*zip(self.rows, self._weights, strict=True), *zip(other.rows, other._weights, strict=True)]
        )
        self.rows, self._weights = ([pair[place] for pair in pairs] for place in (0, 1))

    @property
    def middle(self) -> float:
        return float(np.average(self.rows, weights=self._weights)) + 0.5


def _runs(dark: Bits, length: int) -> Iterator[tuple[int, int, int]]:
    """Runs of dark pixels of at least this length: (row, start, end), from the top."""
    if dark.shape[1] <= length:
        return
    counted = np.zeros((dark.shape[0], dark.shape[1] + 1), np.int32)
    np.cumsum(dark, axis=1, out=counted[:, 1:])
    full = counted[:, length:] - counted[:, :-length] >= _FULL * length
    for row in np.flatnonzero(full.any(axis=1)).tolist():
        edges = np.flatnonzero(np.diff(np.concatenate(([0], full[row].view(np.int8), [0]))))
        for start, end in edges.reshape(-1, 2).tolist():
            inked = np.flatnonzero(dark[row, start : end - 1 + length])
            yield row, start + int(inked[0]), start + int(inked[-1]) + 1


# --- cells -------------------------------------------------------------------------------------


def _characters(lines: Sequence[PrintedLine]) -> Iterator[Character]:
    for line in lines:
        for at, char in enumerate(line.text):
            yield Character(char, line.part(at, at + 1), line.size)


def _with_confidence(table: PageTable, lines: Sequence[PrintedLine]) -> PageTable:
    """A table whose lines say how surely they were recognised: as the least sure line that they are made of."""
    cells = []
    for cell in table.cells:
        said = [
            msgspec.structs.replace(
                item, line=msgspec.structs.replace(item.line, confidence=_confidence(item.line, lines))
            )
            for item in cell.lines
        ]
        cells.append(msgspec.structs.replace(cell, lines=tuple(said)))
    return msgspec.structs.replace(table, cells=tuple(cells))


def _confidence(line: PrintedLine, lines: Sequence[PrintedLine]) -> float | None:
    return min((other.confidence for other in lines if other.confidence and _overlap(line.box, other.box)), default=None)  # fmt: skip


def _overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have more than an edge in common."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > (one[3] - one[1]) / 2
