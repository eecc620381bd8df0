"""Hidden text (w:vanish): by a run's own properties, or by the style of a run or a paragraph."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.read.word import names as n
from pipeline.read.word.values import is_on, text_value

_VANISH = f"{n.W}vanish"
_OWN = f"{n.RUN_PROPERTIES}/{_VANISH}"
_RUN_STYLE = f"{n.W}rStyle"


class Hidden:
    """Which text of a document is hidden.

    Args:
        styles: `w:styles` of the file's style part; None if it has none.
    """

    def __init__(self, styles: _Element | None) -> None:
        said = {
            style.get(f"{n.W}styleId", ""): (style.find(_OWN), text_value(style, "w:basedOn"))
            for style in (() if styles is None else styles.iterchildren(f"{n.W}style"))
        }
        self._styles = {name for name in said if _is_hidden(name, said)}

    def paragraph(self, paragraph: _Element) -> bool:
        """Whether the style of a w:p hides its text."""
        return (
            bool(self._styles)
            and text_value(paragraph.find(n.PARAGRAPH_PROPERTIES), "w:pStyle") in self._styles
        )

    def run(self, properties: _Element, *, inherited: bool) -> bool:
        """Whether a run with these properties is hidden; `inherited`: whether its paragraph's style hides it."""
        own = properties.find(_VANISH)
        if own is not None:
            return is_on(own.get(n.VALUE))
        style = properties.find(_RUN_STYLE) if self._styles else None
        return inherited or (style is not None and style.get(n.VALUE) in self._styles)


def _is_hidden(name: str, said: dict[str, tuple[_Element | None, str | None]]) -> bool:
    """Whether the nearest style of a chain that says something hides; a circle ends where it began."""
    passed: set[str] = set()
    following: str | None = name
    while following in said and following not in passed:
        passed.add(following)
        own, following = said[following]
        if own is not None:
            return is_on(own.get(n.VALUE))
    return False
