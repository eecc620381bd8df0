"""Tables of Word files, made with python-docx and printed by LibreOffice: the same table in two formats."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.oxml import OxmlElement
from docx.shared import Pt

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True)
class Drawn:
    """A table to be drawn.

    `rows` are all positions of the grid, what a merged cell covers empty. `heads`: how many rows are repeated
    on each page (w:tblHeader). `before`: lines above the table, which push it down the page.
    """

    rows: Sequence[Sequence[str]]
    heads: int = 0
    merges: Sequence[Merge] = ()
    widths: Sequence[float] = ()
    before: int = 0
    whole_rows: bool = False  # no row is cut by a page break


def word_table(*tables: Drawn) -> bytes:
    """A .docx file of these tables, each with a line before and behind it."""
    document = docx.Document()
    for drawn in tables:
        for number in range(drawn.before):
            document.add_paragraph(f"第{number + 1}行。")
        document.add_paragraph("表前的一句话，说的是下面的表。")
        _add(document, drawn)
        document.add_paragraph("表后的一句话，说的是上面的表。")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: docx.document.Document, drawn: Drawn) -> None:
    table = document.add_table(len(drawn.rows), len(drawn.rows[0]), style="Table Grid")
    table.autofit = not drawn.widths
    for number, (row, texts) in enumerate(zip(table.rows, drawn.rows, strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
        for cell, width in zip(row.cells, drawn.widths, strict=False):
            cell.width = Pt(width)
        properties = row._tr.get_or_add_trPr()
        if number < drawn.heads:
            properties.append(OxmlElement("w:tblHeader"))
        if drawn.whole_rows:
            properties.append(OxmlElement("w:cantSplit"))
    for first_row, first_column, last_row, last_column in drawn.merges:
        texts = drawn.rows[first_row][first_column]
        merged = table.cell(first_row, first_column).merge(table.cell(last_row, last_column))
        merged.text = texts
