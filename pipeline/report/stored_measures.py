"""The same measure of plans of the database in one row, with what a row is found by."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence

from pipeline.compare.measure_rows import MeasureRow, rows_of_measures
from pipeline.model import Measure
from pipeline.report.stored_comparison import Pairwise, measure_matches
from pipeline.report.stored_plans import PlanTopic, StoredPlan


class FacetedMeasures:
    """A row of one measure; `topics` and `functions` are those of the provisions that hold it."""

    def __init__(self, number: int, row: MeasureRow, plans: Sequence[StoredPlan]) -> None:
        self.number = number
        self.row = row
        self.topics: dict[str, PlanTopic] = {}
        functions: set[str] = set()
        self.words = ""
        for plan, measure in zip(plans, row.cells, strict=True):
            if measure is None:
                continue
            self.words += measure_text(plan, measure) + "\n"
            provision = plan.tree.provision_of(plan.tree[measure.clause_id])
            if provision:
                own = plan.topics.get(provision.id, ())
                self.topics |= {topic.name: topic for topic in own if topic.main}
                functions |= plan.functions.get(provision.id, frozenset())
        self.functions = frozenset(functions)


def measures_together(
    connection: sqlite3.Connection, plans: Sequence[StoredPlan], pairwise: Pairwise
) -> list[FacetedMeasures]:
    """The measures that at least two of the plans have, led by the first that has them, in its order."""
    partners: dict[str, dict[int, Measure]] = defaultdict(dict)
    for match in measure_matches(connection, plans, pairwise):
        partners[match.measure.id][match.other_place] = match.other
        partners[match.other.id][match.place] = match.measure
    rows = rows_of_measures([plan.measures for plan in plans], partners)
    return [FacetedMeasures(number, row, plans) for number, row in enumerate(rows, 1)]


def chosen_measures(
    rows: Sequence[FacetedMeasures],
    topic: str = "",
    department: str = "",
    differs: Collection[str] = (),
    words: str = "",
) -> list[FacetedMeasures]:
    """The rows of a topic, a function and certain words that differ in one of `differs`."""
    return [
        row
        for row in rows
        if (not topic or topic in row.topics)
        and (not department or department in row.functions)
        and (not differs or not set(differs).isdisjoint(row.row.differs))
        and (not words or words in row.words)
    ]


def measure_text(plan: StoredPlan, measure: Measure) -> str:
    """A measure as printed, on one line."""
    return "".join(plan.record.text[measure.char_start : measure.char_end].split("\n"))
