"""Plain text and Markdown exports: what a word processor, a web page or a database saved as text.

Reads the decoded text of a file and gives its `Source`. Order matters: comments are taken off first
(a reviewer's number must never be text), then markup, then flattened tables are found among the
lines, and only what is no table is joined into paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import msgspec

from pipeline.model import Source
from pipeline.read.comments import GluedComment, split_comments
from pipeline.read.flat_tables import find_tables
from pipeline.read.found_tables import FoundTable
from pipeline.read.joining import Flattened, full_length, goes_on, uses_full_stops
from pipeline.read.lines import Line, lift_front_matter, lift_markdown, split_lines
from pipeline.read.page_numbers import BARE_PAGE_NUMBER, DASHED_PAGE_NUMBER
from pipeline.read.source import Piece, SourceBuilder

# "【字体：大 中 小】"; what names the stage of the document (【征求意见稿】) is the document's own.
_SITE_NOTE = re.compile(r"^【(?![^】]*(?:稿|案|行)】)[^】]{2,10}】|https?://|^原文链接")
_PROPERTY = re.compile(
    r"^(?P<name>发布日期|发布时间|发文机关|发文字号|文\s*号|成文日期|公开日期|索\s*引\s*号|信息来源|来源)\s*[:：]\s*(?P<value>\S.*)$"
)
_HEAD_LINES = 12


@dataclass(frozen=True)
class _Comment:
    line: int
    glued: GluedComment
    lead: int  # blanks before the line's text, which the text leaves out


def read_text(text: str, format: Literal["text", "markdown"]) -> Source:
    """Read a decoded text or Markdown file.

    Args:
        text: the file's characters; any line ending.
        format: "markdown" also takes markup at the start of lines as such; bold marks are taken off
            in both, since copies of web pages carry them.
    """
    builder = SourceBuilder(format)
    lines, comments = _without_comments(split_lines(text))
    lines, properties, lifted = lift_front_matter(lines)
    lines, notes = lift_markdown(lines)
    for name, value in properties.items():
        builder.property(name, value)
    for note in [*lifted, *notes]:
        builder.lift(note.kind, note.text, note.line)
    tables = find_tables(lines)
    lines = _without_furniture(lines, tables, builder)
    _add_all(lines, tables, builder)
    _add_comments(comments, builder)
    return builder.build()


def _without_comments(lines: Sequence[Line]) -> tuple[list[Line], list[_Comment]]:
    kept: list[Line] = []
    comments: list[_Comment] = []
    for line in lines:
        if "Comment by " not in line.raw:
            kept.append(line)
            continue
        raw, found = split_comments(line.raw)
        text = raw.strip(" \t\u3000\u00a0")
        lead = len(raw) - len(raw.lstrip(" \t\u3000\u00a0"))
        comments.extend(_Comment(line.number, comment, lead) for comment in found)
        kept.append(msgspec.structs.replace(line, raw=raw, text=text))
    return kept, comments


def _without_furniture(lines: list[Line], tables: Sequence[FoundTable], builder: SourceBuilder) -> list[Line]:
    """Blank page numbers and the site's notes at the head; they go to `Source.lifted`."""
    in_table = {index for table in tables for index in range(table.first, table.last)}
    head = 0
    for index, line in enumerate(lines):
        if not line.text or index in in_table:
            continue
        head += 1
        if _is_page_number(lines, index):
            builder.lift("page_number", line.text, line.number)
        elif head <= _HEAD_LINES and len(line.text) < 200 and _SITE_NOTE.search(line.text):
            builder.lift("site", line.text, line.number)
        else:
            if head <= _HEAD_LINES and (found := _PROPERTY.match(line.text)):
                builder.property("".join(found["name"].split()), found["value"])
            continue
        lines[index] = msgspec.structs.replace(line, text="", raw="")
    return lines


