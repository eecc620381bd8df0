"""Reviewers' annotations of a PDF file as comments: who says what, in answer to which, and where it stands.

PDF 32000-1, 12.5.6: markup annotations. Links, form fields and what a program draws for itself are none. A
pop-up is only the window of its annotation; a state (Accepted, Completed …) is an annotation of its own, which
answers the one that it settles (12.5.6.3). Nothing in a file can make this fail or take long: what is no
number, text or annotation is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from ctypes import byref, cast, create_string_buffer
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.read.pdf.notes.dates import iso_date
from pipeline.read.pdf.notes.threads import AnnotationKind, PageComment, ReadAnnotation, threads
from pipeline.read.pdf.page.shown import Shown, shown
from pipeline.read.pdf.printed import Box, around

_KINDS: dict[int, AnnotationKind] = {
    pdfium.FPDF_ANNOT_TEXT: "text",
    pdfium.FPDF_ANNOT_HIGHLIGHT: "highlight",
    pdfium.FPDF_ANNOT_UNDERLINE: "underline",
    pdfium.FPDF_ANNOT_STRIKEOUT: "strikeout",
    pdfium.FPDF_ANNOT_SQUIGGLY: "squiggly",
    pdfium.FPDF_ANNOT_CARET: "caret",
    pdfium.FPDF_ANNOT_FREETEXT: "freetext",
    pdfium.FPDF_ANNOT_LINE: "shape",
    pdfium.FPDF_ANNOT_SQUARE: "shape",
    pdfium.FPDF_ANNOT_CIRCLE: "shape",
    pdfium.FPDF_ANNOT_POLYGON: "shape",
    pdfium.FPDF_ANNOT_POLYLINE: "shape",
    pdfium.FPDF_ANNOT_INK: "shape",
    pdfium.FPDF_ANNOT_STAMP: "shape",
    pdfium.FPDF_ANNOT_FILEATTACHMENT: "attachment",
}
_LONGEST = 100_000  # characters of one text
_MOST_TEXT = 4_000_000  # characters of all texts: many annotations may share one long text
_MOST = 10_000  # annotations of a file
_MOST_QUADS = 2_000
_BREAK = re.compile(r"<(?:/p|/div|br)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# LibreOffice writes the date, as its language has it, behind the name.
_DATED_NAME = re.compile(
    r"^(.{1,200}?),\s*\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}日?(?:[ ,]+[\d:]{4,8}(?:\s*[AP]M)?)?\s*,?$"
)


@dataclass
class _Budget:
    """What may still be read of a file."""

    text: int = _MOST_TEXT
    annotations: int = _MOST


class Annotations:
    """The comments of a file: `comments`, page by page, each answer behind what it answers."""

    def __init__(self) -> None:
        self.comments: list[PageComment] = []
        self._budget = _Budget()

    def read(self, page: pypdfium2.PdfPage, number: int) -> None:
        """Read the next page; `number` counts from 1."""
        read, windows = _page(page, number, self._budget)
        self.comments += threads(read, windows, len(self.comments))


def _page(
    page: pypdfium2.PdfPage, number: int, budget: _Budget
) -> tuple[dict[int, ReadAnnotation], dict[int, str]]:
    """The annotations of a page by their place there, and the texts of pop-ups by the place of their annotation."""
    read: dict[int, ReadAnnotation] = {}
    windows: dict[int, str] = {}
    count = min(pdfium.FPDFPage_GetAnnotCount(page), budget.annotations)
    if count <= 0:
        return read, windows
    place = shown(page)
    for index in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        budget.annotations -= 1
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium.FPDF_ANNOT_POPUP:
            owner = _linked(page, annotation, b"Parent")
            if owner >= 0 and (text := _text(annotation, b"Contents", budget)):
                windows[owner] = text
        elif kind in _KINDS:
            read[index] = _annotation(page, annotation, _KINDS[kind], number, place, budget)
        pdfium.FPDFPage_CloseAnnot(annotation)
    return read, windows


def _annotation(
    page: pypdfium2.PdfPage,
    annotation: pdfium.FPDF_ANNOTATION,
    kind: AnnotationKind,
    number: int,
    place: Shown,
    budget: _Budget,
) -> ReadAnnotation:
    quads = tuple(_quads(annotation, place))
    comment = PageComment(
        page=number,
        kind=kind,
        author=_DATED_NAME.sub(r"\1", _text(annotation, b"T", budget)),
        text=_text(annotation, b"Contents", budget) or _plain(_text(annotation, b"RC", budget)),
        created=iso_date(_text(annotation, b"CreationDate", budget))
        or iso_date(_text(annotation, b"M", budget)),
        box=_box(annotation, place) or (around(list(quads)) if quads else None),
        quads=quads,
    )
    state = _text(annotation, b"State", budget) if _text(annotation, b"StateModel", budget) else None
    grouped = _text(annotation, b"RT", budget) == "Group"
    return ReadAnnotation(comment, _linked(page, annotation, b"IRT"), grouped, state)


def _linked(page: pypdfium2.PdfPage, annotation: pdfium.FPDF_ANNOTATION, key: bytes) -> int:
    """The place on the page of the annotation that another one names; -1 if it names none."""
    other = pdfium.FPDFAnnot_GetLinkedAnnot(annotation, key)
    if not other:
        return -1
    index: int = pdfium.FPDFPage_GetAnnotIndex(page, other)
    pdfium.FPDFPage_CloseAnnot(other)
    return index


def _text(annotation: pdfium.FPDF_ANNOTATION, key: bytes, budget: _Budget) -> str:
    """What an entry says, on one line; nothing if it is no text, or once too much has been read."""
    if budget.text < 0:
        return ""
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    budget.text -= size // 2  # asking takes time as well
    if size <= 2 or budget.text < 0:
        return ""
    buffer = create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(annotation, key, cast(buffer, pdfium.POINTER(pdfium.FPDF_WCHAR)), size)
    text = buffer.raw[: size - 2].decode("utf-16-le", "replace")
    return text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _plain(rich: str) -> str:
    """Rich text (XHTML) without its markup, a paragraph a line."""
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n", rich))).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _quads(annotation: pdfium.FPDF_ANNOTATION, place: Shown) -> Iterator[Box]:
    quad = pdfium.FS_QUADPOINTSF()
    for index in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), _MOST_QUADS)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, byref(quad)):
            corners = (quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3), (quad.x4, quad.y4)
            if box := place.box(*corners):
                yield box


def _box(annotation: pdfium.FPDF_ANNOTATION, place: Shown) -> Box | None:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_HasKey(annotation, b"Rect") or not pdfium.FPDFAnnot_GetRect(
        annotation, byref(rect)
    ):
        return None
    if rect.left == rect.right == rect.top == rect.bottom == 0:  # what is no box reads as this
        return None
    return place.box((rect.left, rect.bottom), (rect.right, rect.top))
