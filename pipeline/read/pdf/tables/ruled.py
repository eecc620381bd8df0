"""Grids of rules on a page: which boxes the rules of a table enclose, and what is merged.

pdfplumber finds the smallest boxes that rules enclose. A grid counts from their edges.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from pdfplumber.page import Page
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from pipeline.read.pdf.printed import Box
from pipeline.read.pdf.tables.cell_lines import offset

NEAR = 3.0  # points that rules that meet may miss each other by
_SLIM = 4.0  # a box narrower than this is a double rule
_SHORTEST = 5.0  # points; a shorter edge is the end of a rule that is drawn as a filled box
_FEWEST_OPEN = 3  # rules down that end together where a row is cut
_MOST_CROSSINGS = 40_000  # rules across times rules down; more is a drawing
_MOST_RULES = 1_500
_MOST_BOXES = 5_000


class Rule(msgspec.Struct, frozen=True, gc=False):
    """A straight edge: at `at` on one axis, from `start` to `end` on the other."""

    at: float
    start: float
    end: float

    def spans(self, start: float, end: float) -> bool:
        """Whether it has the same ends."""
        return abs(self.start - start) <= NEAR and abs(self.end - end) <= NEAR


class Grid(msgspec.Struct, frozen=True, gc=False):
    """The edges of columns and rows, and the boxes: (row, column, row span, column span)."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[tuple[int, int, int, int], ...]

    @property
    def box(self) -> Box:
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    def box_of(self, place: tuple[int, int, int, int]) -> Box:
        """The box of one of its places."""
        row, column, down, along = place
        return self.columns[column], self.rows[row], self.columns[column + along], self.rows[row + down]


