"""The nodes and edges of one document, from its record alone.

Each function of `_KINDS` gives one kind of node with the edges that it has to what stands above: a new kind is
one such function more, its name in `shapes.NodeKind` and its Chinese word in `store.codes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

import msgspec

from pipeline.duties import duties
from pipeline.graph.labels import provision_label, shortened, target_label
from pipeline.graph.shapes import Edge, EdgeKind, Graph, Node, Part, edge, gathered
from pipeline.graph.times import times
from pipeline.ids import stable_id
from pipeline.model import Department, Record
from pipeline.tree import ClauseTree


def document_graph(record: Record) -> Graph:
    """Nodes and edges of one document; both ends of every edge are among the nodes.

    What documents share (bodies, functions, indicators, places, times) has no document of its own, nor have the
    edges between two such nodes.
    """
    reading = _Reading(record)
    return gathered(part for kind in _KINDS for part in kind(reading))


class _Reading:
    """What every kind needs: the record, its outline, and who must do what."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.tree = ClauseTree(record.clauses)
        self.duties = duties(record)
        self.departments = {department.id: department for department in record.departments}

    def own(self, node: Node, clause_id: str | None = None) -> Node:
        """`node` as one of this document, and of its clause."""
        ref = self.tree[clause_id].ref if clause_id else None
        status = self.record.metadata.status
        return msgspec.structs.replace(node, document_id=self.record.id, status=status, ref=ref)

    def home(self, clause_id: str) -> str:
        """The provision that a clause belongs to; outside the provisions (tables, preamble) the document."""
        provision = self.tree.provision_of(self.tree[clause_id])
        return provision.id if provision else self.record.id

    def edge(
        self, source: str, kind: EdgeKind, target: str, detail: str | None = None, weight: float = 1.0
    ) -> Edge:
        return edge(self.record.id, source, kind, target, detail=detail, weight=weight)


def _document(reading: _Reading) -> Iterator[Part]:
    metadata, name = reading.record.metadata, reading.record.id
    node = Node(
        id=name, kind="document", label=metadata.short_title, level=metadata.level, date=metadata.issued_on
    )
    yield reading.own(node)
    places: tuple[tuple[EdgeKind, str | None], ...] = (
        ("issued_by", metadata.jurisdiction),
        ("covers", metadata.territory),
    )
    for kind, place in places:
        if place:
            yield (node := _place(place))
            yield reading.edge(name, kind, node.id)


def _provisions(reading: _Reading) -> Iterator[Part]:
    for clause in reading.tree.provisions():
        label = provision_label(reading.record, clause)
        yield reading.own(Node(id=clause.id, kind="provision", label=label), clause.id)
        yield reading.edge(reading.record.id, "has_provision", clause.id)


def _tasks(reading: _Reading) -> Iterator[Part]:
    for task in reading.record.tasks:
        yield reading.own(Node(id=task.id, kind="task", label=shortened(task.title)), task.clause_id)
        yield reading.edge(reading.home(task.clause_id), "has_task", task.id)


def _measures(reading: _Reading) -> Iterator[Part]:
    """Predicates of duty; what each does with which force is in `measures`, the table."""
    for measure in reading.record.measures:
        label = shortened(reading.record.text[measure.char_start : measure.char_end])
        yield reading.own(Node(id=measure.id, kind="measure", label=label), measure.clause_id)
        home = measure.task_id or reading.home(measure.clause_id)
        yield reading.edge(home, "has_measure", measure.id, measure.modality)


def _scopes(reading: _Reading) -> Iterator[Part]:
    """Terms that the document defines by listing, who is in them, and what binds only these."""
    for scope in reading.record.scopes:
        yield reading.own(Node(id=scope.id, kind="scope", label=scope.name), scope.clause_id)
        yield reading.edge(reading.record.id, "defines", scope.id)
    text, of_places = reading.record.text, {s.id for s in reading.record.scopes if s.kind == "places"}
    for member in reading.record.scope_members:
        if member.scope_id in of_places:
            yield (node := _place(member.full_name or text[member.char_start : member.char_end]))
            yield reading.edge(member.scope_id, "has_member", node.id)
    for use in reading.record.scope_uses:
        if not use.excepted:
            yield reading.edge(use.target_id or reading.home(use.clause_id), "binds_only", use.scope_id)


def _targets(reading: _Reading) -> Iterator[Part]:
    names = {indicator.id: indicator.name for indicator in reading.record.indicators}
    for target in reading.record.targets:
        node = Node(id=target.id, kind="target", label=target_label(reading.record, target))
        yield reading.own(node, target.clause_id)
        yield reading.edge(reading.home(target.clause_id), "has_target", target.id)
        if target.task_id:
            yield reading.edge(target.task_id, "aims_at", target.id)
        if target.indicator_id:
            yield Node(id=target.indicator_id, kind="indicator", label=names[target.indicator_id])
            yield reading.edge(target.id, "measures", target.indicator_id)


def _departments(reading: _Reading) -> Iterator[Part]:
    """Who must do each task, those included that were named once for all that follows."""
    for task, doing in reading.duties.items():
        for assignment in doing:
            yield from _department(reading.departments[assignment.department_id])
            yield reading.edge(task, assignment.role, assignment.department_id, assignment.basis)
    for (one, other), shared in sorted(_together(reading).items()):
        yield reading.edge(one, "works_with", other, weight=shared)


def _department(department: Department) -> Iterator[Part]:
    yield Node(
        id=department.id,
        kind="department",
        label=department.name,
        level=department.level,
        generic=department.generic,
    )
    for function in department.functions:
        yield (node := Node(id=stable_id("function", function), kind="function", label=function))
        yield edge(None, department.id, "has_function", node.id)
    if department.jurisdiction:
        yield (node := _place(department.jurisdiction))
        yield edge(None, department.id, "belongs_to", node.id)


def _together(reading: _Reading) -> Counter[tuple[str, str]]:
    """How many tasks each pair of bodies shares; 各有关部门 names nobody who could be met."""
    pairs: Counter[tuple[str, str]] = Counter()
    for doing in reading.duties.values():
        bodies = {assignment.department_id for assignment in doing}
        named = sorted(body for body in bodies if not reading.departments[body].generic)
        pairs.update(combinations(named, 2))
    return pairs


def _deadlines(reading: _Reading) -> Iterator[Part]:
    record = reading.record
    for deadline in record.deadlines:
        words = record.text[deadline.char_start : deadline.char_end]
        source = deadline.task_id or reading.home(deadline.clause_id)
        for node in times(deadline.end_date, deadline.period, words):
            yield node
            yield reading.edge(source, "starts" if deadline.kind == "from" else "due", node.id, deadline.kind)
    for target in record.targets:
        if target.deadline or target.recurrence:
            for node in times(target.deadline, target.recurrence, ""):
                yield node
                yield reading.edge(target.id, "due", node.id, "by" if node.date else "recurring")


def _comments(reading: _Reading) -> Iterator[Part]:
    for comment in reading.record.comments:
        label = shortened(f"{comment.author}：{comment.text}")
        yield reading.own(Node(id=comment.id, kind="comment", label=label), comment.clause_id)
        yield reading.edge(comment.id, "on", reading.home(comment.clause_id))
        if comment.parent_id:
            yield reading.edge(comment.id, "replies_to", comment.parent_id)


def _place(name: str) -> Node:
    return Node(id=stable_id("place", name), kind="place", label=name)


_KINDS: tuple[Callable[[_Reading], Iterator[Part]], ...] = (
    _document,
    _provisions,
    _tasks,
    _measures,
    _scopes,
    _targets,
    _departments,
    _deadlines,
    _comments,
)
