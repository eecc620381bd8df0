"""The characters within a cell of a page → its printed lines.

Works from characters, so that no space is put where the file has none: programs set Chinese and digits a
little apart, which is no space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from pdfplumber.page import Page

from pipeline.read.pdf.page.radicals import with_ideographs
from pipeline.read.pdf.printed import Box, PrintedLine, around
from pipeline.read.pdf.tables.page_table import is_wide
from pipeline.read.pieces import SPACE

_SAME_LINE = 0.45  # of a character's size: how far the middles of characters of one line stand apart at most
_GAP = 0.25  # of a character's size: between Latin letters this is a space
_TWICE = 0.3  # of a character's width: printed again this near, it is the same one (bold by printing twice)
_UNKNOWN = "\ufffd"


class Character(msgspec.Struct, frozen=True, gc=False):
    """A character of a page. `turn`: 0 upright, 1 read upwards, -1 read downwards."""

    text: str
    box: Box
    size: float
    turn: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


def offset(page: Page) -> tuple[float, float]:
    """What pdfplumber's coordinates of a page have more than those of the page as it is shown."""
    left, top, _, _ = _cut_off(page)
    return page.bbox[0] + left, page.bbox[1] + top


def shown_size(page: Page) -> tuple[float, float]:
    """Width and height of a page as it is shown; pdfplumber's own are those of the whole sheet."""
    left, top, right, bottom = _cut_off(page)
    return page.width - left - right, page.height - top - bottom


def _cut_off(page: Page) -> Box:
    """What the crop box leaves out at each side of a page as it is shown; the box counts before the page is turned."""
    left, bottom, right, top = _in_order(page.page_obj.mediabox)
    crop_left, crop_bottom, crop_right, crop_top = _in_order(page.page_obj.cropbox)
    sides = [crop_left - left, top - crop_top, right - crop_right, crop_bottom - bottom]
    turned = page.rotation // 90 % 4
    cut = [max(side, 0.0) for side in sides[-turned:] + sides[:-turned]]
    return cut[0], cut[1], cut[2], cut[3]


def _in_order(box: Sequence[float]) -> Box:
    """A file's box, lower left corner first: it may name any two corners (ISO 32000-1, 7.9.5)."""
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def characters(page: Page) -> list[Character]:
    """The characters of a page as it is shown."""
    x, y = offset(page)
    found = []
    for char in page.chars:
        text = char["text"]
        text = _UNKNOWN if text.startswith("(cid:") else with_ideographs(text)
        turn = 0 if char["upright"] else (1 if char["matrix"][1] > 0 else -1)
        box = char["x0"] - x, char["top"] - y, char["x1"] - x, char["bottom"] - y
        size = box[3] - box[1] if turn == 0 else box[2] - box[0]
        if text and box[0] <= box[2] and box[1] <= box[3]:  # not so if a number of the file is none
            found.append(Character(text, box, max(size, 0.1), turn))
    return found


def printed_lines(found: Iterable[Character], page: int) -> Iterator[PrintedLine]:
    """The lines that characters make, from the first to the last; lines of spaces are left out."""
    every = list(found)
    turns = [char.turn for char in every if not char.text.isspace()]
    turn = max(set(turns), key=turns.count, default=0)
    for line in _grouped(every, turn):
        if made := _line(line, page, turn):
            yield made


def _axes(char: Character, turn: int) -> Box:
    """A character's box as if its line were read from left to right."""
    left, top, right, bottom = char.box
    if turn == 1:
        return -bottom, left, -top, right
    return (top, -right, bottom, -left) if turn == -1 else char.box


def _grouped(found: Sequence[Character], turn: int) -> Iterator[list[Character]]:
    def middle(char: Character) -> float:
        _, top, _, bottom = _axes(char, turn)
        return (top + bottom) / 2

    line: list[Character] = []
    last: Character | None = None
    for char in sorted(found, key=middle):
        if last and middle(char) - middle(last) > _SAME_LINE * max(last.size, char.size):
            yield line
            line = []
        line.append(char)
        last = char
    if line:
        yield line


def _line(found: Sequence[Character], page: int, turn: int) -> PrintedLine | None:
    ordered = _once(sorted(found, key=lambda char: _axes(char, turn)[0]), turn)
    while ordered and not ordered[0].text.strip(SPACE):
        del ordered[0]
    while ordered and not ordered[-1].text.strip(SPACE):
        del ordered[-1]
    if not ordered:
        return None
    text: list[str] = []
    edges: list[float] = []
    end = _axes(ordered[0], turn)[0]
    for char in ordered:
        left, _, right, _ = _axes(char, turn)
        if text and left - end > _GAP * char.size and _parted(text[-1], char.text):
            text.append(" ")
            edges.append(end)
        signs = " " if char.text.isspace() else char.text
        edges += [left + (right - left) * place / len(signs) for place in range(len(signs))]
        text += signs
        end = max(right, end)
    box = around([char.box for char in ordered])
    size = max(char.size for char in ordered)
    return PrintedLine("".join(text), box, page, size, (*edges, end) if turn == 0 else ())


def _parted(before: str, after: str) -> bool:
    """Whether a gap between two characters can be a space that the file does not spell."""
    return not (is_wide(before) or is_wide(after[0]) or before.isspace() or after.isspace())


def _once(ordered: Sequence[Character], turn: int) -> list[Character]:
    """Characters without those that are printed twice in one place."""
    kept: list[Character] = []
    for char in ordered:
        left, top, right, _ = _axes(char, turn)
        again = any(
            char.text == other.text
            and abs(left - _axes(other, turn)[0]) < _TWICE * (right - left)
            and abs(top - _axes(other, turn)[1]) < _TWICE * char.size
            for other in kept[-2:]
        )
        if not again:
            kept.append(char)
    return kept
