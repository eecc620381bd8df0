"""Who must do each task of a record: its own bodies, and those that were named once for all that follows.

The view `task_departments` of the database says the same in SQL.
"""

from __future__ import annotations

from pipeline.fold import fold
from pipeline.model import Assignment, Record, Task


def duties(record: Record) -> dict[str, list[Assignment]]:
    """Task id → its own assignments, then the inherited ones that cover it, both in printed order.

    What an inherited one covers runs from the start of its clause `covers_from` to the end of `covers_to`,
    and it holds for the task that states it.
    """
    clauses = {clause.ref: clause for clause in record.clauses}

    def holds(assignment: Assignment, task: Task) -> bool:
        if assignment.task_id == task.id:
            return True
        first, last = clauses.get(assignment.covers_from or ""), clauses.get(assignment.covers_to or "")
        return bool(first and last and first.char_start <= task.char_start < last.char_end)

    printed = sorted(record.assignments, key=lambda assignment: assignment.char_start)
    own: dict[str, list[Assignment]] = {task.id: [] for task in record.tasks}
    for assignment in printed:
        if assignment.basis != "inherited" and assignment.task_id:
            own[assignment.task_id].append(assignment)
    spread = [assignment for assignment in printed if assignment.basis == "inherited"]
    return {task.id: [*own[task.id], *(a for a in spread if holds(a, task))] for task in record.tasks}


def called(record: Record, name: str) -> dict[str, str]:
    """The bodies whose name, or one of whose functions, holds `name`: id → name.

    生态环境 finds 省生态环境厅; 工业和信息化 finds 县科工局, of which it is a function.
    """
    wanted = fold(name.strip())
    return {
        department.id: department.name
        for department in record.departments
        if any(wanted in fold(said) for said in (department.name, *department.functions))
    }
