-- zh: 两份规划逐条对照
-- en: Two plans side by side
-- about zh: 一份规划的每条与另一份中处理同一事项的条款并列；概率是两条属于同一事项的可能性，不是内容相同的程度。文本相近不等于有沿袭关系。
-- about en: Each provision beside those of the other plan that deal with the same matter; the probability is of dealing with the same matter, not of saying the same. Shared wording is no lineage.
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents ORDER BY id
-- parameter other: 对照文件 | Compared with
-- choose other: SELECT id, short_title FROM documents ORDER BY id
-- parameter topic: 主题 | Topic
-- choose topic: SELECT topic.name, topic.name || '（' || count(DISTINCT said.document_id) || '）' FROM topics AS topic JOIN clause_topics AS said ON said.topic_id = topic.id AND said.main GROUP BY topic.id ORDER BY topic.seq
SELECT
  pair.short_title,
  pair.status,
  pair.ref,
  pair.heading,
  pair.other_short_title,
  pair.other_status,
  pair.other_ref,
  pair.other_heading,
  pair.score,
  pair.relation,
  pair.common,
  pair.differs,
  pair.text,
  pair.other_text,
  pair.citation,
  pair.other_citation,
  pair.document_id,
  pair.clause_id,
  pair.other_document_id,
  pair.other_clause_id
FROM counterparts AS pair
JOIN clauses AS clause ON clause.id = pair.clause_id
WHERE (:document = '' OR pair.document_id = :document)
  AND (:other = '' OR pair.other_document_id = :other)
  AND (:topic = '' OR EXISTS (
        SELECT 1 FROM clause_topics AS said JOIN topics AS topic ON topic.id = said.topic_id
        WHERE said.clause_id = pair.clause_id AND said.main AND topic.name = :topic))
ORDER BY pair.document_id, clause.seq, pair.other_document_id, pair.score DESC, pair.other_ref
