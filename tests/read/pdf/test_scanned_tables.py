"""Rules in the picture of a scanned page, and the tables that they make."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from pipeline.read.pdf.printed import PrintedLine
from pipeline.read.pdf.scans.tables import rules_on, scanned_tables
from tests.formats.pdf_writer import as_pdf

SCALE = 200 / 72
COLUMNS, ROWS = (80, 200, 320, 500), (100, 130, 160, 190)


def drawn(width: int = 1, colour: int = 90, slope: float = 0.0) -> Image.Image:
    """A page with a table of three columns and three rows; `slope`: how far a rule across sinks, in points."""
    picture = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(picture)
    for y in ROWS:
        ends = ((COLUMNS[0] * SCALE, y * SCALE), (COLUMNS[-1] * SCALE, (y + slope) * SCALE))
        draw.line(ends, fill=colour, width=width)
    for x in COLUMNS:
        draw.line(((x * SCALE, ROWS[0] * SCALE), (x * SCALE, ROWS[-1] * SCALE)), fill=colour, width=width)
    draw.line(((100 * SCALE, 400 * SCALE), (116 * SCALE, 400 * SCALE)), fill=0, width=3)  # 一
    draw.rectangle((0, 0, 1654, 40), fill=0)  # what the scanner saw beside the paper
    return picture


def page_with(picture: Image.Image) -> pdfium.PdfPage:
    return pdfium.PdfDocument(as_pdf([picture]))[0]


@pytest.mark.parametrize(("width", "colour", "slope"), [(1, 90, 0), (3, 0, 0), (2, 150, 0), (1, 60, 0.8)])
def test_rules_are_found_where_they_are_drawn(width: int, colour: int, slope: float) -> None:
    rules = rules_on(page_with(drawn(width, colour, slope)))
    assert [rule.at for rule in rules.across] == pytest.approx(list(ROWS), abs=1.2)
    assert sorted(rule.at for rule in rules.down) == pytest.approx(list(COLUMNS), abs=1.2)
    assert all(rule.spans(COLUMNS[0], COLUMNS[-1]) for rule in rules.across)


def line(text: str, left: float, top: float, sure: float) -> PrintedLine:
    edges = tuple(left + 10 * at for at in range(len(text) + 1))
    return PrintedLine(text, (left, top, edges[-1], top + 12), 1, 10, edges, sure)


def test_cells_take_the_characters_that_stand_in_them() -> None:
    lines = [line("城市", 85, 108, 0.9), line("长沙市", 85, 138, 0.8), line("甲乙", 190, 168, 0.7)]
    (table,) = scanned_tables(page_with(drawn()), 1, lines)
    said = [[cell.text if cell else None for cell in row] for row in table.rows]
    assert said == [["城市", "", ""], ["长沙市", "", ""], ["甲", "乙", ""]]
    assert [origin.confidence for cell in table.rows[1] if cell for origin in cell.origins] == [0.8]


def test_no_table_without_rules() -> None:
    assert scanned_tables(page_with(Image.new("L", (1654, 2339), 255)), 1, [line("城市", 85, 108, 0.9)]) == []
