-- zh: 各规划怎样写明责任
-- en: How each plan says who is responsible
-- about zh: 每份规划一行：标注方式，任务数，其中写明牵头的、有标注而无牵头的、只以主语写出（不称牵头）的、未写明的各多少，四项相加即任务数。不作标注的文件，“有标注无牵头”为0，并不表示都有牵头。
-- about en: One row a plan: how it attributes, and of its tasks how many name a lead, are marked without one, only name a subject that is not called lead, or state nothing; the four add up. Where nothing is marked, 0 marked tasks without a lead do not mean that all have one.
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
  count(lead.task_id) AS with_lead,
  count(*) FILTER (WHERE lead.task_id IS NULL AND task.attribution_status IN ('stated', 'inherited')) AS without_lead,
  count(*) FILTER (WHERE lead.task_id IS NULL AND task.attribution_status = 'subject') AS by_subject,
  count(*) FILTER (WHERE lead.task_id IS NULL AND task.attribution_status = 'none') AS not_stated,
  document.id AS document_id
FROM tasks AS task
JOIN documents AS document ON document.id = task.document_id
LEFT JOIN (SELECT DISTINCT task_id FROM task_departments WHERE role = 'lead') AS lead ON lead.task_id = task.id
GROUP BY document.id
ORDER BY document.id
