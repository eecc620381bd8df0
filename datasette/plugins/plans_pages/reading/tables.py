"""A table of a document as it is printed: merged cells once, as wide and high as they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from plans_pages.reading.marks import Marks, Piece


@dataclass(frozen=True)
class Cell:
    """A printed cell."""

    pieces: list[Piece]
    header: bool
    rows: int
    columns: int


def grid(marks: Marks, table: dict[str, Any], cells: list[dict[str, Any]]) -> list[list[Cell]]:
    """A table's rows of printed cells."""
    places: defaultdict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for cell in cells:
        if cell["table_id"] == table["id"]:
            # What a merged cell covers shares the place of its text; empty cells share nothing.
            filled = cell["char_end"] > cell["char_start"]
            key = (cell["char_start"], cell["char_end"]) if filled else (cell["id"],)
            places[key].append(cell)
    found: defaultdict[int, list[tuple[int, Cell]]] = defaultdict(list)
    for covered in places.values():
        top, left = min(cell["row"] for cell in covered), min(cell["column"] for cell in covered)
        height = max(cell["row"] for cell in covered) - top + 1
        width = max(cell["column"] for cell in covered) - left + 1
        first = covered[0]
        pieces = (
            marks.pieces(first["char_start"], first["char_end"])
            if first["char_end"] > first["char_start"]
            else []
        )
        found[top].append((left, Cell(pieces, bool(first["is_header"]), height, width)))
    return [[cell for _, cell in sorted(found[number], key=lambda each: each[0])] for number in sorted(found)]
