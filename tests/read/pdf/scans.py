"""Scanned plans: pages that LibreOffice laid out, as pictures, turned a little as paper lies in a scanner."""

from __future__ import annotations

import io
from functools import cache

import docx
import pypdfium2 as pdfium
from docx.oxml.ns import qn

from pipeline.read.pdf.page.text import page_text
from pipeline.read.pdf.printed import PrintedLine
from tests.formats import pdf_writer
from tests.formats.convert import converted
from tests.formats.plans import corpus_source
from tests.formats.word_writer import word_file


@cache
def printed_plan(name: str = "sichuan") -> bytes:
    """A plan of the corpus as PDF, its punctuation as the mainland sets it (LibreOffice asks the language)."""
    document = docx.Document(io.BytesIO(word_file(corpus_source(name))))
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    file = io.BytesIO()
    document.save(file)
    return converted(file.getvalue(), "pdf")


def printed_page(number: int) -> list[PrintedLine]:
    """What page `number` (from 1) of the plan prints."""
    document = pdfium.PdfDocument(printed_plan())
    try:
        return list(page_text(document[number - 1], number).lines)
    finally:
        document.close()


def scanned(*numbers: int, turned: float) -> bytes:
    """These pages (from 1) of the plan as pictures in a PDF file, turned by so many degrees."""
    return pdf_writer.scanned(printed_plan(), [turned], numbers)
