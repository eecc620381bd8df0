-- zh: 一个指标，各规划怎么定
-- en: One indicator across the plans
-- about zh: 名称（规范的或原文的）含有所填词语的指标，在各规划中的目标，并列而不排名：口径、范围、年份、缓和用语和除外都在旁边。从属于他人数值的和定性的目标也在内。不选指标时，列出至少两份规划共有的指标。
-- about en: The targets for one indicator, canonical names or the source's words holding what was typed, side by side, never ranked: statistic, scope, year, hedges and exclusions stand beside each; targets that defer to another's number and qualitative ones are in. Without a choice: the indicators that at least two plans share.
-- parameter indicator: 规范指标 | Indicator
-- choose indicator: SELECT indicator.name, indicator.name || '（' || count(DISTINCT target.document_id) || '）' FROM indicators AS indicator JOIN targets AS target ON target.indicator_id = indicator.id GROUP BY indicator.name ORDER BY count(DISTINCT target.document_id) DESC, indicator.name
-- heading indicator: 规范指标 | Indicator
-- heading wording: 原文指标 | In the source's words
SELECT
  indicator.name AS indicator,
  indicator.statistic,
  document.short_title,
  document.status,
  clause.ref,
  target.indicator AS wording,
  target.scope,
  target.direction,
  target.op,
  target.value,
  target.value_high,
  target.unit,
  target.deadline,
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
WHERE (:indicator <> '' AND (instr(indicator.name, :indicator) OR instr(target.indicator, :indicator)))
   OR (:indicator = '' AND indicator.id IN (
        SELECT indicator_id FROM targets GROUP BY indicator_id HAVING count(DISTINCT document_id) > 1))
ORDER BY indicator.name IS NULL, indicator.name, target.document_id, target.char_start
