"""A plan as a Word file, as an official drafts it: the same plan in another format for the readers to read.

Labels are automatic numbers (directly in the paragraph on every other level, else through its style), text
is cut into runs, comments hang on the runs that hold their anchor, tables are tables, and header and footer
stand on every page. The same source gives the same bytes. What a text export never holds is not written:
replies, tracked changes, footnotes (tests/read/word has those).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from pipeline.model import Clause, Source, SourceComment, SourceTable
from pipeline.outline import build_outline
from tests.formats.automatic_numbers import Level, Numbering, automatic_numbers

_WRITTEN = "2024-03-01T09:00:00Z"
_ZIP_DATE = (2024, 3, 1, 9, 0, 0)
_CUT = re.compile(
    r"(?<=[，。；：、）,;:)])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u3400-\u9fff])"
)
_LONG = 24  # characters of a run that an edit has cut in two
_FIRST_LIST = 100  # beyond the lists of python-docx's template
_FIRST_COPY = 200


def word_file(source: Source, *, headings: bool = False, own_lists: bool = False) -> bytes:
    """`source` as a .docx file.

    Args:
        source: a plan as `read` gives it.
        headings: whether clauses whose paragraph is only their heading have Word's heading styles; drafts
            of plans mostly have none.
        own_lists: whether numbers that run on across chapters, or start anew, are lists of their own, the only
            way that LibreOffice counts them rightly in all formats; else levels that nothing restarts, and
            instances with a start.
    """
    clauses, _ = build_outline("draft", source)
    numbering = automatic_numbers(source, clauses, own_lists=own_lists)
    writer = _Writer(source, clauses, numbering, headings)
    writer.run()
    file = io.BytesIO()
    writer.document.save(file)
    return repacked(file.getvalue())


def repacked(data: bytes) -> bytes:
    """The same package with one date on all its parts: same plan, same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(zipfile.ZipInfo(item.filename, _ZIP_DATE), old.read(item), zipfile.ZIP_DEFLATED)
    return file.getvalue()


@dataclass
class _Writer:
    source: Source
    clauses: Sequence[Clause]
    numbering: Numbering
    headings: bool
    document: Document = field(default_factory=docx.Document)
    runs: list[tuple[int, int, Run]] = field(default_factory=list)  # with their places in the text

    def __post_init__(self) -> None:
        ends = [at for comment in self.source.comments for at in (comment.start, comment.end)]
        self.anchor_ends = frozenset(ends)
        self.bare = {c.char_start for c in self.clauses if c.heading and c.own_end == self._line_end(c)}
        self.titles = [(c.char_start, c.char_end) for c in self.clauses if c.level == "title"]

    def _line_end(self, clause: Clause) -> int | None:
        """Where the clause's line ends, if it says no more than label and heading."""
        end = self.source.text.find("\n", clause.char_start)
        end = len(self.source.text) if end < 0 else end
        line = self.source.text[clause.char_start : end]
        shown = line.removeprefix(clause.label).strip().rstrip("。")
        return end if shown == clause.heading else None

    def run(self) -> None:
        """Write everything into `document`."""
        _set_page(self.document, self._title())
        define_numbering(self.document, self.numbering)
        written = -1
        for block in self.source.blocks:
            if block.table is None:
                self._paragraph(block.start, block.end)
                written = -1
            elif block.table != written:
                if written >= 0:
                    self.document.add_paragraph()  # or Word takes both tables for one
                self._table(self.source.tables[block.table])
                written = block.table
        self.document.add_paragraph()  # drafts end so, and LibreOffice's RTF loses the number of the last one
        for comment in self.source.comments:
            self._comment(comment)

    def _title(self) -> str:
        return next((clause.heading or "" for clause in self.clauses if clause.level == "title"), "")

    # --- paragraphs ----------------------------------------------------------------------------

    def _paragraph(self, start: int, end: int) -> None:
        number = self.numbering.paragraphs.get(start)
        paragraph = self.document.add_paragraph()
        is_title = any(first <= start and end <= last for first, last in self.titles)
        if is_title:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            indent = OxmlElement("w:ind")
            indent.set(qn("w:firstLineChars"), "200")
            indent.set(qn("w:firstLine"), "640")
            paragraph._p.get_or_add_pPr().append(indent)
        if number is not None:
            heading = self.headings and start in self.bare
            style = f"Heading {number.level + 1}" if heading else style_name(number.level)
            by_style = number.level % 2 == 1 and not heading
            if heading or by_style:
                paragraph.style = self.document.styles[style]
            if not by_style or number.instance != self.numbering.plain_instance(number.level):
                set_number(paragraph._p.get_or_add_pPr(), number.level, _FIRST_LIST + number.instance)
            start += number.length
        self._text(paragraph, start, end, Pt(22) if is_title else Pt(16))

    def _text(self, paragraph: Paragraph, start: int, end: int, size: Pt) -> None:
        """Write `text[start:end]` in runs that end at punctuation, where the script changes and at anchors."""
        text = self.source.text[start:end]
        cuts = {match.start() for match in _CUT.finditer(text)}
        cuts |= {at - start for at in self.anchor_ends if start < at < end}
        for first, last in _halved(sorted({0, len(text), *cuts})):
            run = paragraph.add_run(text[first:last])
            run.font.size = size
            run._r.set(qn("w:rsidR"), f"00{(start + first) % 0xFFFFFF:06X}")
            _set_font(run, chinese=not text[first:last].isascii())
            self.runs.append((start + first, start + last, run))

    # --- tables and comments -------------------------------------------------------------------

    def _table(self, table: SourceTable) -> None:
        grid = self.document.add_table(table.rows, table.columns)
        grid.style = self.document.styles["Table Grid"]
        _mark_header(grid, table.header_rows)
        for cell in table.cells:
            first = grid.cell(cell.row, cell.column)
            last = grid.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
            merged = first.merge(last) if first is not last else first
            self._text(merged.paragraphs[0], cell.start, cell.end, Pt(10.5))

    def _comment(self, comment: SourceComment) -> None:
        """Hang `comment` on the runs of its anchor; where an automatic number is all of that, on the next run."""
        inside = [run for start, end, run in self.runs if comment.start <= start and end <= comment.end]
        behind = [run for start, _, run in self.runs if start >= comment.start]
        runs = inside or behind[:1] or [self.runs[-1][2]]
        added = self.document.add_comment(runs, comment.text, comment.author, comment.author[:1])
        added._comment_elm.set(qn("w:date"), comment.created or _WRITTEN)


