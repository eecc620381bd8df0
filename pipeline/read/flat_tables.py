"""Tables that an export flattened into lines: found by their layout and rebuilt as rows of cells.

Four layouts are known: cells led by a TAB, one a line, rows parted by a blank line (Word's plain
text); a row a line with TABs between (copied from a page); Markdown's pipes; and one cell a line
without any mark, which is rebuilt from its running serial number (序号).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.captioned_tables import rebuild
from pipeline.read.grid import Cell
from pipeline.read.lines import Line

_NUMERIC = re.compile(r"^[-+≤≥<>＜＞]?\d[\d.,]*\s*(?:[-—~～至]\s*\d[\d.,]*)?\s*[%％]?$")
_PIPE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_SERIAL_HEADER = re.compile(r"^(?:序\s*号|编\s*号)$")
_LABEL = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|附件|附表|注[:：])"
)
_UNFINISHED = re.compile(r"[，、；：,;:（(《“—-]$")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|汇\s*总)")
_HAN_NUMERALS = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
)
_WIDEST_HEADER = 12
_LONGEST_ROW = 3  # times its columns: a row in which cells were broken into several lines
_LONGEST_CELL = 60
_LONGEST_HEADER = 8
_LAST_HEADER = re.compile("(?:单位|部门|时限|时间|节点|备注|处室)$")
_CAPTION_LINES = 5  # title, notes and unit between a caption and the header
_FEWEST_SERIAL_ROWS = 2
_CAPTION = re.compile(r"^附?表\s?(?:\d{1,2}|[一二三四五六七八九十])(?!\d)")
_NO_CELL = re.compile(r"^(?:注|备注|资料来源|数据来源|图)\s*\d*[:：]?|^附?表\s?\d")


@dataclass(frozen=True)
class FoundTable:
    """Lines `first:last` are one table. `rows` leave out the places that a span covers, as HTML does."""

    first: int
    last: int
    rows: list[list[Cell]]
    header_rows: int
    doubts: tuple[str, ...] = ()


def find_tables(lines: Sequence[Line]) -> list[FoundTable]:
    """All flattened tables in `lines`, in order, not overlapping."""
    finders: tuple[Callable[[Sequence[Line], int], FoundTable | None], ...] = (
        _tab_led,
        _tab_separated,
        _piped,
        _serial,
        _captioned,
    )
    found: list[FoundTable] = []
    index = 0
    while index < len(lines):
        table = next((t for finder in finders if (t := finder(lines, index))), None)
        if table:
            found.append(table)
            index = table.last
        else:
            index += 1
    return found


def _tab_led(lines: Sequence[Line], first: int) -> FoundTable | None:
    if not lines[first].raw.startswith("\t"):
        return None
    groups: list[list[Line]] = [[]]
    last = index = first
    while index < len(lines):
        line = lines[index]
        if line.raw.startswith("\t"):
            groups[-1].append(line)
            last = index + 1
        elif not line.raw.strip() and groups[-1]:
            groups.append([])
        else:
            break
        index += 1
    groups = [group for group in groups if group]
    wide = [group for group in groups if len(group) > 1]
    longest = max(len(line.text) for group in groups for line in group)
    if len(wide) < 2 or len(wide) < 0.8 * len(groups) or longest > 4 * _LONGEST_CELL:
        return None
    if any("\t" in line.text for group in groups for line in group):
        return None  # a line holds several cells: this is a row a line
    grid = [[Cell(line.text, line.number) for line in group] for group in groups]
    return _with_merged_header(grid, first, last)


def _with_merged_header(grid: list[list[Cell]], first: int, last: int) -> FoundTable:
    """Spread a first row that is shorter than the rest over the columns that it heads."""
    columns = max(len(row) for row in grid)
    doubts: tuple[str, ...] = ()
    short = len(grid[0])
    if 1 < short < columns and len(grid) > 1 and not grid[1][0].text:
        width, rest = divmod(columns - 1, short - 1)
        if rest:
            doubts = ("header cells do not spread evenly over the columns",)
        lead = Cell(grid[0][0].text, grid[0][0].line, row_span=2)
        spread = [Cell(cell.text, cell.line, column_span=width) for cell in grid[0][1:]]
        grid = [[lead, *spread], grid[1][1:], *grid[2:]]
        header_rows = 2
    else:
        header_rows = _header_rows(grid)
    if any(len(row) != columns for row in grid[header_rows:]):
        doubts = (*doubts, "rows of different lengths")
    return FoundTable(first, last, grid, header_rows, doubts)


def _header_rows(grid: Sequence[Sequence[Cell]]) -> int:
    """Rows before the first one with a number in it; one if none or all of them have."""
    for index, row in enumerate(grid):
        if any(_NUMERIC.match(cell.text) for cell in row[1:]):
            return max(index, 1) if index <= 2 else 1
    return 1


def _tab_separated(lines: Sequence[Line], first: int) -> FoundTable | None:
    rows: list[list[Cell]] = []
    index = first
    while index < len(lines) and "\t" in lines[index].raw.lstrip("\t") and lines[index].text:
        line = lines[index]
        parts = line.raw.split("\t")
        if rows and abs(len(parts) - len(rows[0])) > 1:
            break
        rows.append([Cell(part.strip(" \u3000\u00a0"), line.number) for part in parts])
        index += 1
    if len(rows) < 2:
        return None
    columns = max(len(row) for row in rows)
    rows = [row + [Cell("", row[-1].line)] * (columns - len(row)) for row in rows]
    return FoundTable(first, index, *_merge_downwards(rows))


def _merge_downwards(rows: list[list[Cell]]) -> tuple[list[list[Cell]], int, tuple[str, ...]]:
    """A column whose first body cell alone is filled holds one merged cell (printed once for all)."""
    header_rows = 1
    body = rows[header_rows:]
    merged = [
        column
        for column in range(1, len(rows[0]))
        if len(body) > 2 and body[0][column].text and not any(row[column].text for row in body[1:])
    ]
    if not merged:
        return rows, header_rows, ()
    top = [
        Cell(cell.text, cell.line, row_span=len(body)) if column in merged else cell
        for column, cell in enumerate(body[0])
    ]
    rest = [[cell for column, cell in enumerate(row) if column not in merged] for row in body[1:]]
    return (
        [*rows[:header_rows], top, *rest],
        header_rows,
        ("a column is filled in its first row only: read as one merged cell",),
    )


def _piped(lines: Sequence[Line], first: int) -> FoundTable | None:
    if "|" not in lines[first].text or first + 1 >= len(lines) or not _PIPE_RULE.match(lines[first + 1].text):
        return None
    rows: list[list[Cell]] = []
    index = first
    while index < len(lines) and "|" in lines[index].text:
        if index != first + 1:
            parts = lines[index].text.strip("|").split("|")
            rows.append([Cell(part.strip(), lines[index].number) for part in parts])
        index += 1
    columns = max(len(row) for row in rows)
    rows = [row + [Cell("", row[-1].line)] * (columns - len(row)) for row in rows]
    return FoundTable(first, index, rows, 1) if len(rows) > 1 else None


def _serial(lines: Sequence[Line], first: int) -> FoundTable | None:
    """One cell a line: the header runs from 序号 to the line "1", each next number starts a row."""
    if not _SERIAL_HEADER.match(lines[first].text):
        return None
    cells = _printed_cells(lines, first)
    sectioned = _sectioned(cells, first)
    if sectioned:
        return sectioned
    start = next((k for k, cell in enumerate(cells[:12]) if cell.text == "1"), None)
    if start is None or start < 2 or _heads_section(cells[:start]):
        return None
    starts = [start]
    for k in range(start + 1, len(cells)):
        if cells[k].text == str(len(starts) + 1):
            starts.append(k)
        elif _LABEL.match(cells[k].text) and k - starts[-1] > start:
            break
    if len(starts) < _FEWEST_SERIAL_ROWS:
        return None
    end = _serial_end(cells, starts[-1], start)
    bounds = [*starts, end]
    totals = _totals(cells, end, start)
    body = [[cell.cell for cell in cells[a:b]] for a, b in pairwise(bounds)]
    rows, doubts = _aligned([cell.cell for cell in cells[:start]], body)
    if totals:
        empty = [Cell("", totals[0].cell.line)] * (start - len(totals))
        rows.append([totals[0].cell, *empty, *(cell.cell for cell in totals[1:])])
    return FoundTable(first, cells[end + len(totals) - 1].last, rows, 1, doubts)


def _sectioned(cells: Sequence[_PrintedCell], first: int) -> FoundTable | None:
    """One cell a line with sections: "一", its title, then rows whose serial numbers run through all of them."""
    columns = next(
        (k for k in range(2, min(_WIDEST_HEADER, len(cells))) if cells[k].text == _HAN_NUMERALS[0]), 0
    )
    if not columns or len(cells) <= columns + 2 or cells[columns + 2].text != "1":
        return None
    rows = [[cell.cell for cell in cells[:columns]]]
    doubts: set[str] = set()
    position, section, serial, last = columns, 0, 1, columns
    while _starts_section(cells, position, section, serial):
        title = [cells[position].cell, cells[position + 1].cell]
        rows.append([*title, *[Cell("", title[0].line)] * (columns - len(title))])
        body, position = _rows_of_section(cells, position + 2, serial, section + 1, columns)
        aligned, said = _aligned(rows[0], [[cell.cell for cell in row] for row in body])
        rows += aligned[1:]
        doubts.update(said)
        serial, section, last = serial + len(body), section + 1, position
    return FoundTable(first, cells[last - 1].last, rows, 1, tuple(sorted(doubts)))


def _starts_section(cells: Sequence[_PrintedCell], at: int, section: int, serial: int) -> bool:
    """Whether the next section starts at `at`: its numeral, its title, and the next serial number."""
    if section >= len(_HAN_NUMERALS) or at + 2 >= len(cells):
        return False
    return cells[at].text == _HAN_NUMERALS[section] and cells[at + 2].text == str(serial)


def _rows_of_section(
    cells: Sequence[_PrintedCell], at: int, serial: int, section: int, columns: int
) -> tuple[list[Sequence[_PrintedCell]], int]:
    """The rows from the serial number at `at` to the next section or the table's end, and where that is."""
    rows: list[Sequence[_PrintedCell]] = []
    start = at
    for k in range(at + 1, len(cells) + 1):
        ends = (
            k == len(cells)
            or _LABEL.match(cells[k].text)
            or _starts_section(cells, k, section, serial + len(rows) + 1)
        )
        if ends or k - start > _LONGEST_ROW * columns:
            end = min(k, start + columns)
            return [*rows, cells[start:end]], end
        if cells[k].text == str(serial + len(rows) + 1):
            rows.append(cells[start:k])
            start = k
    raise AssertionError("the end of the cells ends the row")


