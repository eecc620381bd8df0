"""What a paragraph takes over from its styles: numbering and outline level (ECMA-376 Part 1, 17.7 and 17.3.1)."""

from __future__ import annotations

import re

import msgspec
from docx.oxml.ns import qn
from lxml.etree import _Element

from pipeline.read.word.values import integer_value, text_value

_DEEPEST = 8  # outline levels are 0 to 8; 9 says "no heading"
_HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])", re.IGNORECASE)
_TITLE = re.compile("title|标题|標題", re.IGNORECASE)


class StyleLevel(msgspec.Struct, frozen=True, gc=False):
    """What one style says of its level in the numbering; `level` is what it says itself, if anything."""

    style: str
    level: int | None


class NumberingReference(msgspec.Struct, frozen=True, gc=False):
    """The numbering of a paragraph.

    `level` is the paragraph's own (0 is the highest). None: the level is that of the nearest of `styles`
    (from the paragraph's towards what they are based on) which the numbering names or which says one.
    """

    number: int
    level: int | None
    styles: tuple[StyleLevel, ...] = ()


class _Style(msgspec.Struct, frozen=True, gc=False):
    name: str
    aliases: tuple[str, ...]
    based_on: str | None
    number: int | None
    level: int | None
    outline_level: int | None


class Styles:
    """The styles of a document.

    Args:
        element: `w:styles` of the file's style part; None if it has none.
    """

    def __init__(self, element: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._chains: dict[str | None, tuple[tuple[str, _Style], ...]] = {}
        self._numberings: dict[str | None, NumberingReference | None] = {}
        for style in () if element is None else element.findall(qn("w:style")):
            name = style.get(qn("w:styleId"))
            if name is not None and style.get(qn("w:type"), "paragraph") in {"paragraph", "numbering"}:
                self._styles.setdefault(name, _read(style))
                if _is_default(style) and self._default is None:
                    self._default = name

    def numbering(self, paragraph: _Element) -> NumberingReference | None:
        """The numbering of a `w:p`: its own, else that of its styles; None if it has none or it is off (0)."""
        properties = paragraph.find(qn("w:pPr"))
        own = None if properties is None else properties.find(qn("w:numPr"))
        number, level = integer_value(own, "w:numId"), integer_value(own, "w:ilvl")
        if own is not None and own.find(qn("w:ilvl")) is not None and level is None:
            return None  # a level that is no number
        if number is not None:
            return NumberingReference(number, level or 0) if number > 0 else None
        inherited = self._inherited(self._style_of(properties))
        if inherited is None or level is None:
            return inherited
        return msgspec.structs.replace(inherited, level=level)

    def outline_level(self, paragraph: _Element) -> int | None:
        """The outline level of a `w:p`, 0 (a chapter) to 8; None for body text."""
        properties = paragraph.find(qn("w:pPr"))
        level = integer_value(properties, "w:outlineLvl")
        if level is None:
            levels = (style.outline_level for _, style in self._chain(self._style_of(properties)))
            level = next((found for found in levels if found is not None), None)
        return level if level is not None and 0 <= level <= _DEEPEST else None

    def heading_number(self, paragraph: _Element) -> int | None:
        """1 to 9 if the paragraph's style is called a heading: heading 1, 标题 1."""
        matches = (_HEADING.fullmatch(name) for name in self._names(paragraph))
        return next((int(match[1]) for match in matches if match), None)

    def is_title(self, paragraph: _Element) -> bool:
        """Whether the paragraph's style is called the document's title: Title, 标题."""
        return any(_TITLE.fullmatch(name) for name in self._names(paragraph))

    def number_of(self, style: str) -> int | None:
        """The numbering that the style `style` (of paragraphs or of lists) or what it is based on names."""
        numbers = (found.number for _, found in self._chain(style))
        return next((number for number in numbers if number is not None), None)

    def _names(self, paragraph: _Element) -> tuple[str, ...]:
        style = self._styles.get(self._style_of(paragraph.find(qn("w:pPr"))) or "")
        return (style.name, *style.aliases) if style else ()

    def _style_of(self, properties: _Element | None) -> str | None:
        """The style's identifier; a style that there is not is the default one."""
        named = text_value(properties, "w:pStyle")
        return named if named in self._styles else self._default

    def _inherited(self, style: str | None) -> NumberingReference | None:
        if style not in self._numberings:
            self._numberings[style] = self._read_numbering(style)
        return self._numberings[style]

    def _read_numbering(self, style: str | None) -> NumberingReference | None:
        passed: list[StyleLevel] = []
        for name, found in self._chain(style):
            passed.append(StyleLevel(name, found.level))
            if found.number is not None:
                return NumberingReference(found.number, None, tuple(passed)) if found.number > 0 else None
        return None

    def _chain(self, style: str | None) -> tuple[tuple[str, _Style], ...]:
        """The style, the one it is based on, and so on; a circle ends where it would begin anew."""
        if style not in self._chains:
            chain: dict[str, _Style] = {}
            name = style
            while name is not None and name not in chain and (found := self._styles.get(name)):
                chain[name] = found
                name = found.based_on
            self._chains[style] = tuple(chain.items())
        return self._chains[style]


def _is_default(style: _Element) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default"), "0") in {"1", "true", "on"}


def _read(style: _Element) -> _Style:
    properties = style.find(qn("w:pPr"))
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    return _Style(
        name=(text_value(style, "w:name") or "").strip(),
        aliases=tuple(alias.strip() for alias in (text_value(style, "w:aliases") or "").split(",")),
        based_on=text_value(style, "w:basedOn"),
        number=integer_value(numbering, "w:numId"),
        level=integer_value(numbering, "w:ilvl"),
        outline_level=integer_value(properties, "w:outlineLvl"),
    )
