"""Lines that only say by when what stands above them is due: "完成时限：2025年6月底前"."""

from __future__ import annotations

import re

from pipeline.fold import fold_characters

_LONGEST = 80  # characters of such a line
_COLON = re.compile("[:：]")
_LABEL = "(?:完成|办结|整改|落实|任务|工作|实施)?(?:时限|期限|时间节点|时间|进度)(?:要求|安排)?:"
_LINE = re.compile(rf"\s*{_LABEL}(?P<said>[^\n]{{1,40}})(?=\n|$)")


def time_line(text: str, start: int = 0) -> tuple[int, int] | None:
    """What the line that begins at `start`, blanks aside, says behind its label; None if it is no such line."""
    head = text[start : start + _LONGEST]
    match = _LINE.match(fold_characters(head)) if _COLON.search(head) else None
    return (start + match.start("said"), start + match.end("said")) if match else None
