"""What a place of the text belongs to: the task whose passage holds it, and the date that closes it.

A date in a bracket says when what stands before the bracket is due: behind a full stop the whole passage
("…业务全覆盖。（6月底完成，牵头单位：市工信局）"), else the part of the sentence that it ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from pipeline.extract.passages import Passage
from pipeline.marks import AttributionMark, TimeMark
from pipeline.model import Task


class Duties:
    """The tasks of a document by place. `passages` and `tasks` belong together, sorted by start."""

    def __init__(self, passages: Sequence[Passage], tasks: Sequence[Task], times: Sequence[TimeMark]) -> None:
        self._passages = passages
        self._tasks = tasks
        self._starts = [passage.start for passage in passages]
        # An attribution that stands behind its passage belongs to it.
        self._ends = [max([p.end, *(mark.end for mark in p.marks)]) for p in passages]
        self._furthest = list(accumulate(self._ends, max))
        self._answered = {
            id(mark): task for task, passage in zip(tasks, passages, strict=True) for mark in passage.marks
        }
        self._closing = [time for time in times if time.closes == "passage"]
        self._closing_starts = [time.start for time in self._closing]

    def task_at(self, position: int) -> Task | None:
        """The innermost task whose passage, or attribution, holds `position`."""
        index = self._at(position)
        return None if index is None else self._tasks[index]

    def answered_by(self, mark: AttributionMark) -> Task | None:
        """The task that an attribution answers for."""
        return self._answered.get(id(mark))

    def due(self, position: int) -> TimeMark | None:
        """The date in the next bracket, or line, that closes the passage at `position`; None if there is none."""
        index = self._at(position)
        following = bisect_right(self._closing_starts, position)
        if index is None or following == len(self._closing):
            return None
        time = self._closing[following]
        return time if time.start < self._ends[index] or self._follows(index, time) else None

    def _follows(self, index: int, time: TimeMark) -> bool:
        """Whether a date stands behind a passage and its attributions, in its provision and before the next one."""
        after = bisect_right(self._starts, self._ends[index] - 1)
        limit = self._passages[index].provision.char_end
        if after < len(self._starts):
            limit = min(limit, self._starts[after])
        return time.start < limit

    def _at(self, position: int) -> int | None:
        index = bisect_right(self._starts, position) - 1
        while index >= 0 and self._furthest[index] > position:
            if position < self._ends[index]:
                return index
            index -= 1
        return None
