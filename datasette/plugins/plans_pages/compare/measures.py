"""`/compare/measures`: one measure of several plans in a row. Same words, different force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plans_pages.cells import reading_path, ref_word, row_path
from plans_pages.compare.asked import Choice, choice_of
from plans_pages.compare.chooser import Chooser, chooser
from plans_pages.compare.kept import KeptPairwise
from plans_pages.compare.shown import topic_name
from plans_pages.compare.side_by_side import (
    Option,
    Pages,
    asked_plans,
    functions_of,
    pages_of,
    with_chosen,
)
from plans_pages.compare.sources import Head, heads, sources, table_href
from plans_pages.language import say
from plans_pages.rooms import Ask, Room

from pipeline.cite import cite_quote
from pipeline.model import Measure
from pipeline.report.stored_measures import (
    FacetedMeasures,
    chosen_measures,
    measure_text,
    measures_together,
)
from pipeline.report.stored_plans import StoredPlan
from pipeline.store.codes import word

PATH = "/compare/measures"
_ROWS = 25  # on a page
DIFFERS = {
    "force": ("力度", "force"),
    "threshold": ("门槛", "threshold"),
    "scope": ("适用范围", "scope"),
    "exception": ("除外", "exception"),
}


@dataclass(frozen=True)
class Part:
    """A part of a measure, and whether the plans of its row differ in it; empty: not stated in this text."""

    name: str
    value: str
    differs: bool


@dataclass(frozen=True)
class ShownMeasure:
    text: str
    parts: list[Part]
    ref: str
    read_href: str
    row_href: str
    citation: str


@dataclass(frozen=True)
class ShownMeasures:
    """One measure in all plans; None: no such measure was found in that text."""

    number: int
    differs: list[tuple[str, str]]
    topics: list[tuple[str, str]]
    rows_href: str
    source_href: str
    cells: list[ShownMeasure | None]


@dataclass(frozen=True)
class MeasuresPage:
    """The measures of the plans chosen, or what may be chosen."""

    choice: Choice
    chooser: Chooser | None = None
    heads: list[Head] | None = None
    topics: list[Option] | None = None
    functions: list[Option] | None = None
    kinds: list[Option] | None = None
    rows: list[ShownMeasures] | None = None
    pages: Pages | None = None
    all_rows: int = 0
    sources: list[tuple[str, str]] | None = None


def measures_asked(rows: Sequence[FacetedMeasures], choice: Choice) -> list[FacetedMeasures]:
    """Those of the rows that the filters leave."""
    kinds = [kind for kind in choice.kinds if kind in DIFFERS]
    return chosen_measures(rows, choice.topic, choice.department, kinds, choice.words)


def page(connection: Any, ask: Ask) -> MeasuresPage:
    """What the page shows: without two plans, what may be chosen."""
    choice = choice_of(ask, PATH)
    if not choice.compares:
        return MeasuresPage(choice, chooser=chooser(connection, choice, ask.get("q")))
    plans = asked_plans(connection, choice)
    rows = measures_together(connection, plans, KeptPairwise(plans))
    found = measures_asked(rows, choice)
    pages = pages_of(len(found), choice, _ROWS)
    return MeasuresPage(
        choice=choice,
        heads=heads(plans, choice),
        topics=with_chosen(_topics(rows), choice.topic),
        functions=with_chosen(functions_of(row.functions for row in rows), choice.department),
        kinds=[Option(kind, say(*names)) for kind, names in DIFFERS.items()],
        rows=[_shown(row, plans, choice, ask.database) for row in found[pages.first - 1 : pages.last]],
        pages=pages,
        all_rows=len(rows),
        sources=sources(plans, choice, ask.database),
    )


def _topics(rows: Sequence[FacetedMeasures]) -> list[Option]:
    topics = {name: topic for row in rows for name, topic in row.topics.items()}
    return [
        Option(name, topic_name(topic), sum(name in row.topics for row in rows))
        for name, topic in sorted(topics.items(), key=lambda each: each[1].seq)
    ]


def _shown(row: FacetedMeasures, plans: Sequence[StoredPlan], choice: Choice, database: str) -> ShownMeasures:
    cells = list(zip(plans, row.row.cells, strict=True))
    plan, first = next((plan, measure) for plan, measure in cells if measure is not None)
    provision = plan.tree.provision_of(plan.tree[first.clause_id])
    return ShownMeasures(
        number=row.number,
        differs=[(kind, say(*DIFFERS[kind])) for kind in row.row.differs],
        topics=[(topic_name(topic), choice.href(topic=name)) for name, topic in row.topics.items()],
        rows_href=choice.room("/compare", topic="", department="", row=provision.id) if provision else "",
        source_href=table_href(database, "same_measures", measure_id=first.id),
        cells=[_measure(plan, measure, row.row.differs, database) for plan, measure in cells],
    )


def _measure(
    plan: StoredPlan, measure: Measure | None, differs: Sequence[str], database: str
) -> ShownMeasure | None:
    if measure is None:
        return None
    text = measure_text(plan, measure)
    force = say(word("modality", measure.modality) or measure.modality, measure.modality.replace("_", " "))
    values = {
        "force": f"{force}（{measure.force}）" if measure.force else force,
        "threshold": measure.threshold or "",
        "scope": measure.scope or "",
        "exception": measure.exception or "",
    }
    return ShownMeasure(
        text=text,
        parts=[
            Part(say(*DIFFERS[kind]), value, kind in differs)
            for kind, value in values.items()
            if value or kind in differs
        ],
        ref=ref_word(plan.tree[measure.clause_id].ref),
        read_href=reading_path(plan.id, f"c-{measure.clause_id}"),
        row_href=row_path(database, "measures", measure.id),
        citation=cite_quote(plan.citation(measure.clause_id), text),
    )


ROOM = Room(r"/compare/measures$", "compare_measures.html", page)
