"""The tables of the graph: what all documents say, as nodes and edges (docs/graph.md)."""

from __future__ import annotations

from pipeline.store.columns import BOOLEAN, ID, REAL, TEXT, Column, Table

NODES = Table(
    "nodes",
    "节点：全部文件的关系图",
    "The nodes of the graph of all documents; the id is that of the row in its own table, where it has one",
    (
        ID,
        Column(
            "kind",
            TEXT,
            "种类：文件、条款、任务、目标、指标、责任单位、职能、时限、地区、主题、批注、库外文件",
            "document, provision, task, target, indicator, department, function, deadline, place, topic, comment, "
            "cited_document (one that is not in the corpus)",
            facet=True,
        ),
        Column("label", TEXT, "名称：图中所示", "What it is called where it is drawn"),
        Column(
            "document_id",
            TEXT,
            "文件：各文件共用的为空",
            "The document that it is in; null for what documents share",
            "documents",
            facet=True,
        ),
        Column("ref", TEXT, "位置", "The clause, as people cite it"),
        Column("status", TEXT, "文件状态", "draft, issued, unverified: of its document", facet=True),
        Column("level", TEXT, "层级", "Level of government of a document or body", facet=True),
        Column("date", TEXT, "日期", "Last day of a deadline, date of issue of a document (ISO 8601)"),
        Column("generic", BOOLEAN, "泛指：如各有关部门", "Whether a body is none in particular", facet=True),
    ),
    mixed=True,
)

EDGES = Table(
    "edges",
    "关系：节点之间的关系",
    "The edges of the graph, from source to target",
    (
        ID,
        Column("source", TEXT, "起点节点", "The node that it starts at", "nodes"),
        Column("target", TEXT, "终点节点", "The node that it leads to", "nodes"),
        Column("kind", TEXT, "种类：何种关系", "What the one has to do with the other", facet=True),
        Column(
            "weight",
            REAL,
            "权重：占比、概率、共同任务数或出现次数",
            "Share (deals_with), probability (counterpart), tasks shared (works_with), else how often it is said",
        ),
        Column(
            "detail",
            TEXT,
            "细类：引用关系、责任依据、时限种类、对应关系",
            "How a document is cited, how an assignment is known, the kind of deadline, same or partial counterpart",
            facet=True,
        ),
        Column(
            "document_id",
            TEXT,
            "文件：出自哪份文件",
            "The document that says so; null for what holds of a body wherever it is named",
            "documents",
            facet=True,
        ),
        Column(
            "other_document_id",
            TEXT,
            "另一文件：相互比较的",
            "The other one of two documents that were compared",
            "documents",
        ),
    ),
    mixed=True,
    documents=("document_id", "other_document_id"),
)
