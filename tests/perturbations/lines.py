"""Which lines of a file are running text, and what in them is no writing of the plan's own."""

from __future__ import annotations

import re
from collections.abc import Callable

# What a word processor or an exporter put there: markup, a reviewer's comment, the rule of a table.
_MARKUP = re.compile(r"^[ 　]*(?:#+ |>|\|)|\*\*|Comment by .*$|https?://\S+")


def is_cells(line: str) -> bool:
    """Whether the line is a part of a table that an export flattened."""
    return "\t" in line or "|" in line


def is_page_number(line: str) -> bool:
    return line.strip(" -—").isdigit()


def in_writing(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` made to all that the plan itself says, line by line, and to no markup."""
    return "\n".join(_line(line, change) for line in text.split("\n"))


def _line(line: str, change: Callable[[str], str]) -> str:
    pieces, position = [], 0
    for mark in _MARKUP.finditer(line):
        pieces += [change(line[position : mark.start()]), mark[0]]
        position = mark.end()
    return "".join([*pieces, change(line[position:])])
