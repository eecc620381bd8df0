-- zh: 目标对照与排序
-- en: Targets compared and ranked
-- about zh: 同一事项的目标并列。只有指标、地区、口径、年份、基准、除外、文种完全一致且至少两份文件才有的才排序：1 为数值最低，不说力度大小。随地域大小增减的总量、从属于他人数值的和定性的目标不排序，原因列在旁边。推算值不参与排序。
-- about en: Targets of one matter side by side. Ranked only where indicator, territory, statistic, year, base, exclusions and genre agree in at least two documents: 1 is the lowest level, never “more ambitious”. Amounts that grow with the territory, deferred and qualitative targets are not ranked; the reason stands beside them. Derived values are never ranked.
-- parameter family: 事项 | Matter
-- choose family: SELECT family, family || '（' || count(DISTINCT document_id) || '）' FROM comparable_targets GROUP BY family HAVING count(DISTINCT document_id) > 1 ORDER BY count(DISTINCT document_id) DESC, family
-- parameter year: 年份 | Year
-- choose year: SELECT DISTINCT year, year FROM comparable_targets WHERE year IS NOT NULL ORDER BY year
SELECT
  ranked.family,
  ranked.short_title,
  ranked.status,
  ranked.indicator,
  ranked.territory,
  ranked.statistic,
  ranked.year,
  ranked.op,
  ranked.value,
  ranked.value_high,
  ranked.unit,
  ranked.base_year,
  ranked.hedges,
  ranked.exclusions,
  ranked.deferred_to,
  ranked.rank,
  ranked.rank_with_drafts,
  ranked.obstacles,
  ranked.formula,
  ranked.rate_formula,
  ranked.quote,
  ranked.citation,
  ranked.document_id,
  ranked.clause_id,
  ranked.target_id
FROM ranked_targets AS ranked
JOIN targets AS target ON target.id = ranked.target_id
WHERE (:year = '' OR ranked.year = :year)
  AND ((:family <> '' AND ranked.family = :family)
    OR (:family = '' AND ranked.family IN (
          SELECT family FROM comparable_targets GROUP BY family HAVING count(DISTINCT document_id) > 1)))
ORDER BY ranked.family, ranked.indicator, ranked.group_key IS NULL, ranked.group_key, ranked.document_id, target.char_start