def _is_page_number(lines: Sequence[Line], index: int) -> bool:
    """A number between dashes; or alone between blank lines; or the last thing in the file."""
    text = lines[index].text
    if DASHED_PAGE_NUMBER.match(text):
        return True
    if not BARE_PAGE_NUMBER.match(text):
        return False
    if not any(line.text for line in lines[index + 1 :]):
        return True
    before = index == 0 or not lines[index - 1].text
    after = index + 1 == len(lines) or not lines[index + 1].text
    neighbours = [line.text for line in lines[max(index - 3, 0) : index + 4] if line.text]
    alone = sum(len(text) < 20 for text in neighbours) == 1  # in a flattened table cells are short
    return before and after and alone


def _add_all(lines: Sequence[Line], tables: Sequence[FoundTable], builder: SourceBuilder) -> None:
    starts = {table.first: table for table in tables}
    printed = [line.text for line in lines if line.text]
    full = full_length(printed)
    rejoin = full is not None or uses_full_stops(printed)
    flattened = Flattened()
    paragraph: list[Line] = []
    index = 0
    while index < len(lines):
        table = starts.get(index)
        if table:
            _flush(paragraph, builder)
            _add_table(table, builder)
            index = table.last
            continue
        line = lines[index]
        if line.text:
            apart = flattened.holds(line.text) or not rejoin
            if apart or not (paragraph and _continues(paragraph, line, full)):
                _flush(paragraph, builder)
            paragraph.append(line)
        index += 1
    _flush(paragraph, builder)


def _continues(paragraph: Sequence[Line], line: Line, full: int | None) -> bool:
    if paragraph[0].heading_level or line.heading_level:
        return False
    indented = line.indented and paragraph[0].indented
    text = "".join(part.text for part in paragraph)
    reaches_edge = full is not None and len(paragraph[-1].text) >= full
    return goes_on(text, line.text, following_indented=indented, full=reaches_edge)


def _flush(paragraph: list[Line], builder: SourceBuilder) -> None:
    """Add the collected lines as one paragraph and doubt where they were joined."""
    if not paragraph:
        return
    pieces = [Piece(line.text, line.number, line.column) for line in paragraph]
    start = builder.add_paragraph(pieces, heading_level=paragraph[0].heading_level)
    position = start
    for before, after in pairwise(paragraph):
        position += len(before.text)
        builder.doubt(
            "read.broken_sentence",
            "info",
            f"joined: the sentence goes on from line {before.number} to line {after.number}",
            position - min(len(before.text), 6),
            position + min(len(after.text), 6),
        )
    paragraph.clear()


def _add_table(table: FoundTable, builder: SourceBuilder) -> None:
    start = builder.next_start()
    if builder.add_table(table.rows, table.header_rows) is None:
        return
    end = builder.next_start() - 1
    for message in table.doubts:
        builder.doubt("read.flattened_table", "warning", message, start, end)


def _add_comments(comments: Sequence[_Comment], builder: SourceBuilder) -> None:
    for comment in comments:
        found = builder.range_of_line(comment.line)
        if found is None:
            _add_beside(comment, builder)
            continue
        start, end = found
        anchor_start = min(max(start + comment.glued.anchor_start - comment.lead, start), end)
        anchor_end = min(max(start + comment.glued.anchor_end - comment.lead, anchor_start), end)
        if anchor_start == anchor_end:  # it stands before all else of its line
            anchor_start, anchor_end = start, end
        builder.add_comment(comment.glued.author, comment.glued.text, anchor_start, anchor_end)


def _add_beside(comment: _Comment, builder: SourceBuilder) -> None:
    """A comment on a line of its own hangs on the line of text before it; at the head, on the next one."""
    beside = builder.range_beside_line(comment.line)
    if beside is None:  # there is no text at all
        builder.lift("page_furniture", f"{comment.glued.author}: {comment.glued.text}", comment.line)
    else:
        builder.add_comment(comment.glued.author, comment.glued.text, *beside)
