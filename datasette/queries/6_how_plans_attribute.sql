-- zh: 各规划怎样写明责任
-- en: How each plan says who is responsible
-- about zh: 每份规划一行：标注方式，任务数，其中有牵头、有标注而无牵头、只以主语写出、未写明的各多少，四项相加即任务数。不作标注的文件不计有无牵头（空白）。
-- about en: One row a plan: how it attributes, and of its tasks how many have a lead, are marked without one, name a subject only, or state nothing; the four add up. Documents that do not mark attributions are not counted for leads (blank).
-- heading tasks: 任务数 | Tasks
-- heading with_lead: 有牵头 | With a lead
-- heading without_lead: 有标注无牵头 | Marked, no lead
-- heading by_subject: 仅以主语写出 | By subject only
-- heading not_stated: 未写明 | Not stated
SELECT
  document.short_title,
  document.status,
  document.attribution_style,
  count(*) AS tasks,
  CASE WHEN document.attribution_style IN ('brackets', 'table') THEN count(lead.task_id) END AS with_lead,
  CASE WHEN document.attribution_style IN ('brackets', 'table')
    THEN count(*) FILTER (WHERE lead.task_id IS NULL AND task.attribution_status IN ('stated', 'inherited')) END AS without_lead,
  count(*) FILTER (WHERE task.attribution_status = 'subject' AND (lead.task_id IS NULL
    OR document.attribution_style NOT IN ('brackets', 'table'))) AS by_subject,
  count(*) FILTER (WHERE task.attribution_status = 'none') AS not_stated,
  document.id AS document_id
FROM tasks AS task
JOIN documents AS document ON document.id = task.document_id
LEFT JOIN (SELECT DISTINCT task_id FROM task_departments WHERE role = 'lead') AS lead ON lead.task_id = task.id
GROUP BY document.id
ORDER BY document.id
