"""How a plan is drawn: its colour, the shape of its marks, and the paths of those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHAPES = ("circle", "square", "triangle", "diamond", "fall", "cross", "hexagon")
COLOURS = 4
MOST_PLANS = 12  # that marks can tell apart


@dataclass(frozen=True)
class Sign:
    """How a plan is drawn: a colour (1 to 4), a shape, and whether its text is a draft or not verified."""

    colour: int
    shape: str
    status: str

    @property
    def classes(self) -> str:
        """The classes of its marks."""
        return f"plan-{self.colour} {self.status}"


def signs(plans: Iterable[tuple[str, str]]) -> dict[str, Sign]:
    """The signs of plans, (id, status) each, in their order; the first twelve are all different."""
    return {
        plan: Sign(index % COLOURS + 1, SHAPES[index % len(SHAPES)], status)
        for index, (plan, status) in enumerate(plans)
    }


def shape(name: str, x: float, y: float, radius: float) -> str:
    """The path of a mark, each of about the same weight."""
    if name == "circle":
        r = _n(radius)
        return (
            f"M{_n(x - radius)} {_n(y)}a{r} {r} 0 1 0 {_n(2 * radius)} 0a{r} {r} 0 1 0 -{_n(2 * radius)} 0z"
        )
    corners = {
        "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "triangle": [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
        "fall": [(0, 1.2), (1.1, -0.8), (-1.1, -0.8)],
        "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        "hexagon": [(-1.1, 0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95)],
        "cross": [
            (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4),
            (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4),
        ],
    }[name]  # fmt: skip
    return "M" + "L".join(f"{_n(x + dx * radius)} {_n(y + dy * radius)}" for dx, dy in corners) + "z"


def arrow(x: float, y: float, radius: float, bound: int) -> str:
    """An arrow from the mark to where the value may lie as well: down from a ceiling, up from a floor."""
    if not bound:
        return ""
    start, tip, wing = y - bound * radius * 1.25, y - bound * radius * 2.6, radius * 0.5
    return (
        f"M{_n(x)} {_n(start)}V{_n(tip)}"
        f"M{_n(x - wing)} {_n(tip + bound * wing)}L{_n(x)} {_n(tip)}L{_n(x + wing)} {_n(tip + bound * wing)}"
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
