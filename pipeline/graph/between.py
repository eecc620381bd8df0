"""What lies between documents: topics that they share, what they cite, and provisions that belong side by side.

Each function takes rows that the database holds, and gives nodes and edges.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.fold import fold
from pipeline.graph.shapes import Graph, Node, Part, edge, gathered
from pipeline.ids import stable_id
from pipeline.model import Shape


class Said(Shape, kw_only=True):
    """What share of a provision deals with a topic."""

    document: str
    provision: str
    topic: str
    name: str
    share: float


class Cited(Shape, kw_only=True):
    """A citation; `cited_document` is the document that it means, if that is in the corpus."""

    document: str
    title: str
    number: str | None
    relation: str
    cited_document: str | None


class Pair(Shape, kw_only=True):
    """Two documents that were compared, and what was found side by side.

    `counterparts`: provisions (a, b, score, relation); `measures`: the same.
    """

    a: str
    b: str
    counterparts: Sequence[tuple[str, str, float, str]]
    measures: Sequence[tuple[str, str, float, str]] = ()


def topic_graph(rows: Iterable[Said]) -> Graph:
    """Which provisions deal with which topics; the weight is the topic's share."""

    def parts() -> Iterator[Part]:
        for row in rows:
            yield Node(id=row.topic, kind="topic", label=row.name)
            yield edge(row.document, row.provision, "deals_with", row.topic, weight=row.share)

    return gathered(parts())


def comparison_graph(pairs: Iterable[Pair]) -> Graph:
    """That two documents were compared is an edge of its own: without it, no counterpart would mean nothing."""

    def parts() -> Iterator[Part]:
        for pair in pairs:
            yield edge(pair.a, pair.a, "compared_with", pair.b, other=pair.b)
            for one, other, score, relation in pair.counterparts:
                yield edge(pair.a, one, "counterpart", other, weight=score, detail=relation, other=pair.b)
            for one, other, score, differs in pair.measures:
                yield edge(pair.a, one, "same_measure", other, weight=score, detail=differs, other=pair.b)

    return gathered(parts())


def lineage_graph(citations: Sequence[Cited], predecessors: Iterable[tuple[str, str]]) -> Graph:
    """Who cites what, and which document is a later version of which: what texts or the catalog say.

    A document that is not in the corpus is a node of its own, known by its number; by its title where no
    citation of that title, or several different ones, give a number.
    """
    names = _Names(citation for citation in citations if not citation.cited_document)

    def parts() -> Iterator[Part]:
        for citation in citations:
            if citation.cited_document:
                target = citation.cited_document
            else:
                yield (node := names.node(citation))
                target = node.id
            yield edge(citation.document, citation.document, "cites", target, detail=citation.relation)
        for later, earlier in predecessors:
            yield edge(later, later, "succeeds", earlier)

    return gathered(parts())


class _Names:
    """What cited documents are known by, and what each is called most often."""

    def __init__(self, citations: Iterable[Cited]) -> None:
        citations = list(citations)
        numbers: defaultdict[str, set[str]] = defaultdict(set)
        for citation in citations:
            if citation.number:
                numbers[fold(citation.title)].add(fold(citation.number))
        self._number = {title: next(iter(found)) for title, found in numbers.items() if len(found) == 1}
        self._titles: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._printed: dict[str, str] = {}
        for citation in citations:
            key = self._key(citation)
            self._titles[key][citation.title] += 1
            if citation.number:
                self._printed[key] = min(citation.number, self._printed.get(key, citation.number))

    def node(self, citation: Cited) -> Node:
        """The node of a cited document, under the title that most give it (the longest of several)."""
        key = self._key(citation)
        title = max(self._titles[key].items(), key=lambda item: (item[1], len(item[0]), item[0]))[0]
        number = self._printed.get(key)
        label = " ".join(title.split()) + (f"（{number}）" if number else "")
        return Node(id=stable_id("cited document", key), kind="cited_document", label=label)

    def _key(self, citation: Cited) -> str:
        title = fold(citation.title)
        return fold(citation.number) if citation.number else self._number.get(title, title)
