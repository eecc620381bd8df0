"""The levels of a numbering as the file defines them (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from docx.oxml.ns import qn
from lxml.etree import _Element

from pipeline.read.word.styles import Styles
from pipeline.read.word.values import integer_attribute, integer_value, switched_on, text_value

LEVELS = 9
BULLET = "•"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent/{*}Choice/"
_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}
# In these fonts any character is a sign: the letter l of Wingdings is a disc.
_SIGN_FONTS = frozenset({"symbol", "webdings", "wingdings", "wingdings 2", "wingdings 3"})


class Level(msgspec.Struct, frozen=True):
    """One level: what it prints and how it counts.

    `text` has %1 to %9 for the numbers of the levels; `restart` None: anew under each higher level, 0:
    never anew, n: anew only under levels 1 to n (counted from 1, as Word does). `style` is the paragraph
    style tied to the level.
    """

    start: int
    format: str
    text: str
    legal: bool
    suffix: str
    restart: int | None
    style: str | None


class Definition(msgspec.Struct, frozen=True):
    """A numbering that paragraphs name: whose numbers it shares, its levels, the levels that it starts anew."""

    counter: int
    levels: dict[int, Level]
    starts: dict[int, int]


def definitions(element: _Element | None, styles: Styles) -> dict[int, Definition]:
    """What each `w:num` of a numbering part (`w:numbering`) defines; those without any levels are left out."""
    if element is None:
        return {}
    abstract = _by_number(element, "w:abstractNum", "w:abstractNumId")
    concrete = _by_number(element, "w:num", "w:numId")
    found: dict[int, Definition] = {}
    for number, item in concrete.items():
        shared = _linked(integer_value(item, "w:abstractNumId"), abstract, concrete, styles)
        if shared is not None:
            found[number] = _definition(item, shared, abstract[shared])
    return found


def _by_number(element: _Element, tag: str, attribute: str) -> dict[int, _Element]:
    found: dict[int, _Element] = {}
    for item in element.findall(qn(tag)):
        number = integer_attribute(item, attribute)
        if number is not None:
            found.setdefault(number, item)
    return found


def _linked(
    number: int | None, abstract: dict[int, _Element], concrete: dict[int, _Element], styles: Styles
) -> int | None:
    """The abstract numbering that holds the levels: `number`, or where its list style (numStyleLink) leads."""
    seen: set[int] = set()
    while number is not None and number in abstract and number not in seen:
        seen.add(number)
        link = text_value(abstract[number], "w:numStyleLink")
        if link is None:
            return number
        owners = (key for key, item in abstract.items() if text_value(item, "w:styleLink") == link)
        named = concrete.get(styles.number_of(link) or 0)
        number = next(owners, integer_value(named, "w:abstractNumId"))
    return None


def _definition(item: _Element, counter: int, abstract: _Element) -> Definition:
    levels = dict(_levels(abstract))
    starts: dict[int, int] = {}
    for override in item.findall(qn("w:lvlOverride")):
        index = integer_attribute(override, "w:ilvl")
        if index is None or not 0 <= index < LEVELS:
            continue
        own = override.find(qn("w:lvl"))
        if own is not None:
            levels[index] = _level(own)
        start = integer_value(override, "w:startOverride")
        if start is not None:
            starts[index] = start
    return Definition(counter, levels, starts)


def _levels(abstract: _Element) -> Iterator[tuple[int, Level]]:
    for element in reversed(abstract.findall(qn("w:lvl"))):  # of two for one level the first counts
        index = integer_attribute(element, "w:ilvl")
        if index is not None and 0 <= index < LEVELS:
            yield index, _level(element)


def _level(element: _Element) -> Level:
    format = _format(element)
    return Level(
        start=integer_value(element, "w:start") or 0,
        format=format,
        text=_bullet(element) if format == "bullet" else text_value(element, "w:lvlText") or "",
        legal=switched_on(element, "w:isLgl"),
        suffix=_SUFFIXES.get(text_value(element, "w:suff") or "tab", "\t"),
        restart=integer_value(element, "w:lvlRestart"),
        style=text_value(element, "w:pStyle"),
    )


def _format(level: _Element) -> str:
    """The format's name, or the first numbers of one of the file's own (`w:format` with "custom").

    A program that does not know those finds another format in mc:Fallback.
    """
    element = level.find(_CHOICE + qn("w:numFmt"))
    if element is None:
        element = level.find(qn("w:numFmt"))
    if element is None:
        return "decimal"
    name = element.get(qn("w:val"), "decimal")
    return element.get(qn("w:format"), "decimal") if name == "custom" else name


def _bullet(level: _Element) -> str:
    """The bullet as text: pictures and signs that only a symbol font has are "•"."""
    text = text_value(level, "w:lvlText") or ""
    if level.find(qn("w:lvlPicBulletId")) is not None:
        return BULLET
    fonts = level.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    names = () if fonts is None else (fonts.get(qn("w:ascii")), fonts.get(qn("w:hAnsi")))
    if text.strip() and any((name or "").lower() in _SIGN_FONTS for name in names):
        return BULLET
    return "".join(BULLET if "\ue000" <= char <= "\uf8ff" else char for char in text)
