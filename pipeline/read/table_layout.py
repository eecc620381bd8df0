"""Tables that only lay out a page, and the rows of a table that are none of its grid."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.grid import Cell

_DOMINANT = 1500  # characters of one cell from which it may hold the document itself …
_DOMINANT_SHARE = 0.7  # … if the rest of the table holds next to nothing


def is_layout(lengths: Sequence[Sequence[int]]) -> bool:
    """Whether a table only sets text side by side, given the characters in each cell of its rows."""
    total = sum(map(sum, lengths))
    rows_of_a_grid = sum(sum(length > 0 for length in row) > 1 for row in lengths)
    if rows_of_a_grid < 2:
        return True
    longest = max(max(row, default=0) for row in lengths)
    return longest > _DOMINANT and longest > _DOMINANT_SHARE * total


def title_rows(rows: Sequence[Sequence[Cell | None]]) -> int:
    """How many leading rows are one cell across the whole table: its title, its unit, a note below it."""
    width = max((sum(cell.column_span if cell else 1 for cell in row) for row in rows), default=0)
    count = 0
    for row in rows:
        only = row[0] if row else None
        if len(row) > 1 or (only and (only.row_span > 1 or (only.text and only.column_span < width))):
            break
        count += 1
    return count if count < len(rows) else 0
