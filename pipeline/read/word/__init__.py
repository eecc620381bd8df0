"""Word files (.docx and its kin): the accepted version of the text, its comments and tracked changes."""

from __future__ import annotations

from pipeline.model import Source
from pipeline.read.source import SourceBuilder
from pipeline.read.word.package import open_word


def read_word(data: bytes, name: str) -> Source:
    """Read a Word file.

    Raises:
        ReadError: it is broken, dangerous, or no Word file.
    """
    builder = SourceBuilder("docx")
    for paragraph in open_word(data, name).paragraphs:
        for line in paragraph.text.split("\n"):
            builder.add_paragraph(line)
    return builder.build()
