"""The shortest ways between two nodes of a graph that nobody holds whole: only what lies between is asked for.

Both ends grow toward each other, the narrower one first, so that a way is found through few nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

ROLES = ("lead", "support", "responsible", "guide", "implement")
# The way from a parent document down to what must be done and who must do it. A citation points up, to the
# parent; everything else points down already.
DOWN = ("cites", "has_provision", "has_task", "has_measure", "has_target", *ROLES)
UPWARD = ("cites",)

Step = tuple[str, str]  # two nodes that an edge joins, in the direction of the way
Look = Callable[[list[str]], Iterable[Step]]  # all steps onward from some nodes, or back to them


class TooManyError(Exception):
    """More nodes lie between the two than may be looked at."""


@dataclass
class _Side:
    """What was reached from one end: each node's distance, and the nodes before it on the shortest ways."""

    look: Look
    edge: list[str]
    distance: dict[str, int]
    before: dict[str, set[str]] = field(default_factory=dict)

    def grow(self, back: bool) -> None:
        """Go one step on."""
        reached = self.distance[self.edge[0]] + 1 if self.edge else 0
        grown: dict[str, None] = {}
        for start, end in self.look(self.edge):
            here, there = (end, start) if back else (start, end)
            if self.distance.setdefault(there, reached) == reached:
                self.before.setdefault(there, set()).add(here)
                grown[there] = None
        self.edge = list(grown)


def shortest_ways(
    start: str, goal: str, onward: Look, back: Look, *, most_steps: int = 8, most_nodes: int = 20_000
) -> Iterator[list[str]]:
    """The shortest ways from `start` to `goal`, each as its nodes, in a fixed order; none: no way.

    `onward` gives the steps that start at some nodes, `back` those that end at them.

    Raises:
        TooManyError: more than `most_nodes` lie between the two.
    """
    from_start = _Side(onward, [start], {start: 0})
    from_goal = _Side(back, [goal], {goal: 0})
    for _ in range(most_steps + 1):
        # One side grows at a time: all nodes where they meet first lie on the outer edge of one of them.
        meeting = from_start.distance.keys() & from_goal.distance.keys()
        if meeting:
            yield from _joined(from_start, from_goal, meeting)
            return
        if not from_start.edge or not from_goal.edge:
            return
        if len(from_start.distance) + len(from_goal.distance) > most_nodes:
            raise TooManyError
        if len(from_start.edge) <= len(from_goal.edge):
            from_start.grow(back=False)
        else:
            from_goal.grow(back=True)


def _joined(from_start: _Side, from_goal: _Side, meeting: Iterable[str]) -> Iterator[list[str]]:
    lengths = {node: from_start.distance[node] + from_goal.distance[node] for node in meeting}
    shortest = min(lengths.values())
    for node in sorted(node for node, length in lengths.items() if length == shortest):
        for first in _back_from(node, from_start):
            for second in _back_from(node, from_goal):
                yield [*reversed(first), *second[1:]]


def _back_from(node: str, side: _Side) -> Iterator[list[str]]:
    """The ways from `node` back to the end of a side."""
    if not side.distance[node]:
        yield [node]
        return
    for before in sorted(side.before[node]):
        for way in _back_from(before, side):
            yield [node, *way]