def _halved(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches between `places`, long ones as two: an edit leaves such cuts within words and numbers."""
    for first, last in pairwise(places):
        middle = (first + last) // 2 if last - first > _LONG else last
        yield first, middle
        if middle < last:
            yield middle, last


def _set_font(run: Run, *, chinese: bool) -> None:
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:ascii"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    if chinese:
        fonts.set(qn("w:hint"), "eastAsia")


def _mark_header(table: Table, rows: int) -> None:
    for row in table.rows[:rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


# --- pages -------------------------------------------------------------------------------------


def _set_page(document: Document, title: str) -> None:
    """A4 with the title in the header and "- PAGE -" in the footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].add_run(title)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("- ")
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        footer.add_run()._r.append(mark)
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            footer.add_run()._r.append(code)
        elif kind == "separate":
            footer.add_run("1")
    footer.add_run(" -")


# --- numbering ---------------------------------------------------------------------------------


def style_name(level: int) -> str:
    """The paragraph style that numbers a level."""
    return f"公文标题 {level + 1}"


def set_number(properties: Any, level: int, instance: int) -> None:
    """Number the paragraph, or style, with these properties."""
    numbers = properties.get_or_add_numPr()
    numbers.get_or_add_ilvl().val = level
    numbers.get_or_add_numId().val = instance


def define_numbering(document: Document, numbering: Numbering) -> None:
    """Write the lists, their instances and the styles that number every other level."""
    for level in range(1, len(numbering.levels), 2):
        style = document.styles.add_style(style_name(level), WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        instance = _FIRST_LIST + numbering.plain_instance(level)
        set_number(style.element.get_or_add_pPr(), level, instance)
    root = document.part.numbering_part.element
    first_instance = root.find(qn("w:num"))
    for first in sorted({level.list for level in numbering.levels}):
        first_instance.addprevious(_list(document, numbering.levels, first, _FIRST_LIST + first))
    for number, (first, starts) in enumerate(numbering.instances):
        list_id = _FIRST_LIST + first
        if starts and numbering.own_lists:
            list_id = _FIRST_COPY + number
            first_instance.addprevious(_list(document, numbering.levels, first, list_id))
        instance_element = _element("w:num", numId=_FIRST_LIST + number)
        instance_element.append(_element("w:abstractNumId", val=list_id))
        for level, start in () if numbering.own_lists else starts.items():
            override = _element("w:lvlOverride", ilvl=level)
            override.append(_element("w:startOverride", val=start))
            instance_element.append(override)
        root.append(instance_element)


def _list(document: Document, levels: Sequence[Level], first: int, id_: int) -> _Element:
    """The list whose highest level in use is `first`; only the first of its kind is its styles' list."""
    abstract = _element("w:abstractNum", abstractNumId=id_)
    abstract.append(_element("w:multiLevelType", val="multilevel"))
    for number, level in enumerate(levels):
        defined = _element("w:lvl", ilvl=number)
        children = [_element("w:start", val=1), _element("w:numFmt", val=level.shape.format)]
        if level.runs_on:
            children.append(_element("w:lvlRestart", val=0))
        if number % 2 == 1 and level.list == first and id_ < _FIRST_COPY:
            children.append(_element("w:pStyle", val=document.styles[style_name(number)].style_id))
        children.append(_element("w:suff", val=level.shape.suffix))
        text = f"{level.shape.before}%{number + 1}{level.shape.after}"
        defined.extend([*children, _element("w:lvlText", val=text), _element("w:lvlJc", val="left")])
        abstract.append(defined)
    return abstract


def _element(name: str, **attributes: object) -> _Element:
    element: _Element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
