"""The tables of what records say together: topics, and which provisions of which documents belong in one row."""

from __future__ import annotations

from pipeline.store.columns import (
    BOOLEAN,
    CLAUSE,
    DOCUMENT,
    ID,
    INTEGER,
    JSON,
    REAL,
    TEXT,
    Column,
    Table,
)

DOCUMENT_A = Column("document_a", TEXT, "文件甲", "The first document (by id)", "documents", facet=True)
DOCUMENT_B = Column("document_b", TEXT, "文件乙", "The second document", "documents", facet=True)
SCORE = Column(
    "score",
    REAL,
    "概率：两条属于同一事项的概率",
    "How probable it is that the two deal with the same matter, 0 to 1",
)
RELATION = Column(
    "relation",
    TEXT,
    "关系：相同为双方互为唯一对应",
    "same: each has no other counterpart in the other document; partial: one of them has",
    facet=True,
)
COMMON = Column(
    "common",
    REAL,
    "共同文字：两条共有的文字占比",
    "How much of what both say is the same, 0 to 1, in characters",
)
DIFFERS = Column(
    "differs",
    JSON,
    "不同之处：最要紧的在前",
    "The kinds of difference of the second from the first, the weightiest first",
    facet=True,
)
DIFFERENCE_A = Column(
    "difference_a",
    TEXT,
    "首要不同（甲）",
    "What the first text has in the first difference of the weightiest kind; empty: nothing",
)
DIFFERENCE_B = Column("difference_b", TEXT, "首要不同（乙）", "What the second text has in its place")
_METHOD = Column("method", TEXT, "方法：比较方法的版本", "Which version of the method gave the score")

TOPICS = Table(
    "topics",
    "主题：各文件共用的框架",
    "The common outline that all documents are laid against",
    (
        ID,
        Column("seq", INTEGER, "序", "Place in the outline"),
        Column("name", TEXT, "名称", "Name in Chinese"),
        Column("en", TEXT, "英文", "Name in English"),
    ),
    shared=True,
)

CLAUSE_TOPICS = Table(
    "clause_topics",
    "条款主题：每条条款涉及的主题",
    "Which topics each provision deals with",
    (
        DOCUMENT,
        CLAUSE,
        Column("topic_id", TEXT, "主题", "The topic", "topics", facet=True),
        Column("share", REAL, "占比：在该条所涉主题中", "Its share of what the provision says of topics"),
        Column("main", BOOLEAN, "主要", "Whether it is the provision's main topic", facet=True),
    ),
    key=("clause_id", "topic_id"),
)

COMPARISONS = Table(
    "comparisons",
    "比较：哪些文件相互比较过",
    "Which documents were compared, and how much of each has a counterpart in the other",
    (
        DOCUMENT_A,
        DOCUMENT_B,
        Column("aligned", INTEGER, "对应数", "Pairs of provisions that deal with the same matter"),
        Column("provisions_a", INTEGER, "甲条款数", "Provisions of the first document"),
        Column("matched_a", INTEGER, "甲有对应数", "Those of them that have a counterpart in the second"),
        Column("provisions_b", INTEGER, "乙条款数", "Provisions of the second document"),
        Column("matched_b", INTEGER, "乙有对应数", "Those of them that have a counterpart in the first"),
    ),
    key=("document_a", "document_b"),
    documents=("document_a", "document_b"),
)

ALIGNMENTS = Table(
    "alignments",
    "对应：处理同一事项的两条",
    "Pairs of provisions of two documents that deal with the same matter, many to many",
    (
        Column("clause_a", TEXT, "条款甲", "Provision of the first document", "clauses"),
        Column("clause_b", TEXT, "条款乙", "Provision of the second document", "clauses"),
        DOCUMENT_A,
        DOCUMENT_B,
        SCORE,
        RELATION,
        COMMON,
        DIFFERS,
        DIFFERENCE_A,
        DIFFERENCE_B,
        _METHOD,
    ),
    key=("clause_a", "clause_b"),
    documents=("document_a", "document_b"),
)

UNMATCHED = Table(
    "unmatched",
    "未见对应：比较过而另一文件中未见对应的条款",
    "Provisions that were compared with all of another document and found no counterpart in its text",
    (
        CLAUSE,
        Column(
            "document_id",
            TEXT,
            "另一文件",
            "The other document: it is not in this text",
            "documents",
            facet=True,
        ),
        Column("own_document_id", TEXT, "所在文件", "The document of the provision", "documents", facet=True),
        Column("best_score", REAL, "最高概率", "The highest probability that it had with anything there"),
    ),
    key=("clause_id", "document_id"),
    documents=("own_document_id", "document_id"),
)

MEASURE_PAIRS = Table(
    "measure_pairs",
    "同一措施：两份文件对同一事物的同一动作",
    "The same measure of two documents: what is done to the same thing, and in what the two differ",
    (
        Column("measure_a", TEXT, "措施甲", "Measure of the first document", "measures"),
        Column("measure_b", TEXT, "措施乙", "Measure of the second document", "measures"),
        DOCUMENT_A,
        DOCUMENT_B,
        Column("score", REAL, "相近度：动作与对象的相近程度", "How alike action and object are, 0 to 1"),
        Column(
            "differs",
            JSON,
            "不同之处：力度、门槛、适用范围、除外",
            "In what they differ: force, threshold, scope, exception",
            facet=True,
        ),
    ),
    key=("measure_a", "measure_b"),
    documents=("document_a", "document_b"),
)

COMPARABLE_TARGETS = Table(
    "comparable_targets",
    "可比口径：每个目标在其事项中的口径",
    "Each target in its matter with all that has to agree before it may be ranked; made of its document alone",
    (
        DOCUMENT,
        Column("family", TEXT, "事项：同类指标", "The matter: indicators that belong together", facet=True),
        Column("target_id", TEXT, "目标", "The target", "targets"),
        Column("indicator", TEXT, "指标：规范名称，不含增减", "Canonical indicator, without its change"),
        Column("territory", TEXT, "适用地区", "Whom or where it applies to"),
        Column(
            "statistic",
            TEXT,
            "口径：逐个、平均、合计、单一、整体",
            "each, mean, total, one (city or county), whole, unstated",
            facet=True,
        ),
        Column("year", TEXT, "年份", "When it is due; null if not stated", facet=True),
        Column("base_year", TEXT, "基准年：变化的起点", "The year that a change is measured from"),
        Column("exclusions", TEXT, "除外", "What is left out or taken in"),
        Column("genre", TEXT, "文种", "What kind of document it stands in"),
        Column("level", REAL, "数值：换算后", "Its value in the common unit"),
        Column("unit", TEXT, "单位：共用", "The common unit"),
        Column(
            "group_key", TEXT, "可比组：完全同口径的目标相同", "Equal for targets that are the same thing"
        ),
        Column(
            "obstacles",
            JSON,
            "不能排序的原因：由目标自身决定的",
            "What keeps it from every ranking (drafts aside): deferred, qualitative, extensive …",
            facet=True,
        ),
        Column("implied_change", REAL, "推算变化", "Change that its starting value implies, signed; derived"),
        Column("implied_unit", TEXT, "推算变化单位", "Unit of that change"),
        Column("formula", TEXT, "推算公式", "How the change comes about"),
        Column("derived_rate", REAL, "推算比率", "Days as a share of all days; derived"),
        Column("rate_formula", TEXT, "推算比率公式", "How the rate comes about"),
    ),
    key=("family", "target_id"),
)
