"""Plans side by side, for a terminal and as a CSV file that opens in Excel with a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.compare import Counterpart, Row
from pipeline.model import Clause, Metadata, Record
from pipeline.store.codes import word

NOT_HERE = "此文本未见 not in this text"
_RELATIONS = {"same": "相同 same", "partial": "部分 partial"}
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for another encoding
_BEGINNING = 20  # characters shown of a provision without a heading
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def comparison_table(records: Sequence[Record], rows: Sequence[Row], console: Console) -> None:
    """Print the rows, a column a plan, and what the signs mean."""
    table = Table(show_lines=True, title=f"逐条对照 clause by clause ({len(rows)})")
    for record in records:
        table.add_column(escape(_heading(record.metadata)), ratio=1, overflow="fold")
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


def comparison_csv(records: Sequence[Record], rows: Sequence[Row]) -> str:
    """The rows as CSV with a byte order mark; what starts like a formula is led by an apostrophe."""
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out)
    names = [_heading(record.metadata) for record in records]
    fields = ("条款 ref", "标题 heading", "原文 text", "概率 score", "关系 relation")
    writer.writerow([_safe(f"{name}：{field}") for name in names for field in fields])
    texts = [_texts(record) for record in records]
    for row in rows:
        cells = [_fields(cell, text) for cell, text in zip(row.cells, texts, strict=True)]
        writer.writerow([_safe(value) for cell in cells for value in cell])
    return out.getvalue()


def _heading(metadata: Metadata) -> str:
    """A plan's name, with its status where that limits what may be said."""
    if metadata.status == "issued":
        return metadata.short_title
    return f"{metadata.short_title}（{word('status', metadata.status)}）"


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


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
