-- zh: 时间表：什么时候该做什么
-- en: Timetable: what is due when
-- about zh: 文中每一处时间要求：截至某日、某期间、每年每月。日期已过的只表示“期限已过，完成情况未知”。
-- about en: Every time requirement: by a day, during a period, every year or month. A date behind us means "passed, completion unknown".
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents ORDER BY id
-- parameter kind: 种类 | Kind
-- choose kind: SELECT kind, CASE kind WHEN 'by' THEN '截至 by' WHEN 'during' THEN '期间 during' WHEN 'recurring' THEN '周期 recurring' ELSE '起始 from' END FROM deadlines GROUP BY kind
-- parameter until: 截止日期不晚于 | Ends no later than
-- date until: 2025-12-31
-- choose until: SELECT end_date, end_date FROM deadlines WHERE end_date IS NOT NULL GROUP BY end_date ORDER BY end_date
-- heading text: 时间用语 | Expression
-- heading title: 任务 | Task
SELECT
  deadline.end_date,
  deadline.period,
  deadline.kind,
  deadline.text,
  document.short_title,
  document.status,
  clause.ref,
  task.title,
  deadline.quote,
  deadline.citation,
  deadline.id AS deadline_id,
  deadline.document_id,
  deadline.task_id,
  deadline.clause_id
FROM deadlines AS deadline
JOIN documents AS document ON document.id = deadline.document_id
JOIN clauses AS clause ON clause.id = deadline.clause_id
LEFT JOIN tasks AS task ON task.id = deadline.task_id
WHERE (:document = '' OR deadline.document_id = :document)
  AND (:kind = '' OR deadline.kind = :kind)
  AND (:until = '' OR (date(:until, '+0 days') = :until AND deadline.end_date <= :until))
ORDER BY deadline.end_date IS NULL, deadline.end_date, deadline.document_id, deadline.char_start
