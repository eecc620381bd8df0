"""The tables of what a document says: targets, deadlines, numbers, citations, doubts."""

from __future__ import annotations

from pipeline.store.columns import (
    BOOLEAN,
    CITATION,
    CLAUSE,
    DOCUMENT,
    END,
    ID,
    INTEGER,
    JSON,
    NUMBER,
    REAL,
    START,
    TASK,
    TEXT,
    Column,
    Table,
)

INDICATORS = Table(
    "indicators",
    "指标：各文件共用的规范名称",
    "What targets measure, under one canonical name for all documents",
    (
        ID,
        Column("name", TEXT, "名称：规范写法", "Canonical name: PM2.5年均浓度"),
        Column(
            "statistic", TEXT, "统计口径：平均、各个、总量、占比、个数", "mean, each, total, share, count"
        ),
        Column("better", TEXT, "优向：低为优或高为优", "Which way is better: lower, higher; null if neither"),
        Column("extensive", BOOLEAN, "随地域大小而增减", "Whether the amount grows with the territory"),
        Column("base_unit", TEXT, "基准单位", "The common unit that values are brought to"),
    ),
    shared=True,
)

DEADLINES = Table(
    "deadlines",
    "时限：何时完成、多久一次",
    "Every expression that says when or how often something is to be done",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        TASK,
        Column("text", TEXT, "时间用语", "The expression itself: 到2025年, 2024年10月底前, 每年"),
        Column("kind", TEXT, "种类：截至、期间、周期、起始", "by, during, recurring, from", facet=True),
        Column("end_date", TEXT, "截止日期", "Last day (ISO 8601); null if the text leaves it open"),
        Column("period", TEXT, "周期", "Period of a recurring one (ISO 8601: P1Y)"),
        Column("quote", TEXT, "所在句子", "The sentence around it"),
        CITATION,
        START,
        END,
    ),
    search="quote",
)

TARGETS = Table(
    "targets",
    "目标：承诺达到的数值或状态",
    "Targets: values and end states that a plan commits its addressees to",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        TASK,
        Column("deadline_id", TEXT, "时限条目", "The time expression that dates it", "deadlines"),
        Column("cell_id", TEXT, "单元格：目标在表中时", "The table cell that holds it", "table_cells"),
        Column("kind", TEXT, "种类：定量、定性", "quantitative, qualitative", facet=True),
        Column("indicator", TEXT, "指标：原文用词", "What is measured or reached, in the source's words"),
        Column(
            "indicator_id",
            TEXT,
            "规范指标",
            "The canonical indicator; null if unresolved",
            "indicators",
            facet=True,
        ),
        Column("scope", TEXT, "范围：对谁、在哪里", "Whom or where it applies to, if the sentence says"),
        Column(
            "direction", TEXT, "方式：水平、增加、减少、状态", "level, increase, decrease, state", facet=True
        ),
        Column("op", TEXT, "比较：≤、<、≥、>、=、约", "<=, <, >=, >, =, ~ (about); null if qualitative"),
        Column(
            "value", NUMBER, "数值：原文所印", "Value as printed; the lower end of a range; a ratio is text"
        ),
        Column("value_high", NUMBER, "数值上限：区间时", "Upper end of a range"),
        Column("value_text", TEXT, "数值原文", "The value's own characters"),
        Column("unit", TEXT, "单位：原文所印", "Unit as printed"),
        Column("value_start", INTEGER, "数值起点", "First character of the value in documents.text"),
        Column("value_end", INTEGER, "数值终点", "Character behind the value"),
        Column("base_value", NUMBER, "换算值", "Value in the indicator's common unit (5.95万吨 → 59500)"),
        Column("base_unit", TEXT, "换算单位", "The common unit (吨)"),
        Column("baseline", TEXT, "基期", "What it is measured against, as the text says (2020年)"),
        Column("baseline_value", NUMBER, "基期值", "Value in the baseline, if the text gives it"),
        Column("deadline", TEXT, "完成时限", "Last day to reach it (ISO 8601)"),
        Column("recurrence", TEXT, "周期", "How often it is due again (ISO 8601: P1Y)"),
        Column(
            "hedges", JSON, "缓和用语：力争、左右等", "Hedging words that govern it (JSON list)", facet=True
        ),
        Column(
            "strength",
            TEXT,
            "约束力：约束性、预期性、力争",
            "binding, expected, striven; null if unsaid",
            facet=True,
        ),
        Column(
            "deferred_to", TEXT, "从属于：以谁的数为准", "Whose number it defers to; never ranked", facet=True
        ),
        Column("exclusions", TEXT, "除外", "What is left out (除…外)"),
        Column("quote", TEXT, "原文", "The shortest source text that holds indicator and value"),
        CITATION,
        START,
        END,
    ),
    search="quote",
)

QUANTITIES = Table(
    "quantities",
    "数字：每个数字及其身份",
    "Every number of every document and what it is",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        Column("text", TEXT, "原文", "As printed"),
        Column("value", NUMBER, "数值", "Its value; text for ratios"),
        Column("unit", TEXT, "单位", "Its unit"),
        Column(
            "role",
            TEXT,
            "身份：目标、门槛、现状、基期、规模等",
            "target, threshold, observation, baseline, capacity, date, document_number, ordinal, name, other",
            facet=True,
        ),
        Column("target_id", TEXT, "目标", "The target whose value it is", "targets"),
        Column("indicator", TEXT, "指标：现状值所测", "What an observation measures"),
        Column("territory", TEXT, "地区：现状值所指", "Where it was observed"),
        Column("year", INTEGER, "年份：现状值所属", "The year that it was observed in"),
        START,
        END,
    ),
)

CITATIONS = Table(
    "citations",
    "引文：所引文件",
    "Other documents that a text names",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        Column("title", TEXT, "标题", "Title as cited, without its marks"),
        Column("doc_number", TEXT, "文号", "Document number as cited"),
        Column(
            "cited_document_id",
            TEXT,
            "所引文件：在库中的",
            "The cited document, if in the corpus",
            "documents",
        ),
        Column(
            "relation",
            TEXT,
            "关系：依据、落实、遵守、修订、起草",
            "basis, implement, comply, amend, draft",
            facet=True,
        ),
        START,
        END,
    ),
)

CHECKS = Table(
    "checks",
    "存疑：不一致和未能确定之处",
    "What does not add up, and every doubt that reading or extraction noted",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        Column("rule", TEXT, "规则：哪一种疑问", "The rule that doubts", facet=True),
        Column("severity", TEXT, "程度：提示、警告、错误", "info, warning, error", facet=True),
        Column("message", TEXT, "说明", "What is doubtful"),
        Column("evidence", TEXT, "原文", "The words in doubt"),
        START,
        END,
    ),
)

BUILDS = Table(
    "builds",
    "构建：每次更新一行",
    "The builds that changed this database",
    (
        Column("id", INTEGER, "编号", "Number"),
        Column("when", TEXT, "时间", "When (UTC, ISO 8601)"),
        Column("code_version", TEXT, "程序版本", "Hash of the code, lexicons and libraries that read"),
        Column("documents_read", INTEGER, "读取", "Documents read anew"),
        Column("skipped", INTEGER, "未变", "Documents unchanged since the build before"),
        Column("failed", INTEGER, "失败", "Documents that could not be read"),
        Column("seconds", REAL, "用时：秒", "Seconds that it took"),
    ),
    shared=True,
)
