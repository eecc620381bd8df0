"""What a plan's brackets say, said by a table: the same bodies with their roles, task by task, and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from pipeline.model import Record, TableCell
from tests.documents import read_plan
from tests.invariants import check
from tests.perturbations.plans import plain
from tests.perturbations.tables import LAYOUTS, Layout, head, in_html, in_markdown, in_tabs, rows, tasks


@pytest.mark.parametrize("form", [in_markdown, in_html, in_tabs])
@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.task for layout in LAYOUTS])
@pytest.mark.parametrize("name", ["hunan", "yichuan", "qinghai"])
def test_the_same_in_a_table(
    name: str, layout: Layout, form: Callable[[list[str], list[list[str]]], str]
) -> None:
    found = tasks(plain(name))
    record = read_plan(form(head(found), list(rows(found, layout))))
    check(record)
    bodies = Counter(
        (number, body, told)
        for number, task in enumerate(found, 1)
        for body, role in task.bodies
        for _, told, roles in layout.columns
        if role in roles
    )
    # What a task says itself of its subject stays ("各部门更新名录"), and is no work of the table's.
    named = [row for row in record.assignments if row.basis != "subject"]
    assert Counter((cell_at(record, row.char_start).row, row.name, row.role) for row in named) == bodies
    dates = [(number, task.day) for number, task in enumerate(found, 1) if task.day]
    last = max(cell.column for cell in record.table_cells)
    in_column = [(cell_at(record, d.char_start), d.end_date) for d in record.deadlines]
    assert [(cell.row, day) for cell, day in in_column if cell.column == last] == dates
    titles = {task.id: task.char_start for task in record.tasks}
    for row in named:  # and each answers for the task of its row
        assert row.task_id is not None
        assert cell_at(record, titles[row.task_id]).row == cell_at(record, row.char_start).row


def cell_at(record: Record, position: int) -> TableCell:
    """The printed cell in which a fact stands."""
    cells = (cell for cell in record.table_cells if not cell.merged)
    return next(cell for cell in cells if cell.char_start <= position < cell.char_end)
