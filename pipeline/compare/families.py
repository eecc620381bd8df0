"""The matters in which indicators meet: 优良天数比率 and 优良天数 stand in one, though they are not ranked.

A matter is a substance of the lexicon or one of its families, known by the words of an indicator's name.
An indicator that holds none of them is a matter of its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline import lexicon
from pipeline.fold import fold
from pipeline.lexicon.patterns import longest_first


@lru_cache(maxsize=4096)
def families_of(name: str) -> tuple[str, ...]:
    """The matters of an indicator's name, in the order of the name; itself if it is of none.

    The longest word counts where one is a part of another: 氨氮 is no 氨.
    """
    words = _words()
    found = dict.fromkeys(words[match[0]] for match in _pattern().finditer(fold(name)))
    return tuple(found) or (name,)


@cache
def english_names() -> dict[str, str]:
    """What the families of the lexicon are called in English."""
    return {family.name: family.en for family in lexicon.indicators().family}


@cache
def _words() -> dict[str, str]:
    words = {fold(form): s.name for s in lexicon.indicators().substance for form in s.forms}
    return words | {fold(form): f.name for f in lexicon.indicators().family for form in f.forms}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first(_words()))))
