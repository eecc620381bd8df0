"""Tracked changes: what was inserted, deleted and moved, by whom and when, and where it stands now.

The text is the accepted version, so a deletion has only the place where it was. What one person deletes and
inserts at one place is one change with both texts: "8%" → "10%".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from lxml.etree import _Element

from pipeline.read.word.names import AUTHOR, DATE
from pipeline.read.word.printed import Place

ChangeKind = Literal["insertion", "deletion", "move"]


@dataclass(frozen=True, eq=False)
class Change:
    """One change; `start` and `end` enclose what stands in the text. `before` or `after` may be empty."""

    kind: ChangeKind
    author: str
    created: str | None
    start: Place
    end: Place
    before: str = ""
    after: str = ""


@dataclass
class _Move:
    """The two ends of a move, in any order; what is known of each so far."""

    source: Change | None = None
    target: Change | None = None


class Changes:
    """Collects the changes of a document in reading order."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._moves: dict[str, _Move] = {}

    def inserted(self, by: _Element, start: Place, end: Place, text: str) -> None:
        """Note that `by` (w:ins) put `text` between two places; no text is no change."""
        if text:
            self._add(_change("insertion", by, start, end, after=text))

    def deleted(self, by: _Element, place: Place, text: str) -> None:
        """Note that `by` (w:del) took `text` away at a place."""
        if text:
            self._add(_change("deletion", by, place, place, before=text))

    def moved_away(self, by: _Element, name: str, place: Place, text: str) -> None:
        """Note that `by` (w:moveFrom) took `text` away for the move `name`."""
        move = self._moves.setdefault(name, _Move())
        gone = _change("deletion", by, place, place, before=text)
        move.source = replace(move.source, before=move.source.before + text) if move.source else gone

    def moved_here(self, by: _Element, name: str, start: Place, end: Place, text: str) -> None:
        """Note that `by` (w:moveTo) put `text` between two places for the move `name`."""
        move = self._moves.setdefault(name, _Move())
        come = _change("insertion", by, start, end, after=text)
        target = move.target
        move.target = replace(target, end=end, after=target.after + text) if target else come

    def all(self) -> list[Change]:
        """All changes. A move of which one end is missing is what is left of it."""
        return [*self._changes, *(change for move in self._moves.values() for change in _moved(move))]

    def _add(self, change: Change) -> None:
        joined = _joined(self._changes[-1], change) if self._changes else None
        if joined:
            self._changes[-1] = joined
        else:
            self._changes.append(change)


def _change(
    kind: ChangeKind, by: _Element, start: Place, end: Place, *, before: str = "", after: str = ""
) -> Change:
    return Change(kind, by.get(AUTHOR, ""), by.get(DATE), start, end, before, after)


def _joined(last: Change, change: Change) -> Change | None:
    """One change for two that stand side by side: more of the same, or one text put in another's place."""
    touching = last.end.line is change.start.line and last.end.position == change.start.position
    if not touching or last.author != change.author:
        return None
    if last.kind == change.kind and last.created != change.created:
        return None
    kind: ChangeKind = "insertion" if last.after or change.after else "deletion"
    return replace(
        last, kind=kind, end=change.end, before=last.before + change.before, after=last.after + change.after
    )


def _moved(move: _Move) -> list[Change]:
    if move.source and move.target:
        return [replace(move.target, kind="move", before=move.source.before)]
    return [end for end in (move.source, move.target) if end and (end.before or end.after)]
