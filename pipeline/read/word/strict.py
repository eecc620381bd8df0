"""Strict Open XML: the same elements as in the usual (Transitional) Word files, in other namespaces.

ISO/IEC 29500-1 (Strict) and 29500-4 (Transitional) name the namespaces and the kinds of relationships.
Word saves so on demand ("Strict Open XML Document"); python-docx knows the Transitional names only.
"""

from __future__ import annotations

import re

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
# Strict names have no year; three are spelled otherwise besides.
_YEARS = {
    b"wordprocessingml": b"wordprocessingml/2006",
    b"drawingml": b"drawingml/2006",
    b"officeDocument": b"officeDocument/2006",
    b"schemaLibrary": b"schemaLibrary/2006",
    b"presentationml": b"presentationml/2006",
    b"spreadsheetml": b"spreadsheetml/2006",
}
_SPELLINGS = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
# A namespace declaration or the kind of a relationship; a text may print such an address all it likes.
_NAME = re.compile(
    rb"""((?:xmlns(?::[\w.-]+)?|Type)\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)((?:/[\w-]+)*)(?=["'])"""
)


def to_transitional(content: bytes) -> bytes:
    """An XML part (UTF-8) with the Transitional names for the Strict ones."""
    return _NAME.sub(_renamed, content) if _STRICT in content else content


def _renamed(found: re.Match[bytes]) -> bytes:
    before, family, rest = found.groups()
    *path, last = rest.split(b"/")
    renamed = b"/".join([*path, _SPELLINGS.get(last, last)])
    return before + _TRANSITIONAL + _YEARS.get(family, family) + renamed
