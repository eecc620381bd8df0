"""How one number is taken over several places: for each of them, as their mean, as their sum.

A number of a single city or county is one place's; one of a province without a word more is that of the
whole. Where a text names several places and does not say how, that is said, and nothing guessed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pipeline import lexicon
from pipeline.compare.territories import Territory
from pipeline.fold import fold
from pipeline.lexicon.patterns import any_of

Spread = Literal["each", "mean", "total"]
Statistic = Literal["each", "mean", "total", "one", "whole", "unstated"]
_LOCAL = {"prefecture", "county", "township"}


def spread_of(text: str, extensive: bool = False) -> Spread | None:
    """What the words of a clause say of it; None if none does.

    均 goes before all others. Of 平均/总计 in one header an amount takes the sum, all others the mean: no
    rate or concentration is summed up over places.
    """
    folded = fold(text)
    found = {value for value, pattern in _patterns() if pattern.search(folded)}
    order: tuple[Spread, ...] = ("each", "total", "mean") if extensive else ("each", "mean")
    return next((value for value in order if value in found), None)


def statistic_of(territory: Territory, said: str, extensive: bool) -> Statistic:
    """How a value is taken over its territory.

    Args:
        territory: whom it applies to.
        said: the words of its clause, its scope and its indicator.
        extensive: it is an amount that grows with the territory.
    """
    spread = spread_of(said, extensive)
    if territory.kind == "place" and not territory.of_places:
        if territory.level in _LOCAL:
            return "one"
        if spread != "each":
            return "total" if extensive else "whole"
    if spread:
        return spread
    return "total" if extensive else "unstated"


@cache
def _patterns() -> tuple[tuple[Spread, re.Pattern[str]], ...]:
    return tuple((entry.value, re.compile(any_of([entry]))) for entry in lexicon.indicators().spread)
