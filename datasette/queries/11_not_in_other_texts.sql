-- zh: 只在这份文本中的条款
-- en: What only this text has
-- about zh: 在与之比较过的每份文件中都未见对应的条款（文件多时只与最接近的若干份比较，见“比较过的文件数”）。“只在这里”仅指所比较的文本，不说明他处没有这样的政策；越接近报告线（0.35）的越值得核对。
-- about en: Provisions without a counterpart in any of the texts that they were compared with: in a large library the nearest ones, as the column says. “Only here” speaks of the texts compared, not of policy elsewhere; the nearer to the mark (0.35), the more worth checking.
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents ORDER BY id
-- heading compared_with: 比较过的文件数 | Texts compared with
-- heading best_score: 最高概率 | Best score
SELECT
  document.short_title,
  document.status,
  clause.ref,
  clause.heading,
  count(*) AS compared_with,
  max(alone.best_score) AS best_score,
  clause.text,
  clause.citation,
  alone.own_document_id AS document_id,
  alone.clause_id
FROM unmatched AS alone
JOIN clauses AS clause ON clause.id = alone.clause_id
JOIN documents AS document ON document.id = alone.own_document_id
WHERE :document = '' OR alone.own_document_id = :document
GROUP BY alone.clause_id
HAVING count(*) = (
  SELECT count(*) FROM comparisons AS compared
  WHERE compared.document_a = alone.own_document_id OR compared.document_b = alone.own_document_id)
ORDER BY alone.own_document_id, clause.seq