def _heads_section(header: Sequence[_PrintedCell]) -> bool:
    """Whether the last of `header` heads the first rows and no column.

    Such a table has a line of its own before each section, which nothing tells from a cell: it stays text.
    """
    *_, before, last = [cell.text for cell in header]
    return len(last) > _LONGEST_HEADER and bool(_LAST_HEADER.search(before))


def _captioned(lines: Sequence[Line], first: int) -> FoundTable | None:
    """One cell a line below a caption (表1 …), rebuilt from what repeats; the caption stays text."""
    if not _CAPTION.match(lines[first].text):
        return None
    start = next((i for i in range(first + 1, len(lines)) if lines[i].text), len(lines))
    if start == len(lines):
        return None
    run: list[_PrintedCell] = []
    printed = _printed_cells(lines, start)
    if any(_SERIAL_HEADER.match(cell.text) for cell in printed[:_CAPTION_LINES]):
        return None  # titles and notes stand between: the header starts with the serial number
    for cell in printed:
        if (
            _NO_CELL.match(cell.text)
            or _LABEL.match(cell.text)
            or len(cell.text) > _LONGEST_CELL
            or cell.text.endswith(("。", "；"))
        ):
            break
        run.append(cell)
    rebuilt = rebuild([cell.cell for cell in run])
    if rebuilt is None:
        return None
    rows, header_rows = rebuilt
    doubt = "a table left as one cell a line: rows and columns were rebuilt from what repeats"
    return FoundTable(start, run[-1].last, rows, header_rows, (doubt,))


