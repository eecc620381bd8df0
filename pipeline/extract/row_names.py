"""What a row of a table is about: where a cell's text gives a value without a name, the cell left of it names it."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.extract.reading import Reading
from pipeline.fold import fold
from pipeline.model import SourceCell, SourceTable

_NUMBER = re.compile(r"^\(?\d{1,3}[.、)]\s*")
_NAME = re.compile(r"[^。；;！？\n]{3,40}")


class RowNames:
    """The names that the cells of one document's tables give to the cells right of them."""

    def __init__(self, reading: Reading) -> None:
        self._names: list[tuple[int, int, str]] = []
        for table in reading.source.tables:
            self._names += _named(reading.text, table)
        self._names.sort()
        self._starts = [start for start, _, _ in self._names]

    def at(self, position: int) -> str | None:
        """The name of what the cell at `position` says something about, folded; None outside of such cells."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        _, end, name = self._names[index]
        return name if position < end else None


def _named(text: str, table: SourceTable) -> list[tuple[int, int, str]]:
    at: dict[tuple[int, int], SourceCell] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            at[row, cell.column] = cell
    found = []
    for cell in table.cells:
        left = at.get((cell.row, cell.column - 1))
        if cell.row < table.header_rows or left is None:
            continue
        name = _NUMBER.sub("", fold(text[left.start : left.end]).strip())
        if _NAME.fullmatch(name):
            found.append((cell.start, cell.end, name))
    return found
