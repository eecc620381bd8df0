"""What a graph is made of: nodes and edges, each with a kind. Their fields are columns of the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

from pipeline.ids import stable_id
from pipeline.model import GovernmentLevel, Shape, Status

NodeKind = Literal[
    "document",
    "cited_document",
    "provision",
    "task",
    "measure",
    "target",
    "indicator",
    "department",
    "function",
    "deadline",
    "place",
    "scope",
    "topic",
    "comment",
]
EdgeKind = Literal[
    "has_provision",
    "has_task",
    "has_measure",
    "has_target",
    "aims_at",
    "measures",
    "lead",
    "support",
    "responsible",
    "guide",
    "implement",
    "works_with",
    "has_function",
    "belongs_to",
    "due",
    "starts",
    "cites",
    "issued_by",
    "covers",
    "succeeds",
    "deals_with",
    "compared_with",
    "counterpart",
    "same_measure",
    "defines",
    "has_member",
    "binds_only",
    "on",
    "replies_to",
]


class Node(Shape, kw_only=True):
    """One thing. Its id is that of its row in its own table, where it has one.

    `document_id` is the document that it goes with; None for what documents share (a body, an indicator,
    a date). `status` is that document's, so that a draft's facts are known by it wherever they go.
    """

    id: str
    kind: NodeKind
    label: str
    document_id: str | None = None
    ref: str | None = None
    status: Status | None = None
    level: GovernmentLevel | None = None
    date: str | None = None
    generic: bool | None = None


class Edge(Shape, kw_only=True):
    """What one node has to do with another. `edge` makes it, with its id.

    `detail` is what the kind leaves open: how a document is cited, how an assignment is known. `document_id`
    is the document that says so, `other_document_id` the other one of two that were compared.
    """

    id: str
    source: str
    target: str
    kind: EdgeKind
    weight: float
    detail: str | None = None
    document_id: str | None = None
    other_document_id: str | None = None


class Graph(Shape, kw_only=True):
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


Part: TypeAlias = Node | Edge


def edge(
    document: str | None,
    source: str,
    kind: EdgeKind,
    target: str,
    *,
    weight: float = 1.0,
    detail: str | None = None,
    other: str | None = None,
) -> Edge:
    """An edge; what is the same in all but weight has the same id."""
    return Edge(
        id=stable_id("edge", document or "", source, kind, target, detail or ""),
        source=source,
        target=target,
        kind=kind,
        weight=weight,
        detail=detail,
        document_id=document,
        other_document_id=other,
    )


def gathered(parts: Iterable[Part]) -> Graph:
    """Each node and edge once, in the order in which they came; the weights of an edge given twice are added."""
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for part in parts:
        if isinstance(part, Node):
            nodes.setdefault(part.id, part)
        elif part.id in edges:
            weight = edges[part.id].weight + part.weight
            edges[part.id] = msgspec.structs.replace(part, weight=weight)
        else:
            edges[part.id] = part
    return Graph(nodes=tuple(nodes.values()), edges=tuple(edges.values()))
