"""Deadlines: the time expressions that say when or how often something is to be done.

Reads time marks, the tree and the document's calendar; writes `Deadline`s. Baselines, names, dates of
signature and years that had passed are none (they stay as quantities).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.calendar import Calendar
from pipeline.extract.duties import Duties
from pipeline.extract.reading import Reading
from pipeline.extract.sentences import Sentence
from pipeline.extract.table_dates import TableDates
from pipeline.marks import TimeMark
from pipeline.model import Deadline, Doubt

_UP_TO = ("截至", "截止")
_TEXT_END = re.compile(r"\s*\Z")
_DAY = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")


def extract_deadlines(
    reading: Reading, found: Iterable[Sentence], dates: Calendar, duties: Duties, table_dates: TableDates
) -> tuple[tuple[Deadline, ...], tuple[Doubt, ...]]:
    """All deadlines in order, and doubts where a date's day is not in the source."""
    deadlines: list[Deadline] = []
    doubts: list[Doubt] = []
    for sentence in found:
        for mark in sentence.times:
            if not is_deadline(reading, sentence, mark, dates, table_dates):
                continue
            deadline = _deadline(reading, sentence, mark, dates, duties)
            deadlines.append(deadline)
            if mark.kind == "by" and deadline.end_date is None:
                doubts.append(_open_day(mark))
    return tuple(deadlines), tuple(doubts)


def is_deadline(
    reading: Reading, sentence: Sentence, mark: TimeMark, dates: Calendar, table_dates: TableDates
) -> bool:
    """Whether a time mark sets a time for something to be done."""
    reported = sentence.reports or reading.text.startswith(_UP_TO, mark.start)
    set_here = mark.use == "deadline" or (mark.use == "name" and table_dates.heads(mark))
    if not set_here or dates.is_past(mark, reported=reported):
        return False
    if _dates_threshold(reading, sentence, mark):
        return False
    if _in_caption(sentence) or _is_signature(reading, mark):
        return False
    return dates.is_duty(sentence.clause, mark.start)


def _is_signature(reading: Reading, mark: TimeMark) -> bool:
    """A day that is the last thing a text says, right behind a name: an export joined the signature to its end."""
    day = _DAY.fullmatch(reading.text[mark.start : mark.end].strip())
    before = reading.text[max(mark.start - 1, 0) : mark.start]
    return day is not None and before.isalpha() and _TEXT_END.match(reading.text, mark.end) is not None


def _in_caption(sentence: Sentence) -> bool:
    """The heading of an annex or the caption of a table names it; its years set no time."""
    clause = sentence.clause
    if clause.level not in {"annex", "table"} or sentence.block.kind == "row":
        return False
    heading = len(clause.label) + len(clause.heading or "") + 4
    return sentence.start < clause.char_start + heading


def _dates_threshold(reading: Reading, sentence: Sentence, mark: TimeMark) -> bool:
    """A bare year before a threshold dates the condition: "2020年PM2.5浓度低于40微克/立方米的城市"."""
    bare = (
        reading.text[mark.start : mark.end].rstrip().endswith("年")
        and sentence.length(mark.start, mark.end) <= 6
    )
    segment = sentence.segment_of(mark)
    following = [n for n in sentence.quantities if mark.end <= n.start < segment.end and n.kind == "amount"]
    first = following[0] if following else None
    return bare and first is not None and first.threshold and first.op in {"<", ">"}


def _deadline(
    reading: Reading, sentence: Sentence, mark: TimeMark, dates: Calendar, duties: Duties
) -> Deadline:
    task = duties.task_at(mark.start)
    return Deadline(
        id=reading.ids.new("deadline", sentence.clause.ref, reading.text[mark.start : mark.end]),
        clause_id=sentence.clause.id,
        task_id=task.id if task else None,
        kind=mark.kind,
        end_date=dates.end_date(mark),
        period=mark.period,
        quote_start=min(_behind_label(reading, sentence), mark.start),
        quote_end=max(sentence.end, mark.end),
        char_start=mark.start,
        char_end=mark.end,
    )


def _behind_label(reading: Reading, sentence: Sentence) -> int:
    """Where a sentence starts, without the printed label of its clause."""
    clause = sentence.clause
    start = max(sentence.start, clause.char_start + len(clause.label))
    return start + len(reading.text[start : sentence.end]) - len(reading.text[start : sentence.end].lstrip())


def _open_day(mark: TimeMark) -> Doubt:
    return Doubt(
        rule="deadline.open_day",
        severity="info",
        message="the day is not in the source (a season, a period from an event, or a year left to the document)",
        start=mark.start,
        end=mark.end,
    )
