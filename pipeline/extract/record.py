"""All extractors over one document, in their fixed order, and the record that they make."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalog import CatalogEntry
from pipeline.extract.assignments import extract_assignments
from pipeline.extract.calendar import calendar
from pipeline.extract.citations import extract_citations
from pipeline.extract.comments import extract_comments
from pipeline.extract.deadlines import extract_deadlines
from pipeline.extract.defined_scopes import extract_scopes
from pipeline.extract.duties import Duties
from pipeline.extract.measures import extract_measures
from pipeline.extract.metadata import extract_metadata
from pipeline.extract.passages import passages
from pipeline.extract.plan_period import settle_times
from pipeline.extract.quantities import extract_quantities
from pipeline.extract.reading import Reading
from pipeline.extract.sentences import sentences
from pipeline.extract.table_dates import TableDates
from pipeline.extract.table_targets import table_targets, without_cells
from pipeline.extract.tables import extract_tables
from pipeline.extract.targets import TargetBuilder
from pipeline.extract.tasks import extract_tasks
from pipeline.extract.weak_facts import weak_facts
from pipeline.ids import FactIds
from pipeline.marks import Marks
from pipeline.model import Clause, Doubt, Record, Source
from pipeline.tree import ClauseTree


def extract(
    document_id: str,
    file: str,
    sha256: str,
    source: Source,
    clauses: Sequence[Clause],
    marks: Marks,
    entry: CatalogEntry | None,
    doubts: Sequence[Doubt] = (),
) -> Record:
    """The record of a document that has been read, outlined and annotated.

    Args:
        doubts: those of the outline; the source's and the extractors' own are added.
    """
    tree = ClauseTree(clauses)
    metadata = extract_metadata(document_id, source, tree, marks, entry)
    reading, period_doubts = settle_times(
        Reading(document_id, source, tree, marks, metadata, FactIds(document_id))
    )
    dates = calendar(reading)
    found = list(sentences(reading))
    answered = passages(reading)
    tasks = extract_tasks(reading, answered)
    duties = Duties(answered, tasks, reading.marks.times)
    table_dates = TableDates(reading)
    deadlines, deadline_doubts = extract_deadlines(reading, found, dates, duties, table_dates)
    tables, cells = extract_tables(reading)
    builder = TargetBuilder(reading, dates, deadlines, duties, table_dates)
    targets = builder.from_sentences(found)
    tabled = table_targets(reading, tables, cells, deadlines, dates, table_dates, builder.indicators)
    targets = without_cells(targets, tabled) + tabled
    targets.sort(key=lambda target: (target.char_start, target.value_start or 0))
    quantities = extract_quantities(reading, found, targets, deadlines, dates)
    assignments, departments, assignment_doubts = extract_assignments(reading, duties)
    scopes = extract_scopes(reading, duties, targets)
    doubted = weak_facts(reading, dates, targets, deadlines, quantities)
    return Record(
        id=document_id,
        file=file,
        format=source.format,
        sha256=sha256,
        metadata=metadata,
        text=source.text,
        properties=source.properties,
        origins=source.origins,
        lifted=source.lifted,
        clauses=tuple(clauses),
        tables=tables,
        table_cells=cells,
        comments=extract_comments(reading),
        quantities=quantities,
        deadlines=deadlines,
        indicators=tuple(sorted(builder.indicators.values(), key=lambda indicator: indicator.name)),
        targets=tuple(targets),
        tasks=tasks,
        departments=departments,
        assignments=assignments,
        citations=extract_citations(reading),
        measures=extract_measures(reading, duties),
        scopes=scopes.scopes,
        scope_members=scopes.members,
        scope_uses=scopes.uses,
        doubts=_in_order(
            source.doubts, doubts, period_doubts, deadline_doubts, assignment_doubts, scopes.doubts, doubted
        ),
    )


def _in_order(*groups: Sequence[Doubt]) -> tuple[Doubt, ...]:
    doubts = [doubt for group in groups for doubt in group]
    return tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end, doubt.rule, doubt.message)))
