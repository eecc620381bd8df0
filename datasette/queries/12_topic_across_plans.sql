-- zh: 一个主题，各规划怎么写
-- en: One topic across the plans
-- about zh: 以该主题为主要内容的条款。没有条款的规划不列出：未在此文本中写明，不等于没有。
-- about en: The provisions whose main topic it is. A plan without any is not listed: not stated in this text is not the same as none.
-- parameter topic: 主题 | Topic
-- choose topic: SELECT topic.name, topic.name || '（' || count(DISTINCT said.document_id) || '）' FROM topics AS topic JOIN clause_topics AS said ON said.topic_id = topic.id AND said.main GROUP BY topic.id ORDER BY topic.seq
SELECT
  said.topic,
  said.short_title,
  said.status,
  said.ref,
  said.heading,
  said.share,
  said.text,
  said.citation,
  said.document_id,
  said.clause_id,
  said.topic_id
FROM topic_clauses AS said
JOIN topics AS topic ON topic.id = said.topic_id
JOIN clauses AS clause ON clause.id = said.clause_id
WHERE :topic = '' OR said.topic = :topic
ORDER BY topic.seq, said.document_id, clause.seq
