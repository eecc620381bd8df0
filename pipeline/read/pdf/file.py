"""Opening a PDF file with pypdfium2: what cannot be read is refused in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from pipeline.errors import ReadError

MAX_PAGES = 5000
_ANEW = "open it in its program and save it anew as PDF"
# What pypdfium2 says of a file that it cannot open (PDFium's error codes), and what we say.
_REASONS = (
    ("password", "is protected by a password", "save it without one"),
    ("security", "is protected in a way that nobody can open", "save it without protection"),
)


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """The file, open while the block runs.

    Raises:
        ReadError: the file is protected or damaged, or has no or too many pages.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refused(error, name) from None
    try:
        if not len(document):
            raise ReadError(name, "", "a PDF file without pages", _ANEW)
        if len(document) > MAX_PAGES:
            raise ReadError(
                name, "", f"has more than {MAX_PAGES:,} pages", "give its parts as files of their own"
            )
        yield document
    finally:
        document.close()


def page_of(document: pdfium.PdfDocument, number: int, name: str) -> pdfium.PdfPage:
    """The page `number` (from 1); `ReadError` if it is damaged."""
    try:
        return document[number - 1]
    except pdfium.PdfiumError:
        raise ReadError(name, f"page {number}", "the page is damaged", _ANEW) from None


def _refused(error: pdfium.PdfiumError, name: str) -> ReadError:
    said = str(error).lower()
    for word, reason, remedy in _REASONS:
        if word in said:
            return ReadError(name, "", reason, remedy)
    return ReadError(name, "", "a damaged PDF file", f"get the file again, or {_ANEW}")
