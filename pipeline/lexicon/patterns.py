"""Words as parts of regular expressions: alternatives, the longest first, none within a longer word.

The words come from the lexicons; how they combine is the grammar of whoever asks. All take folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.lexicon.entries import Entry, Shielded


def forms(entries: Iterable[Entry]) -> list[str]:
    """The forms of all `entries`, each once, the longest first."""
    return longest_first(form for entry in entries for form in entry.forms)


def longest_first(words: Iterable[str]) -> list[str]:
    """`words`, each once, so that none hides a longer one in an alternation."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def alternatives(words: Iterable[str]) -> str:
    """A group of literal alternatives, the longest first."""
    return f"(?:{'|'.join(map(re.escape, longest_first(words)))})"


def any_of(entries: Iterable[Entry]) -> str:
    """A group of the forms of `entries`; a form within one of its shields (`not`) is none."""
    guards: dict[str, str] = {}
    for entry in entries:
        shields = entry.shields if isinstance(entry, Shielded) else ()
        guards |= {form: _guard(form, shields) for form in entry.forms}
    return f"(?:{'|'.join(guards[form] + re.escape(form) for form in longest_first(guards))})"


def initials(words: Iterable[str]) -> str:
    """A set of the characters that `words` begin with: what fails it need not be tried word by word."""
    return f"[{re.escape(''.join(sorted({word[0] for word in words})))}]"


def _guard(form: str, shields: Iterable[str]) -> str:
    """A lookahead that fails where `form` stands within one of `shields`."""
    within = [
        (shield[: place.start()], shield[place.start() :])
        for shield in sorted(shields)
        for place in re.finditer(f"(?={re.escape(form)})", shield)
    ]
    if not within:
        return ""
    longer = "|".join((f"(?<={re.escape(head)})" if head else "") + re.escape(rest) for head, rest in within)
    return f"(?!{longer})"
