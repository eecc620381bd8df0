"""Dates that close what they date: "…改造（2025年底前完成）。", "…。（责任单位：A；完成时限：2025年6月）".

Also a line of its own below what it dates: "完成时限：2025年6月".
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline import lexicon
from pipeline.lexicon.patterns import any_of
from pipeline.time_lines import time_line

Closes = Literal["passage", "part"]

_LONGEST = 200  # characters of a bracket
_LONGEST_LABEL = 20  # characters before the date on a line of its own
_LABEL = re.compile(r"[^:]{0,6}(?:时限|时间|期限|时点|节点|进度)[^:]{0,4}:")
_DONE = re.compile(f"[^,;。:]{{0,4}}{any_of(lexicon.times().done)}[^,;。:]{{0,12}}")
_EDGE = re.compile("[,;。()]")
_STOP_AHEAD = re.compile(r"(?:^|[。!\n])(?:\([^()]*\))*$")  # other brackets may stand between
_STOPS = "。;,、!"


def closes(text: str, start: int, end: int) -> Closes | None:
    """What the date `text[start:end]` (folded) closes: a passage, a part of its sentence, or nothing.

    It stands in a bracket behind which a sentence or clause ends, alone or with a label or "完成"; or alone
    behind its label on a line of its own.
    """
    if _stands_on_its_line(text, start, end):
        return "passage"
    opened = text.rfind("(", max(start - _LONGEST, 0), start)
    closed = text.find(")", end, end + _LONGEST)
    if opened < 0 or closed < 0 or ")" in text[opened:start] or "(" in text[end:closed]:
        return None
    before = re.split("[,;。]", text[opened + 1 : start])[-1]
    after = _EDGE.split(text[end : closed + 1], maxsplit=1)[0]
    if (before and not _LABEL.fullmatch(before)) or (after and not _DONE.fullmatch(after)):
        return None
    if _STOP_AHEAD.search(text[max(opened - _LONGEST, 0) : opened]):
        return "passage"
    return "part" if text[closed + 1 : closed + 2] in _STOPS else None


def _stands_on_its_line(text: str, start: int, end: int) -> bool:
    """Whether a line says by when, and nothing else: "完成时限：2025年6月底前"."""
    near = max(start - _LONGEST_LABEL, 0)
    broken = text.rfind("\n", near, start)
    if broken < 0 < near:
        return False
    said = time_line(text, broken + 1)
    return said is not None and said[0] == start and not text[end : said[1]].strip("。;, ")
