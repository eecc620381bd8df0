"""Nodes of the outline while it is being built, and what they become."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.ids import stable_id
from pipeline.model import Clause, ClauseLevel, Origin

_OWN_REF: frozenset[ClauseLevel] = frozenset({"table", "annex", "preamble", "title", "signature"})


_NAMELESS: dict[ClauseLevel, str] = {"table": "表", "annex": "附件"}


@dataclass
class Node:
    """A clause under construction. `style` is the numbering style of its label, if it has one."""

    level: ClauseLevel
    start: int
    end: int
    label: str = ""
    heading: str | None = None
    style: str | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    body_end: int = 0  # end of its own first text, beyond which paragraphs are its children
    gathers: bool = False  # its own line is a heading only
    is_provision: bool = False
    paragraph: int = 0  # the number of an unlabelled paragraph (from 2)

    def add(self, child: Node) -> Node:
        """Hang `child` below this node."""
        child.parent = self
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def close(self) -> int:
        """Stretch the range over the children; gives its end."""
        self.end = max([self.end, *(child.close() for child in self.children)])
        return self.end

    def ref_part(self) -> str:
        """What this node adds to a ref: its label, its heading where it has none, or ¶n."""
        if self.paragraph:
            return f"¶{self.paragraph}"
        if self.label:
            return self.label.rstrip(".．﹒、 ") if self.level == "item" else self.label
        named = self.heading if self.level in {"headed", "table", "annex"} else None
        return (named or _NAMELESS.get(self.level, self.level)).replace("/", "／")


def to_clauses(document_id: str, roots: list[Node], origins: Sequence[Origin]) -> tuple[Clause, ...]:
    """The finished tree in reading order, with refs made unique (`#2`), ids, and the pages that `origins` name."""
    paged = sorted((origin for origin in origins if origin.page is not None), key=lambda origin: origin.end)
    ends = [origin.end for origin in paged]
    seen: Counter[str] = Counter()
    refs: dict[int, str] = {}
    clauses: list[Clause] = []
    nodes = [node for root in roots for node in root.walk()]
    for seq, node in enumerate(nodes):
        ref = refs[id(node)] = _unique(_ref(node, refs), seen)
        first_child = min((child.start for child in node.children), default=None)
        clauses.append(
            Clause(
                id=stable_id(document_id, "clause", ref),
                parent_id=stable_id(document_id, "clause", refs[id(node.parent)]) if node.parent else None,
                seq=seq,
                level=node.level,
                label=node.label,
                heading=node.heading,
                ref=ref,
                is_provision=node.is_provision,
                char_start=node.start,
                own_end=node.end if first_child is None else max(first_child - 1, node.start),
                char_end=node.end,
                # That of the first character: its origin is the first one that ends behind it.
                page=paged[at].page if (at := bisect_right(ends, node.start)) < len(paged) else None,
            )
        )
    return tuple(clauses)


def _unique(ref: str, seen: Counter[str]) -> str:
    """`ref`, or with the first number that makes it one of its own; what is given is noted in `seen`."""
    seen[ref] += 1
    number, unique = seen[ref], ref
    while number > 1 and (unique := f"{ref}#{number}") in seen:
        number += 1
    if unique != ref:
        seen[unique] += 1
    return unique


def _ref(node: Node, refs: dict[int, str]) -> str:
    part = node.ref_part()
    if node.level in _OWN_REF:
        annex = _annex_above(node)
        return f"{refs[id(annex)]}/{part}" if annex else part
    if node.parent is None or node.parent.level in {"preamble", "signature"}:
        return part
    return f"{refs[id(node.parent)]}/{part}"


def _annex_above(node: Node) -> Node | None:
    above = node.parent
    while above is not None and above.level != "annex":
        above = above.parent
    return above


def mark_provisions(roots: list[Node]) -> None:
    """Mark the units that comparison and tasks work on.

    The article; where it only gathers headed paragraphs or items, those; without articles, the
    chapter (or the headed paragraphs that it gathers).
    """
    for root in roots:
        if root.level in {"chapter", "article", "headed", "annex"}:
            _mark(root)


def _mark(node: Node) -> None:
    articles = [child for child in node.children if child.level in {"article", "chapter"}]
    if articles:
        for child in articles:
            _mark(child)
        return
    if node.level == "annex" and not any(child.level != "table" for child in node.children):
        return
    parts = [child for child in node.children if child.level in {"headed", "item"}]
    alone = node.level == "chapter" and len(node.children) == 1
    if node.gathers and (len(parts) >= 2 or (parts and alone)):
        for child in parts:
            child.is_provision = True
        return
    node.is_provision = node.level != "annex"
