"""Annotations of a page → comments in threads: answers, states, pop-ups and groups resolved.

Each annotation may name another one that it answers; nothing keeps a file from naming circles.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from pipeline.read.pdf.printed import Box

AnnotationKind = Literal[
    "text", "highlight", "underline", "strikeout", "squiggly", "caret", "freetext", "shape", "attachment"
]  # fmt: skip

_SILENT = {"shape", "attachment", "freetext"}  # these say nothing where they hold no text
_SETTLED = {"accepted", "completed"}
_PRIVATE = {"marked", "unmarked"}  # what a reader ticks off for himself


class PageComment(msgspec.Struct, frozen=True, gc=False):
    """An annotation. `box` is None if the file gives it no place; `quads` are the boxes of the text that it marks.

    `parent` is the index of the comment that it answers, `resolved` None if the file does not say.
    """

    page: int
    kind: AnnotationKind
    author: str
    text: str
    created: str | None
    box: Box | None
    quads: tuple[Box, ...] = ()
    parent: int | None = None
    resolved: bool | None = None


@dataclass
class ReadAnnotation:
    """An annotation as it stands on its page.

    `answers` is the place among the page's annotations of the one that it answers, -1 if it answers none;
    `grouped`: both are parts of one comment; `state`: what it says of the other, where it does only that.
    """

    comment: PageComment
    answers: int
    grouped: bool
    state: str | None


def threads(read: dict[int, ReadAnnotation], windows: Mapping[int, str], first: int) -> Iterator[PageComment]:
    """The comments of a page, each answer behind what it answers.

    Args:
        read: its annotations by their place there.
        windows: what their pop-ups say, by the place of the annotation.
        first: the index of the first comment.
    """
    _take_windows(read, windows)
    _take_groups(read)
    comments = {index: item for index, item in read.items() if item.state is None and not _says_nothing(item)}
    answered = _answered(read, comments)
    settled = _settled(read, answered)
    answers: dict[int | None, list[int]] = {}
    for index in comments:
        answers.setdefault(answered[index], []).append(index)
    waiting: list[tuple[int, int | None]] = [(index, None) for index in reversed(answers.get(None, []))]
    count = 0
    while waiting:
        index, parent = waiting.pop()
        yield msgspec.structs.replace(comments[index].comment, parent=parent, resolved=settled.get(index))
        waiting += [(answer, first + count) for answer in reversed(answers.get(index, []))]
        count += 1


def _says_nothing(item: ReadAnnotation) -> bool:
    return item.comment.kind in _SILENT and not item.comment.text


def _take_windows(read: Mapping[int, ReadAnnotation], windows: Mapping[int, str]) -> None:
    """Give an annotation without text the text of its pop-up."""
    for index, text in windows.items():
        if (item := read.get(index)) and not item.comment.text:
            item.comment = msgspec.structs.replace(item.comment, text=text)


def _take_groups(read: dict[int, ReadAnnotation]) -> None:
    """Make one of annotations that form a group: a text struck out and the sign where another is put."""
    taken: dict[int, int] = {}
    for index, item in list(read.items()):
        leader = read.get(item.answers)
        if (
            not item.grouped
            or leader is None
            or leader.grouped
            or (item.comment.text and leader.comment.text)
        ):
            continue
        leader.comment = msgspec.structs.replace(
            leader.comment,
            quads=leader.comment.quads + item.comment.quads,
            text=leader.comment.text or item.comment.text,
        )
        taken[index] = item.answers
        del read[index]
    for item in read.values():
        item.answers = taken.get(item.answers, item.answers)


def _answered(read: Mapping[int, ReadAnnotation], comments: Container[int]) -> dict[int, int | None]:
    """Of each annotation the comment that it answers, perhaps by way of a state; in a circle nothing does."""
    circular = _circular(read)
    found: dict[int, int | None] = {}
    for index in read:
        path: list[int] = []
        at = index
        target: int | None = None
        while at not in found:
            path.append(at)
            above = read[at].answers
            if at in circular or above not in read:
                break
            if above in comments:
                target = above
                break
            at = above
        else:
            target = found[at]
        found |= dict.fromkeys(path, target)
    return found


def _circular(read: Mapping[int, ReadAnnotation]) -> set[int]:
    """The annotations that answer themselves by way of others."""
    circular: set[int] = set()
    walked: set[int] = set()
    for index in read:
        path: list[int] = []
        at = index
        while at in read and at not in walked:
            walked.add(at)
            path.append(at)
            at = read[at].answers
        if at in path:
            circular.update(path[path.index(at) :])
    return circular


def _settled(read: Mapping[int, ReadAnnotation], answered: Mapping[int, int | None]) -> dict[int, bool]:
    """Which comments are settled: what the last state that was set on each says."""
    states = [
        (item.comment.created or "", index, item.state.lower())
        for index, item in read.items()
        if item.state is not None
    ]
    found: dict[int, bool] = {}
    for _, index, state in sorted(states):
        on = answered[index]
        if on is not None and state not in _PRIVATE:
            found[on] = state in _SETTLED
    return found
