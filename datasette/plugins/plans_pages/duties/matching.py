"""The tasks that an address asks for, found in the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plans_pages.duties.kept import all_tasks, first_days
from plans_pages.duties.wanted import Wanted
from plans_pages.kept import kept

from pipeline.compare.topics import NO_TASKS
from pipeline.report.ledger_stored import TASK_DEADLINES
from pipeline.store.views import INHERITED_DUTIES

WITH_DUE = f"WITH due AS ({TASK_DEADLINES})"
# Who has which task: the view `task_departments`, so written that a filter is looked up in an index alone.
OWN_DUTIES = "assignments AS duty WHERE duty.basis <> 'inherited' AND duty.task_id IS NOT NULL AND"
SPREAD_DUTIES = f"({INHERITED_DUTIES}) AS duty WHERE"
_CALLED = (
    "SELECT id FROM departments WHERE instr(name, :who)"
    " UNION SELECT department_id FROM department_functions WHERE instr(function, :who)"
)
_HOLD = "SELECT department_id FROM department_functions WHERE function = :function"
_HOLD_BESIDE = "SELECT department_id FROM department_functions WHERE function = :withfunction"
_ON_TOPICS = (
    "SELECT said.id FROM topics AS topic"
    " JOIN clause_topics AS about ON about.topic_id = topic.id AND about.main"
    " JOIN clauses AS provision ON provision.id = about.clause_id"
    " JOIN tasks AS said ON said.document_id = about.document_id"
    " AND said.char_start >= provision.char_start AND said.char_start < provision.char_end"
    " WHERE topic.name {}"
)
_NO_TASKS = f"IN ({', '.join(repr(name) for name in NO_TASKS)})"
_ATTRIBUTING = "SELECT id FROM documents WHERE attribution_style IN ('brackets', 'table')"


def matching(connection: Any, asked: Wanted) -> dict[str, tuple[str, int]]:
    """The tasks that are wanted in the order of the texts: id → document, place in that order."""
    whole = kept(connection, all_tasks)
    sets = [{row[0] for row in connection.execute(sql, asked.parameters)} for sql in _sets(asked)]
    if asked.get("when") == "none":
        sets.append(whole.keys() - kept(connection, first_days).keys())
    if asked.get("nolead"):
        sets.append(whole.keys() - kept(connection, _led) - kept(connection, _no_tasks))
    plans = _plans(connection, asked)
    if not sets and plans is None:
        return whole
    found = set.intersection(*map(set, sets)) if sets else whole.keys()
    return {
        task: place for task, place in whole.items() if task in found and (plans is None or place[0] in plans)
    }


def _led(connection: Any) -> set[str]:
    """The tasks that somebody leads."""
    return {row[0] for row in connection.execute(_duties("duty.role = 'lead'"))}


def _no_tasks(connection: Any) -> set[str]:
    """What stands in guiding thoughts, principles, goals, areas and the situation: nothing to be led."""
    return {row[0] for row in connection.execute(_ON_TOPICS.format(_NO_TASKS))}


def _plans(connection: Any, asked: Wanted) -> set[str] | None:
    """The plans whose tasks can be wanted; None: all."""
    plans = set(asked.values["plan"]) if asked.get("plan") else None
    if not asked.get("nolead"):
        return plans
    attributing = {row[0] for row in connection.execute(_ATTRIBUTING)}
    return attributing if plans is None else plans & attributing


def _sets(asked: Wanted) -> Iterator[str]:
    """What gives the ids of the tasks of which one thing that is asked for holds."""
    bodies = list(body_conditions(asked))
    if bodies:
        yield _duties(" AND ".join(bodies))
    if asked.get("with"):
        yield _duties("duty.department_id = :with")
    if asked.get("withfunction"):
        yield _duties(f"duty.department_id IN ({_HOLD_BESIDE})")
    if asked.get("topic"):
        yield _ON_TOPICS.format("= :topic")
    days = due_conditions(asked)
    if days:
        yield f"{WITH_DUE} SELECT due.task_id FROM due WHERE {days}"


def _duties(condition: str) -> str:
    return (
        f"SELECT duty.task_id FROM {OWN_DUTIES} {condition}"
        f" UNION ALL SELECT duty.task_id FROM {SPREAD_DUTIES} {condition}"
    )


def body_conditions(asked: Wanted) -> Iterator[str]:
    """What is asked of a body of a task: all of it holds of one and the same."""
    if asked.get("department"):
        yield "duty.department_id = :department"
    if asked.get("function"):
        yield f"duty.department_id IN ({_HOLD})"
    if asked.get("who"):
        yield f"duty.department_id IN ({_CALLED})"
    if asked.get("role"):
        yield "duty.role = :role"


def bodies_wanted(asked: Wanted, role: str) -> str:
    """What is asked of a body, in one role, which the SQL calls :role."""
    values = {**asked.values, "role": (role,)}
    return " AND ".join(body_conditions(Wanted(values)))


def due_conditions(asked: Wanted) -> str:
    """What is asked of a deadline of a task: all of it holds of one and the same; empty if nothing is."""
    found = [
        *(["due.end_date >= :from"] if asked.get("from") else []),
        *(["due.end_date <= :to"] if asked.get("to") else []),
        *(["due.end_date IS NOT NULL AND due.kind <> 'during'"] if asked.get("when") == "dated" else []),
        *(["(due.end_date IS NULL OR due.kind = 'during')"] if asked.get("when") == "period" else []),
        *(["(due.text = :said OR due.period = :said)"] if asked.get("said") else []),
    ]
    return " AND ".join(found)
