-- zh: 同措施、不同力度
-- en: Same words, different force
-- about zh: 两份规划对同一事物的同一动作（如新增钢铁产能），各自的力度、门槛、适用范围和除外并列。“要求”含一般的职责陈述。数值不排名；措施未并列不等于没有。
-- about en: One measure of two plans (adding steel capacity, say) with force, threshold, scope and exception of each. “require” includes plain statements of a duty. Nothing is ranked, and a measure without a row is not thereby missing.
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents ORDER BY id
-- parameter other: 对照文件 | Compared with
-- choose other: SELECT id, short_title FROM documents ORDER BY id
-- parameter differs: 不同之处 | In what they differ
-- choose differs: SELECT 'force', '力度 force' UNION ALL SELECT 'threshold', '门槛 threshold' UNION ALL SELECT 'scope', '适用范围 scope' UNION ALL SELECT 'exception', '除外 exception'
-- parameter words: 措施中的词语 | Words in the measure
SELECT
  same.short_title,
  same.status,
  same.text,
  same.modality,
  same.force,
  same.threshold,
  same.scope,
  same.exception,
  same.other_short_title,
  same.other_status,
  same.other_text,
  same.other_modality,
  same.other_force,
  same.other_threshold,
  same.other_scope,
  same.other_exception,
  same.differs,
  same.action,
  same.object,
  same.score,
  same.citation,
  same.other_citation,
  same.document_id,
  same.clause_id,
  same.measure_id,
  same.other_document_id,
  same.other_clause_id,
  same.other_measure_id
FROM same_measures AS same
JOIN measures AS measure ON measure.id = same.measure_id
WHERE (:document = '' OR same.document_id = :document)
  AND (:other = '' OR same.other_document_id = :other)
  AND (:differs = '' OR instr(same.differs, :differs))
  AND (:words = '' OR instr(same.text, :words))
ORDER BY same.document_id, measure.char_start, same.other_document_id
