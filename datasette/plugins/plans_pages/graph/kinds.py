"""Kinds of nodes and edges as they are shown: in which order, in which line, where a node's row is."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from plans_pages.cells import code
from plans_pages.language import say

# The table that holds a node's row; of the other kinds the node is all there is.
TABLES = {
    "document": "documents",
    "provision": "clauses",
    "task": "tasks",
    "measure": "measures",
    "target": "targets",
    "indicator": "indicators",
    "department": "departments",
    "topic": "topics",
    "scope": "scopes",
    "comment": "comments",
}
# In the order in which they are listed; the line that a kind is drawn in.
LINES = {
    "lead": "lead",
    "responsible": "duty",
    "support": "support",
    "guide": "support",
    "implement": "implement",
    "cites": "source",
    "succeeds": "source",
    "has_provision": "part",
    "has_task": "part",
    "has_target": "part",
    "aims_at": "aim",
    "measures": "aim",
    "due": "time",
    "starts": "time",
    "deals_with": "topic",
    "counterpart": "like",
    "same_measure": "like",
    "compared_with": "like",
    "works_with": "derived",
    "has_function": "about",
    "belongs_to": "about",
    "issued_by": "about",
    "covers": "about",
    "defines": "scope",
    "has_member": "scope",
    "binds_only": "scope",
    "on": "remark",
    "replies_to": "remark",
    "has_measure": "part",
}
UNDIRECTED = ("works_with", "compared_with", "counterpart", "same_measure")
# Weights that say more than that there is an edge; the others count how often it is said.
SHARES = ("deals_with", "counterpart", "same_measure")
SHAPES = {
    "document": "square",
    "cited_document": "square",
    "topic": "diamond",
    "function": "diamond",
    "indicator": "diamond",
    "place": "diamond",
}


def edge_name(kind: str) -> Markup:
    """What an edge says, in the reader's language."""
    return code("kind", kind)


def weight_words(kind: str, weight: float) -> str:
    """A weight where it says something: a share, a likeness, how many tasks, how often."""
    if kind == "deals_with":
        return say(f"占 {weight:.0%}", f"share {weight:.0%}")
    if kind in SHARES:
        return say(f"相似 {weight:.2f}", f"likeness {weight:.2f}")
    if kind == "works_with":
        return say(f"共同任务 {weight:.0f}", f"{weight:.0f} shared tasks")
    return f"×{weight:.0f}" if weight > 1 else ""


def title_of(node: dict[str, Any]) -> Markup:
    """A node's kind in words."""
    return code("kind", node["kind"])
