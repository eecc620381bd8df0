"""The drawing of a node and its neighbours: the layout with what each spot shows and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup
from plans_pages.addresses import at
from plans_pages.cells import ref_word
from plans_pages.graph.kinds import LINES, SHAPES, edge_name, title_of, weight_words
from plans_pages.graph.layout import Heading, Layout, Sector, Spot, layout, width
from plans_pages.graph.neighbours import Group, Neighbour
from plans_pages.language import say

_SPLIT = 8  # a group of so many nodes may stand on both sides
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
    more_x: float
    line: str
    nodes: list[Drawn]


@dataclass(frozen=True)
class Drawing:
    layout: Layout
    sectors: list[DrawnSector]


def graph_path(node_id: str) -> str:
    """The page of a node."""
    return at(f"/graph/{tilde_encode(node_id)}")


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
    groups = _halved(groups)
    own = node["id"] if node["kind"] == "document" else node["document_id"]
    sectors = [
        Sector([(_label(near, own), [_label(far, own) for far in near.beyond]) for near in group.neighbours])
        for group in groups
    ]
    placed = layout(node["label"], sectors, steps)
    return Drawing(
        placed,
        [
            _sector(group, heading, spots, hrefs.get(group.kind, ""), placed.middle[0])
            for group, (heading, spots) in zip(groups, placed.sectors, strict=True)
        ],
    )


def _sector(group: Group, heading: Heading, spots: list[Spot], href: str, middle: float) -> DrawnSector:
    words = direction_words(group)
    sign = 1 if heading.x > middle else -1
    nodes = [
        _node(near, spot, group.kind, group.direction, middle)
        for near, spot in zip(group.neighbours, spots, strict=True)
    ]
    more = max(0, group.total - len(group.neighbours))
    more_x = heading.x + sign * (width(words.striptags()) + 12)
    return DrawnSector(heading, words, more, href, more_x, _line(group.kind), nodes)


def _halved(groups: list[Group]) -> list[Group]:
    """A group that is larger than all others together in two, for both sides of the drawing."""
    sizes = [len(group.neighbours) for group in groups]
    found: list[Group] = []
    for group, size in zip(groups, sizes, strict=True):
        if size < _SPLIT or 2 * size <= sum(sizes):
            found.append(group)
            continue
        half = -(-size // 2)
        rest = group.total - size
        found.append(Group(group.kind, group.direction, half, group.neighbours[:half]))
        found.append(Group(group.kind, group.direction, size - half + rest, group.neighbours[half:]))
    return found


def _label(near: Neighbour, own: str | None) -> str:
    """What a node is called; of another document, with what must not be overlooked: that it is no issued one."""
    if own is not None and near.node["document_id"] == own:
        return str(near.node["label"])
    short = {"draft": say("〔征求意见〕", "[draft] "), "unverified": say("〔待核实〕", "[unverified] ")}
    return f"{short.get(near.node['status'] or '', '')}{near.node['label']}"


def _node(near: Neighbour, spot: Spot, kind: str, direction: str, middle: float) -> Drawn:
    words = " · ".join(
        part for part in (weight_words(kind, near.weight), ref_word(near.node["ref"] or "")) if part
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
