"""A plan as a PDF file, laid out as official documents are printed (GB/T 9704), for the reader to read.

Word files of word_writer.py get the page of the standard: A4, 37 mm above and 28 mm to the left, 22 lines of 28
characters of size 16, a running head, "— 3 —" at the outer edge of the foot. LibreOffice prints them. Another way
is a page of HTML that Chromium prints; and pages of either as pictures, as a scanner makes them. Dates and identifiers are taken out, so that the same plan gives the same
bytes on the same machine.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import docx
import pypdfium2
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from PIL import Image

from pipeline.model import Source, SourceTable
from tests.formats.word_writer import repacked, word_file
from tests.needs import missing

_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\s*)\([^)]*\)")
_ID = re.compile(rb"(/ID\s*\[\s*)<([0-9A-Fa-f]*)>(\s*)<([0-9A-Fa-f]*)>")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)([0-9A-Fa-f]+)")
_SECONDS = 180
_BODY_SIZE, _TITLE_PITCH = 16, 1.3  # points of the drafts; times the size of a title
_TWENTIETHS = 20  # of a point: what Word counts in
_FONT = (
    "Noto Serif CJK SC"  # fonts-noto-cjk, which .ci/run installs; LibreOffice takes another if it is missing
)
_WIDTH = 156  # millimetres of the type area
_GAP = 8  # between columns
_DPI = 200  # of a scanner


@dataclass(frozen=True)
class Layout:
    """How a plan is printed.

    `size`: of characters, in points. `pitch`: from line to line, in points. `spacing`: put between characters, in
    points. `row_height`: the least one of a table's rows, in millimetres. `cell_size`: of characters in tables.
    `repeats_head`: whether a table's head is printed again on the next page.
    """

    columns: int = 1
    size: float = 16
    pitch: float = 29
    spacing: float = 0
    row_height: float = 16
    cell_size: float = 10.5
    repeats_head: bool = True


OFFICIAL = Layout()
COLUMNS = Layout(columns=2, size=10.5, pitch=17, row_height=8, cell_size=7.5)
JUSTIFIED = Layout(spacing=1.5, repeats_head=False)


def official_word(source: Source, layout: Layout = OFFICIAL) -> bytes:
    """`source` as a Word file with the page of an official document; LibreOffice prints it."""
    document = docx.Document(io.BytesIO(word_file(source, own_lists=True)))
    _set_page(document, layout)
    for paragraph in document.element.body.iter(qn("w:p")):
        _set_paragraph(Paragraph(paragraph, document), layout)
    for fonts in document.element.body.iter(qn("w:rFonts")):
        fonts.set(qn("w:eastAsia"), _FONT)
    width = (_WIDTH - _GAP * (layout.columns - 1)) / layout.columns
    for table in document.tables:
        _set_width(table, width)
        for row in table.rows:
            row.height = Mm(layout.row_height)
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            head = row._tr.get_or_add_trPr().find(qn("w:tblHeader"))
            if head is not None and not layout.repeats_head:
                row._tr.get_or_add_trPr().remove(head)
    file = io.BytesIO()
    document.save(file)
    return repacked(file.getvalue())


def undated(data: bytes) -> bytes:
    """A PDF file without the dates and identifiers that each printing makes anew; nothing moves in it."""
    data = _DATE.sub(
        lambda m: m[1] + b"(" + b"D:20240301090000Z".ljust(len(m[0]) - len(m[1]) - 2) + b")", data
    )
    data = _ID.sub(
        lambda m: m[1] + b"<" + b"0" * len(m[2]) + b">" + m[3] + b"<" + b"0" * len(m[4]) + b">", data
    )
    return _CHECKSUM.sub(lambda m: m[1] + b"0" * len(m[2]), data)


def rotated(data: bytes, degrees: int = 90) -> bytes:
    """The same file with all pages turned, as a viewer's "rotate and save" does it."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        document[number].set_rotation(degrees)
    file = io.BytesIO()
    document.save(file)
    document.close()
    return undated(file.getvalue())


