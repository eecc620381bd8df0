"""How far a date, a rhythm and a hedge reach within a sentence.

The rules are those of the annotation guide: a deadline reaches rightwards over the parallel clauses of
its sentence until another date; in the article that states the goals it also governs later sentences
that bring none. 力争 before the subject reaches on to the end; behind a subject only as far as that
subject's predicates go. 基本, 原则上, 稳步, 鼓励 stay in their clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from pipeline.extract.sentences import Sentence
from pipeline.marks import Mark, TimeMark

_FAR = {"力争", "争取"}


class Reach(msgspec.Struct, frozen=True):
    """The deadlines of a sentence.

    `carried` is the one that reaches over from before (goals only), `closing` the one in a bracket that
    closes the passage behind the sentence; `goals`: it stands in an article that states the goals.
    """

    sentence: Sentence
    deadlines: Sequence[TimeMark]
    carried: TimeMark | None
    closing: TimeMark | None = None
    goals: bool = False

    def date_for(self, mark: Mark, place: int = 0, count: int = 0) -> TimeMark | None:
        """The dated deadline that governs `mark`; the `place`-th of a list of `count` dates."""
        behind = self._closed_by(mark)
        dated = [
            time
            for time in self.deadlines
            if time.kind in {"by", "during"}
            and time.start < mark.end
            and not time.closes
            and not self._of_a_part(time, mark)
        ]
        if behind and not (dated and dated[-1].start >= self.sentence.segment_of(mark).start):
            return behind
        if not dated:
            return self.closing or self.carried
        if count > 1 and len(dated) >= count and self._listed(dated[-count:]):
            return dated[-count:][place]
        last = dated[-1]
        if self._has_own_rhythm(mark, last):
            return self.closing or self.carried
        if (
            last.end_date is None
            and last.kind == "during"
            and self.sentence.segment_of(last) != self.sentence.segment_of(mark)
        ):
            return (
                self.carried
            )  # a season says when a measure is done, not by when the next clause is reached
        return last

    def _has_own_rhythm(self, mark: Mark, date: TimeMark) -> bool:
        """Whether a semicolon parts `mark` from `date` and a recurrence begins anew ("…；每年抽查不低于80%")."""
        part = self.sentence.segment_of(mark).part
        return self.sentence.segment_of(date).part != part and any(
            time.kind == "recurring" and time.start < mark.end and self.sentence.segment_of(time).part == part
            for time in self.deadlines
        )

    def _of_a_part(self, time: TimeMark, mark: Mark) -> bool:
        """Whether 其中 leads to a date: it is that of a part, and says nothing of the next clause."""
        home = self.sentence.segment_of(time)
        led = self.sentence.text[home.start : time.start].lstrip().startswith("其中")
        return led and home != self.sentence.segment_of(mark)

    def _closed_by(self, mark: Mark) -> TimeMark | None:
        """The date in the bracket that ends the part of the sentence in which `mark` stands."""
        part = self.sentence.segment_of(mark).part
        closing = (time for time in self.deadlines if time.closes and time.start >= mark.end)
        return next((time for time in closing if self.sentence.segment_of(time).part == part), None)

    def rhythm_for(self, mark: Mark) -> TimeMark | None:
        """The recurrence that governs `mark`, up to the next semicolon or date in another clause."""
        part = self.sentence.segment_of(mark).part
        rhythms = [
            time
            for time in self.deadlines
            if time.kind == "recurring"
            and time.start < mark.end
            and self.sentence.segment_of(time).part == part
        ]
        if not rhythms:
            return None
        date = self.date_for(mark)
        last = rhythms[-1]
        if date and date is not self.carried and date.start > last.end:
            return None if self.sentence.segment_of(date) != self.sentence.segment_of(last) else last
        return last

    def hedges_for(self, mark: Mark) -> tuple[str, ...]:
        """Canonical hedges that govern `mark`, in the order of the text."""
        own = self.sentence.segment_of(mark)
        hedges = []
        for word in self.sentence.words_of("hedge"):
            if word.start > mark.end:
                break
            inside = own.start <= word.start
            if inside or (word.value in _FAR and self._reaches(word, own.start)):
                hedges.append(word.value)
        return tuple(dict.fromkeys(hedges))

    def _reaches(self, hedge: Mark, target: int) -> bool:
        """Whether a 力争 of an earlier clause still governs the clause that starts at `target`."""
        if any(
            hedge.end < time.start < target and not self._attached(hedge, time) for time in self.deadlines
        ):
            return False
        home = self.sentence.segment_of(hedge)
        if self._before_subject(hedge, home.start):
            return True
        between = [s for s in self.sentence.segments if home.end <= s.start <= target]
        return bool(between) and not any(self._has_subject(segment.start, segment.end) for segment in between)

    def _before_subject(self, hedge: Mark, start: int) -> bool:
        """Nothing but a printed label, 一是 and times stands between the clause's start and the hedge."""
        clause = self.sentence.clause
        position = max(start, clause.char_start + len(clause.label))
        for mark in (*self.deadlines, *self.sentence.words_of("point")):
            if start <= mark.start < hedge.start:
                position = max(position, mark.end)
        return self.sentence.length(position, hedge.start) <= 1

    def _has_subject(self, start: int, end: int) -> bool:
        """A clause with a scope or an indicator of its own has its own subject."""
        phrases = [p for p in self.sentence.phrases if start <= p.start < end]
        states = [s for s in self.sentence.states if start <= s.start < end]
        return any(p.scope for p in phrases) or any(s.scope for s in states) or (not phrases and not states)

    def _attached(self, hedge: Mark, time: TimeMark) -> bool:
        """力争到2025年: the date right behind the hedge is its own."""
        return hedge.end <= time.start and self.sentence.length(hedge.end, time.start) <= 1

    def _listed(self, times: Sequence[TimeMark]) -> bool:
        """Whether dates stand in one list ("2025年、2030年")."""
        return all(self.sentence.length(a.end, b.start) <= 1 for a, b in pairwise(times))
