"""The ways from one node to another, step by step, along edges that are read as they are needed.

Down from a parent document only citations, provisions, tasks and duties are followed: likeness between plans
is no lineage (docs/graph.md). On request all kinds of edges are, in any direction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from plans_pages.find import names
from plans_pages.graph.neighbours import Neighbour, add_places, node_of
from plans_pages.rows import rows

from pipeline.graph.ways import DOWN, UPWARD, Step, TooManyError, shortest_ways

MOST_WAYS = 12
_CANDIDATES = 30
# Days, topics and places join everything to everything: a way over them says nothing.
_MEANINGLESS = (
    "due",
    "starts",
    "deals_with",
    "belongs_to",
    "has_function",
    "issued_by",
    "covers",
    "compared_with",
)


@dataclass(frozen=True)
class WayStep:
    """A node of a way, and the edge that leads to it; `back`: the edge points the other way."""

    near: Neighbour
    kind: str = ""
    detail: str = ""
    back: bool = False


@dataclass(frozen=True)
class Ways:
    """The ways found. `turned`: they lead from the goal down to the start; `candidates`: what a name may mean."""

    goal: dict[str, Any]
    ways: list[list[WayStep]]
    more: bool = False
    turned: bool = False
    too_many: bool = False
    candidates: tuple[dict[str, Any], ...] = ()


def ways(connection: Any, database: str, start: str, wanted: str, plan: str, every_kind: bool) -> Ways:
    """The ways between a node and `wanted`, a node's id or name."""
    goal = node_of(connection, wanted)
    if not goal:
        found = candidates(connection, wanted)
        if len(found) != 1:
            return Ways({}, [], candidates=tuple(found))
        goal = found[0]
    look = _Looks(connection, plan, every_kind)
    try:
        turned = False
        found_ways = look.ways(start, goal["id"])
        if not found_ways and not every_kind:
            turned = True
            found_ways = look.ways(goal["id"], start)
    except TooManyError:
        return Ways(goal, [], too_many=True)
    shown = [_steps(connection, way, look) for way in found_ways[:MOST_WAYS]]
    add_places(connection, database, [step.near for way in shown for step in way])
    return Ways(goal, shown, len(found_ways) > MOST_WAYS, turned and bool(shown))


def candidates(connection: Any, typed: str) -> list[dict[str, Any]]:
    """The nodes that a name may mean: the shortest names first."""
    ids = names.found(connection, "nodes", typed)
    return rows(
        connection,
        "SELECT node.id, node.kind, node.label, node.document_id, node.ref, node.status, node.level, node.date,"
        " body.jurisdiction AS place FROM nodes AS node LEFT JOIN departments AS body ON body.id = node.id"
        " WHERE node.id IN (SELECT value FROM json_each(?))"
        f" ORDER BY length(node.label), node.kind, node.label, node.id LIMIT {_CANDIDATES}",
        [json.dumps(ids)],
    )


@dataclass(frozen=True)
class _Looks:
    """Reads the edges at some nodes."""

    connection: Any
    plan: str
    every_kind: bool

    def ways(self, start: str, goal: str) -> list[list[str]]:
        return list(islice(shortest_ways(start, goal, self.onward, self.back), MOST_WAYS + 1))

    def onward(self, nodes: list[str]) -> Iterator[Step]:
        return self._steps(nodes, turned=False)

    def back(self, nodes: list[str]) -> Iterator[Step]:
        return self._steps(nodes, turned=True)

    def _steps(self, nodes: list[str], turned: bool) -> Iterator[Step]:
        if self.every_kind:
            for here in ("source", "target"):
                for source, target in self._edges(nodes, here, _MEANINGLESS, "NOT IN"):
                    one, other = (source, target) if here == "source" else (target, source)
                    yield (other, one) if turned else (one, other)
            return
        down = tuple(kind for kind in DOWN if kind not in UPWARD)
        yield from self._edges(nodes, "target" if turned else "source", down)
        for source, target in self._edges(nodes, "source" if turned else "target", UPWARD):
            yield target, source

    def _edges(
        self, nodes: list[str], here: str, kinds: tuple[str, ...], condition: str = "IN"
    ) -> Iterator[tuple[str, str]]:
        plan = " AND (edge.document_id = :plan OR edge.document_id IS NULL)" if self.plan else ""
        sql = (
            "SELECT DISTINCT edge.source, edge.target FROM json_each(:nodes) AS node"
            f" CROSS JOIN edges AS edge ON edge.{here} = node.value"
            f" AND edge.kind {condition} (SELECT value FROM json_each(:kinds)){plan}"
        )
        parameters = {"nodes": json.dumps(nodes), "kinds": json.dumps(kinds), "plan": self.plan}
        return iter(self.connection.execute(sql, parameters).fetchall())

    def between(self, one: str, other: str) -> dict[str, Any]:
        """The edge of a step from `one` to `other`."""
        kinds = _MEANINGLESS if self.every_kind else DOWN
        sql = (
            "SELECT source, kind, detail FROM edges WHERE (source = :one AND target = :other"
            " OR source = :other AND target = :one)"
            f" AND kind {'NOT IN' if self.every_kind else 'IN'} (SELECT value FROM json_each(:kinds))"
            " ORDER BY weight DESC, kind LIMIT 1"
        )
        return rows(self.connection, sql, {"one": one, "other": other, "kinds": json.dumps(kinds)})[0]


def _steps(connection: Any, way: list[str], look: _Looks) -> list[WayStep]:
    steps = [WayStep(Neighbour(node_of(connection, way[0]), 1, [], []))]
    for one, other in pairwise(way):
        edge = look.between(one, other)
        near = Neighbour(node_of(connection, other), 1, [], [])
        steps.append(WayStep(near, edge["kind"], edge["detail"] or "", edge["source"] == other))
    return steps
