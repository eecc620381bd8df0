"""The exported files, opened by others: GraphML by lxml and rustworkx, JSON by the json module. Never by networkx alone."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rustworkx
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.graph import Edge, Node
from pipeline.graph.export import graphml, node_link
from pipeline.graph.network import Network, network
from pipeline.graphing import graph_files, write_graph_files

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
TYPES: dict[str, Any] = {
    "string": str,
    "double": float,
    "boolean": lambda text: {"true": True, "false": False}[text],
}


@pytest.fixture(scope="module")
def files(database: Path) -> dict[str, Path]:
    write_graph_files(database)
    return {path.suffix: path for path in graph_files(database)}


def parse(content: bytes) -> tuple[dict[str, dict[str, Any]], dict[str, tuple[str, str, dict[str, Any]]]]:
    """Nodes and edges by id, read by the rules of GraphML: keys declared for their element, typed, each once."""
    root = etree.fromstring(content)
    assert root.tag == f"{NAMESPACE}graphml"
    keys = {key.get("id"): key for key in root.iter(f"{NAMESPACE}key")}
    (graph,) = root.findall(f"{NAMESPACE}graph")
    assert graph.get("edgedefault") == "directed"
    names = [(key.get("for"), key.get("attr.name")) for key in keys.values()]
    assert len(names) == len(set(names))

    def read(element: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for data in element.findall(f"{NAMESPACE}data"):
            key = keys[data.get("key")]
            assert element.tag == NAMESPACE + str(key.get("for"))
            assert key.get("attr.name") not in found
            found[str(key.get("attr.name"))] = TYPES[str(key.get("attr.type"))](data.text or "")
        return found

    nodes = {str(node.get("id")): read(node) for node in graph.iter(f"{NAMESPACE}node")}
    edges = {
        str(edge.get("id")): (str(edge.get("source")), str(edge.get("target")), read(edge))
        for edge in graph.iter(f"{NAMESPACE}edge")
    }
    assert len(nodes) == len(graph.findall(f"{NAMESPACE}node"))
    assert len(edges) == len(graph.findall(f"{NAMESPACE}edge"))
    assert all(source in nodes and target in nodes for source, target, _ in edges.values())
    return nodes, edges


def contents(graph: Network) -> tuple[dict[str, Any], dict[str, Any]]:
    nodes = {str(node): dict(data) for node, data in graph.nodes(data=True)}
    edges = {str(key): (a, b, dict(data)) for a, b, key, data in graph.edges(keys=True, data=True)}
    return nodes, edges


def test_graphml_is_graphml_and_holds_the_graph(files: dict[str, Path], plans: Network) -> None:
    assert parse(files[".graphml"].read_bytes()) == contents(plans)


def test_what_gephi_and_cytoscape_look_for(files: dict[str, Path]) -> None:
    nodes, edges = parse(files[".graphml"].read_bytes())
    assert all(node["label"] for node in nodes.values())
    assert all(data["weight"] > 0 for _, _, data in edges.values())
    assert {node["kind"] for node in nodes.values()} == {
        "document", "cited_document", "provision", "task", "measure", "target", "indicator", "department",
        "function", "deadline", "place", "scope", "topic", "comment",
    }  # fmt: skip


def test_another_program_reads_the_graphml(files: dict[str, Path], plans: Network) -> None:
    (graph,) = rustworkx.read_graphml(str(files[".graphml"]))
    assert isinstance(graph, rustworkx.PyDiGraph)
    names = [node["id"] for node in graph.nodes()]
    read = {
        (edge["id"], names[source], names[target], edge["kind"], edge["weight"])
        for source, target, edge in graph.weighted_edge_list()
    }
    own = {(key, a, b, data["kind"], data["weight"]) for a, b, key, data in plans.edges(keys=True, data=True)}
    assert read == own
    assert Counter(node["label"] for node in graph.nodes()) == Counter(
        data["label"] for _, data in plans.nodes(data=True)
    )


def test_json_is_what_d3_and_cytoscape_js_take(files: dict[str, Path], plans: Network) -> None:
    data = json.loads(files[".json"].read_text(encoding="utf-8"))
    assert (data["directed"], data["multigraph"]) == (True, True)
    nodes = {node["id"]: {name: node[name] for name in node if name != "id"} for node in data["nodes"]}
    assert len(nodes) == len(data["nodes"])
    assert all(isinstance(node, str) and node for node in nodes)
    links = {}
    for link in data["links"]:
        assert link["source"] in nodes and link["target"] in nodes
        links[link.pop("key")] = (link.pop("source"), link.pop("target"), link)
    assert len(links) == len(data["links"])
    assert (nodes, links) == contents(plans)
    # As docs/graph.md shows it for Cytoscape.js: each element in an object of its own, all ids different.
    elements = [{"data": node} for node in data["nodes"]] + [{"data": {"id": key}} for key in links]
    assert len({element["data"]["id"] for element in elements}) == len(elements)


def test_networkx_takes_both_back(files: dict[str, Path], plans: Network) -> None:
    read: Any = nx.node_link_graph(json.loads(files[".json"].read_text(encoding="utf-8")), edges="links")
    assert contents(read) == contents(plans)
    read = nx.read_graphml(files[".graphml"], force_multigraph=True)
    assert contents(read)[0] == contents(plans)[0]
    assert read.number_of_edges() == plans.number_of_edges()


def test_networkx_can_write_the_graph_itself(plans: Network, tmp_path: Path) -> None:
    nx.write_graphml(plans, tmp_path / "own.graphml")
    nx.write_gexf(plans, tmp_path / "own.gexf")
    assert (tmp_path / "own.gexf").stat().st_size > 100_000


TEXT = st.text(min_size=1, max_size=20)


@given(TEXT, TEXT, st.booleans() | st.none(), st.floats(1e-6, 1e6), TEXT | st.none())
def test_any_text_survives(
    name: str, label: str, generic: bool | None, weight: float, detail: str | None
) -> None:
    nodes = [Node(id=f"n{name}", kind="department", label=label, generic=generic)]
    edges = [Edge(id="e", source=f"n{name}", target=f"n{name}", kind="lead", weight=weight, detail=detail)]
    read = parse("".join(graphml(nodes, edges)).encode())
    nodes_read, edges_read = contents(network(nodes, edges))
    if all(character.isprintable() for character in f"{name}{label}{detail or ''}"):
        assert read == (nodes_read, edges_read)
    data = json.loads("".join(node_link(nodes, edges)))
    assert data["nodes"][0]["label"] == label and data["links"][0]["weight"] == weight


@pytest.mark.parametrize("text", ["\x00a\x0b", "a\ufffe", "\x1f", "甲\x0c乙"])
def test_what_xml_cannot_hold_is_replaced(text: str) -> None:
    node = Node(id="a", kind="task", label=text)
    nodes, _ = parse("".join(graphml([node], [])).encode())
    assert nodes["a"]["label"].count("\ufffd") == sum(not c.isprintable() for c in text)


@pytest.mark.parametrize("text", ["a\rb", "a\nb", "a\tb", "<&\"'>", "]]>", "甲𠀀乙"])
def test_what_xml_would_change_comes_back(text: str) -> None:
    node = Node(id=text, kind="task", label=text)
    nodes, _ = parse("".join(graphml([node], [])).encode())
    assert nodes == {text: {"kind": "task", "label": text}}


def test_an_empty_graph_opens_too() -> None:
    assert parse("".join(graphml([], [])).encode()) == ({}, {})
    data = json.loads("".join(node_link([], [])))
    assert (data["nodes"], data["links"]) == ([], [])
