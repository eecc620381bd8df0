"""A provision cut into words and parts: what comparing needs of it, whichever the other provision is."""

from __future__ import annotations

from functools import cached_property

from pipeline.compare.portions import Portion, portions
from pipeline.compare.spans import Spans, spans_of
from pipeline.compare.wording import words_of
from pipeline.model import Clause, Record


class Cut:
    """A provision of `record`. Nothing of it changes: it may be kept for as many comparisons as it takes part in.

    Args:
        record: the record of the document.
        clause_id: the provision's.

    Raises:
        LookupError: the record has no such clause.
    """

    def __init__(self, record: Record, clause_id: str) -> None:
        self.record = record
        self.clause = _clause(record, clause_id)
        self.words = tuple(words_of(record, self.clause))
        self.parts = tuple(portions(self.words))

    @cached_property
    def spans(self) -> Spans:
        """Its parts and neighbouring parts taken as one, ready to be looked for in another provision."""
        names = {indicator.id: indicator.name for indicator in self.record.indicators}
        targets = [
            (target.value_start or target.char_start, names.get(target.indicator_id or "", target.indicator))
            for target in self.record.targets
            if self.clause.char_start <= target.char_start < self.clause.char_end
        ]
        return spans_of(self.words, self.parts, [self._measured(part, targets) for part in self.parts])

    @property
    def order(self) -> tuple[str, str, int]:
        """What decides which of two provisions leads: the same whichever is asked for first."""
        text = self.record.text[self.clause.char_start : self.clause.char_end]
        return text, self.record.id, self.clause.seq

    def place(self, at: int) -> int:
        """The character at which the word number `at` begins; the end behind the last."""
        return self.words[at].start if at < len(self.words) else self.clause.char_end

    def _measured(self, part: Portion, targets: list[tuple[int, str]]) -> frozenset[str]:
        """The indicators of the targets in a part."""
        start, end = self.place(part.start), self.place(part.end)
        return frozenset(name for at, name in targets if start <= at < end)


def _clause(record: Record, clause_id: str) -> Clause:
    for clause in record.clauses:
        if clause.id == clause_id:
            return clause
    raise LookupError(f"{record.id} has no clause {clause_id}")
