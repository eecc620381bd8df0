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

_OWN_DEADLINES = """
SELECT task_id, id AS deadline_id, document_id, kind, end_date, period, text, char_start
FROM deadlines WHERE task_id IS NOT NULL
""".strip()
# A deadline in a cell of its own belongs to the only task of its row; a merged cell's text stands in its first
# row. CROSS JOIN and +: few deadlines are without a task, and SQLite is to start with them.
_IN_ROW = """
SELECT min(task.id) AS task_id, due.id, due.document_id, due.kind, due.end_date, due.period, due.text, due.char_start
FROM deadlines AS due
CROSS JOIN table_cells AS own ON own.document_id = due.document_id
 AND own.char_start <= due.char_start AND due.char_start < own.char_end
CROSS JOIN table_cells AS beside ON beside.table_id = own.table_id AND beside."row" = own."row"
CROSS JOIN tasks AS task ON task.document_id = due.document_id
 AND task.char_start >= beside.char_start AND task.char_start < beside.char_end
WHERE due.task_id IS NULL
 AND NOT EXISTS (SELECT 1 FROM table_cells AS over WHERE over.table_id = own.table_id
   AND over.char_start = own.char_start AND over.char_end > over.char_start AND over."row" < own."row")
 AND NOT EXISTS (SELECT 1 FROM table_cells AS over WHERE over.table_id = beside.table_id
   AND over.char_start = beside.char_start AND over.char_end > over.char_start AND over."row" < beside."row")
GROUP BY +due.id
HAVING count(DISTINCT task.id) = 1
""".strip()
# task_id, deadline_id and the deadline's own columns.
TASK_DEADLINES = f"{_OWN_DEADLINES}\nUNION ALL\n{_IN_ROW}"

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
_CLAUSES = """
SELECT id, parent_id, level, label, heading, ref FROM clauses WHERE id IN (SELECT value FROM json_each(:ids))
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
SELECT task_id, text, end_date, period FROM (
  {_OWN_DEADLINES} AND task_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT * FROM ({_IN_ROW}) WHERE task_id IN (SELECT value FROM json_each(:ids))
) ORDER BY char_start
"""
# Without a join, so that SQLite looks for the tasks within the view.
_BODIES = """
SELECT duty.task_id, duty.basis = 'inherited',
       (SELECT said.char_start FROM assignments AS said WHERE said.id = duty.assignment_id),
       duty.department_id, duty.name, duty.role, duty.basis
FROM task_departments AS duty
WHERE duty.task_id IN (SELECT value FROM json_each(:ids))
  AND duty.document_id IN (SELECT task.document_id FROM json_each(:ids) AS wanted JOIN tasks AS task ON task.id = wanted.value)
"""


def stored(connection: sqlite3.Connection, tasks: Sequence[str]) -> Iterator[Told]:
    """The tasks with the ids `tasks`, in that order; one that is not there is left out."""
    for start in range(0, len(tasks), _AT_ONCE):
        yield from _read(connection, json.dumps(tasks[start : start + _AT_ONCE]))


def _read(connection: sqlite3.Connection, ids: str) -> Iterator[Told]:
    def ask(sql: str) -> list[Any]:
        return connection.execute(sql, {"ids": ids}).fetchall()

    tasks = ask(_TASKS)
    steps = _steps(connection, {row[2] for row in tasks})
    attributions, deadlines, bodies = (_grouped(ask(sql)) for sql in (_ATTRIBUTIONS, _DEADLINES, _BODIES))
    for task, document, clause, text, title, status, citation, header in tasks:
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
            bodies=[Body(*row[2:]) for row in sorted(bodies[task])],
            citation=citation,
        )


def _steps(connection: sqlite3.Connection, clauses: set[str]) -> dict[str, tuple[str | None, Step]]:
    """The clauses and all that is above them, level by level: id → the clause above, and what it is called."""
    found: dict[str, tuple[str | None, Step]] = {}
    while clauses:
        rows = connection.execute(_CLAUSES, {"ids": json.dumps(sorted(clauses))}).fetchall()
        found |= {row[0]: (row[1], Step(*row[2:])) for row in rows}
        clauses = {row[1] for row in rows if row[1] is not None} - found.keys()
    return found


def _grouped(rows: Sequence[Sequence[Any]]) -> defaultdict[str, list[tuple[Any, ...]]]:
    """Rows without their first value, by that value."""
    found: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(tuple(row)[1:])
    return found


def _above(steps: dict[str, tuple[str | None, Step]], clause: str) -> Iterator[Step]:
    """A clause, then what is above it."""
    node: str | None = clause
    while node is not None:
        node, step = steps[node]
        yield step
