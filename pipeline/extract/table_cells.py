"""What single cells of a table say: a number and nothing else, or whose number holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from operator import attrgetter

import msgspec

from pipeline.extract.reading import Reading
from pipeline.extract.table_columns import BaseColumn
from pipeline.marks import MEASURED, QuantityMark
from pipeline.model import TableCell

# A value in such brackets is the sum of the plan's years: it is printed so, and reached like any other.
_SUM = re.compile(r"^[\[［〔【](?P<number>[^\[\]［］〔〕【】]+)[\]］〕】]$")
_LONGEST_DEFERRAL = 20
_START = attrgetter("start")


class CellMarks:
    """The numbers and deferrals of one document, looked up by cells."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._numbers = {mark.op_start: mark for mark in reading.marks.quantities}
        self._deferrals = [word for word in reading.marks.words if word.kind == "deferral"]

    def number(self, cell: TableCell) -> QuantityMark | None:
        """The measured number that `cell` consists of, with or without brackets around it."""
        total = _SUM.match(self._text[cell.char_start : cell.char_end])
        start, end = total.span("number") if total else (0, cell.char_end - cell.char_start)
        found = self._numbers.get(cell.char_start) or self._numbers.get(cell.char_start + start)
        if found is None or found.op_end < cell.char_start + end:
            return None
        if total and found.kind == "list_number":  # [58] looks like the label of an item
            return _as_amount(found, total["number"], cell.char_start + start)
        return found if found.kind in MEASURED else None

    def deferred_to(self, cell: TableCell) -> str | None:
        """Whose number a cell without one points to ("完成省下达任务")."""
        text = self._text[cell.char_start : cell.char_end]
        if len(text) > _LONGEST_DEFERRAL or any(map(str.isdigit, text)):
            return None
        first = bisect_left(self._deferrals, cell.char_start, key=_START)
        word = self._deferrals[first] if first < len(self._deferrals) else None
        return word.value if word and word.start < cell.char_end else None

    def base(
        self, cell: TableCell, base: BaseColumn | None, at: Mapping[tuple[int, int], TableCell]
    ) -> tuple[str, int | float] | None:
        """The year and value that the row of `cell` is measured from."""
        other = at.get((cell.row, base.column)) if base else None
        number = self.number(other) if other else None
        if base is None or number is None or not isinstance(number.value, (int, float)):
            return None
        return base.printed, number.value


def _as_amount(mark: QuantityMark, printed: str, start: int) -> QuantityMark | None:
    if not printed.isdecimal():
        return None
    end = start + len(printed)
    return msgspec.structs.replace(mark, kind="amount", value=int(printed), value_start=start, value_end=end)
