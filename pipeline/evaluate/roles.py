"""The roles of numbers that are no targets, against gold's `excluded.jsonl`.

A row gives a number with some ten characters on both sides and the reason why it is no target; the
reason says which roles are right. Rows on Chinese numerals alone (六市, 一批) are left out: they name
something and count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.evaluate.facts import Fact
from pipeline.evaluate.gold import read_rows
from pipeline.evaluate.scores import Score
from pipeline.fold import fold_characters
from pipeline.model import Record

ROLES = "roles of quantities"
# The first words of a reason → the roles that it admits; the first that fits counts.
_ADMITTED: tuple[tuple[str, frozenset[str]], ...] = (
    ("threshold (emission standard", frozenset({"name", "threshold"})),
    ("threshold", frozenset({"threshold"})),
    ("past fact", frozenset({"observation"})),
    ("baseline", frozenset({"baseline"})),
    ("document number", frozenset({"document_number", "name"})),
    ("list number", frozenset({"ordinal"})),
    ("ordinal", frozenset({"ordinal", "name"})),
    ("page number", frozenset({"ordinal", "name"})),
    ("table number", frozenset({"ordinal"})),
    ("cross-reference", frozenset({"ordinal"})),
    ("date", frozenset({"date"})),
    ("name (capacity", frozenset({"capacity", "name"})),
    ("name (year", frozenset({"name", "date"})),
    ("name", frozenset({"name"})),
    ("document title", frozenset({"name", "date"})),
    ("unit", frozenset({"name"})),
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十]+")


def role_scores(record: Record, folder: Path) -> Score:
    """Hits and misses of the roles; there are no inventions (`quantities` holds every number)."""
    score = Score(ROLES, record.id)
    text = fold_characters(record.text)
    role_at = {
        position: quantity.role
        for quantity in record.quantities
        for position in range(quantity.char_start, quantity.char_end)
    }
    for row in read_rows(folder, "excluded"):
        admitted = next((roles for reason, roles in _ADMITTED if row["why"].startswith(reason)), None)
        places = list(_places(text, fold_characters(row["text"])))
        if admitted is None or not places:
            continue
        found = {role_at.get(place, "none") for place in places}
        fact = Fact(
            row["why"], f"{row['clause']} {row['why']}, found {', '.join(sorted(found))} | {row['text']}"
        )
        if found & admitted:
            score.hits.append((fact, fact))
        else:
            score.misses.append(fact)
    return score


def _places(text: str, context: str) -> Iterator[int]:
    """Where the number stands of which a row gives the surroundings: the digits next to its middle."""
    middle = len(context) / 2
    numbers = _NUMBER.finditer(context)
    number = min(numbers, key=lambda match: abs((match.start() + match.end()) / 2 - middle), default=None)
    if number is None or not number[0][0].isascii():
        return
    at = text.find(context)
    while at >= 0:
        yield at + number.start()
        at = text.find(context, at + 1)
