"""What the ledger is made from, read back from the database: the same rows as from the records.

`TASK_DEADLINES` and the view `task_departments` say in SQL what `ledger` and `duties` say of a record.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.report.ledger_entry import Body, Due, Step, Told
from pipeline.report.plans import named_with_status

_AT_ONCE = 500  # tasks that are read together

# task_id, deadline_id and the deadline's own columns. A deadline in a cell of its own belongs to the only task
# of its row; a merged cell's text stands in its first row.
TASK_DEADLINES = """
SELECT task_id, id AS deadline_id, document_id, kind, end_date, period, text, char_start
FROM deadlines WHERE task_id IS NOT NULL
UNION ALL
SELECT min(task.id), due.id, due.document_id, due.kind, due.end_date, due.period, due.text, due.char_start
FROM deadlines AS due
JOIN table_cells AS own ON own.document_id = due.document_id
 AND own.char_start <= due.char_start AND due.char_start < own.char_end
JOIN table_cells AS beside ON beside.table_id = own.table_id AND beside."row" = own."row"
JOIN tasks AS task ON task.document_id = due.document_id
 AND task.char_start >= beside.char_start AND task.char_start < beside.char_end
WHERE due.task_id IS NULL
 AND NOT EXISTS (SELECT 1 FROM table_cells AS over WHERE over.table_id = own.table_id
   AND over.char_start = own.char_start AND over.char_end > over.char_start AND over."row" < own."row")
 AND NOT EXISTS (SELECT 1 FROM table_cells AS over WHERE over.table_id = beside.table_id
   AND over.char_start = beside.char_start AND over.char_end > over.char_start AND over."row" < beside."row")
GROUP BY due.id
HAVING count(DISTINCT task.id) = 1
""".strip()

_TASKS = """
SELECT task.id, task.document_id, task.clause_id, task.text,
       document.short_title, document.status, clause.citation,
       (SELECT cell.row_header FROM table_cells AS cell
        WHERE cell.document_id = task.document_id AND cell.char_start = task.char_start
          AND cell.row_header <> '' AND cell.row_header <> cell.text
        ORDER BY cell.rowid DESC LIMIT 1) AS row_header
FROM json_each(:ids) AS wanted
JOIN tasks AS task ON task.id = wanted.value
JOIN documents AS document ON document.id = task.document_id
JOIN clauses AS clause ON clause.id = task.clause_id
ORDER BY wanted.key
"""
_ABOVE = """
WITH RECURSIVE up(id) AS (
  SELECT task.clause_id FROM json_each(:ids) AS wanted JOIN tasks AS task ON task.id = wanted.value
  UNION
  SELECT clause.parent_id FROM up JOIN clauses AS clause ON clause.id = up.id WHERE clause.parent_id IS NOT NULL
)
SELECT clause.id, clause.parent_id, clause.level, clause.label, clause.heading, clause.ref
FROM up JOIN clauses AS clause ON clause.id = up.id
"""
_ATTRIBUTIONS = """
SELECT DISTINCT task.id, said.attribution_start - task.char_start, said.attribution_end - task.char_start
FROM json_each(:ids) AS wanted
JOIN tasks AS task ON task.id = wanted.value
JOIN assignments AS said ON said.document_id = task.document_id AND said.basis <> 'subject'
 AND said.attribution_start >= task.char_start AND said.attribution_end <= task.char_end
ORDER BY 1, 2, 3
"""
_DEADLINES = f"""
SELECT due.task_id, due.text, due.end_date, due.period FROM ({TASK_DEADLINES}) AS due
WHERE due.task_id IN (SELECT value FROM json_each(:ids)) ORDER BY due.char_start
"""
_BODIES = """
SELECT duty.task_id, duty.department_id, duty.name, duty.role, duty.basis
FROM task_departments AS duty JOIN assignments AS said ON said.id = duty.assignment_id
WHERE duty.task_id IN (SELECT value FROM json_each(:ids))
ORDER BY duty.basis = 'inherited', said.char_start
"""


def stored(connection: sqlite3.Connection, tasks: Sequence[str]) -> Iterator[Told]:
    """The tasks with the ids `tasks`, in that order; one that is not there is left out."""
    for start in range(0, len(tasks), _AT_ONCE):
        yield from _read(connection, json.dumps(tasks[start : start + _AT_ONCE]))


def _read(connection: sqlite3.Connection, ids: str) -> Iterator[Told]:
    def ask(sql: str) -> list[Any]:
        return connection.execute(sql, {"ids": ids}).fetchall()

    steps = {row[0]: (row[1], Step(*row[2:])) for row in ask(_ABOVE)}
    attributions, deadlines, bodies = (
        _grouped(ask(_ATTRIBUTIONS)),
        _grouped(ask(_DEADLINES)),
        _grouped(ask(_BODIES)),
    )
    for task, document, clause, text, title, status, citation, header in ask(_TASKS):
        yield Told(
            task_id=task,
            document_id=document,
            clause_id=clause,
            plan=named_with_status(title, status),
            passage=text,
            above=list(_above(steps, clause)),
            attributions=[(first, last) for first, last in attributions[task]],
            row_header=header if header and any(char.isalpha() for char in header) else None,
            deadlines=[Due(*row) for row in deadlines[task]],
            bodies=[Body(*row) for row in bodies[task]],
            citation=citation,
        )


def _grouped(rows: Sequence[Sequence[Any]]) -> defaultdict[str, list[Sequence[Any]]]:
    """Rows without their first value, by that value."""
    found: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(tuple(row)[1:])
    return found


def _above(steps: dict[str, tuple[str | None, Step]], clause: str) -> Iterator[Step]:
    """A clause, then what is above it."""
    node: str | None = clause
    while node is not None:
        node, step = steps[node]
        yield step
