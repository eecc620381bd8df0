-- zh: 一项职能，各级由谁负责
-- en: One function across levels of government
-- about zh: 同一职能（如工业和信息化）在省、市、县由哪些单位、以何身份承担哪些任务；县级合并的部门在每项职能下都出现。
-- about en: Which bodies hold a function at each level, in which role, for which tasks; a merged county body appears under each of its functions.
-- parameter function: 职能 | Function
-- choose function: SELECT function, function || '（' || count(*) || '）' FROM department_functions GROUP BY function ORDER BY function
-- parameter role: 身份 | Role
-- choose role: SELECT role, CASE role WHEN 'lead' THEN '牵头 lead' WHEN 'support' THEN '配合 support' WHEN 'responsible' THEN '负责 responsible' WHEN 'guide' THEN '指导 guide' ELSE '落实 implement' END FROM assignments GROUP BY role
-- heading title: 任务 | Task
-- heading level: 单位层级 | Level of the body
SELECT
  held.function,
  department.level,
  duty.name,
  duty.role,
  duty.basis,
  document.short_title,
  document.status,
  clause.ref,
  task.title,
  assignment.attribution,
  assignment.citation,
  duty.document_id,
  duty.task_id,
  duty.clause_id,
  duty.department_id
FROM department_functions AS held
JOIN departments AS department ON department.id = held.department_id
JOIN task_departments AS duty ON duty.department_id = department.id
JOIN tasks AS task ON task.id = duty.task_id
JOIN clauses AS clause ON clause.id = duty.clause_id
JOIN documents AS document ON document.id = duty.document_id
JOIN assignments AS assignment ON assignment.id = duty.assignment_id
WHERE (:function = '' OR held.function = :function)
  AND (:role = '' OR duty.role = :role)
ORDER BY held.function,
  CASE department.level WHEN 'national' THEN 1 WHEN 'province' THEN 2 WHEN 'prefecture' THEN 3 ELSE 4 END,
  duty.document_id, task.seq, duty.position
