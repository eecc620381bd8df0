"""Which departments answer for one provision and not for the other, by canonical name, and with which roles.

Only bodies of attributions are compared, and only where both provisions have one: a text without
attributions says nothing of who is missing. A body of another level with the same function (省生态环境厅,
县生态环境局) is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.compare.difference_shapes import Change
from pipeline.model import Assignment, Clause, Department, Record, Role

Bodies = dict[str, tuple[Department, tuple[Role, ...]]]


def body_changes(record_a: Record, clause_a: Clause, record_b: Record, clause_b: Clause) -> Iterator[Change]:
    """The departments that differ, in the order in which they are named."""
    a, b = _answering(record_a, clause_a), _answering(record_b, clause_b)
    if not a or not b:
        return
    met: set[str] = set()
    for name, (body, roles) in a.items():
        other = name if name in b else _of_the_function(body, b)
        if other is None:
            yield Change(kind="department", a_text=name, a_roles=roles)
            continue
        met.add(other)
        if roles != b[other][1]:
            yield Change(kind="department", a_text=name, b_text=other, a_roles=roles, b_roles=b[other][1])
    for name, (body, roles) in b.items():
        # A county's one body may do what several of a province do.
        if name not in met and _of_the_function(body, a) is None:
            yield Change(kind="department", b_text=name, b_roles=roles)


def _answering(record: Record, clause: Clause) -> Bodies:
    """The bodies that attributions give a provision, each with its roles; none if it states none itself.

    Those that were named once for all that follows count where they cover it.
    """
    bodies = {department.id: department for department in record.departments}
    refs = {each.ref: each for each in record.clauses}
    found: Bodies = {}
    stated = False
    for each in sorted(record.assignments, key=lambda a: a.char_start):
        here = clause.char_start <= each.char_start < clause.char_end
        if here and each.basis == "stated":
            stated = True
        elif each.basis != "inherited" or not _covers(each, clause, refs):
            continue
        _, roles = found.get(each.name, (None, ()))
        found[each.name] = bodies[each.department_id], tuple(sorted({*roles, each.role}))
    return found if stated else {}


def _covers(inherited: Assignment, clause: Clause, refs: Mapping[str, Clause]) -> bool:
    first, last = refs.get(inherited.covers_from or ""), refs.get(inherited.covers_to or "")
    return bool(first and last and first.char_start <= clause.char_start < last.char_end)


def _of_the_function(body: Department, there: Bodies) -> str | None:
    """The one of `there` with the same functions on another level of government."""
    for name, (other, _) in there.items():
        if body.functions and set(body.functions) & set(other.functions) and body.level != other.level:
            return name
    return None
