"""What bodies answer for, told apart by role: the 任务分解表 with the role of each of them in front."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.model import Basis, Role
from pipeline.report.ledger import HEAD, NOTES, cells
from pipeline.report.ledger_entry import Entry
from pipeline.report.sheet import Cell, Sheet
from pipeline.store.codes import word

_HEAD = ("单位 body", "身份 role", "依据 basis", "排位 position", "独任 sole", "标注原文 attribution")
_NOTES = (
    "身份照原文：没有写“牵头”的，排在首位也不算牵头。 Roles are those of the text: first named is not lead.",
    "同一任务中一个单位有几种身份的，每种身份一行。 A body with several roles in a task has a row for each.",
    "独任：该处标注只写了这一家单位。 Sole: the attribution names no other body.",
)


class Duty(msgspec.Struct, frozen=True):
    """One body in one role for one task. `position` is 1 for the body named first.

    `attribution`: the words that say so; of a body that is the subject, its sentence.
    """

    name: str
    role: Role
    basis: Basis
    position: int
    sole: bool
    attribution: str


def duty_sheet(title: str, rows: Sequence[tuple[Duty, Entry]]) -> Sheet:
    """The duties in their order, each with the entry of its task."""
    return Sheet(
        title=title,
        head=(HEAD[0], *_HEAD, *HEAD[1:]),
        rows=[[number, *_said(duty), *cells(entry)] for number, (duty, entry) in enumerate(rows, 1)],
        notes=(*_NOTES, *NOTES),
    )


def _said(duty: Duty) -> Sequence[Cell]:
    role, basis = (
        f"{word(column, code)} {code}" for column, code in (("role", duty.role), ("basis", duty.basis))
    )
    return duty.name, role, basis, duty.position, "是 yes" if duty.sole else "", duty.attribution