class Rules(msgspec.Struct, frozen=True, gc=False):
    """The rules of a page as it is shown, those that continue each other joined."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def rules_of(page: Page) -> Rules:
    """The rules of a page; none if there are so many that they are a drawing."""
    merged = merge_edges(page.edges, NEAR, NEAR, NEAR, NEAR)
    x, y = offset(page)
    across = [
        Rule(edge["top"] - y, edge["x0"] - x, edge["x1"] - x)
        for edge in merged
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] >= _SHORTEST
    ]
    down = [
        Rule(edge["x0"] - x, edge["top"] - y, edge["bottom"] - y)
        for edge in merged
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] >= _SHORTEST
    ]
    if len(across) * len(down) > _MOST_CROSSINGS or max(len(across), len(down)) > _MOST_RULES:
        return Rules((), ())
    return Rules(tuple(across), tuple(down))


def grids(rules: Rules) -> list[Grid]:
    """The grids that rules make, from the top of the page, also those of a single box."""
    down = [*rules.down, *_open_sides(rules)]
    across = [*rules.across, *_open_ends(rules)]
    edges = [*map(_across, across), *map(_down, down)]
    boxes: list[Box] = intersections_to_cells(edges_to_intersections(edges, NEAR, NEAR))
    wide = [box for box in boxes if box[2] - box[0] >= _SLIM and box[3] - box[1] >= _SLIM]
    if len(wide) > _MOST_BOXES:
        return []
    groups: list[list[Box]] = cells_to_tables(wide)
    lone = set(wide) - {box for group in groups for box in group}
    return [_grid(group, rules) for group in [*groups, *([box] for box in sorted(lone))]]


def _across(rule: Rule) -> dict[str, Any]:
    return {"orientation": "h", "x0": rule.start, "x1": rule.end, "top": rule.at, "bottom": rule.at}


def _down(rule: Rule) -> dict[str, Any]:
    return {"orientation": "v", "x0": rule.at, "x1": rule.at, "top": rule.start, "bottom": rule.end}


def same_ends(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules in groups that begin and end alike, each from the first to the last."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        for group in groups:
            if rule.spans(group[0].start, group[0].end):
                group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def _open_sides(rules: Rules) -> Iterator[Rule]:
    """The sides of tables that are open there: rules across end alike, rules down part columns between them."""
    for group in same_ends(rules.across):
        left, right = group[0].start, group[0].end
        inner = [
            rule
            for rule in rules.down
            if left + NEAR < rule.at < right - NEAR and any(abs(rule.start - top.at) <= NEAR for top in group)
        ]
        if len(group) < 3 or not inner:
            continue
        first, last = min(rule.start for rule in inner), max(rule.end for rule in inner)
        ends = [rule.at for rule in group if first - NEAR <= rule.at <= last + NEAR]
        for side in (left, right) if len(ends) >= 3 else ():
            if not any(abs(rule.at - side) <= NEAR and _overlap(rule, first, last) for rule in rules.down):
                yield Rule(side, ends[0], ends[-1])


def _open_ends(rules: Rules) -> Iterator[Rule]:
    """The upper and lower edges of tables that are open there: where a page break cuts a row.

    Three rules down or more, the sides among them, go on beyond the last rule across and end together.
    """
    for ends in (_ends(rules.down, lower=True), _ends(rules.down, lower=False)):
        for at, group in ends:
            left, right = min(rule.at for rule in group), max(rule.at for rule in group)
            spanning = [
                rule for rule in rules.across if rule.start <= left + NEAR and right - NEAR <= rule.end
            ]
            closed = any(abs(rule.at - at) <= NEAR and _overlap(rule, left, right) for rule in rules.across)
            held = any(
                all(rule.start - NEAR <= over.at <= rule.end + NEAR for rule in group) for over in spanning
            )
            if len(group) >= _FEWEST_OPEN and held and not closed:
                yield Rule(at, left, right)


def _ends(down: Iterable[Rule], *, lower: bool) -> list[tuple[float, list[Rule]]]:
    """Rules down by where their lower or upper ends are."""
    groups: list[tuple[float, list[Rule]]] = []
    for rule in sorted(down, key=lambda rule: rule.end if lower else rule.start):
        end = rule.end if lower else rule.start
        if groups and end - groups[-1][0] <= NEAR:
            groups[-1][1].append(rule)
        else:
            groups.append((end, [rule]))
    return groups


def _overlap(rule: Rule, start: float, end: float) -> bool:
    return min(rule.end, end) - max(rule.start, start) > NEAR


def _grid(boxes: Sequence[Box], rules: Rules) -> Grid:
    """Boxes that touch, on a grid; of boxes that overlap the smaller ones count.

    What no box encloses, as where a page break leaves a cell open below, is divided by the rules that are there.
    """
    columns = _clustered(edge for box in boxes for edge in (box[0], box[2]))
    rows = _clustered(edge for box in boxes for edge in (box[1], box[3]))
    taken: set[tuple[int, int]] = set()
    placed = []
    for left, top, right, bottom in sorted(
        boxes, key=lambda box: ((box[2] - box[0]) * (box[3] - box[1]), box)
    ):
        row, column = _index(rows, top), _index(columns, left)
        down, along = _index(rows, bottom) - row, _index(columns, right) - column
        covers = {(r, c) for r in range(row, row + down) for c in range(column, column + along)}
        if covers and not covers & taken:
            taken |= covers
            placed.append((row, column, down, along))
    placed += _open_places(columns, rows, taken, rules)
    return Grid(tuple(columns), tuple(rows), tuple(sorted(placed)))


def _open_places(
    columns: Sequence[float], rows: Sequence[float], taken: set[tuple[int, int]], rules: Rules
) -> Iterator[tuple[int, int, int, int]]:
    """Places of a grid without a box: one below another are one where no rule parts them."""
    for column, (left, right) in enumerate(pairwise(columns)):
        middle = (left + right) / 2
        across = [rule.at for rule in rules.across if rule.start <= middle <= rule.end]
        row = 0
        while row < len(rows) - 1:
            down = 0
            while row + down < len(rows) - 1 and (row + down, column) not in taken:
                down += 1
                if any(abs(at - rows[row + down]) <= _SLIM for at in across):
                    break
            if down:
                yield row, column, down, 1
            row += max(down, 1)


def _clustered(values: Iterable[float]) -> list[float]:
    """Values in order, those that stand together once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SLIM:
            kept.append(value)
    return kept


def _index(edges: Sequence[float], value: float) -> int:
    return max(bisect_right(edges, value + 1e-6) - 1, 0)
