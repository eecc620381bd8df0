"""The plans of the corpus as their perturbations start from them, and editing them by what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

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
        found = [place for place in places if place.start < end and start < place.end]
        if start == end:
            found = [place for place in places if place.start <= start <= place.end][:1]
        assert found, read(text).text[start:end]
        # What an export broke across lines is printed anew where it starts.
        for number, place in enumerate(found):
            first, last = max(start, place.start), min(end, place.end)
            in_lines[place.line].append((first + place.shift, last + place.shift, "" if number else new))
    for number, changes in in_lines.items():
        for first, last, new in sorted(changes, reverse=True):
            lines[number] = lines[number][:first] + new + lines[number][last:]
    return "\n".join(lines)


class _Place(NamedTuple):
    """A stretch of a record's text that stands in one piece in line `line` (from 0) of its file."""

    start: int
    end: int
    line: int
    shift: int  # from an offset of the text to one of the line


@lru_cache(64)
def _places(text: str) -> list[_Place]:
    record, lines = read(text), text.split("\n")
    places: list[_Place] = []
    for origin in record.origins:
        assert origin.line is not None
        line = origin.line - 1
        column = (origin.column or 1) - 1
        if origin.column is None:  # a cell: it stands behind the one before it
            last = places[-1] if places and places[-1].line == line else None
            behind = last.end + last.shift if last else 0
            column = lines[line].index(record.text[origin.start : origin.end], behind)
        places.append(_Place(origin.start, origin.end, line, column - origin.start))
    return places
