"""Questions that are asked along edges: who works with whom, what hangs on whom, how one thing leads to another.

All take a graph that `network` made, and give ids of nodes (`names` says what they are called). Bodies,
topics and indicators are asked for by their names: a 省生态环境厅 of two provinces is two bodies.
What is not found is not stated in these texts, and nothing more (docs/graph.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from pipeline.fold import fold
from pipeline.graph.network import Network, ends, of_kind, starts
from pipeline.graph.ways import DOWN, ROLES, UPWARD

GOOD_PART = 0.25  # of what a provision says of topics; below it a topic is named in passing


def names(graph: Network, nodes: Iterable[str]) -> list[str]:
    """What nodes are called."""
    return [graph.nodes[node]["label"] for node in nodes]


def called(graph: Network, kind: str, name: str) -> list[str]:
    """The nodes of a kind with this name, however it is typeset."""
    wanted = fold(name)
    return [node for node in of_kind(graph, kind) if fold(graph.nodes[node]["label"]) == wanted]


def document_of(graph: Network, node: str) -> str | None:
    """The document that a node is in; None for what documents share."""
    found: str | None = graph.nodes[node].get("document_id")
    return found


def colleagues(
    graph: Network, department: str, document: str, topic: str | None = None
) -> dict[str, list[str]]:
    """Which bodies share tasks with `department` in a document, and which tasks; of one topic, if asked for."""
    found: dict[str, list[str]] = {}
    for body in called(graph, "department", department):
        for task in starts(graph, body, *ROLES):
            if document_of(graph, task) == document and (topic is None or topic in topics_of(graph, task)):
                for other in ends(graph, task, *ROLES):
                    if other != body:
                        found.setdefault(other, []).append(task)
    return found


def topics_of(graph: Network, task: str) -> list[str]:
    """The names of the topics of a task's provision that take a good part of it."""
    provisions = starts(graph, task, "has_task")
    said = [data for provision in provisions for data in graph.out_edges(provision, data=True)]
    topics = [
        topic for _, topic, data in said if data["kind"] == "deals_with" and data["weight"] >= GOOD_PART
    ]
    return names(graph, topics)


def duties_of(graph: Network, department: str) -> dict[str, dict[str, list[str]]]:
    """What hangs on a body in all plans: document → role → tasks. Bodies of the same name count together."""
    found: dict[str, dict[str, list[str]]] = {}
    for body in called(graph, "department", department):
        for role in ROLES:
            for task in starts(graph, body, role):
                roles = found.setdefault(str(document_of(graph, task)), {})
                roles.setdefault(role, []).append(task)
    return found


def ways_down(graph: Network, parent: str, department: str) -> list[list[str]]:
    """The ways from a cited document over who cites it and what that plan asks, to a body. None: no way.

    Only citations make a document somebody's parent: likeness between plans is no lineage.
    """
    down: nx.DiGraph[str] = nx.DiGraph()
    for source, target, data in graph.edges(data=True):
        if data["kind"] in DOWN:
            down.add_edge(*((target, source) if data["kind"] in UPWARD else (source, target)))
    kinds = ("cited_document", "document")
    tops = [node for kind in kinds for node in of_kind(graph, kind) if parent in graph.nodes[node]["label"]]
    ways = (
        way
        for top in tops
        for body in called(graph, "department", department)
        if top in down and body in down and nx.has_path(down, top, body)
        for way in nx.all_shortest_paths(down, top, body)
    )
    return sorted(ways)


def only_here(graph: Network, document: str) -> tuple[list[str], list[str]]:
    """The provisions of a document without a counterpart, and the documents that it was compared with.

    It says that they are not in those texts. Without any comparison there is nothing to say.
    """
    others = [*ends(graph, document, "compared_with"), *starts(graph, document, "compared_with")]
    provisions = ends(graph, document, "has_provision") if others else []
    alone = [each for each in provisions if not _counterparts(graph, each)]
    return alone, sorted(others)


def _counterparts(graph: Network, provision: str) -> list[str]:
    return [*ends(graph, provision, "counterpart"), *starts(graph, provision, "counterpart")]


def plans_with(graph: Network, indicator: str) -> dict[str, list[str]]:
    """Which documents have targets of an indicator, and which. Whether they may be ranked is not said here."""
    found: dict[str, list[str]] = {}
    for node in called(graph, "indicator", indicator):
        for target in starts(graph, node, "measures"):
            found.setdefault(str(document_of(graph, target)), []).append(target)
    return found


def leads(graph: Network, function: str) -> dict[str, dict[str, list[str]]]:
    """Who leads what at each level of government for one function: level → body → tasks.

    Leads, as the text says; who is named first in a list leads nothing.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for node in called(graph, "function", function):
        for body in starts(graph, node, "has_function"):
            tasks = starts(graph, body, "lead")
            if tasks:
                found.setdefault(graph.nodes[body].get("level", ""), {})[body] = tasks
    return found


def topics_of_one(graph: Network) -> dict[str, str]:
    """The topics that take a good part of a provision in one document and are nowhere in the others."""
    found = {}
    for topic in of_kind(graph, "topic"):
        said = [data for _, _, data in graph.in_edges(topic, data=True) if data["kind"] == "deals_with"]
        documents = {data["document_id"] for data in said}
        if len(documents) == 1 and max(data["weight"] for data in said) >= GOOD_PART:
            found[topic] = str(documents.pop())
    return found


def common_parents(graph: Network) -> dict[str, list[str]]:
    """What at least two documents cite, and which ones do."""
    cited = [*of_kind(graph, "cited_document"), *of_kind(graph, "document")]
    citing = {node: sorted(starts(graph, node, "cites")) for node in cited}
    return {node: documents for node, documents in citing.items() if len(documents) > 1}


def most_named(graph: Network, document: str | None = None) -> list[tuple[str, int]]:
    """Bodies with the number of tasks that they have, the most first; 各有关部门 is no body in particular."""
    counted = []
    for body in of_kind(graph, "department"):
        tasks = starts(graph, body, *ROLES)
        held = [task for task in tasks if document in (None, document_of(graph, task))]
        if held and not graph.nodes[body].get("generic"):
            counted.append((body, len(held)))
    return sorted(counted, key=lambda each: (-each[1], graph.nodes[each[0]]["label"], each[0]))


def due(graph: Network, by: str, since: str = "") -> dict[str, Mapping[str, list[str]]]:
    """What has its last day between `since` and `by`, both included: task → role → bodies; no bodies, no roles.

    That the day has passed does not say whether it was done.
    """
    found: dict[str, Mapping[str, list[str]]] = {}
    days = [node for node in of_kind(graph, "deadline") if since <= graph.nodes[node].get("date", "") <= by]
    for day in sorted(
        (day for day in days if "date" in graph.nodes[day]), key=lambda day: graph.nodes[day]["date"]
    ):
        for node in starts(graph, day, "due"):
            for task in [node] if graph.nodes[node]["kind"] == "task" else starts(graph, node, "aims_at"):
                bodies = {role: ends(graph, task, role) for role in ROLES}
                found[task] = {role: held for role, held in bodies.items() if held}
    return found
