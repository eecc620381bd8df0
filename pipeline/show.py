"""What was found in one document, for a person to look through in a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from pipeline.cite import cite_document
from pipeline.model import Record
from pipeline.store.amounts import number
from pipeline.store.codes import ref_word, word
from pipeline.store.rows import Row, Rows, rows_of
from pipeline.store.schema import table as described

# The sections after the outline: a table of the database and the columns worth a glance. `ref` is
# the clause's; a target's value comes with all that qualifies it.
_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("targets", ("ref", "indicator", "scope", "value", "deadline", "quote")),
    ("deadlines", ("ref", "text", "kind", "end_date", "period", "quote")),
    ("assignments", ("ref", "name", "role", "basis", "position", "attribution")),
    ("tasks", ("ref", "title", "modality", "attribution_status")),
    ("citations", ("ref", "title", "doc_number", "relation")),
    ("scopes", ("ref", "name", "kind", "stated_count", "definition")),
    ("comments", ("ref", "kind", "author", "anchor", "text", "before", "after")),
    ("checks", ("ref", "severity", "rule", "message", "evidence")),
)
_METADATA = (
    "title",
    "short_title",
    "issuer",
    "jurisdiction",
    "territory",
    "level",
    "doc_number",
    "status",
    "issued_on",
    "attribution_style",
    "format",
)
_DATES = {"deadline", "end_date"}  # never broken, however narrow the terminal
_LONGEST = 80  # characters of a cell: it is for finding, the record holds the rest


def show(record: Record, console: Console) -> None:
    """Print everything found in `record`. Raises PlanError if the record contradicts itself."""
    rows = rows_of(record, "")
    refs = {clause.id: clause.ref for clause in record.clauses}
    console.print(Text(cite_document(record.metadata), style="bold"))
    for section in (_metadata(rows), _outline(record), *_facts(rows, refs), *_tables(record, rows)):
        console.print()
        console.print(section)


def _metadata(rows: Rows) -> RenderableType:
    (document,) = rows["documents"]
    labels = {column.name: column.label for column in described("documents").columns}
    grid = Table(title="文件 documents", title_justify="left", show_header=False, box=None)
    for name in _METADATA:
        grid.add_row(f"{labels[name]} {name}", _cell(document[name]))
    return grid


def _outline(record: Record) -> RenderableType:
    """The clauses as a tree: ref, heading, level; paragraphs without a name of their own are left out."""
    tree = Tree(f"条款 clauses ({len(record.clauses)})")
    nodes: dict[str, Tree] = {}
    for clause in record.clauses:
        above = nodes.get(clause.parent_id or "", tree)
        if clause.level == "paragraph":
            nodes[clause.id] = above
            continue
        provision = " [green]●[/green]" if clause.is_provision else ""
        line = f"[bold]{escape(clause.ref)}[/bold] {_cell(clause.heading)} [dim]{clause.level}[/dim]"
        nodes[clause.id] = above.add(line + provision)
    return tree


def _facts(rows: Rows, refs: Mapping[str, str]) -> Iterator[RenderableType]:
    """One table for each kind of fact; a kind that was not found is one line."""
    for name, columns in _SECTIONS:
        described_by = described(name)
        title = f"{described_by.label} {name} ({len(rows[name])})"
        if not rows[name]:
            yield Text(title, style="dim")
            continue
        labels = {column.name: column.label for column in described_by.columns}
        grid = Table(title=title, title_justify="left")
        for column in columns:
            title = f"{labels.get(column, '位置')}\n{column}"
            if column in _DATES:
                grid.add_column(title, no_wrap=True, min_width=len("2025-12-31"))
            else:
                grid.add_column(title, overflow="fold")
        for row in rows[name]:
            grid.add_row(*_cells(row, columns, refs))
        yield grid


def _cells(row: Row, columns: Sequence[str], refs: Mapping[str, str]) -> list[str]:
    shown = {**row, "ref": ref_word(refs.get(row["clause_id"] or "", ""))}
    if "op" in row:
        shown["value"] = _amount(row)
    return [_cell(shown[column]) for column in columns]


def _amount(row: Row) -> str:
    """A target's value with what has to stand beside it: −5 % 力争 较2020年; without one, why."""
    if value := number(row):
        amount = f"{value} {row['unit'] or ''}"
    elif row["deferred_to"]:
        amount = f"从属于 defers to：{row['deferred_to']}"
    else:
        amount = "定性 qualitative"
    notes = [
        *json.loads(row["hedges"]),
        word("recurrence", row["recurrence"]),
        f"较{row['baseline']}" if row["baseline"] else "",
        f"除外：{row['exclusions']}" if row["exclusions"] else "",
    ]
    return " ".join([amount.strip(), *filter(None, notes)])


def _tables(record: Record, rows: Rows) -> Iterator[RenderableType]:
    """Every table of the document as a grid."""
    for part in record.tables:
        grid = Table(
            title=f"表格 table {part.seq} {part.caption or ''}", title_justify="left", show_header=False
        )
        lines = [[""] * part.columns for _ in range(part.rows)]
        for cell in rows["table_cells"]:
            if cell["table_id"] == part.id:
                lines[cell["row"]][cell["column"]] = _cell(cell["text"])
        for line in lines:
            grid.add_row(*line)
        yield Group(grid)


def _cell(value: object) -> str:
    """A value as a cell: nothing for none, whole numbers without a point, long texts cut."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())
    return escape(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
