"""The drawing of a node and its neighbours: the layout with what each spot shows and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup
from plans_pages.graph.kinds import LINES, SHAPES, edge_name, title_of, weight_words
from plans_pages.graph.layout import Heading, Layout, Sector, Spot, layout
from plans_pages.graph.neighbours import Group, Neighbour
from plans_pages.language import say

_THICK = 5  # from this weight on a line is thick


@dataclass(frozen=True)
class Drawn:
    """A node in the drawing, with its line. `arrow` points with the edge; an undirected one has none."""

    spot: Spot
    href: str
    shape: str
    kind: str
    line: str
    thick: bool
    hint: Markup
    status: str
    arrow: str
    behind: list[Drawn]


@dataclass(frozen=True)
class DrawnSector:
    heading: Heading
    text: Markup
    more: int
    href: str
    line: str
    nodes: list[Drawn]


@dataclass(frozen=True)
class Drawing:
    layout: Layout
    sectors: list[DrawnSector]


def graph_path(node_id: str) -> str:
    """The page of a node."""
    return f"/graph/{tilde_encode(node_id)}"


def direction_words(group: Group) -> Markup:
    """What a sector shows: 任务 → 牵头 of edges that lead here, 职能为 → of those that lead away."""
    name = edge_name(group.kind)
    if group.direction == "both":
        return name
    kinds = dict.fromkeys(near.node["kind"] for near in group.neighbours)
    others = Markup(say("、", ", ")).join(title_of({"kind": kind}) for kind in kinds)
    if group.direction == "in":
        return Markup("{} → {}").format(others, name)
    return Markup("{} → {}").format(name, others)


def drawing(node: dict[str, Any], groups: list[Group], hrefs: dict[str, str], steps: int) -> Drawing:
    """Draw `groups` around `node`; `hrefs` leads to all neighbours of a kind."""
    sectors = [
        Sector([(_label(near), [_label(far) for far in near.beyond]) for near in group.neighbours])
        for group in groups
    ]
    placed = layout(node["label"], sectors, steps)
    return Drawing(
        placed,
        [
            DrawnSector(
                heading,
                direction_words(group),
                group.total - len(group.neighbours),
                hrefs.get(group.kind, ""),
                _line(group.kind),
                [
                    _node(near, spot, group.kind, group.direction, placed.middle[0])
                    for near, spot in zip(group.neighbours, spots, strict=True)
                ],
            )
            for group, (heading, spots) in zip(groups, placed.sectors, strict=True)
        ],
    )


def _label(near: Neighbour) -> str:
    """What a node is called, with what must not be overlooked: that its text is no issued one."""
    short = {"draft": say("〔征求意见〕", "[draft] "), "unverified": say("〔待核实〕", "[unverified] ")}
    return short.get(near.node["status"] or "", "") + near.node["label"]


def _node(near: Neighbour, spot: Spot, kind: str, direction: str, middle: float) -> Drawn:
    words = " · ".join(
        part
        for part in (weight_words(kind, near.weight), near.node["ref"] or "")
        if part
    )
    hint = Markup("{} {}（{}）{}").format(
        edge_name(kind).striptags(), near.node["label"], title_of(near.node).striptags(), words
    )
    behind = [
        _node(far, place, far.details[0], "both", middle)
        for far, place in zip(near.beyond, spot.behind, strict=True)
    ]
    return Drawn(
        spot,
        graph_path(near.node["id"]),
        SHAPES.get(near.node["kind"], "circle"),
        near.node["kind"],
        _line(kind),
        near.weight >= _THICK,
        hint,
        near.node["status"] or "",
        _arrow(spot, direction, 1 if spot.x > middle else -1),
        behind,
    )


def _line(kind: str) -> str:
    return LINES.get(kind, "about")


def _arrow(spot: Spot, direction: str, sign: int) -> str:
    """The points of a small arrowhead beside a node, none without a direction."""
    if direction == "both":
        return ""
    tip, base = (7, 14) if direction == "out" else (14, 7)
    x, y = spot.x, spot.y
    return f"{x - sign * tip:.0f},{y:.1f} {x - sign * base:.0f},{y - 3.5:.1f} {x - sign * base:.0f},{y + 3.5:.1f}"
