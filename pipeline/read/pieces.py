"""Stretches of printed text with their places in the file, and what counts as space around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from pipeline.model import Origin
from pipeline.read.grid import Cell

# Characters that some programs take for the end of a line; within a paragraph they are only space.
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_CELL_SEPARATORS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# Everything that Unicode calls a space, and the characters without width that exports leave behind.
SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\ufeff\u180e"


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a paragraph from one line of the file. `column` counts from 1."""

    text: str
    line: int | None = None
    column: int | None = None


def one_line(text: str) -> str:
    """`text` with characters that only some programs take for the end of a line as spaces, one for one."""
    return _SEPARATORS.sub(" ", text)


def cell_text(cell: Cell) -> str:
    """A cell's text on one line: line breaks and tabs inside it are spaces, one for one."""
    return _CELL_SEPARATORS.sub(" ", cell.text.strip(SPACE))


def line_origins(pieces: Iterable[Piece]) -> Iterable[Origin]:
    """The lines that a paragraph's pieces come from, relative to their joined text."""
    position = 0
    for piece in pieces:
        end = position + len(piece.text)
        if piece.line is not None:
            yield Origin(start=position, end=end, line=piece.line, column=piece.column)
        position = end
