"""`read`: any supported file → `Source`. The format is found by content, never by the file's name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.errors import ReadError
from pipeline.fold import is_han
from pipeline.model import Source
from pipeline.read.decode import MAX_BYTES, check_size, decode
from pipeline.read.formats import Format, find_format
from pipeline.read.html import read_page
from pipeline.read.office import OfficeFormat, to_word
from pipeline.read.text import read_text

__all__ = ["ReadError", "read", "read_bytes"]

_TAGS = "!doctype html|html|head|body|meta|title|script|style|link|div|table|center|font|span|p|h[1-6]|ul|section|article"
_HTML_START = re.compile(
    rf"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:{_TAGS})[\s>/]", re.IGNORECASE | re.DOTALL
)
_HTML_ROOT = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_HEAD = 4096
# Front matter, a heading with `#`, two pairs of bold marks, a link: text that Markdown's rules apply to.
_MARKDOWN = re.compile(
    r"\A\s*---[ \t]*\r?\n|^#{1,6}[ \t]+\S|\*\*[^*\n]+\*\*.*?\*\*[^*\n]+\*\*|\[[^\]\n]+\]\(https?://",
    re.MULTILINE | re.DOTALL,
)
_MARKS = ("---", "#", "**", "](")  # one of them is in all that the pattern finds


def read(path: Path, max_bytes: int = MAX_BYTES) -> Source:
    """Read one document.

    Args:
        path: a PDF, Word, WPS, OpenDocument, RTF, text, Markdown or HTML file.
        max_bytes: the largest file that is read.

    Raises:
        ReadError: the file cannot be opened, is too large, empty, binary or in an unknown format.
    """
    name = str(path)
    try:
        check_size(path.stat().st_size, name, max_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            name, "", f"cannot be opened ({error.strerror or error})", "check the path"
        ) from error
    return read_bytes(data, name, max_bytes)


def read_bytes(data: bytes, name: str, max_bytes: int = MAX_BYTES) -> Source:
    """Read a document that is already in memory; `name` is how errors name it."""
    check_size(len(data), name, max_bytes)
    kind = find_format(data, name)
    source = _read(data, name, kind, max_bytes)
    if not source.text:
        raise ReadError(name, "", "the file holds no text", "give a file with text")
    if not any(map(is_han, source.text)):
        raise ReadError(name, "", "the file holds no Chinese text", "give the plan's text, saved as UTF-8")
    return source


def _read(data: bytes, name: str, kind: Format, max_bytes: int) -> Source:
    if kind == "text":
        return _read_characters(data, name, max_bytes)
    if kind == "pdf":
        from pipeline.read.pdf import read_pdf

        return read_pdf(data, name)
    return _read_office(data, name, kind)


def _read_characters(data: bytes, name: str, max_bytes: int) -> Source:
    text = decode(data, name, max_bytes)
    kind = sniff(text)
    return read_page(text, name) if kind == "html" else read_text(text, kind)


def _read_office(data: bytes, name: str, kind: Literal["docx"] | OfficeFormat) -> Source:
    from pipeline.read.word import read_word

    if kind == "docx":
        return read_word(data, name)
    source = read_word(to_word(data, name, kind), name)
    return msgspec.structs.replace(source, format="odt" if kind == "fodt" else kind)


def sniff(text: str) -> Literal["html", "markdown", "text"]:
    """The format of decoded text."""
    head = text[:_HEAD]
    if _HTML_START.match(head) or _HTML_ROOT.search(head):
        return "html"
    marked = any(mark in text for mark in _MARKS)
    return "markdown" if marked and _MARKDOWN.search(text) else "text"
