"""Which departments answer for one provision and not for the other, by canonical name, and with which roles.

Only bodies of attributions are compared, and only where both provisions have one: a text without
attributions says nothing of who is missing. A body of another level with the same function (省生态环境厅,
县生态环境局) is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compare.difference_shapes import Change
from pipeline.model import Clause, Department, Record, Role

Bodies = dict[str, tuple[Department, tuple[Role, ...]]]


def body_changes(record_a: Record, clause_a: Clause, record_b: Record, clause_b: Clause) -> Iterator[Change]:
    """The departments that differ, in the order in which they are named."""
    a, b = _stated(record_a, clause_a), _stated(record_b, clause_b)
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


def _stated(record: Record, clause: Clause) -> Bodies:
    """The bodies that the attributions of a provision name, each with its roles."""
    bodies = {department.id: department for department in record.departments}
    found: Bodies = {}
    for each in sorted(record.assignments, key=lambda a: a.char_start):
        if each.basis == "stated" and clause.char_start <= each.char_start < clause.char_end:
            _, roles = found.get(each.name, (None, ()))
            found[each.name] = bodies[each.department_id], tuple(sorted({*roles, each.role}))
    return found


def _of_the_function(body: Department, there: Bodies) -> str | None:
    """The one of `there` with the same functions on another level of government."""
    for name, (other, _) in there.items():
        if body.functions and set(body.functions) & set(other.functions) and body.level != other.level:
            return name
    return None
