"""What a node is joined to, kind by kind: the weightiest first, never all edges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from plans_pages.cells import reading_path, row_path
from plans_pages.graph.kinds import LINES, TABLES, UNDIRECTED
from plans_pages.places import reader_href
from plans_pages.rows import one, rows

_NODE = "node.id, node.kind, node.label, node.document_id, node.ref, node.status, node.level, node.date"
_ENDS = (("out", "source", "target"), ("in", "target", "source"))


@dataclass
class Neighbour:
    """A node that edges of one kind lead to. `beyond`: what that one is joined to, at two steps."""

    node: dict[str, Any]
    weight: float
    details: list[str]
    documents: list[str]
    row_href: str = ""
    read_href: str = ""
    beyond: list[Neighbour] = field(default_factory=list)


@dataclass
class Group:
    """The neighbours along one kind of edge in one direction (`out`, `in`, `both`); `total` counts edges."""

    kind: str
    direction: str
    total: int
    neighbours: list[Neighbour]


@dataclass(frozen=True)
class Wanted:
    """Which edges: of these kinds (none: all), said by this plan (none: any)."""

    kinds: tuple[str, ...] = ()
    plan: str = ""

    @property
    def within(self) -> str:
        """The condition of the plan; what holds of a body wherever it is named is in every plan."""
        plan = " AND (edge.document_id = :plan OR edge.other_document_id = :plan OR edge.document_id IS NULL)"
        return plan if self.plan else ""


def node_of(connection: Any, node_id: str) -> dict[str, Any]:
    """A node; empty if there is none."""
    return one(connection, f"SELECT {_NODE} FROM nodes AS node WHERE node.id = ?", [node_id])


def counts(connection: Any, node_id: str, wanted: Wanted) -> dict[tuple[str, str], int]:
    """How many edges of each kind and direction a node has, in the order in which they are listed."""
    found: dict[tuple[str, str], int] = {}
    for direction, here, _ in _ENDS:
        sql = f"SELECT kind, count(*) AS number FROM edges AS edge WHERE edge.{here} = :node{wanted.within} GROUP BY kind"
        for row in rows(connection, sql, {"node": node_id, "plan": wanted.plan}):
            key = (row["kind"], "both" if row["kind"] in UNDIRECTED else direction)
            found[key] = found.get(key, 0) + row["number"]
    order = {kind: place for place, kind in enumerate(LINES)}
    return dict(sorted(found.items(), key=lambda each: (order.get(each[0][0], len(order)), each[0])))


def groups(
    connection: Any, node_id: str, wanted: Wanted, counted: dict[tuple[str, str], int], start: int, size: int
) -> list[Group]:
    """The neighbours of a node: of each kind and direction `size` edges from `start`."""
    return [
        Group(kind, direction, total, _neighbours(connection, node_id, wanted, kind, direction, start, size))
        for (kind, direction), total in counted.items()
        if not wanted.kinds or kind in wanted.kinds
    ]


def _neighbours(
    connection: Any, node_id: str, wanted: Wanted, kind: str, direction: str, start: int, size: int
) -> list[Neighbour]:
    found: list[dict[str, Any]] = []
    for way, here, there in _ENDS:
        if direction in (way, "both"):
            # Both directions of an undirected kind are read as far as the page goes, then cut together.
            first, most = (0, start + size) if direction == "both" else (start, size)
            sql = (
                f"SELECT {_NODE}, edge.weight, edge.detail, edge.document_id AS said_by FROM ("
                f"SELECT edge.rowid AS place FROM edges AS edge"
                f" WHERE edge.{here} = :node AND edge.kind = :kind{wanted.within}"
                f" ORDER BY edge.weight DESC, edge.rowid LIMIT {most} OFFSET {first}) AS chosen"
                " CROSS JOIN edges AS edge ON edge.rowid = chosen.place"
                f" CROSS JOIN nodes AS node ON node.id = edge.{there}"
            )
            found += rows(connection, sql, {"node": node_id, "kind": kind, "plan": wanted.plan})
    found.sort(key=lambda row: -row["weight"])  # stable: of the same weight in the order of the texts
    return _each_once(found[start : start + size] if direction == "both" else found)


def _each_once(found: Iterable[dict[str, Any]]) -> list[Neighbour]:
    """Each neighbour once, with all that its edges say."""
    once: dict[str, Neighbour] = {}
    for row in found:
        near = once.setdefault(row["id"], Neighbour(row, 0, [], []))
        near.weight = max(near.weight, row["weight"])
        for value_of, listed in ((row["detail"], near.details), (row["said_by"], near.documents)):
            if value_of and value_of not in listed:
                listed.append(value_of)
    return list(once.values())


def drawn(found: Sequence[Group], most: int) -> list[Group]:
    """As much of the groups as can be drawn: each gets its turn until `most` nodes are there."""
    shares = [0] * len(found)
    while sum(shares) < most:
        open_groups = [place for place, group in enumerate(found) if shares[place] < len(group.neighbours)]
        if not open_groups:
            break
        for place in open_groups[: most - sum(shares)]:
            shares[place] += 1
    return [
        Group(group.kind, group.direction, group.total, group.neighbours[:share])
        for group, share in zip(found, shares, strict=True)
        if share
    ]


def add_beyond(connection: Any, node_id: str, wanted: Wanted, found: list[Group], each: int) -> None:
    """Give every neighbour the few weightiest nodes that it is joined to itself."""
    seen = {node_id, *(near.node["id"] for group in found for near in group.neighbours)}
    for group in found:
        for near in group.neighbours:
            counted = counts(connection, near.node["id"], wanted)
            further = groups(connection, near.node["id"], wanted, counted, 0, each + 3)
            for other in drawn(further, each + 3):
                for beyond in other.neighbours:
                    if beyond.node["id"] not in seen and len(near.beyond) < each:
                        seen.add(beyond.node["id"])
                        beyond.details = [other.kind]
                        near.beyond.append(beyond)


def add_places(connection: Any, database: str, neighbours: Sequence[Neighbour]) -> None:
    """Where the rows of neighbours are, and where they are read."""
    by_table: dict[str, list[Neighbour]] = {}
    for near in neighbours:
        table = TABLES.get(near.node["kind"], "nodes")
        near.row_href = row_path(database, table, near.node["id"])
        by_table.setdefault(table, []).append(near)
    for table, nodes in by_table.items():
        if table == "documents":
            for near in nodes:
                near.read_href = reading_path(near.node["id"])
        elif nodes[0].node["document_id"]:
            _add_reading(connection, table, nodes)


def _add_reading(connection: Any, table: str, nodes: list[Neighbour]) -> None:
    columns = "id, document_id" if table == "clauses" else "id, document_id, clause_id, char_start, char_end"
    found = rows(
        connection,
        f"SELECT {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps([near.node["id"] for near in nodes])],
    )
    places = {row["id"]: reader_href(table, row) for row in found}
    for near in nodes:
        near.read_href = places.get(near.node["id"], "")


def document_titles(connection: Any, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Short title and status of documents."""
    found = rows(
        connection,
        "SELECT id, short_title, status FROM documents WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(set(ids)))],
    )
    return {row["id"]: row for row in found}
