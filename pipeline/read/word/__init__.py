"""Word files → `Source`: the accepted version as text, with comments, changes and tables.

python-docx opens the package and finds its parts; what it does not read (numbers, changes, anchors, content
controls, text boxes) is read from the XML below it.
"""

from __future__ import annotations

from pipeline.model import Source
from pipeline.read.word.document import WordDocument
from pipeline.read.word.package import open_word

__all__ = ["read_word"]


def read_word(data: bytes, name: str = "document") -> Source:
    """Read one Word file (.docx, .docm, .dotx, .dotm).

    Args:
        data: the file's bytes.
        name: how errors name the file.

    Raises:
        ReadError: the file is no harmless Word file.
    """
    return WordDocument(open_word(data, name)).read()
