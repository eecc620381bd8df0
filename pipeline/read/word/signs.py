"""Characters that Word keeps as elements, and symbols of picture fonts."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from pipeline.read.word.names import W
from pipeline.read.word.printed import BREAK

SIGNS: Final = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": BREAK,
    f"{W}cr": BREAK,
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
SYMBOL: Final = f"{W}sym"
# What Wingdings and Symbol print at codes that drafts use: boxes to tick, ticks, bullets, arrows, signs.
_PICTURES = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "□"},
    "symbol": {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0x6D: "μ"},
}  # fmt: skip
_PRIVATE = 0xF000  # fonts of symbols stand in the private area from here on


def symbol(element: _Element) -> str:
    """What a w:sym prints; the character of its code where the font is not known here."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if not 0x20 <= code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    pictures = _PICTURES.get(element.get(f"{W}font", "").lower(), {})
    own = code - _PRIVATE if code >= _PRIVATE else code
    return pictures.get(own, chr(code))
