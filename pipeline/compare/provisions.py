"""What a provision says, apart from who does it and when: the material of every comparison.

Departments and dates differ between plans that say the same, so they are left out of the words.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.fold import fold
from pipeline.model import Clause, Record
from pipeline.provision_kinds import ProvisionKind, kind_of_headings
from pipeline.tree import ClauseTree


class Provision(msgspec.Struct, frozen=True):
    """One provision. `heading` is its own or "", `above` those of the clauses that hold it, the nearest first.

    `words` is its folded text without its label, attributions and dates.
    """

    id: str
    ref: str
    kind: ProvisionKind
    heading: str
    above: tuple[str, ...]
    words: str


def provisions_of(record: Record) -> list[Provision]:
    """The provisions of a record, in order."""
    tree = ClauseTree(record.clauses)
    left_out = _left_out(record)
    return [_provision(record, tree, clause, left_out) for clause in tree.provisions()]


def _provision(
    record: Record, tree: ClauseTree, clause: Clause, left_out: Sequence[tuple[int, int]]
) -> Provision:
    path = [node.heading or "" for node in tree.ancestors(clause)]
    headings = [fold(heading) for heading in path]
    return Provision(
        id=clause.id,
        ref=clause.ref,
        kind=kind_of_headings(headings),
        heading=headings[0],
        above=tuple(heading for heading in headings[1:] if heading),
        words=_words(record.text, clause, left_out),
    )


def _left_out(record: Record) -> list[tuple[int, int]]:
    """The attributions (not the sentences of subjects) and the dates, as ranges of the text, in order."""
    stated = {(a.attribution_start, a.attribution_end) for a in record.assignments if a.basis != "subject"}
    return sorted(stated | {(deadline.char_start, deadline.char_end) for deadline in record.deadlines})


def _words(text: str, clause: Clause, left_out: Sequence[tuple[int, int]]) -> str:
    position = clause.char_start + len(clause.label)
    parts: list[str] = []
    for start, end in left_out:
        if position <= start < clause.char_end:
            parts.append(text[position:start])
            position = max(position, end)
    parts.append(text[position : clause.char_end])
    return fold("|".join(parts))
