"""What nodes are called where they are drawn: short, in the source's words."""

from __future__ import annotations

from pipeline.model import Clause, Record, Target

_LONGEST = 40


def shortened(text: str) -> str:
    """`text` on one line, cut with … where it is too long to be drawn."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def provision_label(record: Record, clause: Clause) -> str:
    """A provision's heading; without one its label and how its text begins."""
    return shortened(clause.heading or record.text[clause.char_start : clause.char_end])


def target_label(record: Record, target: Target) -> str:
    """A target's own words, uncut, with what is never left out beside a value: hedges, exclusions, deferral."""
    quote = " ".join(record.text[target.char_start : target.char_end].split())
    beside = [*target.hedges, *(words for words in (target.exclusions, target.deferred_to) if words)]
    said = [words for words in dict.fromkeys(beside) if words not in quote]
    return f"{quote}（{'；'.join(said)}）" if said else quote
