"""PDF files → `Source`: paragraphs from printed lines, tables, annotations, and where on the page each stands."""

from __future__ import annotations

from pipeline.model import Source
from pipeline.read.pdf.document import read_document
from pipeline.read.pdf.file import opened

__all__ = ["read_pdf"]


def read_pdf(data: bytes, name: str = "document") -> Source:
    """Read one PDF file.

    Args:
        data: the file's bytes.
        name: how errors name the file.

    Raises:
        ReadError: the file is protected, damaged or has no pages.
    """
    with opened(data, name) as document:
        return read_document(document, data, name)
