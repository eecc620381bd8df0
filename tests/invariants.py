"""What holds of every record, whatever document it was read from."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from pipeline.fold import fold
from pipeline.model import Record

DIGITS = set("0123456789０１２３４５６７８９")


def check(record: Record) -> None:
    """The invariants of the contract."""
    check_ranges(record)
    check_slices(record)
    check_keys(record)
    assert uncovered(record) == []
    check_places(record)


def check_ranges(record: Record) -> None:
    length = len(record.text)
    clauses = {clause.id: clause for clause in record.clauses}
    placed: tuple[Any, ...] = (
        *record.targets, *record.deadlines, *record.quantities, *record.assignments, *record.citations, *record.tasks, *record.comments,
        *record.scopes, *record.scope_uses,
    )  # fmt: skip
    for fact in placed:
        clause = clauses[fact.clause_id]
        assert 0 <= fact.char_start <= fact.char_end <= length
        assert clause.char_start <= fact.char_start
        assert fact.char_end <= clause.char_end, (clause.ref, record.text[fact.char_start : fact.char_end])
    for doubt in record.doubts:
        assert 0 <= doubt.start <= doubt.end <= length
    position = 0
    for origin in record.origins:
        assert position <= origin.start < origin.end <= length
        position = origin.end
    ordered: tuple[Any, ...] = (record.quantities, record.deadlines, record.targets, record.tasks)
    for kind in ordered:
        starts = [fact.char_start for fact in kind]
        assert starts == sorted(starts)


def check_slices(record: Record) -> None:
    text = record.text
    for target in record.targets:
        quote = text[target.char_start : target.char_end]
        assert quote and quote == quote.strip() and "\n" not in quote
        if target.kind == "quantitative":
            assert target.value_start is not None and target.value_end is not None
            assert target.char_start <= target.value_start < target.value_end <= target.char_end
            assert text[target.value_start : target.value_end] == target.value_text
        else:
            assert (target.value, target.unit, target.op, target.direction) == (None, None, None, "state")
    for deadline in record.deadlines:
        assert re.search(
            r"[\d０-９一二三四五六七八九十○〇年月日天季周旬期]", text[deadline.char_start : deadline.char_end]
        )
        assert deadline.quote_start <= deadline.char_start < deadline.char_end <= deadline.quote_end
    for row in record.assignments:
        attribution = text[row.attribution_start : row.attribution_end]
        assert text[row.char_start : row.char_end].strip()
        assert row.attribution_start <= row.char_start < row.char_end <= row.attribution_end
        if row.basis == "subject":
            named = max(
                a.char_end for a in record.assignments if a.attribution_start == row.attribution_start
            )
            assert len(fold(attribution)) <= 60 or row.attribution_end == named  # names are never cut
        assert row.name
    for citation in record.citations:
        assert text[: citation.char_start].rstrip()[-1] in "《〈"
    check_scopes(record)
    for cell in record.table_cells:
        assert "\n" not in text[cell.char_start : cell.char_end]
        assert text[cell.char_start : cell.char_end] == text[cell.char_start : cell.char_end].strip()


def check_scopes(record: Record) -> None:
    """Every scope has members, each printed in the text once; what names it stands outside its definition."""
    text = record.text
    scopes = {scope.id: scope for scope in record.scopes}
    for scope in record.scopes:
        members = [member for member in record.scope_members if member.scope_id == scope.id]
        places = [(member.char_start, member.char_end) for member in members]
        assert scope.name and members and len(set(places)) == len(places)
        assert [member.seq for member in members] == list(range(1, len(members) + 1))
        listed = all(scope.char_start <= start and end <= scope.char_end for start, end in places)
        others = [other for other in record.scope_members if other.scope_id != scope.id]
        assert listed or {fold(m.full_name or "") for m in members} <= {
            fold(name or "") for other in others for name in (other.full_name, other.within)
        }
    for member in record.scope_members:
        name = text[member.char_start : member.char_end]
        assert name and name == name.strip() and "\n" not in name and "\t" not in name
        if member.full_name is not None:
            assert fold(name)[:1] == fold(member.full_name)[:1]
    for use in record.scope_uses:
        scope = scopes[use.scope_id]
        assert text[use.char_start : use.char_end].strip()
        assert use.char_end <= scope.char_start or scope.char_end <= use.char_start


def check_places(record: Record) -> None:
    """No two numbers share a character, no quote leaves its cell, no comment hangs on nothing."""
    numbers = sorted((q.char_start, q.char_end) for q in record.quantities)
    assert [pair for pair in pairwise(numbers) if pair[0][1] > pair[1][0]] == []
    for target in record.targets:
        assert "\t" not in record.text[target.char_start : target.char_end]
    for comment in record.comments:
        assert comment.char_start < comment.char_end


def check_keys(record: Record) -> None:
    for kind in (
        record.clauses, record.targets, record.deadlines, record.quantities, record.assignments, record.citations, record.tasks,
        record.scopes, record.scope_members, record.scope_uses, record.comments, record.tables, record.table_cells, record.departments, record.indicators,
    ):  # fmt: skip
        ids = [fact.id for fact in kind]
        assert len(set(ids)) == len(ids)
    tasks = {task.id for task in record.tasks} | {None}
    deadlines = {deadline.id: deadline for deadline in record.deadlines}
    cells = {cell.id for cell in record.table_cells} | {None}
    indicators = {indicator.id for indicator in record.indicators} | {None}
    targets = {target.id for target in record.targets} | {None}
    departments = {department.id for department in record.departments}
    refs = {clause.ref for clause in record.clauses} | {None}
    for target in record.targets:
        assert target.task_id in tasks
        assert target.cell_id in cells and target.indicator_id in indicators
        if target.deadline_id is not None:
            assert deadlines[target.deadline_id].end_date == target.deadline
    assert {row.target_id for row in record.quantities} <= targets
    scopes = {scope.id for scope in record.scopes}
    assert {scope.parent_id for scope in record.scopes} <= scopes | {None}
    assert {member.scope_id for member in record.scope_members} == scopes
    assert {use.scope_id for use in record.scope_uses} <= scopes
    assert {use.task_id for use in record.scope_uses} <= tasks
    assert {use.target_id for use in record.scope_uses} <= targets
    assert {row.department_id for row in record.assignments} == departments
    for row in record.assignments:
        assert row.task_id in tasks
        assert row.covers_from in refs and row.covers_to in refs


def uncovered(record: Record) -> list[str]:
    """Digits that no quantity, deadline or table cell accounts for, with their surroundings."""
    covered = bytearray(len(record.text))
    facts: tuple[Any, ...] = (*record.quantities, *record.deadlines, *record.table_cells)
    for fact in facts:
        covered[fact.char_start : fact.char_end] = b"\x01" * (fact.char_end - fact.char_start)
    return [
        record.text[max(i - 10, 0) : i + 10]
        for i, char in enumerate(record.text)
        if char in DIGITS and not covered[i]
    ]
