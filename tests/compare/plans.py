"""Small plans with one provision each, made to be compared."""

from __future__ import annotations

from pipeline.compare import Differences, differences
from pipeline.model import Record
from tests.documents import read_plan

_HEAD = "某省人民政府关于印发某省发展实施方案的通知\n某政发〔2023〕15号\n\n为推进工作，制定本方案。\n\n一、重点任务\n"


def plan(text: str) -> Record:
    """A plan with one provision, （一）`text`."""
    return read_plan(f"{_HEAD}（一）{text}\n")


def provision(record: Record) -> str:
    """The id of the one provision of a plan."""
    return next(clause.id for clause in record.clauses if clause.is_provision)


def compared(one: str, other: str) -> Differences:
    """The differences of two provisions, given by their texts."""
    a, b = plan(one), plan(other)
    return differences(a, provision(a), b, provision(b))


def said(found: Differences) -> set[tuple[str, str, str]]:
    """The changes as (kind, first text, second text)."""
    return {(change.kind, change.a_text, change.b_text) for change in found.changes}
