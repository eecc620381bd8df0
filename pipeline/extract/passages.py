"""Passages: what each attribution of a document answers for.

A passage runs from the end of the attribution before it (or of its provision's label) to its own
attribution. One that stands in a clause's heading, or right below it, answers for what follows: to the end
of the clause, or to the first clause below it that says itself who. A provision without attributions is one
passage. A row of a table that names who is responsible is one too: its text is the row's longest cell, or
the area that it gives them. Where an export left such a row as lines, it is the line before the one that
names bodies.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from pipeline.extract.reading import Reading
from pipeline.marks import AttributionMark, Mark
from pipeline.model import Clause, SourceCell
from pipeline.time_lines import time_line

SHORTEST = 4  # characters; what is shorter between two attributions is punctuation or a list number
_EDGE = " \t\n\u3000，,。；;、：:"
_NO_TASKS = {"title", "preamble", "signature"}

_Group = tuple[int, int, list[AttributionMark]]


class Passage(msgspec.Struct, frozen=True, gc=False):
    """`text[start:end]`, its provision, and the attributions that answer for it."""

    start: int
    end: int
    provision: Clause
    marks: tuple[AttributionMark, ...]
    first: bool  # the first passage of its provision, to which the provision's heading belongs


def _start(mark: Mark) -> int:
    return mark.start


def passages(reading: Reading) -> list[Passage]:
    """The passages of a document in order: of its provisions, and of the rows of its tables."""
    labels = {clause.char_start: clause.label for clause in reading.tree.clauses if clause.label}
    running = [mark for mark in reading.marks.attributions if not _in_table(reading, mark)]
    found = [
        p for clause in reading.tree.provisions() for p in _of_provision(reading, clause, labels, running)
    ]
    covered = {id(mark) for passage in found for mark in passage.marks}
    loose = [mark for mark in reading.marks.attributions if id(mark) not in covered]
    found.extend(_of_rows(reading, loose))
    found.extend(_of_lines(reading, [mark for mark in loose if not _in_table(reading, mark)]))
    return sorted(found, key=lambda passage: passage.start)


def _of_provision(
    reading: Reading, provision: Clause, labels: dict[int, str], running: Sequence[AttributionMark]
) -> Iterator[Passage]:
    if any(clause.level in _NO_TASKS for clause in reading.tree.ancestors(provision)):
        return
    first = bisect_left(running, provision.char_start, key=_start)
    last = bisect_left(running, provision.char_end, key=_start)
    marks = [mark for mark in running[first:last] if mark.end <= provision.char_end]
    groups = _led(reading, labels, _groups(reading, provision, labels, marks))
    for number, (start, end, answering) in enumerate(groups):
        if start < end:
            yield Passage(start, end, provision, tuple(answering), first=number == 0)


def _groups(
    reading: Reading, provision: Clause, labels: dict[int, str], marks: Sequence[AttributionMark]
) -> list[_Group]:
    """The text before each attribution, with those that follow at once; what is left over has none."""
    groups: list[_Group] = []
    position = provision.char_start
    for mark in marks:
        start, end = _trim(reading.text, labels, position, mark.start)
        if end - start < SHORTEST and groups:
            groups[-1][2].append(mark)
        else:
            groups.append((start, end, [mark]))
        position = _behind_time_line(reading.text, mark.end)
    start, end = _trim(reading.text, labels, position, provision.char_end)
    if end - start >= SHORTEST or not groups:
        groups.append((start, end, []))
    return groups


def _behind_time_line(text: str, position: int) -> int:
    """Behind the line that follows an attribution and says by when; else `position`."""
    said = time_line(text, position)
    return said[1] if said else position


def _led(reading: Reading, labels: dict[int, str], groups: Sequence[_Group]) -> list[_Group]:
    """The groups, where an attribution that stands behind a heading takes what the heading is about."""
    led: list[_Group] = []
    position = 0
    for number, (first, last, marks) in enumerate(groups):
        start, end = _trim(reading.text, labels, max(first, position), last)
        following = groups[number + 1][2] if number + 1 < len(groups) else []
        reach = _reach(reading, start, end, marks, following[0].start if following else None)
        if reach is not None:
            position = reach
            led.append((*_trim(reading.text, labels, start, reach), marks))
        elif marks or end - start >= SHORTEST:
            led.append((start, end, marks))
    return led


def _reach(
    reading: Reading, start: int, end: int, marks: Sequence[AttributionMark], following: int | None
) -> int | None:
    """Where what a heading's attributions answer for ends; None if `text[start:end]` is no heading of more.

    `following` is where the next attribution stands: in a clause below, it ends the reach before that clause;
    in the clause's own text, the heading is all that its own attributions answer for.
    """
    if not marks or start >= end:
        return None
    clause = reading.tree.at(start, end)
    if clause.heading is None or reading.text[start:end].strip(_EDGE) != clause.heading:
        return None
    reach = clause.char_end
    if following is not None and following < reach:
        holding = [c for c in reading.tree.children(clause) if c.char_start <= following < c.char_end]
        if not holding:
            return None
        reach = holding[0].char_start
    return reach if reach - marks[-1].end >= SHORTEST else None


def _trim(text: str, labels: dict[int, str], start: int, end: int) -> tuple[int, int]:
    """Without the space and stops at its edges and without the label of a clause that begins there."""
    while start < end:
        while start < end and text[start] in _EDGE:
            start += 1
        label = labels.get(start)
        if not label or not text.startswith(label, start) or start + len(label) > end:
            break
        start += len(label)
    while end > start and text[end - 1] in " \t\n\u3000":
        end -= 1
    return start, end


def _in_table(reading: Reading, mark: AttributionMark) -> bool:
    return any(table.start <= mark.start and mark.end <= table.end for table in reading.source.tables)


def _of_rows(reading: Reading, marks: Sequence[AttributionMark]) -> Iterator[Passage]:
    """Rows whose cells attribute: the passage is the longest other cell."""
    for table in reading.source.tables:
        rows: dict[int, list[SourceCell]] = defaultdict(list)
        for cell in table.cells:
            rows[cell.row].append(cell)
        inside = [mark for mark in marks if table.start <= mark.start and mark.end <= table.end]
        for cells in rows.values():
            start, end = min(c.start for c in cells), max(c.end for c in cells)
            own = tuple(mark for mark in inside if start <= mark.start and mark.end <= end)
            if not own:
                continue
            dates = {mark.start for mark in reading.marks.times if start <= mark.start < end}
            free = [
                c
                for c in cells
                if c.start not in dates and not any(m.start < c.end and c.start < m.end for m in own)
            ]
            longest = max(free, key=lambda cell: cell.end - cell.start, default=None)
            enough = longest is not None and longest.end - longest.start >= SHORTEST
            passage = longest if enough else _area(cells, own)
            if own and passage:
                clause = reading.tree.at(passage.start, passage.end)
                yield Passage(passage.start, passage.end, clause, own, first=False)


def _of_lines(reading: Reading, marks: Sequence[AttributionMark]) -> Iterator[Passage]:
    """Lines that are an attribution and nothing else: the passage is the line before, if it is none itself."""
    blocks = reading.source.blocks
    starts = [block.start for block in blocks]
    answering = {mark.start for mark in marks}
    for mark in marks:
        index = bisect_left(starts, mark.start)
        if index in {0, len(blocks)} or (blocks[index].start, blocks[index].end) != (mark.start, mark.end):
            continue
        before = blocks[index - 1]
        if before.start not in answering and before.end - before.start >= SHORTEST and before.table is None:
            clause = reading.tree.at(before.start, before.end)
            yield Passage(before.start, before.end, clause, (mark,), first=False)


def _area(cells: Sequence[SourceCell], marks: Sequence[AttributionMark]) -> SourceCell | None:
    """The cell that an attribution ends with and that names none of its bodies: the area that they are given."""
    ends = {mark.end: mark for mark in marks}
    return next(
        (
            cell
            for cell in cells
            if (mark := ends.get(cell.end))
            and cell.start >= max((body.end for body in mark.bodies), default=mark.end)
        ),
        None,
    )
