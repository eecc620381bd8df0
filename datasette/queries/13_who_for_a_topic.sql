-- zh: 一个主题，各规划由谁负责
-- en: Who does what for one topic
-- about zh: 每个主题在各规划中由哪些职能的单位、以何身份负责。排在首位不等于牵头；没有写明责任单位的规划不列出。
-- about en: Bodies by function and role for each topic in each plan. First named is not lead; a plan that names nobody is not listed.
-- parameter topic: 主题 | Topic
-- choose topic: SELECT topic.name, topic.name || '（' || count(DISTINCT said.document_id) || '）' FROM topics AS topic JOIN clause_topics AS said ON said.topic_id = topic.id AND said.main GROUP BY topic.id ORDER BY topic.seq
-- parameter function: 职能 | Function
-- choose function: SELECT function, function || '（' || count(*) || '）' FROM department_functions GROUP BY function ORDER BY function
-- parameter role: 身份 | Role
-- choose role: SELECT role, role FROM assignments GROUP BY role
-- heading title: 任务 | Task
SELECT
  duty.topic,
  duty.function,
  duty.short_title,
  duty.status,
  duty.role,
  duty.name,
  duty.basis,
  duty.position,
  duty.sole,
  duty.ref,
  duty.title,
  duty.citation,
  duty.document_id,
  duty.task_id,
  duty.clause_id,
  duty.department_id
FROM topic_duties AS duty
JOIN topics AS topic ON topic.id = duty.topic_id
JOIN tasks AS task ON task.id = duty.task_id
WHERE (:topic = '' OR duty.topic = :topic)
  AND (:function = '' OR duty.function = :function)
  AND (:role = '' OR duty.role = :role)
ORDER BY topic.seq, duty.function IS NULL, duty.function, duty.document_id, task.seq, duty.position
