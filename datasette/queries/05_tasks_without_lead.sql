-- zh: 没有写明牵头单位的任务
-- en: Tasks with no lead stated
-- about zh: 只看标注责任单位的文件（括号或表格）；用主语写责任或不标注的文件不计入，指导思想、原则、目标、范围、形势各条也不计入。不是写在标注中的单位注明承前（前文一并写明）或主语。“A会同B”即A牵头；“按职责分工负责”即无人牵头。文中未写，不等于没有。
-- about en: Only documents that mark who is responsible (brackets, a table); others are left out, and so are guiding thoughts, principles, goals, areas and the situation. Bodies that no mark of the task itself names have 承前 (said once for several) or 主语 (the subject of a sentence) behind them. In "A会同B" A leads; "按职责分工负责" means that nobody leads. Not stated here does not mean that there is none.
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents WHERE attribution_style IN ('brackets', 'table') ORDER BY id
-- heading title: 任务 | Task
-- heading responsible: 负责单位 | Responsible
-- heading support: 配合单位 | Supporting
-- heading implement: 落实单位 | Implementing
SELECT
  document.short_title,
  document.status,
  document.attribution_style,
  clause.ref,
  task.title,
  task.attribution_status,
  (SELECT group_concat(said, '、') FROM (SELECT DISTINCT
    name || CASE basis WHEN 'inherited' THEN '（承前）' WHEN 'subject' THEN '（主语）' ELSE '' END AS said
    FROM task_departments WHERE task_id = task.id AND role = 'responsible' ORDER BY basis <> 'stated', position)) AS responsible,
  (SELECT group_concat(said, '、') FROM (SELECT DISTINCT
    name || CASE basis WHEN 'inherited' THEN '（承前）' WHEN 'subject' THEN '（主语）' ELSE '' END AS said
    FROM task_departments WHERE task_id = task.id AND role = 'support' ORDER BY basis <> 'stated', position)) AS support,
  (SELECT group_concat(said, '、') FROM (SELECT DISTINCT
    name || CASE basis WHEN 'inherited' THEN '（承前）' WHEN 'subject' THEN '（主语）' ELSE '' END AS said
    FROM task_departments WHERE task_id = task.id AND role = 'implement' ORDER BY basis <> 'stated', position)) AS implement,
  clause.citation,
  task.id AS task_id,
  task.document_id,
  task.clause_id
FROM tasks AS task
JOIN documents AS document ON document.id = task.document_id
JOIN clauses AS clause ON clause.id = task.clause_id
WHERE document.attribution_style IN ('brackets', 'table')
  AND (:document = '' OR task.document_id = :document)
  AND task.id NOT IN (SELECT task_id FROM task_departments WHERE role = 'lead')
  AND task.id NOT IN (
    SELECT said.id FROM topics AS topic
    JOIN clause_topics AS about ON about.topic_id = topic.id
    JOIN clauses AS provision ON provision.id = about.clause_id
    JOIN tasks AS said ON said.document_id = about.document_id
    WHERE topic.name IN ('指导思想', '基本原则', '工作目标', '实施范围', '现状形势') AND about.main
      AND said.char_start >= provision.char_start AND said.char_start < provision.char_end)
ORDER BY task.document_id, task.attribution_status <> 'stated', task.seq
