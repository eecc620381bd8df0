"""Tables cell by cell with row and column headers, merged cells in every place that they cover."""

from __future__ import annotations

from pipeline.extract.reading import Reading
from pipeline.ids import stable_id
from pipeline.model import SourceCell, SourceTable, TableCell, TableRecord

_JOIN = "/"
_SERIAL_HEADERS = {"序号", "编号", "序", "No.", "NO."}


def extract_tables(reading: Reading) -> tuple[tuple[TableRecord, ...], tuple[TableCell, ...]]:
    """The tables of a document in order, and their grids row by row."""
    tables: list[TableRecord] = []
    cells: list[TableCell] = []
    for seq, source in enumerate(reading.source.tables):
        clause = reading.tree.at(source.start, source.end)
        table_id = reading.ids.new("table", clause.ref, reading.text[source.start : source.end])
        tables.append(
            TableRecord(
                id=table_id,
                clause_id=clause.id,
                seq=seq,
                caption=clause.heading,
                rows=source.rows,
                columns=source.columns,
                header_rows=source.header_rows,
                char_start=source.start,
                char_end=source.end,
            )
        )
        cells.extend(_grid(reading, table_id, source))
    return tuple(tables), tuple(cells)


def _grid(reading: Reading, table_id: str, table: SourceTable) -> list[TableCell]:
    placed = {
        (cell.row + down, cell.column + right): cell
        for cell in table.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    text = reading.text
    names = _name_column(text, placed, table)
    grid = []
    for (row, column), cell in sorted(placed.items()):
        is_header = row < table.header_rows
        grid.append(
            TableCell(
                id=stable_id(table_id, "cell", row, column),
                table_id=table_id,
                row=row,
                column=column,
                row_header=None if is_header else _text(text, placed.get((row, names))),
                column_header=None if is_header else _column_header(text, placed, table.header_rows, column),
                is_header=is_header,
                merged=(row, column) != (cell.row, cell.column),
                char_start=cell.start,
                char_end=cell.end,
            )
        )
    return grid


def _name_column(text: str, placed: dict[tuple[int, int], SourceCell], table: SourceTable) -> int:
    """The column that names the rows: the first, or the next one behind serial numbers (序号)."""
    first = _text(text, placed.get((0, 0))) or ""
    return 1 if table.columns > 2 and "".join(first.split()) in _SERIAL_HEADERS else 0


def _text(text: str, cell: SourceCell | None) -> str | None:
    return (text[cell.start : cell.end] or None) if cell else None


def _column_header(
    text: str, placed: dict[tuple[int, int], SourceCell], header_rows: int, column: int
) -> str | None:
    """The header cells above a column, from the top, each once, joined by a slash."""
    cells = [placed[row, column] for row in range(header_rows) if (row, column) in placed]
    parts = list(dict.fromkeys(filter(None, (_text(text, cell) for cell in cells))))
    return _JOIN.join(parts) or None
