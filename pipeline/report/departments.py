"""Who does what for each topic in each plan, by function, for a terminal and as a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.compare.department_rows import ROLES, DepartmentCell, DepartmentRow
from pipeline.model import Clause, Record
from pipeline.report.plans import plan_name
from pipeline.report.sheet import Sheet
from pipeline.store.codes import word

NO_TOPIC = "此文本未见该主题 topic not in this text"
NOT_NAMED = "未写明责任单位 no bodies named"
NOT_AMONG = "未列入 not among those named"
NO_FUNCTION = "（政府、企业等 no function）"
_NOTES = (
    "身份照原文：没有写“牵头”的，排在首位也不算牵头。 Roles are those of the text: first named is not lead.",
    "未写明、未见仅指此文本。 Not named and not found speak of this text only.",
    "“不同”只在写明了责任单位的方案之间判断。 Whether plans differ is judged among those that name bodies.",
)


def departments_table(records: Sequence[Record], rows: Sequence[DepartmentRow], console: Console) -> None:
    """Print the rows, a column a plan."""
    clauses = {clause.id: clause for record in records for clause in record.clauses}
    table = Table(show_lines=True, title=f"主题分工 who does what ({len(rows)})")
    table.add_column("主题 topic", overflow="fold")
    table.add_column("职能 function", overflow="fold")
    for record in records:
        table.add_column(escape(plan_name(record.metadata)), ratio=1, overflow="fold")
    table.add_column("不同 differs")
    for row in rows:
        cells = (escape(_cell(cell, clauses)) for cell in row.cells)
        table.add_row(row.topic.name, row.function or NO_FUNCTION, *cells, "是 yes" if row.differs else "")
    console.print(table)
    for note in _NOTES:
        console.print(note, soft_wrap=True)


def departments_sheet(records: Sequence[Record], rows: Sequence[DepartmentRow]) -> Sheet:
    """The rows as a sheet, a column a plan."""
    clauses = {clause.id: clause for record in records for clause in record.clauses}
    return Sheet(
        title="主题分工 who does what",
        head=[
            "主题 topic",
            "英文 English",
            "职能 function",
            *(plan_name(record.metadata) for record in records),
            "不同 differs",
        ],
        rows=[
            [
                row.topic.name,
                row.topic.en,
                row.function or NO_FUNCTION,
                *(_cell(cell, clauses) for cell in row.cells),
                "是 yes" if row.differs else "",
            ]
            for row in rows
        ],
        notes=_NOTES,
    )


def _cell(cell: DepartmentCell, clauses: Mapping[str, Clause]) -> str:
    """A line a role and body, with where it says so; or why there is none."""
    if not cell.held:
        return NO_TOPIC if not cell.speaks else NOT_AMONG if cell.names else NOT_NAMED
    lines = []
    for role in ROLES:
        for name in dict.fromkeys(held.name for held in cell.held if held.role == role):
            own = [held for held in cell.held if held.role == role and held.name == name]
            marks = [word("basis", "inherited") or ""] if all(h.basis == "inherited" for h in own) else []
            marks += ["独任 sole"] if any(held.sole for held in own) else []
            refs = "、".join(dict.fromkeys(clauses[held.clause_id].ref for held in own))
            said = f"（{'，'.join(marks)}）" if marks else ""
            lines.append(f"{word('role', role)} {name}{said} {refs}")
    return "\n".join(lines)
