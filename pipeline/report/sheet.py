"""A head and its rows as CSV or .xlsx: files that open in Excel with a double click, Chinese intact.

Whatever stands in a cell stays text: nothing is taken for a formula or a link. The same rows give the same
bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from pipeline.errors import PlanError

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell: TypeAlias = str | int | float | None

LONGEST = 32_767  # characters of a cell, in UTF-16 as Excel counts them
MOST_ROWS = 1_048_575  # of a sheet, below its head
CUT = "…（原文过长，此处截断 cut: longer than a cell holds）"
_WIDEST = 60  # a column; longer texts wrap
_NARROW = 20  # no column is made narrower than this for being mostly empty or short
_BEYOND = 1.5
_MARGIN = 4  # for the filter's button
_LONGEST_NAME = 31  # characters of a sheet's name
_EXACT = 10**15  # numbers from here on lose digits in Excel: they stay text
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for another encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no XML can hold
_NO_NAME = re.compile(r"[\[\]:*?/\\'\s]+")
_NEW_LINE = re.compile("\r\n?")
_CREATED = datetime(2000, 1, 1)  # a file tells of its rows, not of when it was written
_LANDSCAPE_A4 = 9


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """`rows` below a `head` of equal length; `notes` on how to read them go to a second sheet of a workbook."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    notes_title: str = "说明 notes"


def csv_text(sheet: Sheet) -> str:
    """The rows as CSV with a byte order mark; what starts like a formula is led by an apostrophe.

    What UTF-8 cannot hold (half of a surrogate pair) is left out.
    """
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    csv.writer(out).writerows([harmless(value) for value in row] for row in (sheet.head, *sheet.rows))
    return re.sub("[\ud800-\udfff]", "", out.getvalue())


def xlsx_bytes(sheet: Sheet) -> bytes:
    """The rows as an Excel workbook: the head bold, frozen and with filters, cells wrapped.

    Control characters are left out, and a text that no cell can hold is cut, which it says (`CUT`).

    Raises:
        PlanError: there are more rows than a sheet can hold.
    """
    import xlsxwriter

    if len(sheet.rows) > MOST_ROWS:
        reason = f"{len(sheet.rows):,} rows, and a sheet holds {MOST_ROWS:,}"
        raise PlanError("xlsx", "", reason, "ask for fewer plans, or for CSV")
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _CREATED})
        wrapped = {"text_wrap": True, "valign": "top"}
        body, bold = book.add_format(wrapped), book.add_format({**wrapped, "bold": True})
        page = book.add_worksheet(_name(sheet.title))
        rows = [sheet.head, *sheet.rows]
        _fill(page, rows, [bold, *[body] * len(sheet.rows)])
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
        _printed(page)
        if sheet.notes:
            _fill(
                book.add_worksheet(_name(sheet.notes_title)),
                [[n] for n in sheet.notes],
                [body] * len(sheet.notes),
            )
    return buffer.getvalue()


def _fill(page: Worksheet, rows: Sequence[Sequence[Cell]], formats: Sequence[Any]) -> None:
    """Write `rows`, each in its format, and make the columns as wide as they need."""
    for at, (row, style) in enumerate(zip(rows, formats, strict=True)):
        for column, value in enumerate(row):
            if value is None or value == "":
                page.write_blank(at, column, None, style)
            elif isinstance(value, int | float) and abs(value) < _EXACT:
                page.write_number(at, column, value, style)
            else:
                page.write_string(at, column, fitting(str(value)), style)
    for column in range(len(rows[0])):
        page.set_column(column, column, _column_width([row[column] for row in rows]))


def _printed(page: Worksheet) -> None:
    """On paper: A4 across, as wide as the page, the head on each."""
    page.set_landscape()
    page.set_paper(_LANDSCAPE_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def fitting(text: str) -> str:
    """`text` as a cell of a workbook can hold it."""
    text = _ILLEGAL.sub("", _NEW_LINE.sub("\n", text))
    coded = text.encode("utf-16-le")
    if len(coded) <= 2 * LONGEST:
        return text
    return coded[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _column_width(cells: Sequence[Cell]) -> float:
    """A width for a column, its head first: that of its widest cell, if not far beyond the usual one.

    One cell with ten departments does not spread a column of single ones: it wraps.
    """
    head, widths = _width(cells[0]), [width for width in map(_width, cells[1:]) if width]
    widest = max(widths, default=0)
    usual = _BEYOND * sum(widths) / max(len(widths), 1)
    return min(max(head, min(widest, max(usual, _NARROW))) + _MARGIN, _WIDEST)


def _width(value: Cell) -> int:
    """How wide a cell's longest line is; a Chinese character takes two."""
    lines = ("" if value is None else str(value)).split("\n")
    return max(
        _WIDEST if len(line) >= _WIDEST else len(line) + sum(c > "\xff" for c in line) for line in lines
    )


def _name(title: str) -> str:
    return _NO_NAME.sub(" ", _ILLEGAL.sub("", title)).strip()[:_LONGEST_NAME] or "plans"


def harmless(value: Cell) -> Cell:
    """A cell; a text that a spreadsheet would take for a formula is led by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
