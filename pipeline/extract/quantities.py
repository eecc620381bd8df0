"""Every number with its role: target, threshold, observation, baseline, capacity, date, name, …

Reads number marks, the time marks that are no deadlines, and the targets; writes `Quantity` rows, so that
each digit of a document is accounted for here, in a deadline, or in a table cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.calendar import Calendar
from pipeline.extract.reading import Reading
from pipeline.extract.sentences import Sentence
from pipeline.marks import Mark, PhraseMark, QuantityMark, TimeMark
from pipeline.model import Deadline, Quantity, QuantityRole, Target
from pipeline.units import base_unit_of

_CAPACITY_BASES = {"千伏", "千瓦", "蒸吨/小时"}
_ROLE_OF_KIND: dict[str, QuantityRole] = {
    "ordinal": "ordinal",
    "list_number": "ordinal",
    "name": "name",
    "date": "date",
    "year": "date",
    "document_number": "document_number",
}
_ROLE_OF_USE: dict[str, QuantityRole] = {"baseline": "baseline", "observation": "observation", "name": "name"}


def extract_quantities(
    reading: Reading,
    found: Iterable[Sentence],
    targets: Sequence[Target],
    deadlines: Sequence[Deadline],
    dates: Calendar,
) -> tuple[Quantity, ...]:
    """All quantities in the order of the text."""
    by_value = {target.value_start: target.id for target in targets if target.value_start is not None}
    taken = {deadline.char_start for deadline in deadlines}
    quantities: list[Quantity] = []
    for sentence in found:
        for mark in sentence.times:
            if mark.start not in taken and any(
                char.isdigit() for char in reading.text[mark.start : mark.end]
            ):
                quantities.append(_of_time(reading, sentence, mark, dates))
        phrases = {phrase.start: phrase for phrase in sentence.phrases}
        former = {phrase.former for phrase in sentence.phrases}
        for number in sentence.quantities:
            role: QuantityRole | None = "baseline" if number.start in former else None
            if number.end <= sentence.clause.char_start + len(sentence.clause.label):
                role = "ordinal"  # "1 总则": what numbers the clause
            target = by_value.get(number.value_start)
            role = _role(reading, sentence, number, target, dates, role)
            quantities.append(_of_number(reading, sentence, number, target, role, phrases.get(number.start)))
    return tuple(sorted(quantities, key=lambda quantity: quantity.char_start))


def _of_time(reading: Reading, sentence: Sentence, mark: TimeMark, dates: Calendar) -> Quantity:
    role = _ROLE_OF_USE.get(mark.use)
    if role is None:
        role = "observation" if dates.is_past(mark) or _is_background(reading, sentence, dates) else "date"
    year_alone = mark.year is not None and mark.year == _leading_year(reading.text[mark.start : mark.end])
    return _quantity(
        reading, sentence, mark, mark.year if year_alone else None, "年" if year_alone else None, role, None
    )


def _leading_year(text: str) -> int | None:
    digits = "".join(char for char in text if char.isdigit())
    return int(digits) if len(digits) == 4 else None


def _of_number(
    reading: Reading,
    sentence: Sentence,
    number: QuantityMark,
    target_id: str | None,
    role: QuantityRole,
    phrase: PhraseMark | None,
) -> Quantity:
    observed = role == "observation"
    earlier = sentence.times if observed else ()
    years = [time.year for time in earlier if time.year and time.start < number.start]
    value = number.value if number.value_high is None else f"{number.value}-{number.value_high}"
    value = None if role == "ordinal" else value
    return _quantity(
        reading,
        sentence,
        number,
        value,
        number.unit,
        role,
        target_id,
        phrase if observed else None,
        years[-1] if years else None,
    )


def _role(
    reading: Reading,
    sentence: Sentence,
    number: QuantityMark,
    target_id: str | None,
    dates: Calendar,
    known: QuantityRole | None,
) -> QuantityRole:
    """The role of a number: what extraction made of it, else `known`, else what its neighbours say."""
    if number.kind in _ROLE_OF_KIND:
        return _ROLE_OF_KIND[number.kind]
    if target_id:
        return "target"
    if known:
        return known
    if number.threshold and not _is_background(reading, sentence, dates):
        return "threshold"
    if _is_background(reading, sentence, dates) or _is_observed(sentence, number, dates):
        return "observation"
    if base_unit_of(number.unit) in _CAPACITY_BASES:
        return "capacity"
    if number.unit is None and number.kind == "amount" and sentence.clause.level in {"preamble", "title"}:
        return "name"
    return "other"


def _is_observed(sentence: Sentence, number: QuantityMark, dates: Calendar) -> bool:
    """Whether a time gone by stands before the number in its sentence."""
    before = (time for time in sentence.times if time.start < number.start)
    return any(time.use == "observation" or dates.is_past(time, reported=sentence.reports) for time in before)


def _is_background(reading: Reading, sentence: Sentence, dates: Calendar) -> bool:
    return sentence.clause.id in dates.background


def _quantity(
    reading: Reading,
    sentence: Sentence,
    mark: Mark,
    value: int | float | str | None,
    unit: str | None,
    role: QuantityRole,
    target_id: str | None,
    phrase: PhraseMark | None = None,
    year: int | None = None,
) -> Quantity:
    return Quantity(
        id=reading.ids.new("quantity", sentence.clause.ref, reading.text[mark.start : mark.end]),
        clause_id=sentence.clause.id,
        value=value,
        unit=unit,
        role=role,
        target_id=target_id,
        indicator=(phrase.indicator or None) if phrase else None,
        territory=phrase.scope if phrase else None,
        year=year,
        char_start=mark.start,
        char_end=mark.end,
    )
