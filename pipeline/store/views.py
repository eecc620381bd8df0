"""The views: the questions that are asked again and again, each one query that joins by keys alone."""

from __future__ import annotations

from pipeline.store.columns import CITATION, CLAUSE, DOCUMENT, JSON, NUMBER, TASK, TEXT, Column, View
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

# A task's own assignments, and the inherited ones whose covered clauses hold it. What an inherited
# one covers runs from the start of `covers_from` to the end of `covers_to` (its parts included).
INHERITED_DUTIES = """
SELECT task.document_id, task.id AS task_id, task.clause_id, spread.department_id, spread.name,
       spread.role, spread.basis, spread.position, spread.sole, spread.id AS assignment_id, task.title
FROM assignments AS spread
LEFT JOIN clauses AS first
  ON first.document_id = spread.document_id AND first.ref = spread.covers_from
LEFT JOIN clauses AS last
  ON last.document_id = spread.document_id AND last.ref = spread.covers_to
JOIN tasks AS task ON task.document_id = spread.document_id
 AND (task.id = spread.task_id
      OR (task.char_start >= first.char_start AND task.char_start < last.char_end))
WHERE spread.basis = 'inherited'
""".strip()
TASK_DEPARTMENTS = View(
    "task_departments",
    "任务分工：含承前的责任单位",
    "Who must do each task: its own assignments and the inherited ones that cover it",
    f"""
SELECT task.document_id, task.id AS task_id, task.clause_id, own.department_id, own.name,
       own.role, own.basis, own.position, own.sole, own.id AS assignment_id, task.title
FROM tasks AS task
JOIN assignments AS own ON own.task_id = task.id AND own.basis <> 'inherited'
UNION ALL
{INHERITED_DUTIES}
""".strip(),
    (
        DOCUMENT,
        TASK,
        CLAUSE,
        DEPARTMENT,
        NAME,
        ROLE,
        BASIS,
        POSITION,
        SOLE,
        Column("assignment_id", TEXT, "分工编号", "The assignment that says so", "assignments"),
        Column("title", TEXT, "任务", "What the task is called"),
    ),
)

PROMISES = View(
    "promises",
    "承诺：何时达到什么",
    "What is promised, by when: every target with its document, clause and quotation",
    """
SELECT target.id AS target_id, target.document_id, document.short_title, document.status,
       clause.ref, clause.heading, coalesce(indicator.name, target.indicator) AS indicator,
       target.scope, target.direction, target.op, target.value, target.value_high, target.unit,
       target.baseline, target.deadline, target.recurrence, target.hedges, target.strength,
       target.deferred_to, target.exclusions, target.quote, target.citation, target.clause_id
FROM targets AS target
JOIN documents AS document ON document.id = target.document_id
JOIN clauses AS clause ON clause.id = target.clause_id
LEFT JOIN indicators AS indicator ON indicator.id = target.indicator_id
""".strip(),
    (
        Column("target_id", TEXT, "目标编号", "The target", "targets"),
        DOCUMENT,
        SHORT_TITLE,
        STATUS,
        REF,
        HEADING,
        Column(
            "indicator", TEXT, "指标", "Canonical name where resolved, else the source's words", facet=True
        ),
        Column("scope", TEXT, "范围", "Whom or where it applies to"),
        Column("direction", TEXT, "方式", "level, increase, decrease, state", facet=True),
        Column("op", TEXT, "比较", "How the value compares"),
        Column("value", NUMBER, "数值", "Value as printed"),
        Column("value_high", NUMBER, "数值上限", "Upper end of a range"),
        Column("unit", TEXT, "单位", "Unit as printed"),
        Column("baseline", TEXT, "基期", "What it is measured against"),
        Column("deadline", TEXT, "完成时限", "Last day to reach it", facet=True),
        Column("recurrence", TEXT, "周期", "How often it is due again"),
        Column("hedges", JSON, "缓和用语", "Hedging words that govern it"),
        Column("strength", TEXT, "约束力", "binding, expected, striven", facet=True),
        Column("deferred_to", TEXT, "从属于", "Whose number it defers to; never ranked"),
        Column("exclusions", TEXT, "除外", "What is left out"),
        Column("quote", TEXT, "原文", "The source's words"),
        CITATION,
        CLAUSE,
    ),
)

# Whatever one change overlaps: with it undone the target read as `quote_before`. What a change brought whole
# had no wording before.
AMENDED_TARGETS = View(
    "amended_targets",
    "目标修订：修订前后",
    "Targets that a tracked change touches: how they read before and after, who changed them and when",
    """
SELECT target.id AS target_id, target.document_id, document.short_title, document.status, clause.ref,
       coalesce(indicator.name, target.indicator) AS indicator,
       CASE WHEN change.char_start >= target.char_start AND change.char_end <= target.char_end
                 AND change.char_end - change.char_start < target.char_end - target.char_start
            THEN substr(target.quote, 1, change.char_start - target.char_start)
                 || coalesce(change.before, '')
                 || substr(target.quote, change.char_end - target.char_start + 1)
       END AS quote_before,
       target.quote, change.before, change.after, change.kind, change.author, change.created,
       change.id AS comment_id, target.clause_id
FROM targets AS target
JOIN comments AS change ON change.document_id = target.document_id AND change.kind <> 'comment'
 AND change.char_start < target.char_end
 AND (change.char_end > target.char_start
      OR (change.char_end = change.char_start AND change.char_start > target.char_start))
JOIN documents AS document ON document.id = target.document_id
JOIN clauses AS clause ON clause.id = target.clause_id
LEFT JOIN indicators AS indicator ON indicator.id = target.indicator_id
""".strip(),
    (
        Column("target_id", TEXT, "目标编号", "The target", "targets"),
        DOCUMENT,
        SHORT_TITLE,
        STATUS,
        REF,
        Column("indicator", TEXT, "指标", "Canonical name where resolved, else the source's words"),
        Column("quote_before", TEXT, "修订前的目标", "The target with this change undone; null if it is new"),
        Column("quote", TEXT, "原文", "The source's words, all changes accepted"),
        Column("before", TEXT, "修订前", "What the change replaced or deleted"),
        Column("after", TEXT, "修订后", "What it put there"),
        Column("kind", TEXT, "种类：插入、删除、移动", "insertion, deletion, move", facet=True),
        Column("author", TEXT, "作者", "Author", facet=True),
        Column("created", TEXT, "时间", "When it was made, as the file says"),
        Column("comment_id", TEXT, "修订编号", "The change", "comments"),
        CLAUSE,
    ),
)

