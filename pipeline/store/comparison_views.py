"""The views on what records say together: counterparts, what has none, topics, and who does what in each plan."""

from __future__ import annotations

from pipeline.store.columns import CITATION, CLAUSE, DOCUMENT, INTEGER, JSON, NUMBER, REAL, TEXT, Column, View
from pipeline.store.comparison_tables import COMMON, DIFFERENCE_A, DIFFERS, RELATION, SCORE
from pipeline.store.view_columns import (
    BASIS,
    DEPARTMENT,
    HEADING,
    MODALITY,
    NAME,
    POSITION,
    REF,
    ROLE,
    SHORT_TITLE,
    SOLE,
    STATUS,
)

_TEXT = Column("text", TEXT, "原文", "The provision")
_TOPIC = Column("topic", TEXT, "主题", "The topic", facet=True)
_TOPIC_ID = Column("topic_id", TEXT, "主题编号", "The topic", "topics")
_OTHER = Column(
    "other_document_id",
    TEXT,
    "另一文件编号",
    "The document that it was compared with",
    "documents",
    facet=True,
)
_OTHER_TITLE = Column("other_short_title", TEXT, "另一文件", "Short title of the other document", facet=True)
_OTHER_STATUS = Column("other_status", TEXT, "另一文件状态", "Status of the other document", facet=True)

COUNTERPARTS = View(
    "counterparts",
    "逐条对应：一条在另一文件中的对应条款",
    "Side by side: each provision with its counterparts in other documents, from either side",
    """
SELECT document.short_title, document.status, clause.ref, clause.heading,
       other_document.short_title AS other_short_title, other_document.status AS other_status,
       other.ref AS other_ref, other.heading AS other_heading, pair.score, pair.relation,
       pair.common, pair.differs, pair.difference, pair.other_difference,
       clause.text, other.text AS other_text, clause.citation, other.citation AS other_citation,
       pair.document_id, pair.clause_id, pair.other_document_id, pair.other_clause_id
FROM (
  SELECT document_a AS document_id, clause_a AS clause_id,
         document_b AS other_document_id, clause_b AS other_clause_id, score, relation,
         common, differs, difference_a AS difference, difference_b AS other_difference
  FROM alignments
  UNION ALL
  SELECT document_b, clause_b, document_a, clause_a, score, relation, common,
         replace(replace(replace(differs, '"added"', '"other"'), '"dropped"', '"added"'), '"other"', '"dropped"'),
         difference_b, difference_a
  FROM alignments
) AS pair
JOIN clauses AS clause ON clause.id = pair.clause_id
JOIN clauses AS other ON other.id = pair.other_clause_id
JOIN documents AS document ON document.id = pair.document_id
JOIN documents AS other_document ON other_document.id = pair.other_document_id
""".strip(),
    (
        SHORT_TITLE,
        STATUS,
        REF,
        HEADING,
        _OTHER_TITLE,
        _OTHER_STATUS,
        Column("other_ref", TEXT, "对应位置", "The counterpart, as people cite it"),
        Column("other_heading", TEXT, "对应小标题", "Heading of the counterpart"),
        SCORE,
        RELATION,
        COMMON,
        DIFFERS,
        Column("difference", TEXT, "首要不同", DIFFERENCE_A.en),
        Column("other_difference", TEXT, "对应条中", "What the counterpart has in its place"),
        _TEXT,
        Column("other_text", TEXT, "对应原文", "The counterpart's text"),
        CITATION,
        Column("other_citation", TEXT, "对应引用格式", "How to cite the counterpart"),
        DOCUMENT,
        CLAUSE,
        _OTHER,
        Column("other_clause_id", TEXT, "对应条款", "The counterpart", "clauses"),
    ),
)

NOT_IN = View(
    "not_in",
    "未见对应：另一文本中未见的条款",
    "Not in this text: provisions without a counterpart in the document that they were compared with",
    """
SELECT document.short_title, document.status, clause.ref, clause.heading,
       other_document.short_title AS other_short_title, other_document.status AS other_status,
       alone.best_score, clause.text, clause.citation,
       alone.own_document_id AS document_id, alone.clause_id, alone.document_id AS other_document_id
FROM unmatched AS alone
JOIN clauses AS clause ON clause.id = alone.clause_id
JOIN documents AS document ON document.id = alone.own_document_id
JOIN documents AS other_document ON other_document.id = alone.document_id
""".strip(),
    (
        SHORT_TITLE,
        STATUS,
        REF,
        HEADING,
        _OTHER_TITLE,
        _OTHER_STATUS,
        Column("best_score", REAL, "最高概率", "The highest probability that it had with anything there"),
        _TEXT,
        CITATION,
        DOCUMENT,
        CLAUSE,
        _OTHER,
    ),
)

