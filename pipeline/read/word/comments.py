"""Reviewers' comments of a Word file: who says what, in answer to which, and whether it is settled.

Answers and settled comments stand in a part of their own (commentsExtended, [MS-DOCX] 2.5.4), which names a
comment by the w14:paraId of its last paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.read.word import names as n
from pipeline.read.word.values import is_on

_COMMENT = f"{n.W}comment"
_COMMENT_EXTENDED = f"{n.W15}commentEx"
_PARAGRAPH_ID = f"{n.W14}paraId"
_EXTENDED_ID, _PARENT_ID, _DONE = f"{n.W15}paraId", f"{n.W15}paraIdParent", f"{n.W15}done"


@dataclass(frozen=True)
class WordComment:
    """One comment. `parent` is the id of the comment that it answers, `resolved` None if the file does not say."""

    id: str
    author: str
    created: str | None
    text: str
    parent: str | None = None
    resolved: bool | None = None


def read_comments(
    comments: _Element | None, extended: _Element | None, text_of: Callable[[_Element], str]
) -> list[WordComment]:
    """The comments in the order of the file, each answer behind what it answers.

    Args:
        comments: the root of the comments part, None if there is none.
        extended: the root of the part with answers, None if there is none.
        text_of: gives the text of a w:comment.
    """
    elements = [] if comments is None else list(comments.iter(_COMMENT))
    by_paragraph = {
        paragraph.get(_PARAGRAPH_ID, ""): element.get(n.ID, "")
        for element in elements
        for paragraph in element.iter(n.PARAGRAPH)
        if paragraph.get(_PARAGRAPH_ID)
    }
    said = _extended(extended, by_paragraph)
    found: dict[str, WordComment] = {}
    for element in elements:
        id_ = element.get(n.ID, "")
        parent, resolved = said.get(id_, (None, None))
        author, created = element.get(n.AUTHOR, ""), element.get(n.DATE)
        found.setdefault(id_, WordComment(id_, author, created, text_of(element), parent, resolved))
    return _in_threads(found)


def _extended(
    extended: _Element | None, by_paragraph: Mapping[str, str]
) -> dict[str, tuple[str | None, bool | None]]:
    """Of each comment what it answers, and whether it is settled."""
    found = {}
    for element in () if extended is None else extended.iter(_COMMENT_EXTENDED):
        own = by_paragraph.get(element.get(_EXTENDED_ID, ""))
        if own is not None:
            done = element.get(_DONE)
            resolved = None if done is None else is_on(done)
            found[own] = by_paragraph.get(element.get(_PARENT_ID, "")), resolved
    return found


def _in_threads(comments: Mapping[str, WordComment]) -> list[WordComment]:
    """Answers behind what they answer; an answer to nothing, or in a circle, answers nothing."""
    answers: dict[str, list[WordComment]] = {}
    first = []
    for comment in comments.values():
        if comment.parent in comments and comment.parent != comment.id:
            answers.setdefault(comment.parent or "", []).append(comment)
        else:
            first.append(comment)
    ordered: list[WordComment] = []
    waiting = first[::-1]
    while waiting:
        comment = waiting.pop()
        ordered.append(comment)
        waiting += answers.get(comment.id, [])[::-1]
    placed = {comment.id for comment in ordered}
    return ordered + [comment for comment in comments.values() if comment.id not in placed]
