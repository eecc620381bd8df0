"""What a Word file prints, before it has its place in the canonical text: lines, tables, and places in them.

Comments and changes point into a paragraph while it is read; where that is in the text is known only when
the paragraph has been added, without the spaces at its ends, cut or joined at its line breaks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from pipeline.model import Origin

BREAK = "\n"  # a line break within a paragraph, until the paragraph is added


@dataclass(eq=False)
class Line:
    """A paragraph of the accepted version: its stretches of text and the runs that they stand in.

    `part`: the part of the file if it is not the main text. `label` is how many of its first characters are its automatic number. `segments` are (start in the line,
    end, start in the canonical text), in order, once it has been added.
    """

    outline_level: int | None = None  # 0 to 8
    centred: bool = False
    part: Literal["footnotes", "endnotes"] | None = None
    label: int = 0
    length: int = 0
    parts: list[str] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    segments: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraph as one string; "" if it is nothing but a number."""
        return "".join(self.parts) if self.length > self.label else ""

    def add(self, text: str, paragraph: int, run: int | None) -> None:
        """Add a stretch of text that stands in a run (None: in none) of a paragraph."""
        start, self.length = self.length, self.length + len(text)
        self.parts.append(text)
        last = self.origins[-1] if self.origins else None
        if last and last.run == run and last.paragraph == paragraph:
            self.origins.pop()
            start = last.start
        self.origins.append(
            Origin(start=start, end=self.length, part=self.part, paragraph=paragraph, run=run)
        )

    def lead_in(self, text: str) -> None:
        """Put text before everything else; no place in the line is known yet."""
        self.parts.insert(0, text)
        self.length += len(text)
        self.origins = [
            msgspec.structs.replace(origin, start=origin.start + len(text), end=origin.end + len(text))
            for origin in self.origins
        ]

    def offset(self, position: int) -> int:
        """Where `position` of an added line is in the canonical text; the nearest place if it was left out."""
        if not self.segments:
            return 0
        place = max(bisect_right(self.segments, position, key=lambda segment: segment[0]) - 1, 0)
        start, end, at = self.segments[place]
        return at + min(max(position, start), end) - start


@dataclass(frozen=True, eq=False)
class Place:
    """A point in a line: behind its first `position` characters."""

    line: Line
    position: int

    def offset(self) -> int:
        """The point in the canonical text; the line has been added."""
        return self.line.offset(self.position)


@dataclass(eq=False)
class TableCell:
    """A printed cell and what is in it. `row` and `cell` count from 1 as the file has them."""

    blocks: list[Item]
    row: int
    cell: int
    row_span: int = 1
    column_span: int = 1


@dataclass(eq=False)
class Table:
    """A table of the accepted version. None is a position without a cell; `number` counts from 1 in the file."""

    number: int
    rows: list[list[TableCell | None]] = field(default_factory=list)
    header_rows: int = 0


Item = Line | Table
