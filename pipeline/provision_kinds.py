"""What kind of provision a heading opens: guiding thought, principles, goals …, else a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pipeline import lexicon
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.lexicon.schema import KindTerm

ProvisionKind = Literal["guiding", "areas", "principles", "goals", "background", "measure"]
_LONGEST_TITLE = 16  # characters of a heading that names a kind of provision; a longer one says what to do


def _naming(entry: KindTerm) -> re.Pattern[str]:
    """What names a kind. Areas stand last in a heading: pilots in 重点区域 and their control are measures."""
    words = alternatives(forms([entry]))
    return re.compile(f"(?:{words})$" if entry.value == "areas" else words)


_KIND_WORDS: tuple[tuple[ProvisionKind, re.Pattern[str]], ...] = (
    ("background", re.compile(alternatives(forms(lexicon.terms().background)))),
    *((entry.value, _naming(entry)) for entry in lexicon.topics().kind),
    ("goals", re.compile(alternatives(forms(lexicon.terms().goals)))),
)


def kind_of_headings(headings: Sequence[str]) -> ProvisionKind:
    """The kind that the nearest of folded `headings` names; a provision that none names is a measure."""
    for heading in headings:
        if 0 < len(heading) <= _LONGEST_TITLE:
            for kind, words in _KIND_WORDS:
                if words.search(heading):
                    return kind
    return "measure"
