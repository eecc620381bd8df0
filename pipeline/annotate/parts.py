"""One clause of a sentence in the folded view, with the times and numbers in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.component import get
from pipeline.fold import Folded
from pipeline.lexicon.patterns import any_of, forms
from pipeline.marks import MEASURED, QuantityMark, Segment

_WORDS = lexicon.clauses()
_LEAD_IN = re.compile(
    r"(?:[,、;:]|\d{1,2}[.、](?!\d(?!\d{3}年))|第[一二三四五六七八九十百零\d]{1,6}[章节条](?![款例])|——|\([^()]{1,20}\)、?"
    rf"|{any_of(_WORDS.lead_in)}|累计(?=完成|建成|新增|培育)|除[^,]{{1,20}}外|[一二三四五六七八九十]是|[①-⑳⑴-⒇⒈-⒛])+"
)
_PARTS = "plan_parts"
_TIME_LEAD = re.compile(rf"(?:{any_of(lexicon.changes().against)}|比|在|于)$")
_LAST_SIGNS = ",、和及与:("
_TRAILING = re.compile(rf"(?:{any_of(_WORDS.trailing)}|[{_LAST_SIGNS}])+$")
_TRAILING_ENDS = frozenset([*(word[-1] for word in forms(_WORDS.trailing)), *_LAST_SIGNS])


def without_trailing(words: str) -> str:
    """`words` without the adverbs and links that they end with."""
    return _TRAILING.sub("", words) if words[-1:] in _TRAILING_ENDS else words


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number's folded ranges: with its operator, and by itself."""

    op_start: int
    start: int
    end: int
    op_end: int
    mark: QuantityMark


class Part(msgspec.Struct, frozen=True, gc=False):
    """`text[start:end]` of a block's folded text is one clause; ranges are folded offsets."""

    start: int
    end: int
    text: str
    times: Sequence[tuple[int, int]]
    numbers: Sequence[Number]

    def body_start(self, start: int) -> int:
        """Where the clause's own words start behind times, hedges and connectives."""
        while True:
            for time_start, time_end in self.times:
                if time_start <= start < time_end:
                    start = time_end
            lead = _LEAD_IN.match(self.text, start, self.end)
            if lead is None:
                return start
            start = lead.end()

    def words(self, start: int, end: int) -> str:
        """What stands in `start:end` apart from its time expressions."""
        parts: list[str] = []
        for time_start, time_end in self.times:
            if start <= time_start < end:
                parts.append(_TIME_LEAD.sub("", self.text[start:time_start]))
                start = time_end
        parts.append(self.text[start:end] if start < end else "")
        return "".join(parts)


class Parts:
    """The clauses of a block that "plan_segments" cut, made only where somebody asks.

    Kept on the doc: `Parts.of(doc, view)` gives the same one to every component.
    """

    def __init__(self, doc: Doc, view: Folded) -> None:
        self._view = view
        self._segments: list[Segment] = get(doc, "segments")
        self._starts = [segment.start for segment in self._segments]
        self._times = [mark for mark in get(doc, "times") if mark.use != "name"]
        self._time_starts = [mark.start for mark in self._times]
        self._numbers = [mark for mark in get(doc, "quantities") if mark.kind in MEASURED]
        self._number_starts = [mark.start for mark in self._numbers]
        self._made: dict[int, Part] = {}

    @classmethod
    def of(cls, doc: Doc, view: Folded) -> Parts:
        """The parts of `doc`."""
        parts: Parts | None = doc.user_data.get(_PARTS)
        if parts is None:
            parts = doc.user_data[_PARTS] = cls(doc, view)
        return parts

    def with_numbers(self) -> Iterator[Part]:
        """The clauses that hold numbers, in order."""
        indices = dict.fromkeys(self.index(mark.start) for mark in self._numbers)
        return (self._part(index) for index in indices)

    def index(self, position: int) -> int:
        """Which clause a mark that starts at `position` of the canonical text is in."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def __getitem__(self, index: int) -> Part:
        return self._part(index)

    def _part(self, index: int) -> Part:
        part = self._made.get(index)
        if part is None:
            part = self._made[index] = self._make(self._segments[index])
        return part

    def _make(self, segment: Segment) -> Part:
        folded = self._view.folded
        times = self._times[_within(self._time_starts, segment)]
        numbers = self._numbers[_within(self._number_starts, segment)]
        return Part(
            *folded(segment.start, segment.end),
            self._view.text,
            [folded(time.start, time.end) for time in times],
            [self._number(number) for number in numbers],
        )

    def _number(self, mark: QuantityMark) -> Number:
        start, end = self._view.folded(mark.start, mark.end)
        op_start, op_end = self._view.folded(mark.op_start, mark.op_end)
        return Number(op_start, start, end, op_end, mark)


def _within(starts: Sequence[int], segment: Segment) -> slice:
    """Which of the marks that start at `starts` start in `segment`."""
    first = bisect_left(starts, segment.start)
    return slice(first, bisect_left(starts, segment.end, first))
