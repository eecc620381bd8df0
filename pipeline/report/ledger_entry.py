"""One row of the 任务分解表, and what it is made from, whether a record says it or the database."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from pipeline.fold import fold
from pipeline.model import Basis, Role
from pipeline.store.codes import ref_word, word

ROLES: dict[Role, str] = {
    "lead": "牵头单位 lead",
    "responsible": "责任（主责）单位 responsible",
    "support": "参与（协办）单位 support",
    "guide": "指导单位 guide",
    "implement": "落实单位 implement",
}
INHERITED = "（承前）"
YEAR_FROM_CONTEXT = "年份据上文 year from the context"
# A year in digits, or a five-year plan, which says its own.
_YEAR = re.compile(r"\d{4}|[〇零一二三四五六七八九]{4}年|十[一二三四五六七八九]五")
_EDGE = " \t\n\u3000，,。；;、：:．."


class Step(msgspec.Struct, frozen=True):
    """One step of the way from a task's clause up to the title."""

    level: str
    label: str
    heading: str | None
    ref: str


class Due(msgspec.Struct, frozen=True):
    """A deadline of a task in the source's words, with its last day and its period where they are known."""

    words: str
    end_date: str | None
    period: str | None


class Body(msgspec.Struct, frozen=True):
    """A body that a task names."""

    department_id: str
    name: str
    role: Role
    basis: Basis


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A task with all that its entry is made from.

    `above` starts with its clause and ends with the title. `attributions` are the ranges within the passage
    that say who does it, `row_header` heads its row of a table, `bodies` come in printed order, those
    inherited last.
    """

    task_id: str
    document_id: str
    clause_id: str
    plan: str
    passage: str
    above: Sequence[Step]
    attributions: Sequence[tuple[int, int]]
    row_header: str | None
    deadlines: Sequence[Due]
    bodies: Sequence[Body]
    citation: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One task as people read it: lines of what is printed, the bodies of each role, where it stands."""

    plan: str
    path: tuple[str, ...]
    measures: str
    deadlines: tuple[str, ...]
    last_day: str
    bodies: dict[Role, tuple[str, ...]]
    citation: str


def entry(told: Told) -> Entry:
    """The entry of a task."""
    return Entry(
        plan=told.plan,
        path=_path(told),
        measures=_measures(told),
        deadlines=tuple(dict.fromkeys(_said(due) for due in told.deadlines)),
        last_day=max((due.end_date or "" for due in told.deadlines), default=""),
        bodies=_by_role(told.bodies),
        citation=told.citation,
    )


def _path(told: Told) -> tuple[str, ...]:
    """The headings above a task, the chapter's first; a row of a table ends with its own header."""
    above = [step for step in told.above if step.heading and step.level != "title"]
    path = [_titled(step) for step in reversed(above)]
    if told.row_header:
        path.append(told.row_header)
    return tuple(path) or (ref_word(told.above[0].ref),)


def _titled(step: Step) -> str:
    label = step.label.strip()
    return f"{label}{' ' if label[-1:].isalnum() else ''}{step.heading}"


def _measures(told: Told) -> str:
    """The passage without attributions, and without the heading that stands beside it."""
    position, parts = 0, []
    for start, end in sorted(told.attributions):
        if position <= start:
            parts.append(told.passage[position:start])
            position = end
    measures = "".join([*parts, told.passage[position:]]).strip()
    rest = measures.removeprefix(told.above[0].heading or "").lstrip(_EDGE)
    return rest or measures


def _said(due: Due) -> str:
    """A deadline as printed, with its last day or else its period: 2025年底前（2025-12-31）.

    It says so where the year is not in the words themselves (8月底前).
    """
    words = " ".join(due.words.split())
    meaning = due.end_date or word("period", due.period)
    if due.end_date and not _YEAR.search(fold(words)):
        meaning = f"{due.end_date}，{YEAR_FROM_CONTEXT}"
    return f"{words}（{meaning}）" if meaning and meaning != words else words


def _by_role(bodies: Sequence[Body]) -> dict[Role, tuple[str, ...]]:
    """The bodies of each role, none twice; one that the task names itself is not marked as inherited."""
    found: dict[Role, dict[str, str]] = {role: {} for role in ROLES}
    for body in bodies:
        mark = INHERITED if body.basis == "inherited" else ""
        found[body.role].setdefault(body.name, f"{body.name}{mark}")
    return {role: tuple(names.values()) for role, names in found.items() if names}
