"""The tables of who must do what: tasks, bodies, and their assignments."""

from __future__ import annotations

from pipeline.store.columns import (
    BOOLEAN,
    CITATION,
    CLAUSE,
    DOCUMENT,
    END,
    ID,
    INTEGER,
    START,
    TASK,
    TEXT,
    Column,
    Table,
)

TASKS = Table(
    "tasks",
    "任务：一处责任标注所管的一段",
    "Tasks: the passage that one attribution answers for; without attributions, the provision",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        Column("seq", INTEGER, "次序", "Place in the order of the document"),
        Column("title", TEXT, "标题", "What it is called"),
        Column("text", TEXT, "原文", "The passage"),
        Column(
            "modality",
            TEXT,
            "力度：禁止、要求（含一般的职责陈述）、原则上、推动、鼓励、探索",
            "Force of its main predicate: prohibit, require (plain statements of a duty too), in_principle, "
            "promote, encourage, explore",
            facet=True,
        ),
        Column(
            "attribution_status",
            TEXT,
            "责任来源：写明、承前、主语、无",
            "Whence its responsible bodies: stated, inherited, subject, none",
            facet=True,
        ),
        START,
        END,
    ),
    search="text",
)

DEPARTMENTS = Table(
    "departments",
    "责任单位：机构名录",
    "The bodies that plans name",
    (
        ID,
        Column("name", TEXT, "名称", "Full name: 县科工局"),
        Column("level", TEXT, "层级", "Level of government", facet=True),
        Column("jurisdiction", TEXT, "地区", "Whose body it is", facet=True),
        Column(
            "generic", BOOLEAN, "泛指：如各有关部门", "Whether it names no body in particular", facet=True
        ),
    ),
    shared=True,
)

DEPARTMENT_FUNCTIONS = Table(
    "department_functions",
    "部门职能：多对多",
    "What a body is in charge of: many to many, since counties merge what provinces keep apart",
    (
        Column("department_id", TEXT, "单位", "The body", "departments"),
        Column("function", TEXT, "职能", "The function: 工业和信息化", facet=True),
    ),
    key=("department_id", "function"),
    shared=True,
)

ASSIGNMENTS = Table(
    "assignments",
    "分工：谁、以何身份负责",
    "Who does it, in which role, on what basis",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        TASK,
        Column("department_id", TEXT, "责任单位", "The body", "departments", facet=True),
        Column("name_raw", TEXT, "单位原文", "Its name as written"),
        Column("name", TEXT, "单位全称", "Its full name: prefix distributed, slips corrected", facet=True),
        Column(
            "role",
            TEXT,
            "身份：牵头、配合、负责、指导、落实",
            "lead, support, responsible, guide, implement",
            facet=True,
        ),
        Column(
            "basis",
            TEXT,
            "依据：写明、承前、主语",
            "stated (in brackets or a table), inherited (said once for what follows), subject (of the sentence)",
            facet=True,
        ),
        Column("position", INTEGER, "排位：1为首位", "1 for the body named first"),
        Column("sole", BOOLEAN, "独任", "Whether it is the only one named", facet=True),
        Column("covers_from", TEXT, "覆盖起：位置", "First clause that an inherited one covers (its ref)"),
        Column("covers_to", TEXT, "覆盖止：位置", "Last clause that an inherited one covers (its ref)"),
        Column("attribution", TEXT, "责任标注原文", "The words that assign it"),
        CITATION,
        Column(
            "attribution_start", INTEGER, "标注起点", "First character of the attribution in documents.text"
        ),
        Column("attribution_end", INTEGER, "标注终点", "Character behind the attribution"),
        START,
        END,
    ),
)

MEASURES = Table(
    "measures",
    "措施：一条职责谓语一行",
    "Measures: one predicate of duty a row, so that 严禁新增, 原则上不再新增 and 审慎新增 can be laid side by side",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        TASK,
        Column("actor", TEXT, "主体：作主语的单位", "The body that is the subject; null if none is"),
        Column("action", TEXT, "动作", "The verb: 新增, 淘汰"),
        Column("object", TEXT, "对象", "What it is done to: 钢铁产能"),
        Column(
            "modality",
            TEXT,
            "力度：禁止、要求（含一般的职责陈述）、原则上、推动、鼓励、探索",
            "Force: prohibit, require (plain statements of a duty too), in_principle, promote, encourage, explore",
            facet=True,
        ),
        Column("force", TEXT, "力度用语", "The words that give it its force: 原则上, 加快推进", facet=True),
        Column("threshold", TEXT, "门槛：数值、标准、比例", "What bounds it: 35蒸吨/小时及以下, 国三及以下"),
        Column("scope", TEXT, "适用范围：谁、哪里", "Whom or where it binds: 重点区域, 新改扩建项目"),
        Column("exception", TEXT, "除外", "What is left out: 除…外"),
        Column("text", TEXT, "原文", "Its clause"),
        CITATION,
        START,
        END,
    ),
)
