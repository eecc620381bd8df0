"""All plans as one graph: who promises what by when, who must do it, and what belongs beside what.

Sees records and rows only, never files. `document_graph` gives the nodes and edges of one document,
`between` those that lie between documents, `network` makes a graph of networkx of them, `questions` asks it,
`export` writes it for other programs. `docs/graph.md` says what each kind of node and edge means.
"""

from pipeline.graph.document import document_graph
from pipeline.graph.shapes import Edge, Graph, Node

__all__ = ["Edge", "Graph", "Node", "document_graph"]
