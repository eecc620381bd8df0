-- zh: 承诺什么，何时完成
-- en: What is promised, by when
-- about zh: 每份规划的每个目标：指标、数值、完成时限和原文；按期限排列，未写期限的在后。
-- about en: Every target of every plan with its value, deadline and words; by date, undated ones last.
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents ORDER BY id
-- parameter by: 截止日期不晚于 | Due no later than
-- date by: 2025-12-31
-- choose by: SELECT deadline, deadline FROM targets WHERE deadline IS NOT NULL GROUP BY deadline ORDER BY deadline
-- parameter indicator: 指标含有 | Indicator contains
-- heading indicator: 指标 | Indicator
SELECT
  target.deadline,
  document.short_title,
  document.status,
  clause.ref,
  coalesce(indicator.name, target.indicator) AS indicator,
  target.scope,
  target.direction,
  target.op,
  target.value,
  target.value_high,
  target.unit,
  target.recurrence,
  target.baseline,
  target.hedges,
  target.strength,
  target.exclusions,
  target.deferred_to,
  target.quote,
  target.citation,
  target.id AS target_id,
  target.document_id,
  target.clause_id
FROM targets AS target
JOIN documents AS document ON document.id = target.document_id
JOIN clauses AS clause ON clause.id = target.clause_id
LEFT JOIN indicators AS indicator ON indicator.id = target.indicator_id
WHERE (:document = '' OR target.document_id = :document)
  AND (:by = '' OR (date(:by, '+0 days') = :by AND target.deadline <= :by))
  AND (:indicator = '' OR instr(coalesce(indicator.name, target.indicator), :indicator) > 0)
ORDER BY target.deadline IS NULL, target.deadline, target.document_id, target.char_start
