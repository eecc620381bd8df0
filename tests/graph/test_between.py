"""What lies between documents: one node for a cited document, however it is cited."""

from __future__ import annotations

import pytest

from pipeline.graph.between import Cited, Pair, comparison_graph, lineage_graph


def cited(
    document: str, title: str, number: str | None = None, known: str | None = None, relation: str = "basis"
) -> Cited:
    return Cited(document=document, title=title, number=number, relation=relation, cited_document=known)


def parents(*citations: Cited) -> dict[str, set[str]]:
    """What is cited, by its label, and by whom."""
    graph = lineage_graph(citations, [])
    names = {node.id: node.label for node in graph.nodes}
    found: dict[str, set[str]] = {}
    for edge in graph.edges:
        found.setdefault(names.get(edge.target, edge.target), set()).add(edge.source)
    return found


@pytest.mark.parametrize(
    ("citations", "found"),
    [
        ([cited("a", "某法"), cited("b", "某法")], {"某法": {"a", "b"}}),
        ([cited("a", "目录（2024年本）"), cited("b", "目录(2024年本)")], {"目录（2024年本）": {"a", "b"}}),
        # A number names one document, whatever the title; the fuller title is shown.
        (
            [
                cited("a", "关于甲的通知", "国发〔2023〕24号"),
                cited("b", "国务院关于甲的通知", "国发[2023]24号"),
            ],
            {"国务院关于甲的通知（国发[2023]24号）": {"a", "b"}},
        ),
        # A title without its number is the document that others call so, if there is only one.
        ([cited("a", "甲", "某发〔2023〕1号"), cited("b", "甲")], {"甲（某发〔2023〕1号）": {"a", "b"}}),
        (
            [cited("a", "甲", "某发〔2023〕1号"), cited("b", "甲", "某发〔2024〕1号"), cited("c", "甲")],
            {"甲（某发〔2023〕1号）": {"a"}, "甲（某发〔2024〕1号）": {"b"}, "甲": {"c"}},
        ),
        ([cited("a", "甲", known="b")], {"b": {"a"}}),
    ],
)
def test_who_is_meant(citations: list[Cited], found: dict[str, set[str]]) -> None:
    assert parents(*citations) == found


def test_each_relation_is_an_edge_and_its_weight_how_often_it_is_said() -> None:
    graph = lineage_graph(
        [cited("a", "甲"), cited("a", "甲"), cited("a", "甲", relation="comply")], [("a", "b")]
    )
    assert [(edge.kind, edge.detail, edge.weight) for edge in graph.edges] == [
        ("cites", "basis", 2.0),
        ("cites", "comply", 1.0),
        ("succeeds", None, 1.0),
    ]


def test_that_two_were_compared_is_said_even_if_nothing_was_found() -> None:
    graph = comparison_graph([Pair(a="a", b="b", counterparts=[])])
    assert [
        (edge.kind, edge.source, edge.target, edge.document_id, edge.other_document_id)
        for edge in graph.edges
    ] == [("compared_with", "a", "b", "a", "b")]
