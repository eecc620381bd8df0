"""How far an attribution reaches that speaks for several tasks at once.

Two kinds do: a statement about all that follows ("以下各项任务均需…落实，不再列出"), and the bracket in the
heading of a clause that only gathers provisions ("二、优化服务（牵头单位：市商务局）").
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.reading import Reading
from pipeline.marks import AttributedBody, AttributionMark
from pipeline.model import Clause


@dataclass(frozen=True)
class InheritedRange:
    """From the statement to the end of what it covers; `first` and `last` are the clauses to cite.

    `bodies` are those that it gives all of that. What the statement itself closes is answered for by it, and so `first` is the clause behind it.

    `attributed_end` is where the last chapter ends that gives attributions: up to there who is
    covered needs no sentence of their own, behind it (safeguards, organisation) sentences assign.
    """

    mark: AttributionMark
    bodies: tuple[AttributedBody, ...]
    start: int
    end: int
    attributed_end: int
    first: Clause
    last: Clause

    def speaks_for(self, position: int, name: str) -> bool:
        """Whether `name`, or the government of the place so named, needs no own line at `position`."""
        bodies = [*self.mark.inherited, *(body for body in self.mark.bodies if body.role == "implement")]
        named = any(body.name in {name, f"{name}人民政府", f"{name}政府"} for body in bodies)
        return named and self.start <= position < self.attributed_end


def inherited_ranges(reading: Reading) -> list[InheritedRange]:
    """The ranges of all such attributions of a document, in reading order."""
    ranges = (
        _range(reading, mark) if mark.inherited else _below_heading(reading, mark)
        for mark in reading.marks.attributions
    )
    return [found for found in ranges if found is not None]


def _below_heading(reading: Reading, mark: AttributionMark) -> InheritedRange | None:
    """What an attribution in the heading of a gathering clause covers; None where it stands elsewhere."""
    clause = reading.tree.at(mark.start, mark.end)
    if not clause.heading or clause.level not in {"chapter", "article"} or reading.tree.provision_of(clause):
        return None
    before = reading.text[clause.char_start + len(clause.label) : mark.start]
    below = [c for c in reading.tree.provisions() if mark.end <= c.char_start < clause.char_end]
    if not below or before.strip(" \t\n\u3000、。．.") != clause.heading:
        return None
    return InheritedRange(mark, mark.bodies, mark.start, clause.char_end, mark.start, below[0], below[-1])


def _range(reading: Reading, mark: AttributionMark) -> InheritedRange:
    """The range of one statement: 以下 is all that follows, to the last provision of the body.

    Annexes have their own order; a statement in one reaches to its end.
    """
    first = reading.tree.at(mark.start, mark.end)
    home = _annex(reading, first)
    covered = [
        clause
        for clause in reading.tree.provisions()
        if mark.start < clause.char_end and _annex(reading, clause) == home
    ]
    last = covered[-1] if covered else first
    following = [clause for clause in covered if clause.char_start >= mark.end]
    later = (other for other in reading.marks.attributions if other.start >= mark.start)
    ends = [_chapter(reading, reading.tree.at(other.start, other.end)).char_end for other in later]
    attributed = max(end for end in ends if end <= last.char_end or end == ends[0])
    return InheritedRange(
        mark,
        mark.inherited,
        mark.start,
        last.char_end,
        attributed,
        following[0] if following else first,
        last,
    )


def _annex(reading: Reading, clause: Clause) -> str | None:
    return next((node.id for node in reading.tree.ancestors(clause) if node.level == "annex"), None)


def _chapter(reading: Reading, clause: Clause) -> Clause:
    """The outermost clause of the body that holds `clause`."""
    path = list(reading.tree.ancestors(clause))
    return next((node for node in reversed(path) if node.level == "chapter"), path[-1])
