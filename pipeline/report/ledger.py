"""The 任务分解表, the form that every department knows: one row a task, with what, by when, and who.

What a cell does not say the plan does not say: of a task without any body all of them are 未写明. Where
others are named, an empty cell means that nobody is named in that role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.cite import cite_clause
from pipeline.duties import duties
from pipeline.model import Assignment, Deadline, Record
from pipeline.report.ledger_entry import ROLES, Body, Due, Entry, Step, Told, entry
from pipeline.report.plans import plan_name
from pipeline.report.sheet import Cell, Sheet
from pipeline.store.codes import word
from pipeline.tree import ClauseTree

__all__ = ["HEAD", "NOTES", "NOT_STATED", "Entry", "cells", "ledger", "ledger_sheet", "ledger_table", "told"]

NOT_STATED = "未写明 not stated"
HEAD = (
    *("序号 no.", "文件 plan", "重点任务 task", "工作措施 measures"),
    *("完成时限 deadline", "最晚日期 last day"),
    *ROLES.values(),
    "出处 citation",
)
NOTES = (
    "任务分解表：每行一项任务，即一处责任标注所管的一段；没有标注的，为一条。 One row a task: the passage that one attribution answers for; without attributions, the provision.",
    "“未写明”：该文本没有写，不等于没有。写明了其他身份的单位时，空白表示没有写这一身份的单位。 “Not stated” means not stated in this text; where other bodies are named, an empty cell means that none is named in that role.",
    "“（承前）”：前文统一写明、对本任务同样有效的单位。 Marked bodies were named once for all that follows.",
    "排在首位不等于牵头。 Named first does not mean lead.",
    "完成时限为原文用语，括号内为最后一日或周期；期限已过，完成情况未知。 The deadline is as printed, with its last day or its period in brackets; a date behind us says nothing about completion.",
    "征求意见稿、待核实文件已在文件名后标明。 Drafts and unverified texts are marked at their name.",
)
_SHOWN = 80  # characters of the measures in a terminal; files have all of them


def ledger(record: Record, bodies: Iterable[str] | None = None) -> Iterator[Entry]:
    """The tasks of a record in order; only those of the departments with the ids `bodies`, if given."""
    wanted = None if bodies is None else set(bodies)
    for each in told(record):
        if wanted is None or any(body.department_id in wanted for body in each.bodies):
            yield entry(each)


def ledger_sheet(entries: Sequence[Entry]) -> Sheet:
    """The entries as the sheet that departments pass around."""
    rows: list[list[Cell]] = [[number, *cells(each)] for number, each in enumerate(entries, 1)]
    return Sheet(title="任务分解表", head=HEAD, rows=rows, notes=NOTES)


def cells(row: Entry) -> Iterator[str]:
    """An entry as the cells of its row, without its number."""
    yield row.plan
    yield "\n".join(row.path)
    yield row.measures
    yield "\n".join(row.deadlines) or NOT_STATED
    yield row.last_day
    for role in ROLES:
        yield "、".join(row.bodies.get(role, ())) if row.bodies else NOT_STATED
    yield row.citation


def ledger_table(entries: Sequence[Entry], console: Console) -> None:
    """Print the entries, the measures cut short and all bodies in one column."""
    table = Table(show_lines=True, title=f"任务分解表 tasks ({len(entries)})")
    table.add_column(HEAD[0], justify="right")
    for name, ratio in ((HEAD[1], 2), (HEAD[2], 4), (HEAD[3], 6), (HEAD[4], 3), ("单位 bodies", 5)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for number, row in enumerate(entries, 1):
        cut = row.measures[:_SHOWN] + ("…" if len(row.measures) > _SHOWN else "")
        bodies = (f"{word('role', role)}：{'、'.join(names)}" for role, names in row.bodies.items())
        deadlines = "\n".join(row.deadlines) or NOT_STATED
        shown = (row.plan, "\n".join(row.path), cut, deadlines, "\n".join(bodies) or NOT_STATED)
        table.add_row(str(number), *map(escape, shown))
    console.print(table)
    console.print(
        "“未写明”仅指该文本。 “Not stated” speaks of this text only. （承前） inherited: named once for all that follows."
    )


def told(record: Record) -> Iterator[Told]:
    """The tasks of a record in order, each with what its entry is made from (`ledger_stored` has the same)."""
    doing, tree = duties(record), ClauseTree(record.clauses)
    rows, due = _row_headers(record), _deadlines(record)
    name = plan_name(record.metadata)
    attributions = sorted(
        {(a.attribution_start, a.attribution_end) for a in record.assignments if a.basis != "subject"}
    )
    for task in record.tasks:
        clause = tree[task.clause_id]
        yield Told(
            task_id=task.id,
            document_id=record.id,
            clause_id=clause.id,
            plan=name,
            passage=record.text[task.char_start : task.char_end],
            above=[Step(node.level, node.label, node.heading, node.ref) for node in tree.ancestors(clause)],
            attributions=[
                (start - task.char_start, end - task.char_start)
                for start, end in attributions
                if task.char_start <= start and end <= task.char_end
            ],
            row_header=rows.get(task.char_start),
            deadlines=[_due(record.text, deadline) for deadline in due.get(task.id, [])],
            bodies=[_body(assignment) for assignment in doing[task.id]],
            citation=cite_clause(record.metadata, tree.path(clause)),
        )


def _due(text: str, deadline: Deadline) -> Due:
    return Due(text[deadline.char_start : deadline.char_end], deadline.end_date, deadline.period)


def _body(assignment: Assignment) -> Body:
    return Body(assignment.department_id, assignment.name, assignment.role, assignment.basis)


def _row_headers(record: Record) -> dict[int, str]:
    """Where a cell starts → the header of its row, if that is another cell and no mere number."""
    text = record.text
    return {
        cell.char_start: cell.row_header
        for cell in record.table_cells
        if cell.row_header
        and cell.row_header != text[cell.char_start : cell.char_end]
        and any(char.isalpha() for char in cell.row_header)
    }


def _deadlines(record: Record) -> dict[str, list[Deadline]]:
    """Task id → its deadlines. One in a cell of its own belongs to the only task of its row."""
    in_row: dict[int, list[str]] = {}
    for task in record.tasks:
        row = _row_at(record, task.char_start)
        if row is not None:
            in_row.setdefault(row, []).append(task.id)
    found: dict[str, list[Deadline]] = {}
    for deadline in record.deadlines:
        row = None if deadline.task_id else _row_at(record, deadline.char_start)
        tasks = [deadline.task_id] if deadline.task_id else in_row.get(-1 if row is None else row, [])
        if len(tasks) == 1:
            found.setdefault(tasks[0], []).append(deadline)
    return found


def _row_at(record: Record, position: int) -> int | None:
    """Where the row starts that holds `position`; None outside of tables. A row is a line of the text."""
    if any(table.char_start <= position < table.char_end for table in record.tables):
        return record.text.rfind("\n", 0, position) + 1
    return None
