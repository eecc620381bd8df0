"""Facts on weak evidence, and numbers that may be facts: doubts for a person to work through.

Reads the targets, deadlines and quantities of a document, writes doubts. What is doubted is kept as it was
found; a number that was left out is shown with its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.calendar import Calendar
from pipeline.extract.reading import Reading
from pipeline.marks import MEASURED
from pipeline.model import Deadline, Doubt, Quantity, Target

_SHORTEST_NAME = 2  # characters that name what a value measures


def weak_facts(
    reading: Reading,
    dates: Calendar,
    targets: Sequence[Target],
    deadlines: Sequence[Deadline],
    quantities: Sequence[Quantity],
) -> tuple[Doubt, ...]:
    """The doubts about targets and numbers of one document, each once, in no order."""
    placed = {deadline.id: deadline for deadline in deadlines}
    doubts: list[Doubt] = []
    for target in targets:
        deadline = placed.get(target.deadline_id or "")
        if deadline is not None and target.cell_id is None and _stands_elsewhere(reading, deadline, target):
            doubts.append(_about(target, "target.date_elsewhere", "its date stands in another sentence"))
        if target.kind == "quantitative" and len(target.indicator) < _SHORTEST_NAME:
            doubts.append(_about(target, "target.unnamed", "what the value measures was not found"))
    doubts += _left_out(reading, dates, quantities)
    return tuple(dict.fromkeys(doubts))  # targets that share a passage share its doubt


def _stands_elsewhere(reading: Reading, deadline: Deadline, target: Target) -> bool:
    """Whether a full stop, or a paragraph's end, parts a target from the date that it was given."""
    first, last = sorted((deadline.char_start, target.char_start))
    if any(table.start <= first and last < table.end for table in reading.source.tables):
        return False  # in a header or a cell of its own: that is where tables have their dates
    return any(reading.text.find(end, first, last) >= 0 for end in "。\n")


def _left_out(reading: Reading, dates: Calendar, quantities: Sequence[Quantity]) -> Iterator[Doubt]:
    """Numbers with a comparison, in clauses that oblige, that were taken for nothing."""
    compared = {
        mark.start for mark in reading.marks.quantities if mark.op is not None and mark.kind in MEASURED
    }
    for quantity in quantities:
        clause = reading.tree.at(quantity.char_start, quantity.char_end)
        if (
            quantity.role == "other"
            and quantity.char_start in compared
            and dates.is_duty(clause, quantity.char_start)
        ):
            yield Doubt(
                rule="target.left_out",
                severity="info",
                message="a number with a comparison that was not taken for a target",
                start=quantity.char_start,
                end=quantity.char_end,
            )


def _about(target: Target, rule: str, message: str) -> Doubt:
    return Doubt(rule=rule, severity="info", message=message, start=target.char_start, end=target.char_end)
