"""A PDF file as a whole: its pages' lines as paragraphs in reading order."""

from __future__ import annotations

import pypdfium2 as pdfium

from pipeline.model import Origin, Source
from pipeline.read.pdf.columns import columns
from pipeline.read.pdf.file import page_of
from pipeline.read.pdf.furniture import furniture
from pipeline.read.pdf.lines import lines_of
from pipeline.read.pdf.paragraphs import Paragraph, Paragraphs, measures_of
from pipeline.read.pdf.printed import PrintedLine
from pipeline.read.source import SourceBuilder


def read_document(document: pdfium.PdfDocument, name: str) -> Source:
    """Read an opened file; `name` is how errors name it."""
    pages: list[list[PrintedLine]] = []
    heights: list[float] = []
    for number in range(1, len(document) + 1):
        page = page_of(document, number, name)
        pages.append(lines_of(page, number))
        heights.append(page.get_height())
        page.close()
    builder = SourceBuilder("pdf")
    out = furniture(pages, heights)
    flow = [column for lines in pages for column in columns([line for line in lines if line not in out])]
    paragraphs = Paragraphs(measures_of(flow))
    for column in flow:
        for paragraph in paragraphs.add(column):
            _add(paragraph, builder)
    for paragraph in paragraphs.take():
        _add(paragraph, builder)
    for lines in pages:
        for line in lines:
            if line in out:
                builder.lift("page_furniture", line.text)
    return builder.build()


def _add(paragraph: Paragraph, builder: SourceBuilder) -> None:
    origins = []
    position = 0
    for line, joint in zip(paragraph.lines, paragraph.joints, strict=True):
        position += len(joint)
        end = position + len(line.text)
        origins.append(Origin(start=position, end=end, page=line.page, box=_rounded(line)))
        position = end
    builder.add_paragraph(paragraph.text, origins=origins)


def _rounded(line: PrintedLine) -> tuple[float, float, float, float]:
    """A box to the tenth of a point: finer than anybody sees, and the same on every machine."""
    left, top, right, bottom = (round(edge, 1) for edge in line.box)
    return (left, top, right, bottom)
