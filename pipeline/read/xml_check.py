"""XML that nobody vouches for, looked through before a tree is made of it.

A tree takes a hundred times the bytes of the smallest elements, and entities can make it any size. So the
parts of an archive go through a parser that keeps nothing: it refuses document types (where entities are
declared), what is not well-formed, nested too deeply or too much for the memory.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from pipeline.errors import ReadError

# libxml2, which makes the trees, refuses 256 levels; Word's own files have some twenty, nested tables more.
MAX_DEPTH = 250
# Elements and attributes of all parts of a file: about 800 MB as trees.
MAX_NODES = 3_000_000
# What libxml2 takes as one text or one attribute: 10,000,000 bytes.
MAX_TEXT = 9_999_000
RESAVE = "open it in Word or WPS and save it anew as .docx"
_HEAD = re.compile(rb"""\A(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]{0,200}\?>)?""")
_UTF_8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.:-]{1,40})["']""")


class _RefusedError(Exception):
    """Why a part is refused, from within the parser's calls."""


class XmlCheck:
    """Looks through the XML parts of one file; they share the limit on elements and attributes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes = 0
        self._depth = 0
        self._text = 0

    def utf8(self, part: str, data: bytes) -> bytes:
        """The part `part` as UTF-8 without a declaration, looked through.

        Raises:
            ReadError: in no Unicode encoding, not well-formed, with a document type, too deep, too large.
        """
        encoding = _utf_16(data)
        content = self._recoded(part, data, encoding) if encoding else data
        head = _HEAD.match(content)
        assert head is not None  # it matches nothing at all, too
        declared = _ENCODING.search(head[0])
        if declared and not encoding and declared[1].lower() not in _UTF_8:
            reason = f"is encoded as {declared[1].decode('ascii')}, not as UTF-8 or UTF-16"
            raise ReadError(self._name, part, reason, RESAVE)
        content = content[head.end() :]
        self._look_through(part, content)
        return content

    def _recoded(self, part: str, data: bytes, encoding: str) -> bytes:
        try:
            return data.decode(encoding).encode("utf-8")
        except UnicodeError as error:
            raise ReadError(self._name, part, "is broken UTF-16", RESAVE) from error

    def _look_through(self, part: str, content: bytes) -> None:
        parser = expat.ParserCreate("utf-8", " ")  # with namespaces: a prefix that nobody declares is a fault
        self._depth = self._text = 0
        parser.buffer_text = True  # else each line end would be a call of its own
        parser.buffer_size = 1 << 16
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartNamespaceDeclHandler = self._aside
        parser.CommentHandler = self._aside
        parser.ProcessingInstructionHandler = self._aside
        parser.ordered_attributes = True
        try:
            parser.Parse(content, True)
        except _RefusedError as refusal:
            raise ReadError(self._name, part, str(refusal), RESAVE) from None
        except expat.ExpatError as error:
            raise ReadError(self._name, part, _fault(content, error), RESAVE) from None

    def _doctype(self, *_: object) -> None:
        raise _RefusedError(
            "declares a document type (DOCTYPE), which no Word file does and which can do harm"
        )

    def _start(self, _: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _RefusedError(f"nests elements more than {MAX_DEPTH} deep")
        self._count(1 + len(attributes) // 2)

    def _aside(self, *_: str | None) -> None:
        self._count(1)

    def _count(self, nodes: int) -> None:
        self._text = 0
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise _RefusedError(f"brings the file to more than {MAX_NODES:,} elements and attributes")

    def _end(self, _: str) -> None:
        self._depth -= 1
        self._text = 0

    def _characters(self, text: str) -> None:
        self._text += len(text) if text.isascii() else len(text.encode("utf-8"))
        if self._text > MAX_TEXT:
            raise _RefusedError("holds a text of more than 10 million bytes without any element in it")


def _utf_16(data: bytes) -> str:
    """Which UTF-16 `data` is in; empty if in none. Office files are UTF-8 or UTF-16 (ECMA-376 part 2)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\0<") else ""


def _fault(content: bytes, error: expat.ExpatError) -> str:
    """What is wrong: bytes that are no UTF-8, where that is it, or the parser's word."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return f"is broken UTF-8 (line {content.count(bytes([10]), 0, wrong.start) + 1})"
    return f"is no well-formed XML ({expat.ErrorString(error.code)}, line {error.lineno})"
