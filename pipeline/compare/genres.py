"""What kind of document a title names: plans are compared with plans, notices with notices."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline import lexicon
from pipeline.fold import fold
from pipeline.lexicon.patterns import alternatives

# What a notice only hands on is what the document is: 关于印发《…行动计划》的通知 is a plan.
_HANDED_ON = re.compile(r"(?:印发|转发|下发)(.*?)(?:的?通知)?$")


@lru_cache(maxsize=1024)
def genre_of(title: str) -> str | None:
    """The genre of a title: of its words the one that ends last; what assesses says so anywhere."""
    text = fold(title)
    inner = _HANDED_ON.search(text)
    text = inner[1] if inner and inner[1] else text
    found = [(match.end(), genre) for genre, pattern in _patterns() for match in pattern.finditer(text)]
    if any(genre == "assessment" for _, genre in found):
        return "assessment"
    return max(found)[1] if found else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry.value, re.compile(alternatives(entry.forms))) for entry in lexicon.topics().genre)
