"""Printed lines → paragraphs.

A paragraph goes on in the next line unless that is indented, stands further below than lines do, is of another
size, or would have had room on the line before it. Over the end of a column or a page the same holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from pipeline.read.joining import goes_on
from pipeline.read.line_breaks import lines_joined
from pipeline.read.pdf.columns import Column
from pipeline.read.pdf.printed import PrintedLine

_INDENT = 1.2  # heights of a character from which a line is indented
_SPARE = 0.6  # heights of a character that may stay empty though the next word would fit
_APART = 1.35  # usual distances of two lines from which there is a gap
_OTHER_SIZE = 1.15
_LEAST_SHARE = 0.05  # of the lines that begin where a column does
_LEAST_INDENTED = 0.08  # of all lines, where paragraphs are indented
_FULLEST = 0.98  # share of the lines that end before a column does
# What no line is broken within: brackets hold on to what they enclose, signs to what is before them.
_FIRST_WORD = re.compile(
    r"[（“‘《〈【「(\[]*(?:[\x21-\x27\x2a-\x7e]+|.)[，。；：、！？）》”’〉】」)\],;:%％‰℃～—…]*"
)
_OPENING = re.compile(r"^[（(](?![一二三四五六七八九十百\d]+[）)])")  # of an aside, not of a number
_LATIN_END, _LATIN_START = re.compile("[A-Za-z]$"), re.compile("[A-Za-z]")


@dataclass
class Paragraph:
    """Lines of one paragraph; `joints` says what stands before each: "" or a space."""

    lines: list[PrintedLine] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)

    def add(self, line: PrintedLine, joint: str) -> None:
        """Let the paragraph go on in `line`."""
        self.lines.append(line)
        self.joints.append(joint)

    @property
    def text(self) -> str:
        """The paragraph as one string."""
        return "".join(joint + line.text for joint, line in zip(self.joints, self.lines, strict=True))


@dataclass(frozen=True)
class Measures:
    """How a document is set: by kind of column where its lines begin and end; the usual distance and size of lines.

    `indents`: whether paragraphs begin with an indented line.
    """

    left: dict[int, float]
    right: dict[int, float]
    pitch: float
    size: float
    indents: bool = False

    def is_indented(self, line: PrintedLine, kind: int) -> bool:
        """Whether a line begins further right than its column."""
        return line.box[0] > self.left[kind] + _INDENT * line.size


def measures_of(columns: Sequence[Column]) -> Measures:
    """Measure all columns of a document together: a page may hold one line only."""
    lefts: dict[int, Counter[int]] = {}
    rights: dict[int, list[float]] = {}
    steps = []
    sizes = [line.size for column in columns for line in column.lines]
    for column in columns:
        for line in column.lines:
            lefts.setdefault(column.kind, Counter())[round(line.box[0])] += 1
            rights.setdefault(column.kind, []).append(line.box[2])
        steps += [b.box[1] - a.box[1] for a, b in pairwise(column.lines) if not _same_row(a, b)]
    found = Measures(
        left={kind: _first_common(counts) for kind, counts in lefts.items()},
        right={kind: sorted(ends)[int(_FULLEST * (len(ends) - 1))] for kind, ends in rights.items()},
        pitch=median(steps) if steps else 0.0,
        size=median(sizes) if sizes else 0.0,
    )
    indented = sum(found.is_indented(line, column.kind) for column in columns for line in column.lines)
    return replace(found, indents=indented > _LEAST_INDENTED * len(sizes))


class Paragraphs:
    """Puts lines together; `take` gives what is complete."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._open: Paragraph | None = None
        self._kind = 0

    def add(self, column: Column) -> Iterator[Paragraph]:
        """Read a column; gives the paragraphs that end in it."""
        for line in column.lines:
            last = self._open.lines[-1] if self._open else None
            joint = self._joint(last, line, column.kind) if last else None
            if joint is None:
                yield from self.take()
                self._open, joint = Paragraph(), ""
            if self._open:
                self._open.add(line, joint)
            self._kind = column.kind

    def take(self) -> Iterator[Paragraph]:
        """End the paragraph under way."""
        if self._open:
            yield self._open
        self._open = None

    def _joint(self, last: PrintedLine, line: PrintedLine, kind: int) -> str | None:
        """What stands between two lines of one paragraph; None if another one begins."""
        if last.page == line.page and _same_row(last, line):
            return " "
        if self._begins_anew(last, line, kind):
            return None
        latin = _LATIN_END.search(last.text) and _LATIN_START.match(line.text)
        return " " if latin else ""

    def _begins_anew(self, last: PrintedLine, line: PrintedLine, kind: int) -> bool:
        sizes = sorted((max(last.size, 1.0), max(line.size, 1.0)))
        if sizes[1] > _OTHER_SIZE * sizes[0] or self._is_below(last, line):
            return True
        if self._is_title(last) or (self._is_centred(last, self._kind) and self._is_centred(line, kind)):
            return not lines_joined(last.text, line.text, as_title=True)
        if self._measures.is_indented(line, kind):
            return True
        return self._has_room(last, line) and not self._is_broken(line)

    def _is_broken(self, line: PrintedLine) -> bool:
        """Whether a sentence goes on though its line had room; only where paragraphs are indented can that be seen."""
        if not self._measures.indents or self._open is None:
            return False
        text = self._open.text
        return goes_on(text, _OPENING.sub("", line.text), full="，" in text or "," in text)

    def _is_below(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Whether more than a line's distance is between two lines of a column."""
        step = line.box[1] - last.box[1]
        larger = max(line.size / max(self._measures.size, 1.0), 1.0)
        return last.page == line.page and step > _APART * max(self._measures.pitch * larger, last.size)

    def _is_title(self, line: PrintedLine) -> bool:
        return line.size > _OTHER_SIZE * self._measures.size

    def _is_centred(self, line: PrintedLine, kind: int) -> bool:
        left, right = (line.box[0] - self._measures.left[kind], self._measures.right[kind] - line.box[2])
        return min(left, right) > _INDENT * line.size and abs(left - right) < 2 * line.size

    def _has_room(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Whether the first word of `line` would have fitted behind `last`."""
        word = _FIRST_WORD.match(line.text)
        length = word.end() if word else 1
        left, _, right, _ = line.part(0, min(length, len(line.text)))
        return last.box[2] + (right - left) + _SPARE * last.size < self._measures.right[self._kind]


def _same_row(one: PrintedLine, other: PrintedLine) -> bool:
    return min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 0.6 * min(one.size, other.size)


def _first_common(counts: Counter[int]) -> float:
    """The leftmost edge at which more than a few lines begin."""
    least = _LEAST_SHARE * counts.total()
    return float(min(edge for edge, count in counts.items() if count >= least))
