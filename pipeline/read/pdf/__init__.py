"""PDF files → `Source`: paragraphs from printed lines, tables, annotations, and where on the page each stands."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model import Source
from pipeline.read.pdf.child import read_apart
from pipeline.read.pdf.document import read_document
from pipeline.read.pdf.file import opened

__all__ = ["read_here", "read_pdf"]


def read_pdf(data: bytes, name: str = "document") -> Source:
    """Read one PDF file, in a process of its own: what breaks that one breaks nothing else.

    Args:
        data: the file's bytes.
        name: how errors name the file.

    Raises:
        ReadError: the file is protected or damaged, has no pages, or takes more memory or time than it may.
    """
    return read_apart(data, name)


def read_here(data: bytes, name: str, begin_page: Callable[[int], None] = lambda number: None) -> Source:
    """Read one PDF file in this process; `begin_page` is told the number of each page before it is read."""
    with opened(data, name) as document:
        return read_document(document, data, name, begin_page)