def scanned(data: bytes, turns: Sequence[float], numbers: Sequence[int] | None = None) -> bytes:
    """Pages of a PDF file as a scanner gives them: pictures, 200 dots an inch, turned as paper lies in it.

    Args:
        data: the file.
        turns: by how many degrees each page is turned against the clock; from its beginning again at its end.
        numbers: which pages, from 1; None for all.
    """
    document = pypdfium2.PdfDocument(data)
    pictures = [
        document[number - 1].render(scale=_DPI / 72).to_pil().convert("L")
        .rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
        for number, turn in zip(numbers or range(1, len(document) + 1), cycle(turns), strict=False)
    ]  # fmt: skip
    document.close()
    return as_pdf(pictures)


def as_pdf(pictures: Sequence[Image.Image]) -> bytes:
    """Pictures as the pages of a PDF file, 200 dots an inch."""
    file = io.BytesIO()
    pictures[0].save(file, "PDF", save_all=True, append_images=pictures[1:], resolution=_DPI)
    return undated(file.getvalue())


# --- Word's page ---------------------------------------------------------------------------------


def _set_page(document: Document, layout: Layout) -> None:
    """GB/T 9704-2012, 5.2 and 7.5: the type area of 156 mm by 225 mm, page numbers 7 mm below it."""
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:eastAsia"), "zh-CN")
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(22)
    title = section.header.paragraphs[0].text
    document.settings.odd_and_even_pages_header_footer = True
    section.even_page_header.paragraphs[0].add_run(title)
    for paragraph in (section.header.paragraphs[0], section.even_page_header.paragraphs[0]):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.runs[0].font.size = Pt(9)
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    properties = section._sectPr
    for name in ("w:cols", "w:docGrid"):
        for element in properties.findall(qn(name)):
            properties.remove(element)
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), str(layout.columns))
    columns.set(qn("w:space"), str(Mm(_GAP).twips))
    properties.append(columns)


def _page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write "— PAGE —" in Song of size 14 at the outer edge, a character from it."""
    for old in list(footer._element):
        footer._element.remove(old)
    paragraph = footer.add_paragraph()
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.add_run("— ").font.size = Pt(14)
    paragraph._p.append(field)
    number = paragraph.add_run("1")
    number.font.size = Pt(14)
    field.append(number._r)
    paragraph.add_run(" —").font.size = Pt(14)


def _set_paragraph(paragraph: Paragraph, layout: Layout) -> None:
    """Size, pitch and spacing of one paragraph; in a table's cell lines stand closer.

    Lines are not stretched to the margin: LibreOffice 7.4 then leaves out of the PDF what hangs in it (，。). Letter
    spacing and Chromium's pages stand for that.
    """
    above = paragraph._p.getparent()
    in_cell = above is not None and above.tag == qn("w:tc")
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if not in_cell:
        larger = max((run.font.size.pt for run in paragraph.runs if run.font.size), default=0.0)
        # A title's lines stand as far apart as its characters are high, or they would be printed over each other.
        form.line_spacing = Pt(max(layout.pitch, _TITLE_PITCH * larger if larger > _BODY_SIZE else 0.0))
    for indent in paragraph._p.iter(qn("w:ind")):
        indent.set(qn("w:firstLine"), str(round(2 * (layout.size + layout.spacing) * _TWENTIETHS)))
    if not in_cell:
        _set_mark(paragraph, layout)
    for run in paragraph.runs:
        if not in_cell and run.font.size == Pt(_BODY_SIZE):
            run.font.size = Pt(layout.size)
        elif in_cell:
            run.font.size = Pt(layout.cell_size)
        if layout.spacing:
            spacing: Any = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(round(layout.spacing * _TWENTIETHS)))
            run._r.get_or_add_rPr().insert_element_before(
                spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs"
            )


def _set_mark(paragraph: Paragraph, layout: Layout) -> None:
    """Size and font of the paragraph's mark: an automatic number is printed in them."""
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:rPr")):
        properties.remove(old)
    mark, fonts, size = OxmlElement("w:rPr"), OxmlElement("w:rFonts"), OxmlElement("w:sz")
    for kind in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{kind}"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), _FONT)
    fonts.set(qn("w:hint"), "eastAsia")
    size.set(qn("w:val"), str(round(2 * layout.size)))
    mark.extend([fonts, size])
    properties.append(mark)


