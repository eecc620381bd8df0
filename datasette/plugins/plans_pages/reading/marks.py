"""Facts, comments and changes where they stand in a text: stretches of it, cut at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from plans_pages.cells import row_path
from plans_pages.language import say
from plans_pages.rows import rows

from pipeline.store.doubts import in_chinese

# Kinds of marks: table, what the hint says. The later ones lie on top.
_MARKS = {
    "targets": "SELECT id, char_start, char_end, indicator AS hint FROM targets WHERE document_id = ?",
    "deadlines": "SELECT id, char_start, char_end, coalesce(end_date, period, kind) AS hint FROM deadlines WHERE document_id = ?",
    "assignments": "SELECT id, char_start, char_end, name || ' · ' || role AS hint FROM assignments WHERE document_id = ?",
    "citations": "SELECT id, char_start, char_end, relation AS hint FROM citations WHERE document_id = ?",
    "checks": "SELECT id, char_start, char_end, message AS hint FROM checks WHERE document_id = ?"
    " AND severity <> 'info' AND char_end - char_start < 80",
    "comments": "SELECT id, char_start, char_end, author AS hint FROM comments WHERE document_id = ? AND kind = 'comment'",
}
_NAMED = set(_MARKS) - {"checks", "comments"}  # the marks that links to a fact in its text lead to
_LONGEST = 400  # a longer mark would colour whole paragraphs


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    table: str
    href: str
    hint: str


@dataclass(frozen=True)
class Change:
    """A tracked change: `text[start:end]` is what it put in; `before` is what stood there, "" if nothing did."""

    start: int
    end: int
    before: str
    href: str
    hint: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same marks; `href` leads to the row of the shortest one.

    `anchor` names the place where marks start, for links that lead to a fact in its text. `change`: the stretch
    was put in, or taken out (then it is no part of the text).
    """

    text: str
    kinds: tuple[str, ...] = ()
    href: str | None = None
    hint: str = ""
    bold: bool = False
    anchor: str = ""
    change: Literal["", "ins", "del"] = ""


def read_marks(connection: Any, database: str, document_id: str) -> Iterator[Mark]:
    """The marks of a document."""
    for table, sql in _MARKS.items():
        for row in rows(connection, sql, [document_id]):
            if 0 < row["char_end"] - row["char_start"] <= _LONGEST:
                href = row_path(database, table, row["id"])
                yield Mark(row["char_start"], row["char_end"], table, href, _hint(table, row["hint"] or ""))


def read_changes(connection: Any, database: str, document_id: str) -> list[Change]:
    """The tracked changes of a document in their order."""
    sql = (
        "SELECT id, kind, author, created, before, char_start, char_end FROM comments"
        " WHERE document_id = ? AND kind <> 'comment' ORDER BY char_start"
    )
    return [
        Change(
            row["char_start"],
            row["char_end"],
            row["before"] or "" if row["kind"] != "move" else "",
            row_path(database, "comments", row["id"]),
            " ".join(filter(None, (row["author"], (row["created"] or "")[:10]))),
        )
        for row in rows(connection, sql, [document_id])
    ]


def _hint(table: str, hint: str) -> str:
    """What a mark's hint reads: a check's message in the reader's language."""
    return say(in_chinese(hint) or hint, hint) if table == "checks" else hint


def fact_anchor(table: str, start: int | None, end: int | None) -> str | None:
    """The anchor of a fact's first character; None if its text carries no mark."""
    if table not in _NAMED or start is None or end is None or not 0 < end - start <= _LONGEST:
        return None
    return _anchor(start)


def _anchor(start: int) -> str:
    return f"p-{start}"


class Marks:
    """Cuts stretches of the text into pieces under the same marks."""

    def __init__(self, text: str, marks: Sequence[Mark], changes: Sequence[Change] = ()) -> None:
        self.text = text
        self._marks = sorted(marks, key=lambda mark: mark.start)
        self._changes = changes

    def pieces(self, start: int, end: int, bold_to: int = 0) -> list[Piece]:
        """`text[start:end]` in pieces; what ends before `bold_to` is a heading."""
        inside = [mark for mark in self._marks if mark.start < end and mark.end > start]
        changes = [each for each in self._changes if each.start <= end and each.end >= start]
        edges = {start, end, *([bold_to] if start < bold_to < end else [])}
        spans: list[Mark | Change] = [*inside, *changes]
        for span in spans:
            edges |= {max(start, span.start), min(end, span.end)}
        order = sorted(edges)
        found = []
        for a, b in pairwise(order):
            found += [_deleted(each) for each in changes if each.before and each.start == a]
            found.append(self._piece(a, b, inside, changes, b <= bold_to))
        found += [_deleted(each) for each in changes if each.before and each.start == end > start]
        return found

    def _piece(
        self, start: int, end: int, marks: Sequence[Mark], changes: Sequence[Change], bold: bool
    ) -> Piece:
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        put_in = next((each for each in changes if each.start <= start and end <= each.end), None)
        change: Literal["", "ins"] = "ins" if put_in else ""
        if not over:
            href, hint = (put_in.href, put_in.hint) if put_in else (None, "")
            return Piece(self.text[start:end], (), href, hint, bold, change=change)
        top = min(over, key=lambda mark: mark.end - mark.start)
        kinds = tuple(dict.fromkeys(mark.table for mark in over))
        starts = any(mark.start == start for mark in over)
        anchor = _anchor(start) if starts else ""
        return Piece(self.text[start:end], kinds, top.href, top.hint, bold, anchor, change)


def _deleted(change: Change) -> Piece:
    return Piece(change.before, (), change.href, change.hint, change="del")
