"""Signs that look alike in a picture: what is set around them says which they are. Lines keep their length.

A full-width bracket differs from a half-width one by the room beside it only. Where a line begins or ends with
it, the picture of the line lacks that room; behind a full stop it may be the room of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from pipeline.read.pdf.printed import PrintedLine

_DASH = "[-－—–_~～一]"
_PAGE_NUMBER = re.compile(rf"{_DASH}(\s*\d{{1,4}}\s*){_DASH}")
_OPENING, _CLOSING = "(（", ")）"
_HALF, _FULL = "(),:;", "（），：；"
_CHINESE = "[\u4e00-\u9fff、。]"
_HALF_SET = re.compile(rf"(?<={_CHINESE})[(),:;]|[(),:;](?={_CHINESE})")
_FULL_SET = re.compile(rf"(?<={_CHINESE})[（），：；]|[（），：；](?={_CHINESE})")

_ROOMY = "。，、；：！？）》”’"  # they leave room behind them

Spot = tuple[int, int]  # a line of the page, and a character of it


def as_set(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The recognised lines of a page as they were set: page numbers between dashes, brackets of one width."""
    texts = [list(line.text) for line in lines]
    for number, line in enumerate(lines):
        if found := _PAGE_NUMBER.fullmatch(line.text):  # GB/T 9704-2012, 7.5
            texts[number] = list(f"—{found[1]}—")
    widths = _usual(lines)
    for number, at in _doubtful(lines) if widths else ():
        texts[number][at] = texts[number][at].translate(widths)
    return [
        line if line.text == text else msgspec.structs.replace(line, text=text)
        for line, text in zip(lines, map("".join, texts), strict=True)
    ]


def _usual(lines: Sequence[PrintedLine]) -> dict[int, int] | None:
    """How to write brackets as wide as most signs beside Chinese characters are on the page; None if none are most."""
    full, half = (sum(len(signs.findall(line.text)) for line in lines) for signs in (_FULL_SET, _HALF_SET))
    if full == half:
        return None
    return str.maketrans(_HALF, _FULL) if full > half else str.maketrans(_FULL, _HALF)


def _doubtful(lines: Sequence[PrintedLine]) -> Iterator[Spot]:
    """The brackets whose width the engine cannot know, in pairs where they are.

    One of a pair that it can know says what the other is, unless it took them for two widths.
    """
    waiting: list[Spot] = []
    for number, line in enumerate(lines):
        for at, sign in enumerate(line.text):
            if sign in _OPENING:
                waiting.append((number, at))
            elif sign in _CLOSING:
                opened = waiting.pop() if waiting else None
                pair = [spot for spot in (opened, (number, at)) if spot]
                signs = [lines[row].text[place] for row, place in pair]
                if len({sign in _FULL for sign in signs}) > 1 or all(_lacks_room(lines, spot) for spot in pair):
                    yield from pair
    yield from (spot for spot in waiting if _lacks_room(lines, spot))


def _lacks_room(lines: Sequence[PrintedLine], spot: Spot) -> bool:
    """Whether the picture may show a bracket without its room, or with that of another sign."""
    text, at = lines[spot[0]].text, spot[1]
    if text[at] in _OPENING:
        return at == 0 or text[at - 1] in _ROOMY
    return at == len(text) - 1
