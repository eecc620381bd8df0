"""The plans of the corpus as their perturbations start from them, and editing them by what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

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
    in_lines: dict[int, list[Edit]] = defaultdict(list)
    for start, end, new in edits:
        # What an export broke across lines is printed anew where it starts.
        for number, (line, first, last) in enumerate(_places(read(text), start, end)):
            in_lines[line].append((first, last, "" if number else new))
    for line, changes in in_lines.items():
        for first, last, new in sorted(changes, reverse=True):
            lines[line] = lines[line][:first] + new + lines[line][last:]
    return "\n".join(lines)


def _places(record: Record, start: int, end: int) -> list[tuple[int, int, int]]:
    """(line, first, last) in the file, from 0, of a range of the record's text; an empty one has one place."""
    places = []
    for origin in record.origins:
        first, last = max(start, origin.start), min(end, origin.end)
        if first < last or (start == end and origin.start < start <= origin.end):
            assert origin.line is not None and origin.column is not None
            shift = origin.column - 1 - origin.start
            places.append((origin.line - 1, first + shift, last + shift))
            if start == end:
                break
    assert places, record.text[start:end]
    return places
