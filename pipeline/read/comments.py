"""Reviewers' comments that a text export glued behind what they hang on ("…Comment by NAME: …")."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COMMENT = re.compile(r"[\t ]*Comment by (?P<author>[^:：\n]{1,60})[:：][\t ]*")
_CELL_END = re.compile(r"[\t|]")
_SENTENCE_END = re.compile(r"[。！？；!?;]")
_OPENING = {"）": "（", ")": "("}


@dataclass(frozen=True)
class GluedComment:
    """A comment and the range of the remaining line that it hangs on (`anchor_start:anchor_end`)."""

    author: str
    text: str
    anchor_start: int
    anchor_end: int


def split_comments(line: str) -> tuple[str, list[GluedComment]]:
    """Take the comments off `line`; gives what remains of it and the comments with their anchors."""
    marks = list(_COMMENT.finditer(line))
    if not marks:
        return line, []
    before = line[: marks[0].start()]
    start, end = _anchor(before)
    # In a row of cells the comment ends with its cell.
    rest = _CELL_END.search(line, marks[-1].end()) if _CELL_END.search(before) or "|" in line else None
    remaining = before + (line[rest.start() :] if rest else "")
    comments = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        stop = rest.start() if rest else len(line)
        text = line[mark.end() : following.start() if following else stop]
        comments.append(GluedComment(mark["author"].strip(), text.strip(), start, end))
    return remaining, comments


def _anchor(text: str) -> tuple[int, int]:
    """What the comment hangs on: the bracket just before it, else the last sentence of the line."""
    end = len(text.rstrip())
    start = _bracket_start(text[:end])
    if start is None:
        cut = [match.end() for match in _SENTENCE_END.finditer(text, 0, max(end - 1, 0))]
        start = cut[-1] if cut else 0
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, end


def _bracket_start(text: str) -> int | None:
    closing = text[-1:]
    opening = _OPENING.get(closing)
    if opening is None:
        return None
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] == closing) - (text[index] == opening)
        if depth == 0:
            return index
    return None
