"""Who does what for each topic in each plan, by function: levels and reforms meet on what bodies are for.

First named is not lead, and silence is silence: a plan that names nobody for a topic is said to state
nothing, and does not count as differing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from pipeline.compare.profiles import profile_of
from pipeline.compare.topics import Topic, clause_topics, outline
from pipeline.duties import duties
from pipeline.model import Basis, Record, Role

ROLES: tuple[Role, ...] = ("lead", "responsible", "support", "guide", "implement")


class Held(msgspec.Struct, frozen=True):
    """One body in one role for one task. `position` is 1 for the body named first."""

    name: str
    role: Role
    basis: Basis
    position: int
    sole: bool
    clause_id: str
    task_id: str


class DepartmentCell(msgspec.Struct, frozen=True):
    """What one plan says of a function for a topic.

    `speaks`: the plan has provisions on the topic; `names`: an attribution names bodies for them. Without
    either, that the function is missing means nothing: a subject here and there is no attribution.
    """

    speaks: bool
    names: bool
    held: tuple[Held, ...]


class DepartmentRow(msgspec.Struct, frozen=True):
    """A topic and a function (None: bodies without one, as governments), with a cell a plan.

    `differs`: among the plans that name bodies for the topic, the roles of the function are not the same.
    """

    topic: Topic
    function: str | None
    cells: tuple[DepartmentCell, ...]
    differs: bool


def department_rows(records: Sequence[Record]) -> list[DepartmentRow]:
    """The rows of all topics in the order of the common outline; functions by name, those without one last."""
    held = [_held(record) for record in records]
    spoken = [_topics(record) for record in records]
    rows = []
    for topic in outline().values():
        functions = {function for each in held for name, function in each if name == topic.name}
        for function in sorted(functions, key=lambda name: (name is None, name or "")):
            cells = tuple(
                DepartmentCell(
                    speaks=topic.name in topics,
                    names=any(name == topic.name and _names(own) for (name, _), own in each.items()),
                    held=tuple(each.get((topic.name, function), ())),
                )
                for each, topics in zip(held, spoken, strict=True)
            )
            rows.append(DepartmentRow(topic, function, cells, _differs(cells)))
    return rows


def _names(held: Sequence[Held]) -> bool:
    return any(each.basis != "subject" for each in held)


def _differs(cells: Sequence[DepartmentCell]) -> bool:
    roles = {frozenset(held.role for held in cell.held) for cell in cells if cell.names or cell.held}
    return len(roles) > 1


def _topics(record: Record) -> set[str]:
    names = {topic.id: name for name, topic in outline().items()}
    return {names[topic.topic_id] for topic in clause_topics(profile_of(record)) if topic.main}


def _held(record: Record) -> dict[tuple[str, str | None], list[Held]]:
    """Who holds which function for which topic: of the tasks in provisions whose main topic it is."""
    names = {topic.id: name for name, topic in outline().items()}
    main = {
        topic.clause_id: names[topic.topic_id] for topic in clause_topics(profile_of(record)) if topic.main
    }
    provisions = [clause for clause in record.clauses if clause.id in main]
    functions = {department.id: department.functions for department in record.departments}
    found: dict[tuple[str, str | None], list[Held]] = defaultdict(list)
    by_task = duties(record)
    for task in record.tasks:
        holding = next((c for c in provisions if c.char_start <= task.char_start < c.char_end), None)
        if holding is None:
            continue
        for duty in by_task.get(task.id, ()):
            held = Held(duty.name, duty.role, duty.basis, duty.position, duty.sole, task.clause_id, task.id)
            for function in functions[duty.department_id] or (None,):
                found[main[holding.id], function].append(held)
    return found