@dataclass(frozen=True)
class _PrintedCell:
    cell: Cell
    last: int  # index of the line after it

    @property
    def text(self) -> str:
        return self.cell.text


def _printed_cells(lines: Sequence[Line], first: int) -> list[_PrintedCell]:
    """Cells from `first` on.

    Where blank lines part them, lines that touch are one cell; one that ends unfinished ("…，") goes on.
    """
    parted = first + 1 < len(lines) and not lines[first + 1].text
    cells: list[_PrintedCell] = []
    touching = unfinished = False
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.text:
            touching = False
            continue
        if cells and (unfinished or (parted and touching)):
            joined = Cell(cells[-1].text + line.text, cells[-1].cell.line)
            cells[-1] = _PrintedCell(joined, index + 1)
        else:
            cells.append(_PrintedCell(Cell(line.text, line.number), index + 1))
        touching, unfinished = True, _unfinished(cells[-1].text)
    return cells


def _unfinished(text: str) -> bool:
    unbalanced = text.count("（") > text.count("）") or text.count("《") > text.count("》")
    return unbalanced or bool(_UNFINISHED.search(text))


def _serial_end(cells: Sequence[_PrintedCell], start: int, columns: int) -> int:
    """Where the last row ends: after as many cells as there are columns, or before a heading."""
    for k in range(start + 1, min(start + columns, len(cells))):
        if _LABEL.match(cells[k].text) or _TOTAL.match(cells[k].text):
            return k
    return min(start + columns, len(cells))


