"""Printed lines → paragraphs.

A paragraph goes on in the next line unless that is indented, stands further below than lines do, is of another
size, or would have had room on the line before it. Over the end of a column or a page the same holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.read.joining import goes_on
from pipeline.read.line_breaks import lines_joined
from pipeline.read.pdf.layout.columns import Column
from pipeline.read.pdf.layout.setting import (
    Measures,
    Setting,
    ideograph_widths,
    measures_of,
    other_size,
    same_row,
)
from pipeline.read.pdf.printed import PrintedLine

__all__ = ["Paragraph", "Paragraphs", "measures_of"]

_SPARE = 0.6  # heights of a character that may stay empty though the next word would fit
_APART = 1.35  # usual distances of two lines from which there is a gap
# What no line is broken within: brackets hold on to what they enclose, signs to what is before them, Latin words and
# numbers to the signs before them.
_FIRST_WORD = re.compile(
    r"[（“‘《〈【「〔(\[]*(?:[\x21-\x27\x2a-\x7e]+|.)"
    r"(?:[，。；：、！？）》”’〉】」〕)\],;:%％‰℃～—…]+[\x21-\x27\x2a-\x7e]*)*"
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
        if last.page == line.page and same_row(last, line):
            return " "
        if self._begins_anew(last, line, kind):
            return None
        latin = _LATIN_END.search(last.text) and _LATIN_START.match(line.text)
        return " " if latin else ""

    def _begins_anew(self, last: PrintedLine, line: PrintedLine, kind: int) -> bool:
        if line.is_vertical:  # where its column ends is not measured
            return True
        before, here = self._measures.of(last, self._kind), self._measures.of(line, kind)
        if _changes_size(last, line) or _is_below(last, line, here):
            return True
        if before.is_large(last) or (before.is_centred(last) and here.is_centred(line)):
            return not lines_joined(last.text, line.text, as_title=True)
        if here.is_indented(line):
            return True
        return _has_room(last, line, before) and not self._is_broken(line)

    def _is_broken(self, line: PrintedLine) -> bool:
        """Whether a sentence goes on though its line had room; only where paragraphs are indented can that be seen."""
        if not self._measures.indents or self._open is None:
            return False
        text = self._open.text
        return goes_on(text, _OPENING.sub("", line.text), full="，" in text or "," in text)


def _changes_size(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line is of another size than the one before; not if only some character in it is."""
    if not other_size(max(last.size, 1.0), max(line.size, 1.0)):
        return False
    widths, following = ideograph_widths(last), ideograph_widths(line)
    return widths is None or following is None or other_size(widths[1], following[0])


def _is_below(last: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Whether more than a line's distance is between two lines of a column."""
    step = line.box[1] - last.box[1]
    larger = line.size / max(setting.size, 1.0) if setting.is_large(line) else 1.0
    return last.page == line.page and step > _APART * max(setting.pitch * larger, last.size)


def _has_room(last: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Whether the first word of `line` would have fitted behind `last`."""
    word = _FIRST_WORD.match(line.text)
    length = word.end() if word else 1
    left, _, right, _ = line.part(0, min(length, len(line.text)))
    return last.box[2] + (right - left) + _SPARE * last.size < setting.right
