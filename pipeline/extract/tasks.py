"""Tasks: the passages that attributions answer for, each with its title, its force and how it is given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.extract.inheritance import inherited_ranges
from pipeline.extract.passages import Passage
from pipeline.extract.reading import Reading
from pipeline.marks import Mark
from pipeline.model import AttributionStatus, Clause, Modality, Task

TITLE_LENGTH = 30
_CLAUSE_END = re.compile("[，。；：,;:\n]")


def extract_tasks(reading: Reading, found: Sequence[Passage]) -> tuple[Task, ...]:
    """The tasks of a document, in order, one for each of its `passages`."""
    ranges = inherited_ranges(reading)
    tasks = []
    for seq, passage in enumerate(found, 1):
        text = reading.text[passage.start : passage.end]
        clause = reading.tree.at(passage.start, passage.end)
        inherited = any(r.start <= passage.start < r.end for r in ranges)
        tasks.append(
            Task(
                id=reading.ids.new("task", clause.ref, text),
                clause_id=clause.id,
                seq=seq,
                title=_title(passage, clause, text),
                modality=_modality(reading, passage),
                attribution_status=_status(reading, passage, inherited),
                char_start=passage.start,
                char_end=passage.end,
            )
        )
    return tuple(tasks)


def _start(mark: Mark) -> int:
    return mark.start


def _title(passage: Passage, clause: Clause, text: str) -> str:
    """The heading of the clause, else the first clause of the passage."""
    heading = clause.heading or (passage.provision.heading if passage.first else None)
    if heading and (passage.first or clause.id != passage.provision.id):
        return heading
    stop = _CLAUSE_END.search(text)
    return text[: stop.start() if stop else len(text)][:TITLE_LENGTH].strip()


def _modality(reading: Reading, passage: Passage) -> Modality:
    """The force of the passage's first predicate; a plain statement of duty requires."""
    modals = reading.marks.modals
    index = bisect_left(modals, passage.start, key=_start)
    if index == len(modals) or modals[index].start >= passage.end:
        return "require"
    return modals[index].modality


def _status(reading: Reading, passage: Passage, inherited: bool) -> AttributionStatus:
    """How the passage says who: what it says itself goes before what was said once for all."""
    if any(mark.bodies for mark in passage.marks):
        return "stated"
    subjects = reading.marks.subjects
    following = bisect_left(subjects, passage.start, key=_start)
    if following < len(subjects) and subjects[following].start < passage.end:
        return "subject"
    return "inherited" if inherited else "none"
