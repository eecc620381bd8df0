"""The numbers that Word puts in front of paragraphs, counted as Word counts (ECMA-376 Part 1, 17.9).

Beyond the standard:

- All numberings of one abstract numbering count together; one that starts anew at a level
  (`w:startOverride`) does so at its first paragraph of that level.
- A level that comes before any paragraph of a higher one counts that as begun: it prints the higher
  level's first number, and the next paragraph of the higher level gets the second one (Microsoft
  Knowledge Base Q110380: "Heading 1 Style Starts with 2 When Numbered").
"""

from __future__ import annotations

import re

import msgspec
from lxml.etree import _Element

from pipeline.read.word.levels import LEVELS, Definition, Level, definitions
from pipeline.read.word.numerals import numeral
from pipeline.read.word.styles import NumberingReference, Styles

_PLACE = re.compile("%([1-9])")


class Label(msgspec.Struct, frozen=True, gc=False):
    """The number in front of a paragraph, and what parts it from the text: "", " " or a tab."""

    text: str
    suffix: str


class Numbering:
    """Counts through a document.

    Args:
        element: `w:numbering` of the file's numbering part; None if it has none.
        styles: the document's styles.
    """

    def __init__(self, element: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions = definitions(element, styles)
        self._counters: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, paragraph: _Element) -> Label | None:
        """The number of a `w:p`; to be asked once for each paragraph, in reading order.

        Returns:
            None if nothing is printed: no numbering, a numbering or level that there is not, an empty text.
        """
        reference = self._styles.numbering(paragraph)
        definition = self._definitions.get(reference.number) if reference else None
        if reference is None or definition is None:
            return None
        index = _level_of(reference, definition)
        if index not in definition.levels:
            return None
        counters = self._count(reference.number, index, definition)
        return _printed(index, definition.levels, counters)

    def _count(self, number: int, index: int, definition: Definition) -> list[int | None]:
        counters = self._counters.setdefault(definition.counter, [None] * LEVELS)
        for higher in range(index):
            if counters[higher] is None:
                counters[higher] = _start(definition, higher)
        counters[index] = self._next(number, index, definition, counters[index])
        for deeper in range(index + 1, LEVELS):
            if _restarts(definition.levels.get(deeper), deeper, index):
                counters[deeper] = None
        return counters

    def _next(self, number: int, index: int, definition: Definition, last: int | None) -> int:
        anew = index in definition.starts and (number, index) not in self._begun
        self._begun.add((number, index))
        return _start(definition, index) if anew or last is None else last + 1


def _level_of(reference: NumberingReference, definition: Definition) -> int:
    """The paragraph's level: its own, else by the style that the numbering names, else by what a style says."""
    if reference.level is not None:
        return reference.level
    tied = {level.style: index for index, level in sorted(definition.levels.items(), reverse=True)}
    for style in reference.styles:
        index = tied.get(style.style, style.level)
        if index is not None:
            return index
    return 0


def _start(definition: Definition, index: int) -> int:
    level = definition.levels.get(index)
    return definition.starts.get(index, level.start if level else 1)


def _restarts(level: Level | None, deeper: int, index: int) -> bool:
    """Whether the level `deeper` starts anew after a paragraph of the level `index` (17.9.10)."""
    if level is None or level.restart is None or not 0 <= level.restart <= deeper:
        return True
    return index < level.restart


def _printed(index: int, levels: dict[int, Level], counters: list[int | None]) -> Label | None:
    level = levels[index]

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        value = counters[place] if place <= index else None
        if value is None or place not in levels:
            return ""
        format = levels[place].format
        return numeral(value, "decimal" if level.legal and format not in ("none", "bullet") else format)

    text = level.text if level.format == "bullet" else _PLACE.sub(number, level.text)
    return Label(text, level.suffix) if text.strip() else None
