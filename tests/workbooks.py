"""Workbooks as a reader that did not write them sees them."""

from __future__ import annotations

import io
from typing import Any

import openpyxl


def opened(content: bytes) -> Any:
    """The workbook in `content`."""
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """The values of a workbook's sheet, row by row; an empty cell is ""."""
    rows = opened(content).worksheets[sheet].iter_rows(values_only=True)
    return [["" if value is None else value for value in row] for row in rows]
