"""A plan gives the same facts when it is printed, against its text file; and each fact has its box on the page."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pypdfium2
import pytest

from pipeline.model import Record
from pipeline.pictures import fact_boxes
from pipeline.read.pdf.page.text import page_text
from tests.documents import DOCUMENTS
from tests.formats.compared import Score, bare, compared
from tests.formats.convert import needs_office
from tests.formats.pdf_writer import need_chromium
from tests.formats.plans import PDF, files, record_in
from tests.needs import need_ocr

# The least F1 of outline, targets, deadlines and assignments.
LEAST = dict.fromkeys(PDF, 0.97)
FACTS = ("outline", "targets", "deadlines", "assignments")
LEAST_SCANNED = 0.9
SHORTEST = "sichuan-2022"
WITH_TABLES = ("hunan", "sichuan-2022")
FACTS_WITH_BOXES = 20
SLACK = -1.0  # points: PDFium takes whatever a box touches


def in_format(form: str, name: str) -> Record:
    if form == "pdf-chromium":
        need_chromium()
    else:
        needs_office()
    return record_in(form, name)


def said(scores: list[Score]) -> str:
    return "\n".join(
        line for score in scores for line in (f"{score.kind} {score.f1:.3f}", *score.differences())
    )


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", PDF)
def test_the_same_facts(form: str, name: str, corpus: dict[str, Record]) -> None:
    scores = [s for s in compared(corpus[name], in_format(form, name)) if s.kind in FACTS]
    assert [score.kind for score in scores] == list(FACTS)
    weak = [score for score in scores if score.f1 < LEAST[form]]
    assert not weak, said(weak)


def test_the_same_facts_from_a_scan(corpus: dict[str, Record]) -> None:
    """The shortest plan, with its table; what the others give stands in docs/pdf_scans.md."""
    need_ocr()
    scores = compared(corpus[SHORTEST], in_format("pdf-scanned", SHORTEST))
    weak = [score for score in scores if score.f1 < LEAST_SCANNED]
    assert {score.kind for score in scores} >= {*FACTS, "tables"}
    assert not weak, said(weak)


# In columns a table is printed in the width of one, and goes on at the head of the next.
@pytest.mark.parametrize("name", WITH_TABLES)
@pytest.mark.parametrize("form", PDF)
def test_tables_are_the_same_cell_by_cell(form: str, name: str, corpus: dict[str, Record]) -> None:
    record = in_format(form, name)
    tables = [score for score in compared(corpus[name], record) if score.kind == "tables"]
    assert len(record.tables) == len(corpus[name].tables) > 0
    assert tables[0].f1 == 1, said(tables)


@pytest.mark.parametrize("form", PDF)
def test_nothing_of_the_page_is_text(form: str, corpus: dict[str, Record]) -> None:
    for name in DOCUMENTS:
        record = in_format(form, name)
        assert bare(record.text) == bare(corpus[name].text), name


def test_comments_stand_where_their_words_end(corpus: dict[str, Record]) -> None:
    """LibreOffice prints a note as a point behind the words, and not how far these reach."""
    record = in_format("pdf-notes", "hunan")
    text, expected = corpus["hunan"].text, corpus["hunan"].comments
    assert [(c.author, bare(c.text)) for c in record.comments] == [(c.author, bare(c.text)) for c in expected]
    for comment, was in zip(record.comments, expected, strict=True):
        assert comment.char_start == comment.char_end
        assert bare(record.text[: comment.char_start]) == bare(text[: was.char_end])


@pytest.mark.parametrize("form", [form for form in PDF if form != "pdf-notes"])
def test_no_comment_where_there_is_none_printed(form: str) -> None:
    assert not in_format(form, "hunan").comments


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_clause_names_the_page_on_which_it_begins(name: str) -> None:
    record = in_format("pdf", name)
    document = pypdfium2.PdfDocument(files("pdf")[name])
    printed = [bare(page.get_textpage().get_text_range()) for page in document]
    document.close()
    for clause in record.clauses:
        begins = bare(record.text[clause.char_start :].split("\n", 1)[0][:12])
        assert clause.page is not None
        assert begins in printed[clause.page - 1], (clause.ref, clause.page)


# --- boxes -------------------------------------------------------------------------------------


def facts(record: Record) -> Iterator[tuple[str, int, int]]:
    """Every fact with the range of its quote, in the order of the record."""
    for kind, rows in (
        ("target", record.targets),
        ("deadline", record.deadlines),
        ("assignment", record.assignments),
        ("quantity", record.quantities),
        ("citation", record.citations),
        ("cell", record.table_cells),
    ):
        for row in rows:
            if record.text[row.char_start : row.char_end].strip():
                yield kind, row.char_start, row.char_end


@pytest.mark.parametrize("form", ["pdf", "pdf-columns", "pdf-chromium"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_boxes_of_a_fact_enclose_its_words(form: str, name: str) -> None:
    """PDFium's own search for text in a box is the judge: in the boxes stands the quote, and nothing else."""
    record = in_format(form, name)
    document = pypdfium2.PdfDocument(files(form)[name])
    lines = cache(lambda page: page_text(document[page - 1], page).lines)
    chosen = random.Random(9704).sample(list(facts(record)), FACTS_WITH_BOXES)
    wrong = []
    for kind, start, end in chosen:
        boxes = fact_boxes(record, lines, start, end)
        inside = "".join(text_in(document, page, box) for page in sorted(boxes) for box in boxes[page])
        quote = record.text[start:end]
        if bare(inside) != bare(quote):
            wrong.append(f"{kind} {quote!r}: {inside!r} in {boxes}")
    document.close()
    assert not wrong, "\n".join(wrong)


def text_in(document: pypdfium2.PdfDocument, number: int, box: tuple[float, float, float, float]) -> str:
    """What PDFium finds in a box (points from the upper left) of a page that is not turned."""
    page = document[number - 1]
    height = page.get_height()
    left, top, right, bottom = box
    return str(
        page.get_textpage().get_text_bounded(
            left - SLACK, height - bottom - SLACK, right + SLACK, height - top + SLACK
        )
    )
