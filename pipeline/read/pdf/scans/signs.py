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

_TO: dict[str, dict[int, int]] = {
    "": {},
    _FULL: str.maketrans(_HALF, _FULL),
    _HALF: str.maketrans(_FULL, _HALF),
}
_NEARLY_ALL = 5  # times as many signs of one width as of the other
_INSET = tuple("（“‘《〈【「『〔")  # they fill the right half of their room
_ROOMY = "。，、；：！？）》”’"  # they leave room behind them

Spot = tuple[int, int]  # a line of the page, and a character of it


def as_set(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The recognised lines of a page as they were set: page numbers between dashes, brackets of one width."""
    texts = [list(line.text) for line in lines]
    for number, line in enumerate(lines):
        if found := _PAGE_NUMBER.fullmatch(line.text):  # GB/T 9704-2012, 7.5
            texts[number] = list(f"—{found[1]}—")
    usual, strictly = _usual(lines)
    for number, at in _doubtful(lines, usual if strictly else ""):
        texts[number][at] = texts[number][at].translate(_TO[usual])
    return [_with_room(line, text) for line, text in zip(lines, map("".join, texts), strict=True)]


def _with_room(line: PrintedLine, text: str) -> PrintedLine:
    """A line that says `text`; if it begins with a full-width opening sign, from where the room of that begins."""
    if not text.startswith(_INSET) or not line.edges:
        return msgspec.structs.replace(line, text=text)
    _, top, right, bottom = line.box
    left = round(line.box[0] - line.size / 2, 1)
    return msgspec.structs.replace(
        line, text=text, box=(left, top, right, bottom), edges=(left, *line.edges[1:])
    )


def _usual(lines: Sequence[PrintedLine]) -> tuple[str, bool]:
    """How wide most signs beside Chinese characters are on a page ("" if none are most), and whether nearly all are."""
    full, half = (sum(len(signs.findall(line.text)) for line in lines) for signs in (_FULL_SET, _HALF_SET))
    if full == half:
        return "", False
    return _FULL if full > half else _HALF, max(full, half) >= _NEARLY_ALL * min(full, half)


def _doubtful(lines: Sequence[PrintedLine], strictly: str) -> Iterator[Spot]:
    """The brackets whose width the engine cannot know, in pairs where they are.

    One of a pair that it can know says what the other is, unless it took them for two widths. Where nearly all
    signs of a page are as wide as those of `strictly`, so are brackets around Chinese characters.
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
                if (
                    len({sign in _FULL for sign in signs}) > 1
                    or all(_lacks_room(lines, spot) for spot in pair)
                    or (strictly and re.search(f"{_CHINESE}$", line.text[:at]))
                ):
                    yield from pair
    yield from (spot for spot in waiting if strictly or _lacks_room(lines, spot))


def _lacks_room(lines: Sequence[PrintedLine], spot: Spot) -> bool:
    """Whether the picture may show a bracket without its room, or with that of another sign."""
    text, at = lines[spot[0]].text, spot[1]
    if text[at] in _OPENING:
        return at == 0 or text[at - 1] in _ROOMY
    return at == len(text) - 1
