"""The plans of the corpus as their perturbations start from them, and editing them by what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from pipeline.model import Record
from tests.documents import corpus_text, read_plan

Edit = tuple[int, int, str]  # a range of `Record.text` and what is printed there instead


@lru_cache(64)
def read(text: str) -> Record:
    """The record of a text, kept: one change after the other reads what came before it."""
    return read_plan(text)


def plain(name: str) -> Record:
    """A corpus document read without its catalogue entry, as its perturbations are."""
    return read(corpus_text(name))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The file `text` with ranges of its record printed otherwise; all else stays as it is, markup too."""
    lines = text.split("\n")
    places = _places(text)
    in_lines: dict[int, list[Edit]] = defaultdict(list)
    for start, end, new in edits:
        if start == end:
            line, column = places[start]
            in_lines[line].append((column, column, new))
            continue
        found = [places[at] for at in range(start, end) if at in places]
        # What an export broke across lines is printed anew where it starts.
        for number, (line, group) in enumerate(groupby(found, key=itemgetter(0))):
            columns = [column for _, column in group]
            in_lines[line].append((columns[0], columns[-1] + 1, "" if number else new))
    for number, changes in in_lines.items():
        for first, last, new in sorted(changes, reverse=True):
            lines[number] = lines[number][:first] + new + lines[number][last:]
    return "\n".join(lines)


@lru_cache(64)
def _places(text: str) -> dict[int, tuple[int, int]]:
    """(line, column) in the file, from 0, of each character of its record's text."""
    record, lines = read(text), text.split("\n")
    places: dict[int, tuple[int, int]] = {}
    behind: dict[int, int] = {}
    for origin in record.origins:
        assert origin.line is not None
        line = origin.line - 1
        column = behind.get(line, 0)
        for at in range(origin.start, origin.end):
            column = lines[line].index(record.text[at], column)  # markup is passed over
            places[at] = line, column
            column += 1
        behind[line] = column
    return places
