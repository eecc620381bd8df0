"""One measure of several plans in a row, for a terminal and as a sheet: same words, different force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.compare.measure_pairs import Difference
from pipeline.compare.measure_rows import MeasureRow
from pipeline.model import Clause, Measure, Record
from pipeline.report.plans import plan_name
from pipeline.report.sheet import Sheet
from pipeline.store.codes import word

NOT_FOUND = "此文本未见 not in this text"
_DIFFERS: Mapping[Difference, str] = {
    "force": "力度 force",
    "threshold": "门槛 threshold",
    "scope": "适用范围 scope",
    "exception": "除外 exception",
}
_FIELDS = (
    "条款 ref",
    "原文 text",
    "力度 force",
    "力度用语 words",
    "主体 actor",
    "动作 action",
    "对象 object",
    "门槛 threshold",
    "适用范围 scope",
    "除外 exception",
)
_NOTES = (
    "“要求”含一般的职责陈述，不限于“必须”。 “require” includes plain statements of a duty.",
    "只列至少两份文本都有的措施；未并列不等于没有。 Only measures that two texts have; one that is not here is not "
    "thereby missing.",
    "门槛、范围不同的措施只并列，不排名。 What differs in threshold or scope is laid side by side, never ranked.",
)


def measures_table(records: Sequence[Record], rows: Sequence[MeasureRow], console: Console) -> None:
    """Print the rows, a column a plan."""
    clauses = {clause.id: clause for record in records for clause in record.clauses}
    table = Table(show_lines=True, title=f"同一措施 the same measure ({len(rows)})")
    for record in records:
        table.add_column(escape(plan_name(record.metadata)), ratio=3, overflow="fold")
    table.add_column("不同 differs", ratio=1, overflow="fold")
    for row in rows:
        cells = [_cell(record, measure, clauses) for record, measure in zip(records, row.cells, strict=True)]
        table.add_row(*cells, "\n".join(_DIFFERS[name] for name in row.differs))
    console.print(table)
    for note in _NOTES:
        console.print(note, soft_wrap=True)


def measures_sheet(records: Sequence[Record], rows: Sequence[MeasureRow]) -> Sheet:
    """The rows as a sheet: in what they differ, then ten columns a plan."""
    clauses = {clause.id: clause for record in records for clause in record.clauses}
    names = [plan_name(record.metadata) for record in records]
    return Sheet(
        title="同一措施 the same measure",
        head=["不同之处 differs", *(f"{name}：{field}" for name in names for field in _FIELDS)],
        rows=[
            [
                "\n".join(_DIFFERS[name] for name in row.differs),
                *(
                    value
                    for record, measure in zip(records, row.cells, strict=True)
                    for value in _fields(record, measure, clauses)
                ),
            ]
            for row in rows
        ],
        notes=_NOTES,
    )


def _cell(record: Record, measure: Measure | None, clauses: Mapping[str, Clause]) -> str:
    if measure is None:
        return f"[dim]{NOT_FOUND}[/dim]"
    said = [f"〔{word('modality', measure.modality)}〕{_text(record, measure)}"]
    parts = (("门槛", measure.threshold), ("范围", measure.scope), ("除外", measure.exception))
    said += [f"{name}：{value}" for name, value in parts if value]
    lines = [*map(escape, said), f"[dim]{escape(clauses[measure.clause_id].ref)}[/dim]"]
    return "\n".join(lines)


def _fields(record: Record, measure: Measure | None, clauses: Mapping[str, Clause]) -> Iterator[str]:
    if measure is None:
        yield NOT_FOUND
        yield from [""] * (len(_FIELDS) - 1)
        return
    yield clauses[measure.clause_id].ref
    yield _text(record, measure)
    yield word("modality", measure.modality) or measure.modality
    for value in (
        measure.force,
        measure.actor,
        measure.action,
        measure.object,
        measure.threshold,
        measure.scope,
        measure.exception,
    ):
        yield value or ""


def _text(record: Record, measure: Measure) -> str:
    return "".join(record.text[measure.char_start : measure.char_end].split("\n"))
