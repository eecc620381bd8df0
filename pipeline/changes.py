"""The facts won and lost between two folders of records: what a change of lexicon or rule does to a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus import GRAPH
from pipeline.errors import PlanError
from pipeline.model import Record
from pipeline.store.records import read_record
from pipeline.tree import ClauseTree

Line = tuple[str, str]  # kind and what a person needs to recognise the fact


@dataclass(frozen=True)
class Change:
    """What one document won and lost, kind and fact; a fact that changed is lost and won."""

    document: str
    won: tuple[Line, ...]
    lost: tuple[Line, ...]


def changes(before: Path, after: Path) -> list[Change]:
    """What each document won and lost from one folder of records to the other.

    Documents without a change are left out; a document in one folder alone has won or lost all.

    Raises:
        PlanError: a folder is missing, holds no record, or a record is broken.
    """
    old, new = _facts(before), _facts(after)
    found = []
    for document in sorted(old.keys() | new.keys()):
        was, now = old.get(document, Counter()), new.get(document, Counter())
        if was != now:
            won, lost = sorted((now - was).elements()), sorted((was - now).elements())
            found.append(Change(document, tuple(won), tuple(lost)))
    return found


def render(found: list[Change]) -> str:
    """The changes as text: `+` won, `-` lost, document by document, then a count a kind."""
    lines: list[str] = []
    won: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for change in found:
        lines.append(change.document)
        lines += [f"  - {kind} | {fact}" for kind, fact in change.lost]
        lines += [f"  + {kind} | {fact}" for kind, fact in change.won]
        won.update(kind for kind, _ in change.won)
        lost.update(kind for kind, _ in change.lost)
    for kind in sorted(won.keys() | lost.keys()):
        lines.append(f"{kind}: {won[kind]} won, {lost[kind]} lost")
    return "\n".join(lines) or "no fact won or lost"


def _facts(folder: Path) -> dict[str, Counter[Line]]:
    paths = sorted(folder.rglob("*.json")) if folder.is_dir() else []
    paths = [path for path in paths if path != folder / f"{GRAPH}.json"]
    if not paths:
        raise PlanError(str(folder), "", "no records", "name a folder that `plans build --records` filled")
    records = (read_record(path) for path in paths if ".cache" not in path.parts)
    return {record.id: Counter(_lines(record)) for record in records}


def _lines(record: Record) -> Iterator[Line]:
    tree, text = ClauseTree(record.clauses), record.text
    for clause in record.clauses:
        yield "clause", f"{clause.ref} {clause.level} {clause.heading or ''}"
    for comment in record.comments:
        yield "comment", f"{comment.author}: {comment.text}"
    for deadline in record.deadlines:
        printed = text[deadline.char_start : deadline.char_end]
        yield (
            "deadline",
            _fact(tree[deadline.clause_id].ref, printed, deadline.kind, deadline.end_date, deadline.period),
        )
    for target in record.targets:
        quote = text[target.char_start : target.char_end]
        value = f"{target.op or ''}{target.value_text or ''}{target.unit or ''}"
        parts = (value, target.indicator, target.scope, target.direction, target.baseline, target.deadline)
        more = (target.recurrence, *target.hedges, target.strength, target.deferred_to, target.exclusions)
        yield f"{target.kind} target", _fact(tree[target.clause_id].ref, *parts, *more, f"“{quote}”")
    for task in record.tasks:
        yield "task", _fact(tree[task.clause_id].ref, task.title, task.modality, task.attribution_status)
    for assigned in record.assignments:
        yield "assignment", _fact(tree[assigned.clause_id].ref, assigned.name, assigned.role, assigned.basis)
    for citation in record.citations:
        title = text[citation.char_start : citation.char_end]
        yield "citation", _fact(tree[citation.clause_id].ref, title, citation.doc_number, citation.relation)
    yield from _scope_lines(record, tree)
    for quantity in record.quantities:
        printed = text[quantity.char_start : quantity.char_end]
        yield "quantity", _fact(tree[quantity.clause_id].ref, printed, quantity.role)
    for doubt in record.doubts:
        yield "doubt", _fact(doubt.rule, doubt.message, text[doubt.start : doubt.end][:60])


def _scope_lines(record: Record, tree: ClauseTree) -> Iterator[Line]:
    text = record.text
    for scope in record.scopes:
        listed = [member for member in record.scope_members if member.scope_id == scope.id]
        names = "、".join(member.full_name or text[member.char_start : member.char_end] for member in listed)
        yield "scope", _fact(tree[scope.clause_id].ref, scope.name, scope.kind, names)
    for use in record.scope_uses:
        printed = text[use.char_start : use.char_end]
        more = ("excepted" if use.excepted else None, "limits a target" if use.target_id else None)
        yield "scope use", _fact(tree[use.clause_id].ref, printed, *more)


def _fact(*parts: str | None) -> str:
    return " ｜ ".join(part for part in parts if part)
