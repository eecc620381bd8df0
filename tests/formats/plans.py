"""The plans of the corpus in each format, and their records, made once a process."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from pipeline.catalog import load_catalog
from pipeline.document import read_document
from pipeline.model import Record, Source
from pipeline.outline import build_outline
from pipeline.read import read
from tests.documents import DOCUMENTS, ROOT
from tests.formats.convert import Format, convert_all
from tests.formats.pdf_writer import (
    COLUMNS,
    JUSTIFIED,
    OFFICIAL,
    Layout,
    official_word,
    page,
    print_pages,
    rotated,
    scanned,
    undated,
)
from tests.formats.word_writer import word_file

# What each format is: written by us, or by LibreOffice from that.
FORMATS = ("docx", "docx-headings", "docx-office", "odt", "doc", "rtf")
OFFICE = ("docx-office", "odt", "doc", "rtf")
# Printed: by LibreOffice but for pdf-chromium. All but two have the page of an official document.
PDF = (
    "pdf",
    "pdf-tagged",
    "pdf-notes",
    "pdf-justified",
    "pdf-columns",
    "pdf-rotated",
    "pdf-chromium",
)
# The pages of "pdf" as pictures. They take twelve seconds each to recognise, so what takes all formats leaves them out.
SCANNED = ("pdf-scanned",)
TURNS = (0.7, -0.5, 0.3, -1.1, 0.9)  # degrees by which paper lies askew, page after page


@cache
def corpus_source(name: str) -> Source:
    """A corpus document as it is read from its text file."""
    return read(ROOT / f"corpus/{name}.txt")


@cache
def files(form: str) -> dict[str, bytes]:
    """Every plan in the format `form` (of FORMATS, PDF or SCANNED): by document id, the file."""
    if form in {"docx", "docx-headings"}:
        headings = form == "docx-headings"
        return {name: word_file(corpus_source(name), headings=headings) for name in DOCUMENTS}
    if form == "docx-office":
        return _converted(files("odt"), "docx")
    if form in PDF + SCANNED:
        return printed(form)
    return _converted(drafts(), form)  # type: ignore[arg-type]


@cache
def printed(form: str) -> dict[str, bytes]:
    """Every plan in the format `form` (of PDF or SCANNED)."""
    if form == "pdf-scanned":
        return {name: scanned(data, TURNS) for name, data in printed("pdf").items()}
    if form == "pdf-rotated":
        return {name: rotated(data) for name, data in printed("pdf").items()}
    if form == "pdf-chromium":
        return print_pages({name: page(corpus_source(name), _titles(name)) for name in DOCUMENTS})
    if form in {"pdf-tagged", "pdf-notes"}:
        made = _converted(official(OFFICIAL), form)  # type: ignore[arg-type]
        return {name: undated(data) for name, data in made.items()}
    # At one start of LibreOffice what needs the same settings.
    layouts = {"pdf": OFFICIAL, "pdf-justified": JUSTIFIED, "pdf-columns": COLUMNS}
    convert_all([data for layout in layouts.values() for data in official(layout).values()], "pdf")
    return {name: undated(data) for name, data in _converted(official(layouts[form]), "pdf").items()}


@cache
def official(layout: Layout) -> dict[str, bytes]:
    """Every plan as a Word file with the page of an official document."""
    return {name: official_word(corpus_source(name), layout) for name in DOCUMENTS}


def _titles(name: str) -> list[tuple[int, int]]:
    clauses, _ = build_outline(name, corpus_source(name))
    return [(clause.char_start, clause.char_end) for clause in clauses if clause.level == "title"]


@cache
def drafts() -> dict[str, bytes]:
    """Every plan as a Word file whose numbers LibreOffice understands."""
    return {name: word_file(corpus_source(name), own_lists=True) for name in DOCUMENTS}


def _converted(drafts: dict[str, bytes], to: Format) -> dict[str, bytes]:
    return dict(zip(drafts, convert_all(list(drafts.values()), to), strict=True))


@cache
def record_in(form: str, name: str) -> Record:
    """The record of a plan read from its file in the format `form`, with its entry in the catalogue."""
    entry = load_catalog(ROOT / "corpus").get(name)
    file = f"{name}.{form.partition('-')[0]}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file)
        path.write_bytes(files(form)[name])
        return read_document(path, name, file, entry)
