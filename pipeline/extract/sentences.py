"""The marks of one sentence together: the unit in which dates, hedges and subjects reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import inf
from operator import attrgetter
from typing import TypeVar

from pipeline.extract.reading import Reading
from pipeline.marks import Mark, PhraseMark, QuantityMark, Segment, StateMark, TimeMark, WordMark
from pipeline.model import Block, Clause

_SENTENCE = attrgetter("sentence")
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
        index = bisect_right(self._starts, mark.start) - 1
        return self.segments[max(index, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    @cached_property
    def reports(self) -> bool:
        """Whether it says what has been done (已, 同比 …)."""
        return any(word.kind == "report" for word in self.words)

    def words_of(self, *kinds: str) -> list[WordMark]:
        """Its words of the given kinds, in order."""
        return [word for word in self.words if word.kind in kinds]


def sentences(reading: Reading) -> Iterator[Sentence]:
    """The sentences that hold a time or a number, in order, table rows included (a cell is a sentence)."""
    marks = reading.marks
    cursors = {
        name: _Cursor(getattr(marks, name)) for name in ("times", "quantities", "phrases", "states", "words")
    }
    segments = _Cursor(marks.segments)
    states = cursors["states"]
    for block in reading.source.blocks:
        for _, group in groupby(segments.until(block.end), key=_SENTENCE):
            own = tuple(group)
            start, end = own[0].start, own[-1].end
            if any(cursor.peek() < end for cursor in (cursors["times"], cursors["quantities"], states)):
                found = {name: cursor.until(end, start) for name, cursor in cursors.items()}
                yield Sentence(clause=reading.tree.at(start, end), block=block, segments=own, **found)


class _Cursor:
    """Marks sorted by start, given out from left to right."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._starts = [mark.start for mark in marks]
        self._next = 0

    def peek(self) -> float:
        """Where the next mark starts."""
        return self._starts[self._next] if self._next < len(self._starts) else inf

    def until(self, end: int, start: int = 0) -> list:  # type: ignore[type-arg]
        """The marks from `start` on, not yet given out, that start before `end`."""
        first = bisect_left(self._starts, start, self._next)
        self._next = bisect_left(self._starts, end, first)
        return list(self._marks[first : self._next])
