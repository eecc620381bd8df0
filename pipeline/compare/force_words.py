"""Words of force: 严禁, 原则上, 鼓励, 力争, 必须, 审慎, each with the class in which words are alike.

Plain duties (加强, 推动) are none: plans change them without changing what they demand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.lexicon.entries import Shielded
from pipeline.lexicon.patterns import any_of, initials

_PLAIN = {"require", "promote"}


def force_words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, class) of each word of force in folded `text`, the longest first where several begin."""
    classes, pattern = _lexicon()
    for match in pattern.finditer(text):
        yield match.start(), match.end(), classes[match[0]]


@cache
def _lexicon() -> tuple[dict[str, str], re.Pattern[str]]:
    entries: list[tuple[str, Shielded]] = [
        *((entry.name, entry) for entry in lexicon.modality().modality if entry.name not in _PLAIN),
        *((entry.value, entry) for entry in lexicon.modality().tone),
        *((entry.value, entry) for entry in lexicon.terms().hedge),
    ]
    classes: dict[str, str] = {}
    for name, entry in entries:
        for form in entry.forms:
            classes.setdefault(form, name)
    words = any_of([entry for _, entry in reversed(entries)])
    return classes, re.compile(f"(?={initials(classes)}){words}")
