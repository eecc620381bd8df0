"""The PDF files that tests are made with are what they claim, as PDFium and pdfplumber see them."""

from __future__ import annotations

import io
import re
from functools import cache

import pdfplumber
import pypdfium2
import pytest

from tests.documents import DOCUMENTS
from tests.formats.convert import needs_office
from tests.formats.pdf_writer import need_chromium, rotated, undated
from tests.formats.plans import PDF, corpus_source, files

A4 = (595.3, 841.9)
NUMBER = re.compile(r"— (\d+) —")


def made(form: str) -> dict[str, bytes]:
    if form == "pdf-chromium":
        need_chromium()
    else:
        needs_office()
    return files(form)


@cache
def pages(form: str, name: str) -> list[str]:
    """The text of each page as PDFium finds it, in the order of the file."""
    document = pypdfium2.PdfDocument(made(form)[name])
    found = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return found


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", [form for form in PDF if form != "pdf-rotated"])
def test_it_prints_the_plan(form: str, name: str) -> None:
    source, head = corpus_source(name), re.compile(r"[^\r\n]*\r?\n?")
    body = [text if form == "pdf-chromium" else head.sub("", text, count=1) for text in pages(form, name)]
    printed = bare(NUMBER.sub("", "".join(body)))
    lines = [source.text[block.start : block.end] for block in source.blocks if block.kind != "row"]
    lost = [line for line in lines if bare(line) not in printed]
    assert not lost


def test_turned_pages_print_the_same() -> None:
    """In another order: PDFium does not see where their lines end."""
    turned, upright = pages("pdf-rotated", "hunan"), pages("pdf", "hunan")
    assert [sorted(bare(text)) for text in turned] == [sorted(bare(text)) for text in upright]


@pytest.mark.parametrize("form", PDF)
def test_the_page_is_a4(form: str) -> None:
    document = pypdfium2.PdfDocument(made(form)["hunan"])
    for number in range(len(document)):
        width, height = document[number].get_size()
        turned = form == "pdf-rotated"
        assert (height, width) if turned else (width, height) == pytest.approx(A4, abs=0.5)
        assert document[number].get_rotation() == (90 if turned else 0)
    document.close()


def body_of(page: pdfplumber.page.Page) -> pdfplumber.page.CroppedPage:
    """A page without running head and number."""
    return page.crop((0, 100, page.width, 745))


def test_22_lines_of_28_characters() -> None:
    with pdfplumber.open(io.BytesIO(made("pdf")["sichuan"])) as document:
        lines = body_of(document.pages[2]).extract_text_lines()
    assert 20 <= len(lines) <= 22
    counts = [
        sum(char["size"] > 15 and not char["text"].isspace() for char in line["chars"]) for line in lines
    ]
    assert max(counts) in {27, 28, 29}  # letters are narrower
    lefts = sorted({round(line["x0"]) for line in lines})
    assert lefts[0] == pytest.approx(28 / 25.4 * 72, abs=2)
    assert any(left == pytest.approx(lefts[0] + 32, abs=2) for left in lefts), "no first line of a paragraph"


def test_page_numbers_stand_at_the_outer_edge() -> None:
    with pdfplumber.open(io.BytesIO(made("pdf")["hunan"])) as document:
        for number, page in enumerate(document.pages, 1):
            foot = page.crop((0, 745, page.width, page.height))
            assert foot.extract_text() == f"— {number} —"
            middle = (foot.chars[0]["x0"] + foot.chars[-1]["x1"]) / 2
            assert (middle > page.width / 2) == (number % 2 == 1)
            head = page.crop((0, 0, page.width, 90)).extract_text()
            assert head == "长株潭及传输通道城市环境空气质量达标攻坚行动计划"


@pytest.mark.parametrize(("form", "heads"), [("pdf", 2), ("pdf-justified", 1)])
def test_a_table_goes_over_the_page_with_and_without_its_head(form: str, heads: int) -> None:
    """The first table of the Hunan plan: 城市 heads its first column."""
    with pdfplumber.open(io.BytesIO(made(form)["hunan"])) as document:
        tables = [table.extract() for page in document.pages for table in page.find_tables()]
    first = [table for table in tables if len(table[0]) == 7]
    assert len(first) == 2, "one table on two pages"
    assert [table[0][0] for table in first].count("城市") == heads
    assert sum(len(table) for table in first) == 9 + 2 * (heads - 1)


def test_columns_are_two() -> None:
    with pdfplumber.open(io.BytesIO(made("pdf-columns")["sichuan"])) as document:
        words = body_of(document.pages[1]).extract_words()
    lefts = [round(word["x0"]) for word in words]
    gutter = (28 + 78) / 25.4 * 72
    assert not [w for w in words if w["x0"] < gutter < w["x1"]]
    assert sum(left < gutter for left in lefts) > 20 < sum(left > gutter for left in lefts)


def test_comments_are_annotations() -> None:
    document = pypdfium2.PdfDocument(made("pdf-notes")["hunan"])
    written = [comment.text for comment in corpus_source("hunan").comments]
    assert [contents for contents in notes(document) if contents] == written
    document.close()
    for form in ("pdf", "pdf-tagged"):
        document = pypdfium2.PdfDocument(made(form)["hunan"])
        assert not notes(document)
        document.close()


def notes(document: pypdfium2.PdfDocument) -> list[str]:
    """The contents of the notes of all pages, through PDFium's own functions."""
    raw = pypdfium2.raw
    found = []
    for number in range(len(document)):
        page = document[number]
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            note = raw.FPDFPage_GetAnnot(page, index)
            if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_TEXT:
                length = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
                buffer = (raw.FPDF_WCHAR * (length // 2))()
                raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, length)
                found.append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
            raw.FPDFPage_CloseAnnot(note)
    return found


def test_tagged_files_have_a_structure_and_others_none() -> None:
    assert b"/StructTreeRoot" in made("pdf-tagged")["hunan"]
    assert b"/StructTreeRoot" not in made("pdf")["hunan"]


def test_a_chinese_font_is_embedded() -> None:
    """By LibreOffice; Chromium draws each character itself (Type 3)."""
    with pdfplumber.open(io.BytesIO(made("pdf")["sichuan"])) as document:
        fonts = {char["fontname"] for char in document.pages[0].chars if char["text"] >= "\u4e00"}
        assert fonts and all("CJK" in font and re.match(r"[A-Z]{6}\+", font) for font in fonts), fonts
        within = embedded(document)
    assert all(within) and len(within) >= len(fonts)


def embedded(document: pdfplumber.pdf.PDF) -> list[bool]:
    """For each font descriptor of the file: whether the font itself is in it."""
    found = []
    for number in {number for table in document.doc.xrefs for number in table.get_objids()}:
        value = document.doc.getobj(number)
        if isinstance(value, dict) and str(value.get("Type")) == "/'FontDescriptor'":
            found.append(any(key.startswith("FontFile") for key in value))
    return found


def test_what_changes_from_day_to_day_is_taken_out() -> None:
    one = b"/CreationDate(D:20250101120000+08'00')/ID [ <AB12>\n<CD34> ]/DocChecksum /0123ABCD"
    two = b"/CreationDate(D:20251231235959+08'00')/ID [ <FF12>\n<EE34> ]/DocChecksum /FFFFFFFF"
    assert undated(one) == undated(two)
    assert len(undated(one)) == len(one)
    data = made("pdf")["hunan"]
    assert undated(data) == data
    assert rotated(data) == rotated(data)