TOPIC_CLAUSES = View(
    "topic_clauses",
    "主题条款：每个主题在各文件中的条款",
    "What each document says of each topic: its provisions with their main topic",
    """
SELECT topic.name AS topic, document.short_title, document.status, clause.ref, clause.heading,
       said.share, clause.text, clause.citation, said.document_id, said.clause_id, said.topic_id
FROM clause_topics AS said
JOIN topics AS topic ON topic.id = said.topic_id
JOIN clauses AS clause ON clause.id = said.clause_id
JOIN documents AS document ON document.id = said.document_id
WHERE said.main
""".strip(),
    (
        _TOPIC,
        SHORT_TITLE,
        STATUS,
        REF,
        HEADING,
        Column("share", REAL, "占比：在该条所涉主题中", "Its share of what the provision says of topics"),
        _TEXT,
        CITATION,
        DOCUMENT,
        CLAUSE,
        _TOPIC_ID,
    ),
)

TOPIC_DUTIES = View(
    "topic_duties",
    "主题分工：每个主题由谁、以何身份负责",
    "Who does what for each topic: bodies by function and role, for the main topic of the provision",
    """
SELECT said.topic_id, topic.name AS topic, held.function, duty.role, duty.name, document.short_title,
       document.status, duty.basis, duty.position, duty.sole, place.ref, task.title, task.modality,
       assignment.citation, duty.document_id, duty.task_id, said.clause_id, duty.department_id
FROM clause_topics AS said
JOIN topics AS topic ON topic.id = said.topic_id
JOIN clauses AS provision ON provision.id = said.clause_id
JOIN tasks AS task ON task.document_id = said.document_id
 AND task.char_start >= provision.char_start AND task.char_start < provision.char_end
JOIN task_departments AS duty ON duty.task_id = task.id AND duty.document_id = said.document_id
JOIN clauses AS place ON place.id = task.clause_id
JOIN documents AS document ON document.id = said.document_id
JOIN assignments AS assignment ON assignment.id = duty.assignment_id
LEFT JOIN department_functions AS held ON held.department_id = duty.department_id
WHERE said.main
""".strip(),
    (
        _TOPIC,
        Column(
            "function",
            TEXT,
            "职能：合并的单位每项职能各一行",
            "A function of the body, one row each",
            facet=True,
        ),
        ROLE,
        NAME,
        SHORT_TITLE,
        STATUS,
        BASIS,
        POSITION,
        SOLE,
        REF,
        Column("title", TEXT, "任务", "What the task is called"),
        MODALITY,
        CITATION,
        DOCUMENT,
        Column("task_id", TEXT, "任务编号", "The task", "tasks"),
        CLAUSE,
        DEPARTMENT,
        _TOPIC_ID,
    ),
)

SAME_MEASURES = View(
    "same_measures",
    "同措施、不同力度：同一措施在两份文件中的力度、门槛、范围",
    "Same words, different force: one measure in two documents, with force, threshold, scope and exception of each",
    """
SELECT document.short_title, document.status, measure.action, measure.object, measure.modality,
       measure.force, measure.threshold, measure.scope, measure.exception,
       other_document.short_title AS other_short_title, other_document.status AS other_status,
       other.modality AS other_modality, other.force AS other_force, other.threshold AS other_threshold,
       other.scope AS other_scope, other.exception AS other_exception, pair.differs, pair.score,
       measure.text, other.text AS other_text, measure.citation, other.citation AS other_citation,
       pair.document_id, measure.clause_id, pair.measure_id, pair.other_document_id,
       other.clause_id AS other_clause_id, pair.other_measure_id
FROM (
  SELECT document_a AS document_id, measure_a AS measure_id,
         document_b AS other_document_id, measure_b AS other_measure_id, differs, score
  FROM measure_pairs
  UNION ALL
  SELECT document_b, measure_b, document_a, measure_a, differs, score FROM measure_pairs
) AS pair
JOIN measures AS measure ON measure.id = pair.measure_id
JOIN measures AS other ON other.id = pair.other_measure_id
JOIN documents AS document ON document.id = pair.document_id
JOIN documents AS other_document ON other_document.id = pair.other_document_id
""".strip(),
    (
        SHORT_TITLE,
        STATUS,
        Column("action", TEXT, "动作", "The verb"),
        Column("object", TEXT, "对象", "What it is done to"),
        MODALITY,
        Column("force", TEXT, "力度用语", "The words that give it its force"),
        Column("threshold", TEXT, "门槛", "What bounds it"),
        Column("scope", TEXT, "适用范围", "Whom or where it binds"),
        Column("exception", TEXT, "除外", "What is left out"),
        _OTHER_TITLE,
        _OTHER_STATUS,
        Column("other_modality", TEXT, "对应力度", "Force of the other", facet=True),
        Column("other_force", TEXT, "对应力度用语", "Words of force of the other"),
        Column("other_threshold", TEXT, "对应门槛", "What bounds the other"),
        Column("other_scope", TEXT, "对应适用范围", "Whom or where the other binds"),
        Column("other_exception", TEXT, "对应除外", "What the other leaves out"),
        Column(
            "differs", JSON, "不同之处", "In what they differ: force, threshold, scope, exception", facet=True
        ),
        Column("score", REAL, "相近度：动作与对象的相近程度", "How alike action and object are, 0 to 1"),
        _TEXT,
        Column("other_text", TEXT, "对应原文", "The other measure"),
        CITATION,
        Column("other_citation", TEXT, "对应引用格式", "How to cite the other"),
        DOCUMENT,
        CLAUSE,
        Column("measure_id", TEXT, "措施编号", "The measure", "measures"),
        _OTHER,
        Column("other_clause_id", TEXT, "对应条款", "The other's clause", "clauses"),
        Column("other_measure_id", TEXT, "对应措施编号", "The other measure", "measures"),
    ),
)

