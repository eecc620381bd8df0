-- zh: 审稿批注，批在哪里
-- en: Reviewers' comments and what they hang on
-- about zh: 征求意见稿中的批注和修订，连同所批的文字和所在条款。
-- about en: Comments and tracked changes in drafts, with the words and the clause that they hang on.
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents WHERE id IN (SELECT document_id FROM comments) ORDER BY id
-- heading text: 批注内容 | Comment
SELECT
  document.short_title,
  document.status,
  clause.ref,
  comment.anchor,
  comment.text,
  comment.kind,
  comment.before,
  comment.after,
  comment.author,
  comment.created,
  comment.resolved,
  comment.id AS comment_id,
  comment.document_id,
  comment.clause_id
FROM comments AS comment
JOIN documents AS document ON document.id = comment.document_id
JOIN clauses AS clause ON clause.id = comment.clause_id
WHERE (:document = '' OR comment.document_id = :document)
ORDER BY comment.document_id, comment.char_start