def _totals(cells: Sequence[_PrintedCell], start: int, columns: int) -> list[_PrintedCell]:
    """The closing row of sums: 合计 and the numbers behind it, one for each of the last columns."""
    if start >= len(cells) or not _TOTAL.match(cells[start].text):
        return []
    end = start + 1
    while end < len(cells) and end - start < columns and _NUMERIC.match(cells[end].text):
        end += 1
    return list(cells[start:end])


def _aligned(header: list[Cell], body: list[list[Cell]]) -> tuple[list[list[Cell]], tuple[str, ...]]:
    """Fit rows to the header: where the first columns are missing, the cell above reaches down."""
    columns = len(header)
    doubts: set[str] = set()
    if any(len(cells) < columns for cells in body):
        doubts.add(
            "rows with fewer cells than columns: their first columns are read as merged with the row above"
        )
    if any(len(cells) > columns for cells in body):
        doubts.add("rows with more cells than columns: the surplus is joined to the longest cell")
    body = [_shrunk(cells, columns) for cells in body]
    missing = [columns - len(cells) for cells in body]
    rows = [header]
    for index, cells in enumerate(body):
        gap = 0 if index else missing[0]
        padded = [cells[0], *[Cell("", cells[0].line)] * gap, *cells[1:]]
        first_column = columns - len(padded)  # columns that cells above cover
        rows.append(
            [
                padded[0],
                *(_spanning(cell, index, first_column + k, missing) for k, cell in enumerate(padded[1:], 1)),
            ]
        )
    return rows, tuple(sorted(doubts))


def _spanning(cell: Cell, row: int, column: int, missing: Sequence[int]) -> Cell:
    """`cell` with the rows below it that miss its column."""
    span = 1
    while row + span < len(missing) and column <= missing[row + span]:
        span += 1
    return Cell(cell.text, cell.line, row_span=span) if span > 1 else cell


def _shrunk(cells: list[Cell], columns: int) -> list[Cell]:
    while len(cells) > columns:
        longest = max(range(1, len(cells)), key=lambda i: len(cells[i].text))
        other = longest + 1 if longest + 1 < len(cells) else longest - 1
        a, b = sorted((longest, other))
        cells = [*cells[:a], Cell(cells[a].text + cells[b].text, cells[a].line), *cells[b + 1 :]]
    return cells
