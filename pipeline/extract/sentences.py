"""The marks of one sentence together: the unit in which dates, hedges and subjects reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import inf
from operator import attrgetter
from typing import Generic, TypeVar

import msgspec

from pipeline.extract.reading import Reading
from pipeline.fold import without_spaces
from pipeline.marks import Mark, PhraseMark, QuantityMark, Segment, StateMark, TimeMark, WordMark
from pipeline.model import Block, Clause

_SENTENCE = attrgetter("sentence")
_START = attrgetter("start")
M = TypeVar("M", bound=Mark)


class Sentence(msgspec.Struct, frozen=True):
    """One sentence (up to its full stop), in the clause that holds it; `end` is before the closing stop."""

    clause: Clause
    block: Block
    start: int
    end: int
    segments: Sequence[Segment]
    times: Sequence[TimeMark]
    quantities: Sequence[QuantityMark]
    phrases: Sequence[PhraseMark]
    states: Sequence[StateMark]
    words: Sequence[WordMark]
    text: str  # the document's

    def length(self, start: int, end: int) -> int:
        """How many characters stand in a range, however they are spaced: 0 if it ends before it starts."""
        return len(without_spaces(self.text[start:end]))

    def segment_of(self, mark: Mark) -> Segment:
        """The segment in which `mark` starts."""
        index = bisect_right(self.segments, mark.start, key=_START) - 1
        return self.segments[max(index, 0)]

    @property
    def reports(self) -> bool:
        """Whether it says what has been done (已, 同比 …)."""
        return any(word.kind == "report" for word in self.words)

    def words_of(self, *kinds: str) -> list[WordMark]:
        """Its words of the given kinds, in order."""
        return [word for word in self.words if word.kind in kinds]


def sentences(reading: Reading) -> Iterator[Sentence]:
    """The sentences that hold a time or a number, in order, table rows included (a cell is a sentence)."""
    marks = reading.marks
    segments = _Cursor(marks.segments)
    times, quantities = _Cursor(marks.times), _Cursor(marks.quantities)
    phrases, states, words = _Cursor(marks.phrases), _Cursor(marks.states), _Cursor(marks.words)
    for block in reading.source.blocks:
        for _, group in groupby(segments.until(block.end), key=_SENTENCE):
            own = tuple(group)
            start, end = own[0].start, own[-1].end
            if times.next_start < end or quantities.next_start < end or states.next_start < end:
                yield Sentence(
                    reading.tree.at(start, end),
                    block,
                    start,
                    end,
                    own,
                    times.until(end, start),
                    quantities.until(end, start),
                    phrases.until(end, start),
                    states.until(end, start),
                    words.until(end, start),
                    reading.text,
                )


class _Cursor(Generic[M]):
    """Marks sorted by start, given out from left to right; `next_start` is where the next one starts."""

    def __init__(self, marks: Sequence[M]) -> None:
        self._marks = marks
        self._starts = [*(mark.start for mark in marks), inf]
        self._next = 0
        self.next_start = self._starts[0]

    def until(self, end: int, start: int = 0) -> Sequence[M]:
        """The marks from `start` on, not yet given out, that start before `end`."""
        if self.next_start >= end:
            return ()
        first = bisect_left(self._starts, start, self._next)
        self._next = bisect_left(self._starts, end, first)
        self.next_start = self._starts[self._next]
        return self._marks[first : self._next]
