"""Where a document names the scopes that it defines, and which targets that limits.

Reads use marks and the scopes; writes `ScopeUse`s. A term is named behind its definition; one that a table or
annex defines may be named before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from pipeline.extract.duties import Duties
from pipeline.extract.reading import Reading
from pipeline.fold import fold
from pipeline.marks import ScopeUseMark
from pipeline.model import Scope, ScopeUse, Target

Use = tuple[ScopeUseMark, Scope]


def named_uses(
    reading: Reading,
    scopes: Sequence[tuple[Scope, Collection[str | None]]],
    headings: Sequence[tuple[int, int]],
) -> list[Use]:
    """The uses of `scopes`, each with its names, outside of their definitions and `headings`."""
    inside = [*headings, *((scope.char_start, scope.char_end) for scope, _ in scopes)]
    found: list[Use] = []
    for use in reading.marks.scope_uses:
        if any(start < use.end and use.start < end for start, end in inside):
            continue
        known = [scope for scope, names in scopes if use.name in names]
        before = [scope for scope in known if scope.char_end <= use.start]
        appended = [scope for scope in known if _is_appended(reading, scope)]
        if before or appended:
            found.append((use, before[-1] if before else appended[0]))
    return found


def extract_uses(
    reading: Reading, duties: Duties, uses: Sequence[Use], targets: Sequence[Target]
) -> tuple[ScopeUse, ...]:
    """One fact for each target that a use limits, else one."""
    limited: dict[int, list[Target]] = {}
    for target in targets:
        for use in _limiting(reading, uses, target):
            limited.setdefault(use.start, []).append(target)
    return tuple(
        _fact(reading, duties, use, scope, target)
        for use, scope in uses
        for target in limited.get(use.start) or (None,)
    )


def _is_appended(reading: Reading, scope: Scope) -> bool:
    clause = reading.tree[scope.clause_id]
    return any(node.level in {"table", "annex"} for node in reading.tree.ancestors(clause))


def _limiting(reading: Reading, uses: Sequence[Use], target: Target) -> list[ScopeUseMark]:
    """The uses in a target's sentence that say whom it binds: of each term that its scope or quote holds, the last."""
    found: dict[str, ScopeUseMark] = {}
    paragraph = reading.text.rfind("\n", 0, target.char_start) + 1
    for use, scope in uses[bisect_left(uses, paragraph, key=_start) :]:
        if use.start >= target.char_end:
            break
        quoted = target.char_start <= use.start
        named = fold(reading.text[use.start : use.end]) in fold(target.scope or "")
        if (quoted or named) and reading.text.find("。", use.start, target.char_start) < 0:
            found[scope.id] = use
    return list(found.values())


def _start(use: Use) -> int:
    return use[0].start


def _fact(
    reading: Reading, duties: Duties, use: ScopeUseMark, scope: Scope, target: Target | None
) -> ScopeUse:
    clause = reading.tree.at(use.start, use.end)
    task = duties.task_at(use.start)
    return ScopeUse(
        id=reading.ids.new("scope use", clause.ref, reading.text[use.start : use.end]),
        clause_id=clause.id,
        scope_id=scope.id,
        task_id=task.id if task else None,
        target_id=target.id if target else None,
        excepted=use.excepted,
        char_start=use.start,
        char_end=use.end,
    )
