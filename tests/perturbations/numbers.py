"""Other numbers: each value replaced by one of another length or written in another way.

Numbers in names, ordinals, ranks, years and numbers of documents stay, and so do numbers of several values
(ranges and ratios) and those in Chinese numerals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from pipeline.model import Quantity, Record
from tests.perturbations.facts import Facts, TargetFact, numbers_of
from tests.perturbations.plans import edited, read
from tests.perturbations.ways import Way

Change = Callable[[str], str]  # a number as printed → as printed instead

_COUNTED = {"target", "threshold", "observation", "capacity"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ALONE = re.compile(r"(?<![\dA-Za-z.])\d+(?:\.\d+)?(?![\d.])")  # and no part of a name (PM2.5)
_RANKS = {"位", "名"}
_YEARS = range(1990, 2050)


def _printed(record: Record, quantity: Quantity) -> tuple[int, str] | None:
    """Where the one number of a quantity stands and how it is printed; None if it stays as it is."""
    found = list(_NUMBER.finditer(record.text, quantity.char_start, quantity.char_end))
    no_amount = quantity.value in _YEARS or quantity.unit in _RANKS
    stays = quantity.role not in _COUNTED or len(found) != 1 or no_amount
    return None if stays else (found[0].start(), found[0][0])


def replacing(name: str, change: Change, chosen: Callable[[int], bool] = lambda place: True) -> Way:
    """Replace the numbers at the `chosen` places of the text's quantities, counted from 0."""

    def places(record: Record) -> dict[int, tuple[int, str]]:
        printed = {i: _printed(record, q) for i, q in enumerate(numbers_of(record)) if chosen(i)}
        return {i: number for i, number in printed.items() if number}

    def text(file: str) -> str:
        numbers = places(read(file)).values()
        return edited(file, [(start, start + len(old), change(old)) for start, old in numbers])

    def facts(found: Facts, record: Record) -> Facts:
        printed, numbers = places(record), numbers_of(record)
        values = {i: _value(change(old)) for i, (_, old) in printed.items()}
        in_clause: dict[str, set[str]] = defaultdict(set)
        for i, (_, old) in printed.items():
            in_clause[numbers[i].clause_id].add(old)
        of_targets = {numbers[i].target_id: value for i, value in values.items()}
        return found._replace(
            numbers=tuple(n._replace(value=values.get(i, n.value)) for i, n in enumerate(found.numbers)),
            targets=tuple(
                _in_numbers(fact, in_clause[target.clause_id], change)._replace(
                    value=of_targets.get(target.id, fact.value)
                )
                for fact, target in zip(found.targets, record.targets, strict=True)
            ),
        )

    return Way(name, text, facts)


def _in_numbers(fact: TargetFact, numbers: set[str], change: Change) -> TargetFact:
    """A fact whose words hold numbers of its clause ("城区常住人口100万以上的…")."""

    def told(words: str) -> str:
        return _ALONE.sub(lambda m: change(m[0]) if m[0] in numbers else m[0], words)

    return fact._replace(
        indicator=told(fact.indicator),
        scope=told(fact.scope) if fact.scope else None,
        exclusions=told(fact.exclusions) if fact.exclusions else None,
    )


def _value(printed: str) -> Any:
    plain = printed.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _with_thousands(printed: str) -> str:
    return f"{_value(printed) + 1000:,}"


def _between(printed: str) -> str:
    """A decimal where an integer stood, an integer where a decimal stood."""
    return printed.split(".", maxsplit=1)[0] if "." in printed else f"{printed}.5"


NUMBERS = [
    replacing("longer numbers", lambda printed: f"12{printed}"),
    replacing("numbers of one digit", lambda printed: str(len(printed) + 3)),
    replacing("integers as decimals, decimals as integers", _between),
    replacing("three decimals", lambda printed: f"{printed.split('.')[0]}.375"),
    replacing("less than one", lambda printed: f"0.{len(printed)}5"),
    replacing("separators of thousands", _with_thousands),
    replacing("millions", lambda printed: f"{7654321 + len(printed):,}"),
]
