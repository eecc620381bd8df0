"""The marks of one sentence together: the unit in which dates, hedges and subjects reach."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pipeline.extract.reading import Reading
from pipeline.marks import Mark, PhraseMark, QuantityMark, Segment, StateMark, TimeMark, WordMark
from pipeline.model import Block, Clause

M = TypeVar("M", bound=Mark)


@dataclass(frozen=True)
class Sentence:
    """One sentence (up to its full stop), in the clause that holds it."""

    clause: Clause
    block: Block
    segments: Sequence[Segment]
    times: Sequence[TimeMark]
    quantities: Sequence[QuantityMark]
    phrases: Sequence[PhraseMark]
    states: Sequence[StateMark]
    words: Sequence[WordMark]

    @cached_property
    def start(self) -> int:
        """Where its first segment starts."""
        return self.segments[0].start

    @cached_property
    def end(self) -> int:
        """Where its last segment ends, without the closing stop."""
        return self.segments[-1].end

    def segment_of(self, mark: Mark) -> Segment:
        """The segment in which `mark` starts."""
        index = bisect_left([segment.start for segment in self.segments], mark.start + 1) - 1
        return self.segments[max(index, 0)]

    def words_of(self, *kinds: str) -> list[WordMark]:
        """Its words of the given kinds, in order."""
        return [word for word in self.words if word.kind in kinds]


def sentences(reading: Reading) -> Iterator[Sentence]:
    """All sentences of a document in order, table rows included (a cell is a sentence)."""
    marks = reading.marks
    cursors = {
        name: _Cursor(getattr(marks, name)) for name in ("times", "quantities", "phrases", "states", "words")
    }
    segments = _Cursor(marks.segments)
    for block in reading.source.blocks:
        group: list[Segment] = []
        for segment in [*segments.within(block.start, block.end), None]:
            if group and (segment is None or segment.sentence != group[-1].sentence):
                yield _sentence(reading, block, group, cursors)
                group = []
            if segment is not None:
                group.append(segment)


def _sentence(reading: Reading, block: Block, group: list[Segment], cursors: dict[str, _Cursor]) -> Sentence:
    start, end = group[0].start, group[-1].end
    found = {name: cursor.within(start, end) for name, cursor in cursors.items()}
    return Sentence(clause=reading.tree.at(start, end), block=block, segments=tuple(group), **found)


class _Cursor:
    """Marks sorted by start, given out range by range."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._starts = [mark.start for mark in marks]

    def within(self, start: int, end: int) -> list:  # type: ignore[type-arg]
        """The marks that start in `start:end`."""
        return list(self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)])
