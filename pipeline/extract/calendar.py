"""What the document as a whole says about its dates: its own year, what lies in its past, what is background."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.reading import Reading
from pipeline.marks import TimeMark
from pipeline.model import Clause

_YEAR = re.compile(r"(?:19|20)\d{2}")
_NO_DUTY = {"title", "preamble", "signature"}
# Behind the words that issue the plan: "…，制定本方案。到2025年，…".
_GOAL = re.compile(r"制定本[^。\n]{2,20}。(?P<goals>(?:力争)?[到至]\s*20\d{2}\s*年[^\n]*)")


@dataclass(frozen=True)
class Calendar:
    """`year` is the document's (None if nothing says it), `issued_on` its date.

    `background`: clauses that describe the situation; `goals`: the articles that state the plan's goals;
    `idle`: all in which nothing is to be done (the background, titles, preamble, signature). All three
    hold the ids of the clauses below them, too. `opening`: where the opening paragraph states the goals of a
    plan that has no article for them.
    """

    year: int | None
    issued_on: str | None
    background: frozenset[str]
    goals: frozenset[str]
    idle: frozenset[str] = frozenset()
    opening: range = range(0)

    def is_duty(self, clause: Clause, position: int) -> bool:
        """Whether what stands at `position`, in `clause`, is something to be done at all."""
        return clause.id not in self.idle or position in self.opening

    def states_goals(self, clause: Clause) -> bool:
        """Whether `clause` lies in an article that states the plan's goals."""
        return clause.id in self.goals

    def end_date(self, mark: TimeMark) -> str | None:
        """The date that `mark` means, its open year filled with the document's."""
        if not mark.needs_year or mark.end_date is None:
            return mark.end_date
        return f"{self.year + mark.years_on}{mark.end_date[1:]}" if self.year else None

    def is_past(self, mark: TimeMark, *, reported: bool = False) -> bool:
        """Whether the time had passed when the document was issued, so that it reports and sets nothing.

        A plan often comes out when the first dates of its year have gone by: in that year only what its
        sentence reports (`reported`) is past.
        """
        end = mark.end_date
        if mark.kind == "recurring" or end is None or mark.needs_year or self.year is None:
            return False
        if reported and self.issued_on:
            return end < self.issued_on
        return int(end[:4]) < self.year


def calendar(reading: Reading) -> Calendar:
    """Read off what `Calendar` holds: the date from the metadata, else the year from the title."""
    issued = reading.metadata.issued_on
    year = int(issued[:4]) if issued else None
    if year is None:
        printed = _YEAR.findall(reading.metadata.doc_number or "") or _title_years(reading)
        year = int(printed[0]) if len(set(printed)) == 1 else None
    background = _headed(reading, "background")
    formal = {clause.id for clause in reading.tree.clauses if clause.level in _NO_DUTY}
    goals = _with_below(reading, _headed(reading, "goals"))
    return Calendar(
        year,
        issued,
        _with_below(reading, background),
        goals,
        _with_below(reading, background | formal),
        range(0) if goals else _opening_goals(reading),
    )


def _opening_goals(reading: Reading) -> range:
    """The end of the preamble's last paragraph, from the sentence on that says what is reached by a year."""
    preamble = next((clause for clause in reading.tree.clauses if clause.level == "preamble"), None)
    if preamble is None:
        return range(0)
    end = preamble.char_start + len(reading.text[preamble.char_start : preamble.char_end].rstrip())
    start = reading.text.rfind("\n", preamble.char_start, end) + 1
    stated = _GOAL.search(reading.text, max(start, preamble.char_start), end)
    return range(*stated.span("goals")) if stated else range(0)


def _with_below(reading: Reading, tops: frozenset[str]) -> frozenset[str]:
    """`tops` and all clauses below them (parents come before children)."""
    found = set(tops)
    for clause in reading.tree.clauses:
        if clause.parent_id in found:
            found.add(clause.id)
    return frozenset(found)


def _title_years(reading: Reading) -> list[str]:
    title = reading.metadata.title
    return [] if "-" in title or "—" in title or "～" in title else _YEAR.findall(title)


def _headed(reading: Reading, kind: str) -> frozenset[str]:
    """Clauses whose heading holds a word of `kind`."""
    words = [word for word in reading.marks.words if word.kind == kind]
    found = set()
    for word in words:
        clause = reading.tree.at(word.start, word.end)
        heading_end = clause.char_start + len(clause.label) + len(clause.heading or "") + 2
        if (
            clause.heading
            and word.end <= heading_end
            and clause.level in {"chapter", "article", "item", "headed"}
        ):
            found.add(clause.id)
    return frozenset(found)