DUTIES = View(
    "duties",
    "职责：谁负责什么",
    "Who must do what: every task of every body, readable, inherited ones included",
    """
SELECT duty.name, duty.role, duty.basis, duty.position, duty.sole, document.short_title, document.status,
       clause.ref, clause.heading, task.title, task.modality, task.text, assignment.citation,
       duty.document_id, duty.task_id, duty.clause_id, duty.department_id
FROM task_departments AS duty
JOIN tasks AS task ON task.id = duty.task_id
JOIN clauses AS clause ON clause.id = duty.clause_id
JOIN documents AS document ON document.id = duty.document_id
JOIN assignments AS assignment ON assignment.id = duty.assignment_id
""".strip(),
    (
        NAME,
        ROLE,
        BASIS,
        POSITION,
        SOLE,
        SHORT_TITLE,
        STATUS,
        REF,
        HEADING,
        Column("title", TEXT, "任务", "What the task is called"),
        MODALITY,
        Column("text", TEXT, "任务原文", "The passage"),
        CITATION,
        DOCUMENT,
        TASK,
        CLAUSE,
        DEPARTMENT,
    ),
)

SCHEDULE = View(
    "schedule",
    "时间表：什么时候该做什么",
    "What is due when: every dated or recurring expression with its sentence",
    """
SELECT deadline.end_date, deadline.period, deadline.kind, deadline.text, document.short_title,
       document.status, clause.ref, clause.heading, deadline.quote, deadline.citation,
       deadline.id AS deadline_id, deadline.document_id, deadline.task_id, deadline.clause_id
FROM deadlines AS deadline
JOIN documents AS document ON document.id = deadline.document_id
JOIN clauses AS clause ON clause.id = deadline.clause_id
""".strip(),
    (
        Column("end_date", TEXT, "截止日期", "Last day (ISO 8601)", facet=True),
        Column("period", TEXT, "周期", "Period of a recurring one", facet=True),
        Column("kind", TEXT, "种类", "by, during, recurring, from", facet=True),
        Column("text", TEXT, "时间用语", "The expression itself"),
        SHORT_TITLE,
        STATUS,
        REF,
        HEADING,
        Column("quote", TEXT, "所在句子", "The sentence around it"),
        CITATION,
        Column("deadline_id", TEXT, "时限编号", "The deadline", "deadlines"),
        DOCUMENT,
        TASK,
        CLAUSE,
    ),
)

# A recognised line and a fact meet where their ranges do: there is no key between them.
RECOGNISED_FACTS = View(
    "recognised_facts",
    "识别所得：扫描页上的目标、时限、分工及其可信度",
    "Targets, deadlines and assignments that stand on scanned pages, with how sure recognition was of their "
    "least sure line",
    """
SELECT 'target' AS kind, fact.id AS fact_id, fact.document_id, min(line.page) AS page,
       min(line.confidence) AS confidence, fact.quote, fact.clause_id
FROM origins AS line
JOIN targets AS fact ON fact.document_id = line.document_id
 AND line.char_start < fact.char_end AND line.char_end > fact.char_start
WHERE line.confidence IS NOT NULL
GROUP BY fact.id
UNION ALL
SELECT 'deadline', fact.id, fact.document_id, min(line.page), min(line.confidence), fact.text, fact.clause_id
FROM origins AS line
JOIN deadlines AS fact ON fact.document_id = line.document_id
 AND line.char_start < fact.char_end AND line.char_end > fact.char_start
WHERE line.confidence IS NOT NULL
GROUP BY fact.id
UNION ALL
SELECT 'assignment', fact.id, fact.document_id, min(line.page), min(line.confidence), fact.name_raw,
       fact.clause_id
FROM origins AS line
JOIN assignments AS fact ON fact.document_id = line.document_id
 AND line.char_start < fact.char_end AND line.char_end > fact.char_start
WHERE line.confidence IS NOT NULL
GROUP BY fact.id
""".strip(),
    (
        Column("kind", TEXT, "种类：目标、时限、分工", "target, deadline, assignment", facet=True),
        Column("fact_id", TEXT, "编号", "The target, deadline or assignment"),
        DOCUMENT,
        Column("page", NUMBER, "页码：从1起", "Page that it starts on, from 1"),
        Column("confidence", NUMBER, "文字识别可信度：0至1", "How sure recognition is, 0 to 1"),
        Column("quote", TEXT, "原文", "The source's words, as recognised"),
        CLAUSE,
    ),
)
