"""A plan's tasks laid out as a table of who does what by when, in Markdown or HTML.

Each bracket that attributes gives a row: what the task is, who leads, who takes part, by when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model import Record
from tests.perturbations.attributions import attributed


class Task(NamedTuple):
    """A row: what is to be done, bodies with their roles, and the date as printed with its day."""

    title: str
    bodies: tuple[tuple[str, str], ...]
    date: str
    day: str | None


class Layout(NamedTuple):
    """The headers of a table: the role of each column of bodies, and which roles it takes."""

    task: str
    columns: tuple[tuple[str, str, frozenset[str]], ...]
    date: str


_LEADING = frozenset({"lead", "responsible"})
_HELPING = frozenset({"support", "implement", "guide"})
LAYOUTS = [
    Layout("任务", (("牵头部门", "lead", _LEADING), ("配合部门", "support", _HELPING)), "时间节点"),
    Layout("工作任务", (("牵头单位", "lead", _LEADING), ("参与单位", "support", _HELPING)), "完成时限"),
    Layout("重点任务", (("责任单位", "responsible", _LEADING | _HELPING),), "完成时间"),
    Layout(
        "主要任务", (("责任部门", "responsible", _LEADING), ("落实单位", "implement", _HELPING)), "时间安排"
    ),
]


def tasks(record: Record) -> list[Task]:
    """The tasks of a plan that a bracket answers for, each with its first date ahead."""
    by_id = {task.id: task for task in record.tasks}
    found = []
    for said in attributed(record):
        task = by_id.get(said.bodies[0].task_id or "")
        dates = [
            d for d in record.deadlines if task and d.task_id == task.id and d.kind == "by" and d.end_date
        ]
        date = record.text[dates[0].char_start : dates[0].char_end] if dates else "持续推进"
        day = dates[0].end_date if dates else None
        title = re.split("[。，,；;]", record.text[task.char_start : task.char_end])[0] if task else ""
        if len(title) >= 4:
            found.append(Task(title, tuple((b.name, b.role) for b in said.bodies), date, day))
    return found


def head(found: list[Task]) -> list[str]:
    """What stands above the table. The year of its number is that of the first date, which may be without."""
    year = min(task.day[:4] for task in found if task.day)
    title = "某市重点任务实施方案"
    return [f"某市人民政府关于印发{title}的通知", f"某政发〔{year}〕5号", title, "为推进工作，制定本方案。", "一、重点任务", "表1 重点任务分工表"]  # fmt: skip


def rows(found: list[Task], layout: Layout) -> Iterator[list[str]]:
    """The cells of the table, its header first."""
    yield ["序号", layout.task, *(header for header, _, _ in layout.columns), layout.date]
    for number, task in enumerate(found, 1):
        names = [
            "、".join(name for name, role in task.bodies if role in roles) for _, _, roles in layout.columns
        ]
        yield [str(number), task.title, *names, task.date]


def in_markdown(above: list[str], table: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in table]
    rule = f"|{' --- |' * len(table[0])}"
    return "\n".join(["\n\n".join(above), "", lines[0], rule, *lines[1:], ""])


def in_html(above: list[str], table: list[list[str]]) -> str:
    head = f"<h1>{above[0]}</h1>" + "".join(f"<p>{line}</p>" for line in above[1:])
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in table)
    return f"<html><body>{head}<table>{body}</table></body></html>"


def in_tabs(above: list[str], table: list[list[str]]) -> str:
    """As a table is copied from a page."""
    return "\n".join(["\n\n".join(above), "", *("\t".join(cells) for cells in table), ""])
