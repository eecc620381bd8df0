"""The 任务分解表, the form that every department knows: one row a task, with what, by when, and who.

What a cell does not say the plan does not say: of a task without any body all of them are 未写明. Where
others are named, an empty cell means that nobody is named in that role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.cite import cite_clause
from pipeline.duties import duties
from pipeline.model import Assignment, Clause, Deadline, Record, Role, Task
from pipeline.report.plans import plan_name
from pipeline.report.sheet import Cell, Sheet
from pipeline.store.codes import ref_word, word
from pipeline.tree import ClauseTree

NOT_STATED = "未写明 not stated"
INHERITED = "（承前）"
_ROLES: dict[Role, str] = {
    "lead": "牵头单位 lead",
    "responsible": "责任（主责）单位 responsible",
    "support": "参与（协办）单位 support",
    "guide": "指导单位 guide",
    "implement": "落实单位 implement",
}
_HEAD = (
    *("序号 no.", "文件 plan", "重点任务 task", "工作措施 measures"),
    *("完成时限 deadline", "最晚日期 last day"),
    *_ROLES.values(),
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
_EDGE = " \t\n\u3000，,。；;、：:．."
_SHOWN = 80  # characters of the measures in a terminal; files have all of them


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One task as people read it: lines of what is printed, the bodies of each role, where it stands."""

    plan: str
    path: tuple[str, ...]
    measures: str
    deadlines: tuple[str, ...]
    last_day: str
    bodies: dict[Role, tuple[str, ...]]
    citation: str


def ledger(record: Record, bodies: Iterable[str] | None = None) -> Iterator[Entry]:
    """The tasks of a record in order; only those of the departments with the ids `bodies`, if given."""
    wanted = None if bodies is None else set(bodies)
    page = _Page(record)
    for task in record.tasks:
        doing = page.duties[task.id]
        if wanted is None or any(assignment.department_id in wanted for assignment in doing):
            yield page.entry(task, doing)


def ledger_sheet(entries: Sequence[Entry]) -> Sheet:
    """The entries as the sheet that departments pass around."""
    rows: list[list[Cell]] = [[number, *_cells(entry)] for number, entry in enumerate(entries, 1)]
    return Sheet(title="任务分解表", head=_HEAD, rows=rows, notes=NOTES)


def _cells(entry: Entry) -> Iterator[str]:
    yield entry.plan
    yield "\n".join(entry.path)
    yield entry.measures
    yield "\n".join(entry.deadlines) or NOT_STATED
    yield entry.last_day
    for role in _ROLES:
        yield "、".join(entry.bodies.get(role, ())) if entry.bodies else NOT_STATED
    yield entry.citation


def ledger_table(entries: Sequence[Entry], console: Console) -> None:
    """Print the entries, the measures cut short and all bodies in one column."""
    table = Table(show_lines=True, title=f"任务分解表 tasks ({len(entries)})")
    table.add_column(_HEAD[0], justify="right")
    for name, ratio in ((_HEAD[1], 2), (_HEAD[2], 4), (_HEAD[3], 6), (_HEAD[4], 3), ("单位 bodies", 5)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for number, entry in enumerate(entries, 1):
        cut = entry.measures[:_SHOWN] + ("…" if len(entry.measures) > _SHOWN else "")
        bodies = (f"{word('role', role)}：{'、'.join(names)}" for role, names in entry.bodies.items())
        deadlines = "\n".join(entry.deadlines) or NOT_STATED
        shown = (entry.plan, "\n".join(entry.path), cut, deadlines, "\n".join(bodies) or NOT_STATED)
        table.add_row(str(number), *map(escape, shown))
    console.print(table)
    console.print(
        "“未写明”仅指该文本。 “Not stated” speaks of this text only. （承前） inherited: named once for all that follows."
    )


class _Page:
    """What the entries of one record have in common."""

    def __init__(self, record: Record) -> None:
        self.duties = duties(record)
        self._record = record
        self._name = plan_name(record.metadata)
        self._tree = ClauseTree(record.clauses)
        self._rows = _row_headers(record)
        self._deadlines = _deadlines(record)
        self._attributions = sorted(
            {(a.attribution_start, a.attribution_end) for a in record.assignments if a.basis != "subject"}
        )

    def entry(self, task: Task, doing: Sequence[Assignment]) -> Entry:
        """The entry of `task`, which `doing` assign."""
        clause = self._tree[task.clause_id]
        due = self._deadlines.get(task.id, [])
        return Entry(
            plan=self._name,
            path=self._path(task, clause),
            measures=self._measures(task, clause),
            deadlines=tuple(dict.fromkeys(_told(self._record.text, deadline) for deadline in due)),
            last_day=max((deadline.end_date or "" for deadline in due), default=""),
            bodies=_by_role(doing),
            citation=cite_clause(self._record.metadata, self._tree.path(clause)),
        )

    def _path(self, task: Task, clause: Clause) -> tuple[str, ...]:
        """The headings above a task, the chapter's first; a row of a table ends with its own header."""
        above = [node for node in self._tree.ancestors(clause) if node.heading and node.level != "title"]
        path = [_titled(node) for node in reversed(above)]
        header = self._rows.get(task.char_start)
        if header:
            path.append(header)
        return tuple(path) or (ref_word(clause.ref),)

    def _measures(self, task: Task, clause: Clause) -> str:
        """The task's text without attributions, and without the heading that stands beside it."""
        text, position, parts = self._record.text, task.char_start, []
        for start, end in self._attributions:
            if position <= start and end <= task.char_end:
                parts.append(text[position:start])
                position = end
        measures = "".join([*parts, text[position : task.char_end]]).strip()
        rest = measures.removeprefix(clause.heading or "").lstrip(_EDGE)
        return rest or measures


def _titled(clause: Clause) -> str:
    label = clause.label.strip()
    return f"{label}{' ' if label[-1:].isalnum() else ''}{clause.heading}"


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


def _told(text: str, deadline: Deadline) -> str:
    """A deadline as printed, with its last day or else its period: 2025年底前（2025-12-31）."""
    words = " ".join(text[deadline.char_start : deadline.char_end].split())
    meaning = deadline.end_date or word("period", deadline.period)
    return f"{words}（{meaning}）" if meaning and meaning != words else words


def _by_role(doing: Sequence[Assignment]) -> dict[Role, tuple[str, ...]]:
    """The bodies of each role, none twice; one that the task names itself is not marked as inherited."""
    found: dict[Role, dict[str, str]] = {role: {} for role in _ROLES}
    for assignment in doing:
        mark = INHERITED if assignment.basis == "inherited" else ""
        found[assignment.role].setdefault(assignment.name, f"{assignment.name}{mark}")
    return {role: tuple(names.values()) for role, names in found.items() if names}
