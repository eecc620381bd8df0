"""Plans side by side, for a terminal and as a CSV file that opens in Excel with a double click."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.cite import cite_clause
from pipeline.compare import ChangeKind, Counterpart, Differences, Row
from pipeline.model import Clause, Record
from pipeline.report.difference_words import changes_said, kinds_said
from pipeline.report.plans import plan_name
from pipeline.report.row_differences import Cell, ComparedRow
from pipeline.report.scope_changes import SCOPE_WORDS
from pipeline.report.sheet import Sheet
from pipeline.tree import ClauseTree

NOT_HERE = "此文本未见 not in this text"
_ANOTHER_ROW = "在另一行 in another row："
_RELATIONS = {"same": "同一事项 the same matter", "partial": "部分事项 part of it"}
_NO_DIFFERENCE = "文字相同 the same words"
_FIELDS = (
    *("条款 ref", "标题 heading", "原文 text", "引用 citation"),
    *("同一事项的概率 probability of the same matter", "对应关系 relation"),
)
_DIFFERENCE_FIELDS = (
    *("共同文字 share in common", "差异种类 kinds of difference", "差异 differences"),
    *("基准未见 not in the base", "仅见于基准 only in the base"),
)
_KINDS_OF_CHANGE: tuple[ChangeKind, ...] = ("number", "date", "department", "force", "wording", "moved")
NOTES = (
    "基准为第一份方案；该行没有第一份方案时，为该行最先列出的方案。 The base is the first plan; in a row without it, the first that has something there.",
    "差异写作“基准 → 此文本”；仅在语句对应处比较数字、日期、力度和措辞。 Differences read base → this text; numbers, dates, force and wording are compared where sentences correspond.",
    "概率：两条涉及同一事项有多大可能，0至1；对应关系只说事项，不说文字。 The probability that two provisions deal with the same matter, 0 to 1; the relation speaks of the matter and not of the words.",
    "共同文字为双方共有文字占双方文字的比例，0至1，不计标点、序号和责任单位。 The share in common is of the words of both, 0 to 1, without punctuation, labels and attributions.",
    "“未见”仅指所比较的文本，不表示政策上的取消；文字相同不表示谁照抄谁。 “Not in this text” speaks of the texts compared and of no decision; shared wording is no lineage.",
    "全半角、数字内空格、标点和序号的不同不算差异。 Widths, spaces in numbers, punctuation and numbering are no difference.",
)
_BEGINNING = 20  # characters shown of a provision without a heading


def comparison_table(records: Sequence[Record], rows: Sequence[Row], console: Console) -> None:
    """Print the rows, a column a plan, and what the signs mean."""
    table = Table(show_lines=True, title=f"逐条对照 clause by clause ({len(rows)})")
    for record in records:
        table.add_column(escape(plan_name(record.metadata)), ratio=1, overflow="fold")
    clauses = {clause.id: clause for record in records for clause in record.clauses}
    for row in rows:
        lines = ["\n".join(_line(c, clauses[c.provision.id]) for c in cell) for cell in row.cells]
        absent = [f"[dim]{escape(not_here(there))}[/dim]" for there in row.elsewhere]
        table.add_row(*(line or missing for line, missing in zip(lines, absent, strict=True)))
    console.print(table)
    console.print(
        "数字为两条属于同一事项的概率；“未见”仅指所比较的文本。 "
        "The figure is how probable it is that two provisions deal with the same matter; "
        "“not in this text” speaks of the texts compared only."
    )


def comparison_sheet(records: Sequence[Record], rows: Sequence[ComparedRow]) -> Sheet:
    """The rows as a sheet: six columns a plan, and for each but the first how it differs from the row's base."""
    names = [plan_name(record.metadata) for record in records]
    texts = [_texts(record) for record in records]
    trees = [ClauseTree(record.clauses) for record in records]
    cites = [
        {
            clause.id: cite_clause(record.metadata, tree.path(clause))
            for clause in record.clauses
            if clause.is_provision
        }
        for record, tree in zip(records, trees, strict=True)
    ]
    return Sheet(
        title="逐条对照 clause by clause",
        head=[
            f"{name}：{field}"
            for place, name in enumerate(names)
            for field in (_FIELDS if place == 0 else (*_FIELDS, *_DIFFERENCE_FIELDS))
        ],
        rows=[
            [
                value
                for place, (cell, there, text, cite) in enumerate(
                    zip(row.cells, row.elsewhere, texts, cites, strict=True)
                )
                for value in (*_fields(cell, there, text, cite), *(_difference_fields(cell) if place else ()))
            ]
            for row in rows
        ],
        notes=NOTES,
    )


