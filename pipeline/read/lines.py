"""A text file's lines with their places, and the markup taken off them."""

from __future__ import annotations

import re

import msgspec

from pipeline.model import Lifted

_BLANKS = " \t\u3000\u00a0\ufeff\u200b"
_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:https?://|/|#)[^)\s]*\)")
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_FRONT_MATTER_KEY = re.compile(r"^([^:：\s][^:：]{0,20})[:：]\s*(.*)$")
_FENCE = "---"


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed line: its number in the file (from 1), the column where `text` starts, and marks.

    `text` is stripped. `raw` keeps the tabs that flattened tables speak with.
    """

    number: int
    column: int
    text: str
    raw: str
    indented: bool
    heading_level: int | None = None


def split_lines(text: str) -> list[Line]:
    """Cut decoded text into lines; CRLF, CR and LF end one alike."""
    raws = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return [_line(number, raw) for number, raw in enumerate(raws, start=1)]


def _line(number: int, raw: str) -> Line:
    text = raw.strip(_BLANKS)
    column = len(raw) - len(raw.lstrip(_BLANKS)) + 1
    return Line(number, column, text, raw, indented=raw[:1] in ("\u3000", "\t") or raw.startswith("  "))


def lift_front_matter(lines: list[Line]) -> tuple[list[Line], dict[str, str], list[Lifted]]:
    """Take a leading `---` block off and read its `key: value` lines as properties."""
    first = next((i for i, line in enumerate(lines) if line.text), None)
    if first is None or lines[first].text != _FENCE:
        return lines, {}, []
    last = next((i for i in range(first + 1, len(lines)) if lines[i].text == _FENCE), None)
    if last is None:
        return lines, {}, []
    properties = {}
    for line in lines[first + 1 : last]:
        entry = _FRONT_MATTER_KEY.match(line.text)
        if entry:
            properties[entry[1].strip()] = entry[2].strip().strip("\"'")
    block = "\n".join(line.raw for line in lines[first : last + 1])
    return lines[last + 1 :], properties, [Lifted(kind="front_matter", text=block, line=lines[first].number)]


def lift_markdown(lines: list[Line]) -> tuple[list[Line], list[Lifted]]:
    """Take Markdown's marks off (`#`, `**`, links, quotation bars).

    A quotation above the first text is the publisher's note about the copy, not the document: lifted.
    """
    kept: list[Line] = []
    lifted: list[Lifted] = []
    started = False
    for line in lines:
        if not started and line.text.startswith(">"):
            lifted.append(Lifted(kind="site", text=line.text.lstrip("> "), line=line.number))
            continue
        plain = _plain(line)
        started = started or bool(plain.text)
        kept.append(plain)
    return kept, lifted


def _plain(line: Line) -> Line:
    text = line.text
    level = None
    heading = _HEADING.match(text)
    if heading:
        level = len(heading[1])
        text = text[heading.end() :]
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "__" in text:
        text = _EMPHASIS.sub("", text)
    if text == line.text:
        return line
    return msgspec.structs.replace(line, text=text.strip(_BLANKS), heading_level=level)
