"""Putting a part of a table below another: its columns, its repeated head, and what a page break cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from pipeline.read.pdf.tables.page_table import PageCell, PageTable, ends_early, rows_of
from pipeline.read.table_layout import title_rows

_TOP = 20  # rows within which a head stands
_ENDED = re.compile(r"[。；;！？!?]$")


def on_columns(table: PageTable, columns: Sequence[float]) -> PageTable:
    """A part with its cells counted on the columns of the whole table."""
    moved = table.columns[0] - columns[0]

    def nearest(edge: float) -> int:
        return min(range(len(columns)), key=lambda place: abs(columns[place] - edge + moved))

    places = [nearest(edge) for edge in table.columns]
    cells = [
        msgspec.structs.replace(
            cell,
            column=places[cell.column],
            column_span=places[cell.column + cell.column_span] - places[cell.column],
        )
        for cell in table.cells
    ]
    return msgspec.structs.replace(table, columns=tuple(columns), cells=tuple(cells))


# --- repeated heads ----------------------------------------------------------------------------


def repeated_head(whole: PageTable, part: PageTable) -> tuple[int, int]:
    """Which rows of the whole table the first rows of the next part repeat: the first of them, and how many.

    The title above the head may or may not be repeated with it.
    """
    top = [cell for cell in whole.cells if cell.row < _TOP]
    titles = title_rows(rows_of(top, min(whole.row_count, _TOP), len(whole.columns) - 1))
    first = max({0, titles}, key=lambda row: (_equal_rows(whole, row, part), row))
    return first, _equal_rows(whole, first, part)


def without_rows(part: PageTable, count: int) -> PageTable:
    """A part without its first rows."""
    cells = [msgspec.structs.replace(cell, row=cell.row - count) for cell in part.cells if cell.row >= count]
    return msgspec.structs.replace(part, cells=tuple(cells), row_count=part.row_count - count)


def _equal_rows(whole: PageTable, first: int, part: PageTable) -> int:
    count = 0
    while count < part.row_count and first + count < whole.row_count:
        said = _said(part, count)
        if said != _said(whole, first + count) or not any(text for *_, text in said):
            break
        count += 1
    return count


def _said(table: PageTable, row: int) -> list[tuple[int, int, int, str]]:
    """What a row says, for comparison: without spaces, which a line break may bring."""
    return [
        (cell.column, cell.column_span, cell.row_span, "".join(cell.cell().text.split()))
        for cell in table.cells
        if cell.row == row
    ]


# --- what the page break cut -------------------------------------------------------------------


def appended(whole: PageTable, part: PageTable) -> PageTable:
    """The whole table with a further part below: as rows of its own but for what the page break cut."""
    if not part.row_count:
        return whole
    over = {cell.column: cell for cell in part.cells if cell.row == 0}
    owners = {column: _owner(whole, cell) for column, cell in over.items()}
    cut = _row_is_cut(over, owners)
    going_on = set(over) if cut else set(_reaching_over(over, owners))
    grown: dict[tuple[int, int], PageCell] = {}
    for column in going_on:
        if owner := owners[column]:
            grown[owner.row, owner.column] = msgspec.structs.replace(
                owner,
                row_span=owner.row_span + over[column].row_span - cut,
                lines=owner.lines + over[column].lines,
                box=over[column].box,
            )
    kept = [grown.get((cell.row, cell.column), cell) for cell in whole.cells]
    by = whole.row_count - cut
    moved = [
        msgspec.structs.replace(cell, row=cell.row + by)
        for cell in part.cells
        if cell.row > 0 or cell.column not in going_on or owners[cell.column] is None
    ]
    return msgspec.structs.replace(whole, cells=(*kept, *moved), row_count=by + part.row_count)


def _owner(whole: PageTable, below: PageCell) -> PageCell | None:
    """The cell of the whole table's last row that stands just above a cell."""
    for cell in whole.cells:
        last = cell.row + cell.row_span == whole.row_count
        if last and (cell.column, cell.column_span) == (below.column, below.column_span):
            return cell
    return None


def _row_is_cut(over: dict[int, PageCell], owners: dict[int, PageCell | None]) -> bool:
    """Whether the first row of a part is the rest of the last row before it.

    Then its first column has no text, and what text it has goes on from the cells above; or it has text in
    few columns of a table that merges no cells there, as where a cell is cut between two of its paragraphs.
    """
    if any(owner is None for owner in owners.values()):
        return False
    pairs = [(owner, cell) for column, cell in sorted(over.items()) if (owner := owners[column])]
    written = [(owner, cell) for owner, cell in pairs if cell.lines]
    empty = [(owner, cell) for owner, cell in pairs if owner.lines and not cell.lines]
    if not written:
        return True
    if pairs[0][1].lines or not empty or not all(owner.lines for owner, _ in written):
        return False
    if all(_goes_on(owner, cell) for owner, cell in written):
        return True
    merged = any(owner.row_span > 1 or cell.row_span > 1 for owner, cell in pairs)
    return len(empty) >= 2 and len(empty) > len(written) and not merged


def _goes_on(above: PageCell, below: PageCell) -> bool:
    last = above.lines[-1]
    return not _ENDED.search(last.line.text) and not ends_early(last, below.lines[0].line)


def _reaching_over(over: dict[int, PageCell], owners: dict[int, PageCell | None]) -> Iterator[int]:
    """The columns in which a merged cell reaches over the page break: empty cells below one with text.

    In the first columns, which name what a row is about, an empty cell is one; elsewhere only where the table
    merges cells, or it is a value that is not given. A merged cell full of text to its foot, where a sentence
    is cut, has the rest of that below.
    """
    naming = True
    for column, cell in sorted(over.items()):
        owner = owners[column]
        naming = naming and not cell.lines
        merged = owner is not None and (owner.row_span > 1 or cell.row_span > 1)
        if owner is None or not owner.lines:
            continue
        if (merged and _is_full(owner) and _goes_on(owner, cell)) if cell.lines else (naming or merged):
            yield column


def _is_full(cell: PageCell) -> bool:
    """Whether no further line would have fitted below the text of a cell."""
    last = cell.lines[-1].line
    return len(cell.lines) > 1 and cell.box[3] - last.box[3] < last.size
