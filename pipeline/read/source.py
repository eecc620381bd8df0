"""Building a `Source` from a sequence of paragraphs and tables: offsets, blocks and origins.

Every format's reader goes through `SourceBuilder`, so the canonical text is made in one place: one
paragraph or table row a line, LF between them, no spaces at the ends of a paragraph, no empty lines,
no newline at the end. Inside a paragraph the characters are those of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from pipeline.model import (
    Block,
    Doubt,
    Lifted,
    Origin,
    Source,
    SourceCell,
    SourceComment,
    SourceTable,
)
from pipeline.read.grid import Cell, Placed, place
from pipeline.read.pieces import SPACE, Piece, cell_text, line_origins, one_line

__all__ = ["Cell", "Piece", "SourceBuilder", "line_origins"]

CommentKind = Literal["comment", "insertion", "deletion", "move"]
LiftedKind = Literal["front_matter", "page_number", "page_furniture", "site"]
Severity = Literal["info", "warning", "error"]


class SourceBuilder:
    """Collects a document in reading order.

    Args:
        format: the format's name as the record keeps it ("text", "markdown", "html" …).
    """

    def __init__(self, format: str) -> None:
        self._format = format
        self._lines: list[str] = []
        self._joined: str | None = None  # the text so far, once somebody has asked for it
        self._length = 0  # of the text so far, without the newline that the next line brings
        self._blocks: list[Block] = []
        self._origins: list[Origin] = []
        self._tables: list[SourceTable] = []
        self._cell_starts: list[int] = []  # of the last table
        self._comments: list[SourceComment] = []
        self._lifted: list[Lifted] = []
        self._doubts: list[Doubt] = []
        self._properties: dict[str, str] = {}

    def next_start(self) -> int:
        """The offset at which the next paragraph or row will start."""
        return self._length + 1 if self._lines else 0

    def add_paragraph(
        self,
        text: str | Sequence[Piece],
        *,
        line: int | None = None,
        column: int | None = None,
        heading_level: int | None = None,
        origins: Sequence[Origin] = (),
    ) -> int:
        """Add one paragraph; spaces at its ends are left out, an empty paragraph adds nothing.

        Args:
            text: the paragraph, or the pieces of one that the file broke across lines. No newlines.
            line, column: where a `str` starts in the file.
            heading_level: 1 to 6 if the format itself marks it as a heading.
            origins: finer places (runs, boxes), relative to `text` as given; they replace `line`.

        Returns:
            The offset of the paragraph's first character in the canonical text.

        Raises:
            ValueError: `text` holds a newline.
        """
        pieces = [Piece(text, line, column)] if isinstance(text, str) else list(text)
        whole = "".join(piece.text for piece in pieces)
        if "\n" in whole or "\r" in whole:
            raise ValueError(f"a paragraph is one line: {whole!r}")
        stripped = whole.strip(SPACE)
        start = self.next_start()
        if not stripped:
            return start
        lead = len(whole) - len(whole.lstrip(SPACE))
        self._add_line(one_line(stripped))
        kind: Literal["paragraph", "heading"] = "paragraph" if heading_level is None else "heading"
        self._blocks.append(Block(start=start, end=self._length, kind=kind, heading_level=heading_level))
        self._add_origins(origins or line_origins(pieces), start - lead, start, self._length)
        return start

    def add_table(self, rows: Sequence[Sequence[Cell | None]], header_rows: int) -> int | None:
        """Add one table, one line a row, its columns joined by tabs.

        A position that a merged cell covers is an empty column in its line; rows without any text
        get no line, and their cells are not kept.

        Args:
            rows: printed cells row by row; None is a position without a cell.
            header_rows: how many leading rows are headers.

        Returns:
            The table's index in `Source.tables`; None if no cell holds text.
        """
        placed, columns = place(rows)
        index, first = len(self._tables), self.next_start()
        cells: list[SourceCell] = []
        self._cell_starts = []
        for _, group in groupby(placed, key=lambda item: item.row):
            in_row = list(group)
            added = self._add_row(in_row, index) if any(cell_text(item.cell) for item in in_row) else []
            cells += added
            self._cell_starts += [cell.start for cell in added] or [self.next_start()] * len(in_row)
        if not cells:
            return None
        self._tables.append(
            SourceTable(
                cells=tuple(cells),
                rows=len(rows),
                columns=columns,
                header_rows=min(header_rows, len(rows)),
                start=first,
                end=self._length,
            )
        )
        return index

    def cell_starts(self) -> list[int]:
        """Where each printed cell of the last table stands in the text, in reading order.

        A cell of a row that was left out stands where the next row begins.
        """
        return self._cell_starts

    def text_between(self, start: int, end: int) -> str:
        """What has been added so far between two offsets."""
        if self._joined is None or len(self._joined) != self._length:
            self._joined = "\n".join(self._lines)
        return self._joined[start:end]

    def add_comment(
        self,
        author: str,
        text: str,
        start: int,
        end: int,
        *,
        created: str | None = None,
        parent: int | None = None,
        kind: CommentKind = "comment",
        before: str | None = None,
        after: str | None = None,
        resolved: bool | None = None,
    ) -> int:
        """Note a comment that hangs on `text[start:end]` of the canonical text; returns its index."""
        self._comments.append(
            SourceComment(
                author=author,
                text=text,
                start=start,
                end=end,
                created=created,
                parent=parent,
                kind=kind,
                before=before,
                after=after,
                resolved=resolved,
            )
        )
        return len(self._comments) - 1

    def range_of_line(self, line: int) -> tuple[int, int] | None:
        """The range of the text that the file's line `line` gave so far; None if it gave none."""
        ranges = [(origin.start, origin.end) for origin in self._origins if origin.line == line]
        return (ranges[0][0], ranges[-1][1]) if ranges else None

    def range_beside_line(self, line: int) -> tuple[int, int] | None:
        """The range of the nearest line with text before the file's line `line`, else of the first behind it."""
        lines = [origin.line for origin in self._origins if origin.line is not None]
        before = [number for number in lines if number < line]
        nearest = max(before) if before else min(lines, default=None)
        return None if nearest is None else self.range_of_line(nearest)

    def lift(self, kind: LiftedKind, text: str, line: int | None = None) -> None:
        """Keep something that the file prints but that is no text of the document; empty adds nothing."""
        if stripped := text.strip(SPACE):
            self._lifted.append(Lifted(kind=kind, text=stripped, line=line))

    def doubt(self, rule: str, severity: Severity, message: str, start: int, end: int) -> None:
        """Note what `rule` could not settle at `text[start:end]`."""
        self._doubts.append(Doubt(rule=rule, severity=severity, message=message, start=start, end=end))

    def property(self, name: str, value: str) -> None:
        """Keep what the file says of itself; the first value of a name stays, empty ones are left out."""
        if value:
            self._properties.setdefault(name, value)

    def build(self) -> Source:
        """The finished source.

        Raises:
            ValueError: a comment or a doubt points outside the text.
        """
        text = "\n".join(self._lines)
        ranges = [(comment.start, comment.end) for comment in self._comments]
        for start, end in [*ranges, *((doubt.start, doubt.end) for doubt in self._doubts)]:
            if not 0 <= start <= end <= len(text):
                raise ValueError(f"{start}:{end} is outside the text of {len(text)} characters")
        return Source(
            format=self._format,
            text=text,
            blocks=tuple(self._blocks),
            origins=tuple(self._origins),
            tables=tuple(self._tables),
            comments=tuple(self._comments),
            lifted=tuple(self._lifted),
            properties=dict(self._properties),
            doubts=tuple(self._doubts),
        )

    def _add_line(self, line: str) -> None:
        self._length = self.next_start() + len(line)
        self._lines.append(line)

    def _add_row(self, row: Sequence[Placed], table: int) -> list[SourceCell]:
        start = position = self.next_start()
        parts: list[str] = []
        cells: list[SourceCell] = []
        column = 0
        for item in row:
            text, cell = cell_text(item.cell), item.cell
            gap = "\t" * (item.column - column)
            position, column = position + len(gap), item.column
            parts += [gap, text]
            cells.append(
                SourceCell(
                    row=item.row,
                    column=item.column,
                    start=position,
                    end=position + len(text),
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                )
            )
            lead = len(cell.text) - len(cell.text.lstrip(SPACE))
            origins = cell.origins or line_origins([Piece(cell.text, cell.line)])
            self._add_origins(origins, position - lead, position, position + len(text))
            position += len(text)
        self._add_line("".join(parts))
        self._blocks.append(Block(start=start, end=self._length, kind="row", table=table))
        return cells

    def _add_origins(self, origins: Iterable[Origin], shift: int, start: int, end: int) -> None:
        """Move `origins` by `shift` and keep what lies within `start:end`."""
        for origin in origins:
            left, right = max(origin.start + shift, start), min(origin.end + shift, end)
            if left >= right:
                continue
            cut = left - (origin.start + shift)
            column = None if origin.column is None else origin.column + cut
            self._origins.append(msgspec.structs.replace(origin, start=left, end=right, column=column))
