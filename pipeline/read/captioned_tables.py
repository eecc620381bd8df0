"""Tables of which an export left one cell a line and a caption above: rebuilt from what repeats.

Either the lines repeat a pattern of kinds (year, text, number, …) every so many cells, or years start
the rows; then a row that is too long holds further rows whose first cell is merged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.found_tables import FoundTable
from pipeline.read.grid import Cell
from pipeline.read.lines import Line
from pipeline.read.printed_cells import LABEL, NUMERIC, SERIAL_HEADER, PrintedCell, printed_cells

_YEAR = re.compile(r"^(?:19|20)\d{2}\s*年(?:\s*[-—~～至]\s*(?:19|20)\d{2}\s*年)?(?:\d{1,2}月)?底?前?$")
_UNIT = re.compile(r"[（(][^（）()]+[）)]$")
_NOTHING = {"/", "-", "—", "——"}
_WIDEST = 9
_SAME_KIND = 0.9
_FEWEST_ROWS = 3
_SPANNED = 2  # columns that a two-storey header's cell spans
_CAPTION = re.compile(r"^附?表\s?(?:\d{1,2}|[一二三四五六七八九十])(?!\d)")
_CAPTION_LINES = 5  # title, notes and unit between a caption and the header
_NO_CELL = re.compile(r"^(?:注|备注|资料来源|数据来源|图)\s*\d*[:：]?|^附?表\s?\d")
_LONGEST_CELL = 60

Rows = list[list[Cell]]


def captioned_table(lines: Sequence[Line], first: int) -> FoundTable | None:
    """One cell a line below a caption (表1 …), rebuilt from what repeats; the caption stays text."""
    if not _CAPTION.match(lines[first].text):
        return None
    start = next((i for i in range(first + 1, len(lines)) if lines[i].text), len(lines))
    if start == len(lines):
        return None
    run: list[PrintedCell] = []
    printed = printed_cells(lines, start)
    if any(SERIAL_HEADER.match(cell.text) for cell in printed[:_CAPTION_LINES]):
        return None  # titles and notes stand between: the header starts with the serial number
    for cell in printed:
        if (
            _NO_CELL.match(cell.text)
            or LABEL.match(cell.text)
            or len(cell.text) > _LONGEST_CELL
            or cell.text.endswith(("。", "；"))
        ):
            break
        run.append(cell)
    rebuilt = _rebuilt([cell.cell for cell in run])
    if rebuilt is None:
        return None
    rows, header_rows = rebuilt
    doubt = "a table left as one cell a line: rows and columns were rebuilt from what repeats"
    return FoundTable(start, run[-1].last, rows, header_rows, (doubt,))


def _rebuilt(cells: Sequence[Cell]) -> tuple[Rows, int] | None:
    """(rows without the places that spans cover, header rows) of a run of cells; None if nothing repeats."""
    return _regular(cells) or _keyed(cells)


def _kind(cell: Cell) -> str:
    if _YEAR.match(cell.text):
        return "year"
    if cell.text in _NOTHING:
        return "nothing"
    return "number" if NUMERIC.match(cell.text) else "text"


def _fits(kind: str, cell: Cell) -> bool:
    """Whether a cell may stand in a column of `kind`: a stroke for "nothing" may in any."""
    return _kind(cell) in {kind, "nothing"}


def _regular(cells: Sequence[Cell]) -> tuple[Rows, int] | None:
    best: tuple[float, Rows] | None = None
    for columns in range(2, _WIDEST + 1):
        if len(cells) % columns or len(cells) < columns * (1 + _FEWEST_ROWS):
            continue
        rows = [list(cells[i : i + columns]) for i in range(0, len(cells), columns)]
        if any(_kind(cell) != "text" for cell in rows[0]) or all(_kind(cell) == "text" for cell in rows[1]):
            continue
        alike = [_share([_kind(row[c]) for row in rows[1:]]) for c in range(columns)]
        score = sum(alike) / columns
        if score >= _SAME_KIND and (best is None or score > best[0]):
            best = (score, rows)
    return (best[1], 1) if best else None


def _share(kinds: list[str]) -> float:
    kinds = [kind for kind in kinds if kind != "nothing"]
    if not kinds:
        return 1.0
    return Counter(kinds).most_common(1)[0][1] / len(kinds)


def _keyed(cells: Sequence[Cell]) -> tuple[Rows, int] | None:
    """Rows that years start; the header is what stands before the first one."""
    starts = [i for i, cell in enumerate(cells) if _kind(cell) == "year"]
    if len(starts) < _FEWEST_ROWS or starts[0] < 2:
        return None
    bounds = [*starts, len(cells)]
    groups = [list(cells[a:b]) for a, b in pairwise(bounds)]
    columns = Counter(len(group) for group in groups).most_common(1)[0][0]
    header = _header(list(cells[: starts[0]]), columns)
    if columns < 2 or header is None or any(len(group) < columns for group in groups):
        return None
    model = next(group for group in groups if len(group) == columns)
    kinds = [_kind(cell) for cell in model]
    rows = [row for group in groups for row in _split(group, kinds)]
    return [*header, *rows], len(header)


def _header(cells: list[Cell], columns: int) -> Rows | None:
    """The header rows: one, or two storeys where one cell more is printed than there are columns."""
    if len(cells) == columns:
        return [cells]
    if len(cells) != columns + 1:
        return None
    top, below = cells[:-_SPANNED], cells[-_SPANNED:]
    spanning = next((i for i, cell in enumerate(top) if _UNIT.search(cell.text)), len(top) - 1)
    upper = [
        Cell(cell.text, cell.line, column_span=_SPANNED)
        if i == spanning
        else Cell(cell.text, cell.line, row_span=2)
        for i, cell in enumerate(top)
    ]
    return [upper, below]


def _split(group: list[Cell], kinds: list[str]) -> Rows:
    """A row, and the rows below it that share its first cell, cell by cell into columns of its kind."""
    columns = len(kinds)
    below: list[list[Cell | None]] = []
    position = columns
    for cell in group[columns:]:
        following = [c for c in range(position, columns) if _fits(kinds[c], cell)] if below else []
        if not following:
            below.append([None] * columns)
            following = [c for c in range(1, columns) if _fits(kinds[c], cell)] or [1]
        below[-1][following[0]] = cell
        position = following[0] + 1
    first = group[0]
    lead = Cell(first.text, first.line, row_span=1 + len(below)) if below else first
    rest = [[cell or Cell("", first.line) for cell in row[1:]] for row in below]
    return [[lead, *group[1:columns]], *rest]
