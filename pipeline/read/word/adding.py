"""Printed lines and tables → the canonical text; each line learns where it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.model import Origin
from pipeline.read.grid import Cell, guess_header_rows
from pipeline.read.line_breaks import lines_joined
from pipeline.read.pieces import SPACE
from pipeline.read.source import SourceBuilder
from pipeline.read.table_layout import is_layout, title_rows
from pipeline.read.word.printed import BREAK, Item, Line, Table, TableCell

_LONGEST_HEADING = 100  # characters; a longer paragraph is none, whatever outline level a draft gives it
_DEEPEST_HEADING = 6


def add_items(items: Sequence[Item], builder: SourceBuilder) -> None:
    """Add lines and tables in order."""
    for item in items:
        if isinstance(item, Line):
            _add_line(item, builder)
        else:
            _add_table(item, builder)


def _add_line(line: Line, builder: SourceBuilder) -> None:
    text = line.text
    level = _heading_level(line, text)
    if BREAK not in text:
        start = builder.add_paragraph(text, heading_level=level, origins=line.origins)
        line.segments = [_segment(text, 0, start)]
        return
    for group in _groups(line, text):
        joined, origins, places = _joined(line, text, group)
        start = builder.add_paragraph(joined, heading_level=level, origins=origins)
        line.segments += [(first, last, start + at) for first, last, at in places]


def _heading_level(line: Line, text: str) -> int | None:
    if line.outline_level is None or len(text) > _LONGEST_HEADING:
        return None
    return min(line.outline_level + 1, _DEEPEST_HEADING)


def _segment(text: str, position: int, start: int) -> tuple[int, int, int]:
    """Where `text`, which begins at `position` of a line, stands without the spaces at its ends."""
    first = position + len(text) - len(text.lstrip(SPACE))
    return first, max(position + len(text.rstrip(SPACE)), first), start


def _groups(line: Line, text: str) -> Iterator[list[tuple[int, int]]]:
    """The parts between line breaks that belong in one paragraph each, as ranges of the line."""
    parts: list[tuple[int, int]] = []
    position = 0
    for part in text.split(BREAK):
        if part.strip(SPACE):
            parts.append((position, position + len(part)))
        position += len(part) + len(BREAK)
    as_title = line.centred or line.outline_level is not None
    group: list[tuple[int, int]] = []
    for first, last in parts:
        before = "".join(text[slice(*part)].strip(SPACE) for part in group)
        if group and not lines_joined(before, text[first:last], as_title=as_title):
            yield group
            group = []
        group.append((first, last))
    if group:
        yield group


def _joined(
    line: Line, text: str, group: Sequence[tuple[int, int]]
) -> tuple[str, list[Origin], list[tuple[int, int, int]]]:
    """A paragraph of several lines: its text, the places of its runs, and which range stands where in it."""
    parts: list[str] = []
    origins: list[Origin] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    for first, last in group:
        start, end, _ = _segment(text[first:last], first, 0)
        parts.append(text[start:end])
        places.append((start, end, length))
        origins += _moved(line.origins, start, end, length - start)
        length += end - start
    return "".join(parts), origins, places


def _moved(origins: Sequence[Origin], first: int, last: int, by: int) -> Iterator[Origin]:
    """The origins of a range of a line, moved."""
    for origin in origins:
        start, end = max(origin.start, first), min(origin.end, last)
        if start < end:
            yield msgspec.structs.replace(origin, start=start + by, end=end + by)


def _add_table(table: Table, builder: SourceBuilder) -> None:
    cells = [[_cell(cell, table.number) if cell else None for cell in row] for row in table.rows]
    lengths = [[len(cell.text) for cell in row if cell] for row in cells]
    if is_layout(lengths):
        for row in table.rows:
            for cell in filter(None, row):
                add_items(cell.blocks, builder)
        return
    first = title_rows(cells)
    last = len(cells) - title_rows(cells[::-1])
    _add_rows(table.rows[:first], builder)
    _add_grid(table.rows[first:last], cells[first:last], max(table.header_rows - first, 0), builder)
    _add_rows(table.rows[last:], builder)


def _add_rows(rows: Sequence[Sequence[TableCell | None]], builder: SourceBuilder) -> None:
    """Rows that are one cell across the table: its title, its unit, a note below it."""
    for row in rows:
        for cell in filter(None, row):
            add_items(cell.blocks, builder)


def _add_grid(
    rows: Sequence[Sequence[TableCell | None]],
    cells: Sequence[Sequence[Cell | None]],
    marked: int,
    builder: SourceBuilder,
) -> None:
    """A grid, and behind it the tables that stand in its cells."""
    header_rows = marked if 0 < marked < len(rows) else guess_header_rows(cells)
    builder.add_table(cells, header_rows)
    printed = [cell for row in rows for cell in row if cell]
    for cell, start in zip(printed, builder.cell_starts(), strict=True):
        for line in _lines(cell):
            line.segments = [(first, last, start + at) for first, last, at in line.segments]
    for cell in printed:
        add_items([block for block in cell.blocks if isinstance(block, Table)], builder)


def _lines(cell: TableCell) -> Iterator[Line]:
    return (block for block in cell.blocks if isinstance(block, Line))


def _cell(cell: TableCell, table: int) -> Cell:
    """A cell's paragraphs on one line, parted by spaces; its lines learn where they stand in it."""
    parts: list[str] = []
    origins: list[Origin] = []
    length = 0
    for line in _lines(cell):
        text = line.text
        first, last, _ = _segment(text, 0, 0)
        if first < last and parts:
            parts.append(" ")
            length += 1
        line.segments = [(first, last, length)]
        parts.append(text[first:last])
        for origin in _moved(line.origins, first, last, length - first):
            origins.append(msgspec.structs.replace(origin, table=table, row=cell.row, cell=cell.cell))
        length += last - first
    return Cell("".join(parts), None, cell.row_span, cell.column_span, tuple(origins))
