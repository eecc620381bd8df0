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
_TITLE_END = re.compile("(?:通知|方案|计划|意见|规划|办法|措施|细则|要点|公告|决定|函)$")
_LONGEST_TITLE = 60
_NO_CELL = 15  # characters from which a line is hardly a table's cell
_WIDEST_COLUMN = 80
_RAGGED = 5  # characters that a full line may fall short of the widest: no sign begins a line
_FEWEST_FULL = 10
_RUNNING = 30  # characters from which a paragraph is running text and no heading or title
_LABELLED_RUNNING = 45  # a labelled line without any stop is a heading up to here


def uses_full_stops(paragraphs: Sequence[str]) -> bool:
    """Whether running text in this document ends with stops at all."""
    running = [fold_characters(text) for text in paragraphs if len(text) >= _RUNNING]
    stopped = sum(_is_stopped(text) or text[-1] == ")" or bool(_BODIES.match(text)) for text in running)
    return stopped >= 0.6 * len(running) if running else False


def full_length(lines: Sequence[str]) -> int | None:
    """How long a full line is where an export wrapped all text into a column; None if it did not.

    Then hardly a line is longer, and most that end without a stop are about as long.
    """
    lengths = sorted(map(len, lines))
    widest = lengths[int(0.98 * (len(lengths) - 1))] if lengths else 0
    unstopped = [
        len(text) for text in lines if len(text) >= _NO_CELL and not _is_stopped(fold_characters(text))
    ]
    full = sum(widest - _RAGGED <= length <= widest for length in unstopped)
    wrapped = widest <= _WIDEST_COLUMN and full >= _FEWEST_FULL and full >= 0.6 * len(unstopped)
    return widest - _RAGGED if wrapped else None


def goes_on(text: str, following: str, *, following_indented: bool = False, full: bool = False) -> bool:
    """Whether `text` is a broken sentence that goes on in the `following` line.

    `full`: its last line reaches to the edge of the column that all text was wrapped into.
    """
    text, following = fold_characters(text), fold_characters(following)
    if not text or not following or _is_stopped(text) or _CLOSED.search(text):
        return False
    if following_indented or _STARTS_ANEW.match(following):
        return _open_bracket(text) and not following_indented
    if _open_bracket(text):
        return True
    if text[-1] in ",、":
        return True
    if text[-1] in ")》" or (len(text) < _RUNNING and not full) or (_BODIES.match(text) and not full):
        return False
    if _LABEL.match(text) and "。" not in text and len(text) < _LABELLED_RUNNING and not full:
        return False
    if full and not _TITLE_END.search(text):
        return bool(_INSIDE.search(text + following))
    return bool(_INSIDE.search(text)) or len(text) > _LONGEST_TITLE


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
