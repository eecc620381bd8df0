"""Sentences that an export broke across lines (at a page break, by hard wrapping), found to be joined.

GB/T 9704 ends a paragraph of running text with a full stop; a long paragraph without one, followed
by a line that starts neither with a number nor as a heading, goes on there. Documents whose export
lost its full stops altogether are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.fold import fold_characters

# All signs and patterns are for folded lines: whichever brackets and widths a line is printed in.
_STOPS = tuple("。!?;:…")
_CLOSERS = "\"')"
_POINTS = (".", ".)")
_CLOSED = re.compile(r"[。!?;][\"']?\([^()]*(?:\([^()]*\)[^()]*)*\)[。]?$")
_INSIDE = re.compile(r"[。;,、]")
_STARTS_ANEW = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+[章节条部分篇]|[一二三四五六七八九十百]+、|\([一二三四五六七八九十百\d]+\)"
    r"|\d{1,3}(?:[、.](?!\d)|$)|[①-⑳⑴-⒇⒈-⒛]|--|附\s*[件表图录]|表\s*\d|图\s*\d|专栏|\()"
)
_SERIAL_HEADER = re.compile(r"^(?:序\s*号|编\s*号)$")
_NEW_PART = re.compile(r"^(?:附\s*[件表]|第[一二三四五六七八九十百]+章|[一二三四五六七八九十]+、)")
_LABEL = re.compile(
    r"^(?:[一二三四五六七八九十百]+、|\([一二三四五六七八九十百\d]+\)|\d{1,3}[、.](?!\d)|第[一二三四五六七八九十百]+[章节条])"
)
# A line of bodies behind their label ("责任单位：市公安局、市财政局") ends without a stop.
_BODIES = re.compile(r"^[\u4e00-\u9fff]{2,8}(?:单位|部门|主体|机构)(?:\([^()]{1,8}\))?:[^。]+$")
_RUNNING = 30  # characters from which a paragraph is running text and no heading or title
_LABELLED_RUNNING = 45  # a labelled line without any stop is a heading up to here


def uses_full_stops(paragraphs: Sequence[str]) -> bool:
    """Whether running text in this document ends with stops at all."""
    running = [fold_characters(text) for text in paragraphs if len(text) >= _RUNNING]
    stopped = sum(_is_stopped(text) or text[-1] == ")" or bool(_BODIES.match(text)) for text in running)
    return stopped >= 0.6 * len(running) if running else False


def goes_on(text: str, following: str, *, following_indented: bool = False) -> bool:
    """Whether `text` is a broken sentence that goes on in the `following` line."""
    text, following = fold_characters(text), fold_characters(following)
    if not text or not following or _is_stopped(text) or _CLOSED.search(text):
        return False
    if following_indented or _STARTS_ANEW.match(following):
        return _open_bracket(text) and not following_indented
    if _open_bracket(text):
        return True
    if text[-1] in ",、":
        return True
    if len(text) < _RUNNING or text[-1] in ")》" or _BODIES.match(text):
        return False
    if _LABEL.match(text) and "。" not in text and len(text) < _LABELLED_RUNNING:
        return False
    return bool(_INSIDE.search(text))


class Flattened:
    """Whether lines lie below the header of a table that an export left as one cell a line: there nothing goes on."""

    def __init__(self) -> None:
        self._within = False

    def holds(self, text: str) -> bool:
        """Whether the next line, `text`, is such a cell; lines are given in order."""
        if _SERIAL_HEADER.match(text):
            self._within = True
        elif _NEW_PART.match(text):
            self._within = False
        return self._within


def _is_stopped(text: str) -> bool:
    """Whether `text` ends with a stop, perhaps within brackets or quotation marks that close there."""
    return text.rstrip(_CLOSERS).endswith(_STOPS) or text.endswith(_POINTS)


def _open_bracket(text: str) -> bool:
    """A bracket or book title opened and not closed at the end of the line."""
    opened = text.count("(") - text.count(")")
    return text.count("《") > text.count("》") or (opened > 0 and len(text) >= _RUNNING)
