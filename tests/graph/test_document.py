"""The graph of one document: whole, typed, and nothing in it that the record does not say."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.duties import duties
from pipeline.graph import Edge, Graph, Node, document_graph
from pipeline.graph.shapes import edge, gathered
from pipeline.graph.times import times
from pipeline.model import Record
from tests.documents import HEAD, read_plan
from tests.store.samples import SampleRecord

ROLES = {"lead", "support", "responsible", "guide", "implement"}
# Which kinds of node each kind of edge joins.
ENDS = {
    "has_provision": {("document", "provision")},
    "has_task": {("provision", "task"), ("document", "task")},
    "has_measure": {("task", "measure"), ("provision", "measure")},
    "defines": {("document", "scope")},
    "has_member": {("scope", "place")},
    "binds_only": {("target", "scope"), ("provision", "scope"), ("document", "scope")},
    "has_target": {("provision", "target"), ("document", "target")},
    "aims_at": {("task", "target")},
    "measures": {("target", "indicator")},
    **{role: {("task", "department")} for role in ROLES},
    "works_with": {("department", "department")},
    "has_function": {("department", "function")},
    "belongs_to": {("department", "place")},
    "due": {(kind, "deadline") for kind in ("task", "target", "provision", "document")},
    "starts": {(kind, "deadline") for kind in ("task", "provision", "document")},
    "issued_by": {("document", "place")},
    "covers": {("document", "place")},
    "on": {("comment", "provision"), ("comment", "document")},
    "replies_to": {("comment", "comment")},
}
PLAN = HEAD + (
    "为推进工作，制定本方案。\n\n一、重点任务\n"
    "（一）禁烧。自2024年起，全面禁烧秸秆。到2025年，秸秆综合利用率力争达到90%以上。"
    "（省农业农村厅牵头，省生态环境厅、各有关部门配合）\n"
    "（二）检查。每季度开展检查，汛前完成整改。（省生态环境厅、省农业农村厅按职责分工负责）\n"
)


def labels(graph: Graph, kind: str) -> list[tuple[str, str, str | None, float]]:
    """(label, label, detail, weight) of the edges of a kind."""
    names = {node.id: node.label for node in graph.nodes}
    return [(names[e.source], names[e.target], e.detail, e.weight) for e in graph.edges if e.kind == kind]


def check(record: Record) -> None:
    """What holds of every document's graph."""
    graph = document_graph(record)
    nodes = {node.id: node for node in graph.nodes}
    assert len(nodes) == len(graph.nodes)
    assert len({each.id for each in graph.edges}) == len(graph.edges)
    for each in graph.edges:
        source, target = nodes[each.source], nodes[each.target]
        assert (source.kind, target.kind) in ENDS[each.kind]
        assert each.weight > 0
        # What two shared nodes have to do with each other holds in all documents, but who meets whom does not.
        shared = source.document_id is None and target.document_id is None and each.kind != "works_with"
        assert each.document_id == (None if shared else record.id)
    used = {each.target for each in graph.edges}
    assert all(node.document_id or node.id in used for node in graph.nodes), (
        "a shared node that nothing leads to"
    )
    assert {node.status for node in graph.nodes if node.document_id} == {record.metadata.status}
    assert document_graph(record) == graph


def test_the_corpus_s_graphs_are_whole(record: Record) -> None:
    check(record)


def test_every_fact_of_a_record_is_a_node(record: Record) -> None:
    found = Counter(node.kind for node in document_graph(record).nodes)
    assert found["task"] == len(record.tasks)
    assert found["target"] == len(record.targets)
    assert found["comment"] == len(record.comments)
    assert found["provision"] == sum(clause.is_provision for clause in record.clauses)


def test_inherited_bodies_are_spread(record: Record) -> None:
    said = {(task, a.role, a.department_id, a.basis) for task, held in duties(record).items() for a in held}
    drawn = {(e.source, e.kind, e.target, e.detail) for e in document_graph(record).edges if e.kind in ROLES}
    assert drawn == said


def test_what_a_small_plan_says() -> None:
    record = read_plan(PLAN)
    check(record)
    graph = document_graph(record)
    assert labels(graph, "lead") == [("禁烧", "省农业农村厅", "stated", 1.0)]
    # Two tasks in common; 各有关部门 is nobody whom one could work with.
    ((one, other, _, weight),) = labels(graph, "works_with")
    assert ({one, other}, weight) == ({"省农业农村厅", "省生态环境厅"}, 2.0)
    assert labels(graph, "starts") == [("禁烧", "自2024年起", "from", 1.0)]
    assert ("检查", "每3个月", "recurring", 1.0) in labels(graph, "due")
    assert ("检查", "汛前", "by", 1.0) in labels(graph, "due")
    (target,) = [node for node in graph.nodes if node.kind == "target" and "秸秆" in node.label]
    assert "力争" in target.label and "90%以上" in target.label
    assert (target.label, "2025-12-31", "by", 1.0) in labels(graph, "due")


def test_hedges_and_exclusions_stand_in_a_target_s_name(corpus: dict[str, Record]) -> None:
    for record in corpus.values():
        names = {node.id: node.label for node in document_graph(record).nodes}
        for target in record.targets:
            for words in (*target.hedges, target.exclusions, target.deferred_to):
                assert words is None or words in names[target.id]


def test_a_sample_record_without_anything_read() -> None:
    check(SampleRecord().record())


@pytest.mark.parametrize(
    ("date", "period", "words", "found"),
    [
        ("2025-12-31", None, "到2025年底", ["2025-12-31"]),
        (None, "P1Y", "每年", ["每年"]),
        (None, "P3M", "每季度", ["每3个月"]),
        ("2025-12-31", "P1M", "到2025年每月", ["2025-12-31", "每月"]),
        (None, None, "汛 前", ["汛前"]),
        (None, "P1Y6M", "每一年半", ["P1Y6M"]),  # not understood: as it is
    ],
)
def test_when(date: str | None, period: str | None, words: str, found: list[str]) -> None:
    assert [node.label for node in times(date, period, words)] == found


def test_one_day_is_one_node_however_it_is_written() -> None:
    (one,) = times("2025-12-31", None, "到2025年")
    (other,) = times("2025-12-31", None, "2025年底前")
    assert one == other


def test_an_edge_given_twice_weighs_more() -> None:
    place = Node(id="x", kind="place", label="x")
    twice: list[Node | Edge] = [place, edge("d", "x", "due", "x"), place, edge("d", "x", "due", "x")]
    graph = gathered(twice)
    assert [node.id for node in graph.nodes] == ["x"]
    assert [(e.source, e.weight) for e in graph.edges] == [("x", 2.0)]
    other = gathered([*twice, edge("d", "x", "due", "x", detail="by"), edge("e", "x", "due", "x")])
    assert [e.weight for e in other.edges] == [2.0, 1.0, 1.0]