def _line(counterpart: Counterpart, clause: Clause) -> str:
    provision = counterpart.provision
    name = clause.heading or f"{provision.words[:_BEGINNING]}…"
    shown = clause.ref if clause.ref.endswith(f"/{name}") else f"{clause.ref} {name}"
    score = "" if counterpart.score is None else f" [dim]{counterpart.score:.2f}[/dim]"
    return f"{escape(shown)}{score}"


def _texts(record: Record) -> dict[str, str]:
    return {clause.id: record.text[clause.char_start : clause.char_end] for clause in record.clauses}


def not_here(elsewhere: Sequence[Counterpart]) -> str:
    """What stands for a plan without a provision in a row: its counterparts in rows of their own, or that it has none."""
    refs = "、".join(counterpart.provision.ref for counterpart in elsewhere)
    return f"{_ANOTHER_ROW}{refs}" if refs else NOT_HERE


def _fields(
    cell: Sequence[Cell], elsewhere: Sequence[Counterpart], texts: dict[str, str], cites: dict[str, str]
) -> Iterator[str]:
    """A plan's part of a line; of several counterparts each field has a line of its own."""
    all_of = [each.counterpart for each in cell]
    yield "\n".join(c.provision.ref for c in all_of) or not_here(elsewhere)
    yield "\n".join(c.provision.heading for c in all_of)
    yield "\n".join(texts[c.provision.id] for c in all_of)
    yield "\n".join(cites[c.provision.id] for c in all_of)
    yield "\n".join("" if c.score is None else f"{c.score:.2f}" for c in all_of)
    yield "\n".join(_RELATIONS[c.relation] if c.relation else "" for c in all_of)


def _difference_fields(cell: Sequence[Cell]) -> Iterator[str]:
    """How a plan's provisions differ from the row's base; of several, each behind its ref where it needs lines."""
    found = [(each, each.differences) for each in cell if each.differences]
    yield "\n".join(f"{one.share:.2f}" for _, one in found)
    yield "\n".join(_kinds(each, one) or _NO_DIFFERENCE for each, one in found)
    yield _told(found, lambda each, one: [*changes_said(one, _KINDS_OF_CHANGE), *_scopes(each)])
    yield _told(found, lambda _, one: [*changes_said(one, ("added",))])
    yield _told(found, lambda _, one: [*changes_said(one, ("dropped",))])


def _kinds(cell: Cell, found: Differences) -> str:
    return "、".join(filter(None, (kinds_said(found), " ".join(SCOPE_WORDS) if cell.scopes else "")))


def _scopes(cell: Cell) -> Iterator[str]:
    """The line for measures that bind others, if there are any."""
    if cell.scopes:
        yield f"{' '.join(SCOPE_WORDS)}：{'；'.join(change.said_of for change in cell.scopes)}"


def _told(
    found: Sequence[tuple[Cell, Differences]], lines: Callable[[Cell, Differences], Sequence[str]]
) -> str:
    """The lines of each provision; of several each behind its ref."""
    told = [(each.counterpart.provision.ref, lines(each, one)) for each, one in found]
    return "\n".join(
        line for ref, own in told if own for line in ([f"[{ref}]", *own] if len(found) > 1 else own)
    )
