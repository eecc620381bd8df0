"""The graph for other programs: GraphML (Gephi, Cytoscape, yEd) and node-link JSON (d3, networkx).

Both are written node by node, as text: a corpus of thousands is never held as a whole. What is not known is
left out; every attribute has its one type, whatever the first node holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

import msgspec

from pipeline.graph.network import ATTRIBUTES, attributes
from pipeline.graph.shapes import Edge, Node

NAME = "plans"
NOTE = (
    "由规划文本自动提取；未写明不等于没有，排在首位不等于牵头，共同承担任务不等于实际合作；征求意见稿见 status。 "
    "Read from the texts of plans. Not stated is not none; named first is not lead; works_with counts tasks that "
    "a text gives to both. See status for drafts."
)
_TYPES = {"weight": "double", "generic": "boolean"}
# What XML cannot hold, not even as a reference.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile("[0-9A-Za-z_./-]*")  # most values: they need no escaping


def graphml(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The lines of a GraphML file; characters that XML cannot hold become U+FFFD."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for element, shape in (("node", Node), ("edge", Edge)):
        for name in ATTRIBUTES[shape]:
            kind = _TYPES.get(name, "string")
            yield f'  <key id="{element}_{name}" for="{element}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield f'  <graph id="{NAME}" edgedefault="directed">\n'
    yield f"    <desc>{escape(NOTE)}</desc>\n"
    for node in nodes:
        yield f"    <node id={_quoted(node.id)}>{_data('node', node)}</node>\n"
    for edge in edges:
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        yield f"    <edge id={_quoted(edge.id)} {ends}>{_data('edge', edge)}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def node_link(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The lines of a JSON file: `nodes` with id, `links` with source, target and key."""
    yield '{"directed": true, "multigraph": true,\n'
    yield f'"graph": {_json({"name": NAME, "note": NOTE})},\n"nodes": ['
    yield from _listed({"id": node.id, **attributes(node)} for node in nodes)
    yield '],\n"links": ['
    yield from _listed(
        {"source": edge.source, "target": edge.target, "key": edge.id, **attributes(edge)} for edge in edges
    )
    yield "]}\n"


def _data(element: str, part: Node | Edge) -> str:
    return "".join(
        f'<data key="{element}_{name}">{_escaped(value)}</data>' for name, value in attributes(part).items()
    )


def _escaped(value: object) -> str:
    """`value` as the text of an element; a reader would take a bare carriage return for a new line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if _PLAIN.fullmatch(text):
        return text
    return escape(_UNWRITABLE.sub("\ufffd", text), {"\r": "&#13;"})


def _quoted(name: str) -> str:
    """An id as an attribute."""
    return f'"{name}"' if _PLAIN.fullmatch(name) else quoteattr(_UNWRITABLE.sub("\ufffd", name))


def _listed(entries: Iterable[dict[str, object]]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        yield f"{',' if number else ''}\n{_json(entry)}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
