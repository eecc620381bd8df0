"""Plans side by side, for a terminal and as a CSV file that opens in Excel with a double click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.compare import Counterpart, Row
from pipeline.model import Clause, Record
from pipeline.report.plans import plan_name
from pipeline.report.sheet import Sheet

NOT_HERE = "此文本未见 not in this text"
_RELATIONS = {"same": "相同 same", "partial": "部分 partial"}
_BEGINNING = 20  # characters shown of a provision without a heading


def comparison_table(records: Sequence[Record], rows: Sequence[Row], console: Console) -> None:
    """Print the rows, a column a plan, and what the signs mean."""
    table = Table(show_lines=True, title=f"逐条对照 clause by clause ({len(rows)})")
    for record in records:
        table.add_column(escape(plan_name(record.metadata)), ratio=1, overflow="fold")
    clauses = {clause.id: clause for record in records for clause in record.clauses}
    for row in rows:
        lines = ["\n".join(_line(c, clauses[c.provision.id]) for c in cell) for cell in row.cells]
        table.add_row(*(line or f"[dim]{NOT_HERE}[/dim]" for line in lines))
    console.print(table)
    console.print(
        "数字为两条属于同一事项的概率；“未见”仅指所比较的文本。 "
        "The figure is how probable it is that two provisions deal with the same matter; "
        "“not in this text” speaks of the texts compared only."
    )


def comparison_sheet(records: Sequence[Record], rows: Sequence[Row]) -> Sheet:
    """The rows as a sheet, five columns a plan."""
    names = [plan_name(record.metadata) for record in records]
    fields = ("条款 ref", "标题 heading", "原文 text", "概率 score", "关系 relation")
    texts = [_texts(record) for record in records]
    return Sheet(
        title="逐条对照 clause by clause",
        head=[f"{name}：{field}" for name in names for field in fields],
        rows=[
            [value for cell, text in zip(row.cells, texts, strict=True) for value in _fields(cell, text)]
            for row in rows
        ],
    )


def _line(counterpart: Counterpart, clause: Clause) -> str:
    provision = counterpart.provision
    name = clause.heading or f"{provision.words[:_BEGINNING]}…"
    shown = clause.ref if clause.ref.endswith(f"/{name}") else f"{clause.ref} {name}"
    score = "" if counterpart.score is None else f" [dim]{counterpart.score:.2f}[/dim]"
    return f"{escape(shown)}{score}"


def _texts(record: Record) -> dict[str, str]:
    return {clause.id: record.text[clause.char_start : clause.char_end] for clause in record.clauses}


def _fields(cell: Sequence[Counterpart], texts: dict[str, str]) -> Iterator[str]:
    """A plan's part of a line; of several counterparts each field has a line of its own."""
    yield "\n".join(c.provision.ref for c in cell) or NOT_HERE
    yield "\n".join(c.provision.heading for c in cell)
    yield "\n".join(texts[c.provision.id] for c in cell)
    yield "\n".join("" if c.score is None else f"{c.score:.2f}" for c in cell)
    yield "\n".join(_RELATIONS[c.relation] if c.relation else "" for c in cell)