# What may be ranked: targets of one group, without obstacles, of at least two documents. Drafts are left out
# of `rank`; `rank_with_drafts` is for whoever asks for them.
RANKED_TARGETS = View(
    "ranked_targets",
    "目标对照：同一事项的目标并列，口径完全一致的才排序",
    "Targets side by side: those of one matter, ranked only where all agrees; 1 is the lowest level",
    """
WITH able AS (
  SELECT target.family, target.target_id, target.document_id, target.group_key, target.level, document.status
  FROM comparable_targets AS target
  JOIN documents AS document ON document.id = target.document_id
  WHERE target.obstacles = '[]'
),
issued AS (
  SELECT family, target_id,
         dense_rank() OVER (PARTITION BY family, group_key ORDER BY level) AS place
  FROM able
  WHERE status <> 'draft' AND (family, group_key) IN (
    SELECT family, group_key FROM able WHERE status <> 'draft'
    GROUP BY family, group_key HAVING count(DISTINCT document_id) > 1)
),
with_drafts AS (
  SELECT family, target_id,
         dense_rank() OVER (PARTITION BY family, group_key ORDER BY level) AS place
  FROM able
  WHERE (family, group_key) IN (
    SELECT family, group_key FROM able
    GROUP BY family, group_key HAVING count(DISTINCT document_id) > 1)
)
SELECT own.family, document.short_title, document.status, own.indicator, own.territory, own.statistic,
       own.year, target.op, target.value, target.value_high, target.unit, own.base_year, target.baseline,
       target.hedges, own.exclusions, target.deferred_to, issued.place AS rank,
       with_drafts.place AS rank_with_drafts, own.obstacles, own.implied_change, own.implied_unit, own.formula,
       own.derived_rate, own.rate_formula, target.quote, target.citation, own.level, own.unit AS common_unit,
       own.group_key, own.document_id, target.clause_id, own.target_id
FROM comparable_targets AS own
JOIN targets AS target ON target.id = own.target_id
JOIN documents AS document ON document.id = own.document_id
LEFT JOIN issued ON issued.family = own.family AND issued.target_id = own.target_id
LEFT JOIN with_drafts ON with_drafts.family = own.family AND with_drafts.target_id = own.target_id
""".strip(),
    (
        Column("family", TEXT, "事项", "The matter", facet=True),
        SHORT_TITLE,
        STATUS,
        Column("indicator", TEXT, "指标", "Canonical indicator, without its change", facet=True),
        Column("territory", TEXT, "适用地区", "Whom or where it applies to"),
        Column("statistic", TEXT, "口径", "each, mean, total, one, whole, unstated", facet=True),
        Column("year", TEXT, "年份", "When it is due", facet=True),
        Column("op", TEXT, "比较", "How the value compares"),
        Column("value", NUMBER, "数值", "Value as printed"),
        Column("value_high", NUMBER, "数值上限", "Upper end of a range"),
        Column("unit", TEXT, "单位", "Unit as printed"),
        Column("base_year", TEXT, "基准年", "The year that a change is measured from"),
        Column("baseline", TEXT, "基期", "What it is measured against, as printed"),
        Column("hedges", JSON, "缓和用语", "Hedging words that govern it"),
        Column("exclusions", TEXT, "除外", "What is left out"),
        Column("deferred_to", TEXT, "从属于", "Whose number it defers to; never ranked"),
        Column(
            "rank", INTEGER, "排序：1为最低，征求意见稿不参与", "1 is the lowest level; drafts are left out"
        ),
        Column("rank_with_drafts", INTEGER, "排序：含征求意见稿", "The same with drafts"),
        Column("obstacles", JSON, "不能排序的原因", "What keeps it from every ranking", facet=True),
        Column("implied_change", REAL, "推算变化", "Change that its starting value implies; derived"),
        Column("implied_unit", TEXT, "推算变化单位", "Unit of that change"),
        Column("formula", TEXT, "推算公式", "How it comes about"),
        Column("derived_rate", REAL, "推算比率", "Days as a share of all days; derived"),
        Column("rate_formula", TEXT, "推算比率公式", "How it comes about"),
        Column("quote", TEXT, "原文", "The source's words"),
        CITATION,
        Column("level", REAL, "换算值", "Value in the common unit"),
        Column("common_unit", TEXT, "共用单位", "The common unit"),
        Column("group_key", TEXT, "可比组", "Equal for targets that are the same thing"),
        DOCUMENT,
        CLAUSE,
        Column("target_id", TEXT, "目标编号", "The target", "targets"),
    ),
)
