"""An HTML element → its paragraphs and tables in reading order, as a browser would set them.

Block elements end a paragraph, inline ones do not; runs of source whitespace are one space, or none
between Chinese characters (where a page's author only wrapped the source). `<br>` ends a line; what
becomes of lines is decided in `_joined`. Scripts, styles and hidden elements give no text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree
from lxml.html import HtmlElement

from pipeline.read.line_breaks import lines_joined
from pipeline.read.source import Piece

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section"
    " summary table tbody td tfoot th thead title tr ul"
)
_SILENT_TAGS = (
    "applet audio button canvas datalist embed head iframe input map meter noframes noscript object"
    " progress script select style svg template textarea video"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
SILENT = frozenset(_SILENT_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BLANKS = " \t\n\r\f"  # what HTML collapses; U+00A0 and U+3000 are text
_BLANK = re.compile(f"[{_BLANKS}]+")
_SPACES = _BLANKS + "\u3000\xa0\u200b\ufeff"
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000]")
_LINE_LIMIT = 65535  # libxml2 counts source lines no further


T = TypeVar("T")


@dataclass
class Paragraph:
    """One paragraph with its pieces; `joined` holds positions where `<br>` lines were put together."""

    pieces: list[Piece]
    heading_level: int | None = None
    joined: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The paragraph as one string."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def line(self) -> int | None:
        """The source line on which it starts."""
        return self.pieces[0].line if self.pieces else None


@dataclass
class _State:
    line: int = 1
    heading: int | None = None
    centred: bool = False
    segments: list[list[tuple[str, int]]] = field(default_factory=lambda: [[]])


def paragraphs(root: HtmlElement, skip: frozenset[HtmlElement] = frozenset()) -> Iterator[Paragraph]:
    """What is printed below `root` outside `skip`, the cells of tables as paragraphs."""
    return walk(root, skip, lambda _: None)


def walk(
    root: HtmlElement, skip: frozenset[HtmlElement], read_table: Callable[[HtmlElement], T | None]
) -> Iterator[Paragraph | T]:
    """Paragraphs and tables below `root` in reading order.

    Args:
        root: where to start.
        skip: elements that give nothing (they are read elsewhere).
        read_table: reads a `<table>`; None for one that only lays the page out, whose cells are then
            walked like any other block.
    """
    state = _State(line=root.sourceline or 1)
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if (element.sourceline or 0) < _LINE_LIMIT:
                state.line = element.sourceline or state.line
            if tag in BLOCKS:
                yield from _flush(state)
            table = read_table(element) if tag == "table" and element not in skip else None
            if table is not None:
                yield table
            if table is not None or element in skip or _is_silent(element, tag, root):
                walker.skip_subtree()
            else:
                _enter(state, element, tag)
        else:
            if tag in BLOCKS:
                yield from _flush(state)
                state.heading = None if tag in _HEADINGS else state.heading
            if element is not root:
                _add(state, element.tail, pre=False)
    yield from _flush(state)


def _is_silent(element: HtmlElement, tag: str, root: HtmlElement) -> bool:
    """Scripts, styles and what the page hides; a hidden `root` was chosen knowingly (scripts show it)."""
    return tag in SILENT or (element is not root and bool(_HIDDEN.search(element.get("style") or "")))


def _enter(state: _State, element: HtmlElement, tag: str) -> None:
    if tag == "br":
        state.segments.append([])
    if tag in BLOCKS:
        state.heading = _HEADINGS.get(tag, state.heading)
        style = element.get("style") or ""
        state.centred = tag == "center" or element.get("align") == "center" or bool(_CENTRED.search(style))
    _add(state, element.text, pre=tag == "pre")


def _add(state: _State, text: str | None, *, pre: bool) -> None:
    if not text:
        return
    for number, part in enumerate(text.split("\n")):
        if number:
            state.line += 1
        if number and pre:
            state.segments.append([])
        wrapped = "\n" if number and not pre else ""
        if wrapped or part:
            state.segments[-1].append((wrapped + part, state.line))


def _flush(state: _State) -> Iterator[Paragraph]:
    lines = [pieces for pieces in map(_collapsed, state.segments) if _printed(pieces)]
    state.segments = [[]]
    as_title = state.centred or state.heading is not None
    for paragraph in _joined(lines, as_title=as_title):
        paragraph.heading_level = state.heading
        yield paragraph


def _printed(pieces: Sequence[Piece]) -> bool:
    return bool("".join(piece.text for piece in pieces).strip(_SPACES))


def _collapsed(raw: Sequence[tuple[str, int]]) -> list[Piece]:
    """Collapse source whitespace; a wrapped source line between Chinese characters leaves nothing.

    Args:
        raw: parts with their lines; a part that a source line break stands before starts with it.
    """
    pieces: list[Piece] = []
    gap = ""  # what stands before the next part: nothing, a space, or a line break of the source
    for part, line in raw:
        core = part.strip(_BLANKS)
        before = part[: len(part) - len(part.lstrip(_BLANKS))]
        gap = "\n" if "\n" in before or gap == "\n" else (before and " ") or gap
        if not core:
            continue
        wide = pieces and _WIDE.match(pieces[-1].text[-1]) and _WIDE.match(core)
        space = "" if not pieces or not gap or (gap == "\n" and wide) else " "
        text = space + _BLANK.sub(" ", core)
        if pieces and pieces[-1].line == line:
            text = pieces.pop().text + text
        pieces.append(Piece(text, line))
        gap = " " if part[-1] in _BLANKS else ""
    return pieces


def _joined(lines: Sequence[list[Piece]], *, as_title: bool) -> Iterator[Paragraph]:
    """Lines that `<br>` separates are paragraphs, unless a title or a sentence goes on in the next."""
    current: Paragraph | None = None
    for pieces in lines:
        following = "".join(piece.text for piece in pieces)
        if current and lines_joined(current.text, following, as_title=as_title):
            current.pieces[-1] = _stripped(current.pieces[-1])
            current.joined = (*current.joined, len(current.text))
            current.pieces += [_stripped(pieces[0]), *pieces[1:]]
            continue
        if current:
            yield current
        current = Paragraph(list(pieces))
    if current:
        yield current


def _stripped(piece: Piece) -> Piece:
    return Piece(piece.text.strip(_SPACES), piece.line)
