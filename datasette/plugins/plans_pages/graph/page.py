"""/graph/<node>: a node in the middle of what it is joined to, drawn and as a list.

`edge` kinds of edges (again for more), `plan` one document, `steps` 1 or 2 outward, `page` of a single kind's
neighbours; `to` another node (id or name) to find the ways to, `by=all` over all kinds of edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from plans_pages.cells import row_path
from plans_pages.graph.drawing import Drawing, direction_words, drawing, graph_path
from plans_pages.graph.kinds import LINES
from plans_pages.graph.neighbours import (
    Group,
    Neighbour,
    Wanted,
    add_beyond,
    add_places,
    counts,
    document_titles,
    drawn,
    groups,
    node_of,
)
from plans_pages.graph.paths import Ways, ways
from plans_pages.page_numbers import page_of
from plans_pages.rooms import Ask, Room
from plans_pages.rows import rows, value

MOST = 40  # nodes in the drawing
_NEAR, _BEYOND = 12, 3  # at two steps: so many around, so many behind each
_LISTED, _SIZE = 15, 100  # in the list: of each kind; of a single one, a page


@dataclass(frozen=True)
class Listed:
    """A group in the list: its heading, its neighbours, where all of them are."""

    group: Group
    heading: Any
    href: str
    edges_href: str
    line: str


@dataclass(frozen=True)
class KindChoice:
    kind: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class NodePage:
    """What the page shows."""

    node: dict[str, Any]
    here: Neighbour
    place: str  # of a body: whose it is; many have the same name
    document: dict[str, Any] | None
    drawing: Drawing | None
    left_out: int
    listed: list[Listed]
    titles: dict[str, dict[str, Any]]
    kinds: list[KindChoice]
    plans: list[dict[str, Any]]
    plan: str
    steps: int
    ways: Ways | None
    to: str
    every_kind: bool
    pages: tuple[int, int]
    hrefs: dict[str, str]


def node_page(connection: Any, ask: Ask) -> NodePage | None:
    """The page of a node; None if there is none of that id."""
    node = node_of(connection, ask.parts["node"])
    if not node:
        return None
    plans = rows(connection, "SELECT id, short_title, status FROM documents ORDER BY short_title, id")
    plan = ask.get("plan") if any(each["id"] == ask.get("plan") for each in plans) else ""
    wanted = Wanted(tuple(kind for kind in ask.all("edge") if kind in LINES), plan)
    steps = 2 if ask.get("steps") == "2" else 1
    counted = counts(connection, node["id"], wanted)
    single = len(wanted.kinds) == 1
    size = _SIZE if single else MOST
    most = max((number for (kind, _), number in counted.items() if kind in wanted.kinds), default=0)
    pages = page_of(ask.get("page"), most, _SIZE) if single else (1, 1)
    found = groups(connection, node["id"], wanted, counted, (pages[0] - 1) * size, size)
    shown = drawn(found, _NEAR if steps > 1 else MOST)
    if steps > 1:
        add_beyond(connection, node["id"], wanted, shown, _BEYOND)
    listed = _listed(ask, node, wanted, found, single)
    here = Neighbour(node, 1, [], [])
    add_places(connection, ask.database, [here, *(near for each in listed for near in each.group.neighbours)])
    said_by = {document for each in listed for near in each.group.neighbours for document in _documents(near)}
    titles = document_titles(connection, {*said_by, node["document_id"] or ""})
    kinds: dict[str, int] = {}
    for (kind, _), number in counted.items():
        kinds[kind] = kinds.get(kind, 0) + number
    return NodePage(
        node,
        here,
        value(connection, "SELECT jurisdiction FROM departments WHERE id = ?", [node["id"]]) or "",
        titles.get(node["document_id"] or ""),
        drawing(node, shown, {kind: _href(node, edge=kind, plan=plan) for kind in kinds}, steps)
        if shown
        else None,
        sum(group.total for group in found) - sum(len(group.neighbours) for group in shown),
        listed,
        titles,
        [KindChoice(kind, number, kind in wanted.kinds) for kind, number in kinds.items()],
        plans,
        plan,
        steps,
        ways(connection, ask.database, node["id"], ask.get("to"), plan, ask.get("by") == "all")
        if ask.get("to")
        else None,
        ask.get("to"),
        ask.get("by") == "all",
        pages,
        _turns(node, wanted, pages, steps),
    )


def _documents(near: Neighbour) -> list[str]:
    """The documents that an entry of the list names: its own, and who says so."""
    return [*near.documents, *([near.node["document_id"]] if near.node["document_id"] else [])]


def _href(node: dict[str, Any], **arguments: Any) -> str:
    query = urlencode([(name, value) for name, value in arguments.items() if value])
    return graph_path(node["id"]) + (f"?{query}" if query else "")


def _turns(node: dict[str, Any], wanted: Wanted, pages: tuple[int, int], steps: int) -> dict[str, str]:
    number, last = pages
    kept = {
        "edge": wanted.kinds[0] if wanted.kinds else "",
        "plan": wanted.plan,
        "steps": steps if steps > 1 else "",
    }
    return {
        "previous": _href(node, **kept, page=number - 1) if number > 1 else "",
        "next": _href(node, **kept, page=number + 1) if number < last else "",
    }


def _listed(ask: Ask, node: dict[str, Any], wanted: Wanted, found: list[Group], single: bool) -> list[Listed]:
    """The groups as a list: the first of each kind, of a single kind a page."""
    edges = row_path(ask.database, "edges", "").rstrip("/")
    return [
        Listed(
            Group(
                group.kind,
                group.direction,
                group.total,
                group.neighbours if single else group.neighbours[:_LISTED],
            ),
            direction_words(group),
            _href(node, edge=group.kind, plan=wanted.plan),
            f"{edges}?{urlencode({_end(group): node['id'], 'kind': group.kind})}"
            if group.direction != "both" and not wanted.plan  # which no filter of the table can say
            else "",
            LINES.get(group.kind, "about"),
        )
        for group in found
        if group.neighbours
    ]


def _end(group: Group) -> str:
    return "source" if group.direction == "out" else "target"


ROOM = Room(r"/graph/(?P<node>[^/]+)$", "graph_node.html", node_page)
