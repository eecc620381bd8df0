"""Columns that several views show, each described once."""

from __future__ import annotations

from pipeline.store.columns import BOOLEAN, INTEGER, TEXT, Column

SHORT_TITLE = Column("short_title", TEXT, "文件简称", "Short title of the document", facet=True)
STATUS = Column("status", TEXT, "文件状态", "draft, issued, unverified: shown with every fact", facet=True)
REF = Column("ref", TEXT, "位置", "The clause, as people cite it")
HEADING = Column("heading", TEXT, "小标题", "Heading of the clause")
DEPARTMENT = Column("department_id", TEXT, "单位编号", "The body", "departments")
NAME = Column("name", TEXT, "责任单位", "The body's full name", facet=True)
ROLE = Column("role", TEXT, "身份", "lead, support, responsible, guide, implement", facet=True)
BASIS = Column("basis", TEXT, "依据", "stated, inherited, subject", facet=True)
POSITION = Column("position", INTEGER, "排位", "1 for the body named first")
SOLE = Column("sole", BOOLEAN, "独任", "Whether it is the only one named")
MODALITY = Column(
    "modality",
    TEXT,
    "力度：要求，含一般的职责陈述",
    "Force of its main predicate; require: plain statements of a duty too",
    facet=True,
)
