-- zh: 一个部门牵头、配合、落实什么
-- en: What a department leads, supports, implements
-- about zh: 每项任务一行，含承前的责任（“以下各项任务均需…落实”）。排在首位不等于牵头；只有原文写明“牵头”的才算牵头。
-- about en: One row a task, inherited duties included. Named first does not mean lead: only what the text calls 牵头 is.
-- parameter department: 单位名称含有 | Name contains
-- choose department: SELECT name, name FROM departments WHERE generic = 0 ORDER BY name
-- parameter role: 身份 | Role
-- choose role: SELECT role, role FROM assignments GROUP BY role
-- parameter document: 文件 | Document
-- choose document: SELECT id, short_title FROM documents ORDER BY id
-- heading title: 任务 | Task
SELECT
  duty.name,
  duty.role,
  duty.basis,
  duty.position,
  duty.sole,
  document.short_title,
  document.status,
  clause.ref,
  task.title,
  task.modality,
  assignment.attribution,
  assignment.citation,
  duty.document_id,
  duty.task_id,
  duty.clause_id,
  duty.department_id
FROM task_departments AS duty
JOIN tasks AS task ON task.id = duty.task_id
JOIN clauses AS clause ON clause.id = duty.clause_id
JOIN documents AS document ON document.id = duty.document_id
JOIN assignments AS assignment ON assignment.id = duty.assignment_id
WHERE (:department = '' OR instr(duty.name, :department) > 0)
  AND (:role = '' OR duty.role = :role)
  AND (:document = '' OR duty.document_id = :document)
ORDER BY duty.document_id, task.seq, duty.role <> 'lead', duty.role, duty.position