def _set_width(table: Table, width: float) -> None:
    """Make all columns of a table equally wide, in `width` millimetres, with little room beside the text."""
    each = Mm(width / len(table.columns))
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(0.6).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert look is not None
    look.addprevious(margins)
    for column in table._tbl.tblGrid.gridCol_lst:
        column.w = each
    cells: Iterator[Any] = table._tbl.iter(qn("w:tc"))
    for cell in cells:
        cell.width = Mm(width / len(table.columns) * cell.grid_span)


# --- Chromium's page -----------------------------------------------------------------------------

_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 16pt/29pt "Noto Serif CJK SC", serif; text-align: justify; margin: 0 }
h1 { font-size: 22pt; line-height: 32pt; font-weight: normal; text-align: center; margin: 0 }
p { text-indent: 2em; margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 14pt }
td, th { border: 1px solid black; padding: 2pt 4pt; height: 12mm; font-weight: normal; text-align: center }
"""


def page(source: Source, titles: Sequence[tuple[int, int]] = ()) -> str:
    """`source` as a page of HTML; what lies in `titles` (ranges of the text) is a title."""
    parts, written = [], -1
    for block in source.blocks:
        if block.table is not None:
            if block.table != written:
                parts.append(_html_table(source, source.tables[block.table]))
            written = block.table
            continue
        written = -1
        is_title = any(start <= block.start and block.end <= end for start, end in titles)
        tag = "h1" if is_title else "p"
        parts.append(f"<{tag}>{html.escape(source.text[block.start : block.end])}</{tag}>")
    head = f'<meta charset="utf-8"><title>方案</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _html_table(source: Source, table: SourceTable) -> str:
    def rows(first: int, last: int, tag: str) -> Iterator[str]:
        for row in range(first, last):
            cells = [
                f'<{tag} rowspan="{c.row_span}" colspan="{c.column_span}">{html.escape(source.text[c.start : c.end])}</{tag}>'
                for c in table.cells
                if c.row == row
            ]
            yield f"<tr>{''.join(cells)}</tr>"

    head = "".join(rows(0, table.header_rows, "th"))
    return f"<table><thead>{head}</thead>{''.join(rows(table.header_rows, table.rows, 'td'))}</table>"


def chromium() -> str | None:
    """The Chromium of this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def need_chromium() -> None:
    """Skip the test, or fail it, where there is no Chromium."""
    if chromium() is None:
        missing("there is no Chromium on this machine")


def print_pages(pages: Mapping[str, str]) -> dict[str, bytes]:
    """Pages of HTML as Chromium prints them, by their names.

    Raises:
        RuntimeError: Chromium is missing or wrote nothing.
    """
    program = chromium()
    if program is None:
        raise RuntimeError("Chromium is missing: install it (chromium)")
    with tempfile.TemporaryDirectory() as folder:
        return {name: _print(program, text, Path(folder)) for name, text in pages.items()}


def _print(program: str, text: str, folder: Path) -> bytes:
    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_text(text, encoding="utf-8")
    printed.unlink(missing_ok=True)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile = f"--user-data-dir={folder / 'profile'}"
    done = subprocess.run(
        [program, *options, profile, f"--print-to-pdf={printed}", page.as_uri()],
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    if not printed.exists():
        raise RuntimeError(f"Chromium printed nothing: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    return undated(printed.read_bytes())
