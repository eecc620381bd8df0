-- zh: 一份规划引用哪些文件
-- en: What a plan cites
-- about zh: 依据、落实、遵守、修订的文件及其所在条款；在库中的可直接打开。只说原文所引：文字相近不等于承袭。
-- about en: What it rests on, implements, complies with or amends, and where; linked if it is in the corpus. Only what the text itself cites: similar wording is no lineage.
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents ORDER BY id
-- parameter relation: 关系 | Relation
-- choose relation: SELECT relation, relation FROM citations GROUP BY relation
-- heading cited_title: 所引文件 | Cited document
-- heading doc_number: 所引文号 | Its number
-- heading in_corpus: 库中文件 | In the corpus
SELECT
  document.short_title,
  document.status,
  citing.relation,
  citing.title AS cited_title,
  citing.doc_number,
  cited.short_title AS in_corpus,
  clause.ref,
  citing.id AS citation_id,
  citing.document_id,
  citing.clause_id,
  citing.cited_document_id
FROM citations AS citing
JOIN documents AS document ON document.id = citing.document_id
JOIN clauses AS clause ON clause.id = citing.clause_id
LEFT JOIN documents AS cited ON cited.id = citing.cited_document_id
WHERE (:document = '' OR citing.document_id = :document)
  AND (:relation = '' OR citing.relation = :relation)
ORDER BY citing.document_id, citing.char_start
