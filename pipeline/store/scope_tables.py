"""The tables of terms that a document defines: scopes, who is in them, and where the text names them."""

from __future__ import annotations

from pipeline.store.columns import (
    BOOLEAN,
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

SCOPES = Table(
    "scopes",
    "适用范围：文中列举定义的区域和对象",
    "Terms that a document defines by listing who is in them: 重点区域, 重点城市, 六市",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        Column("parent_id", TEXT, "上级范围：属于哪个范围", "The term of which it is a part", "scopes"),
        Column("name", TEXT, "名称：文中所用", "What the text calls it", facet=True),
        Column("kind", TEXT, "种类：地区、对象", "places, groups", facet=True),
        Column("stated_count", INTEGER, "个数：文中所写", "How many the text says there are; null if unsaid"),
        Column("open", BOOLEAN, "列举未尽", "Whether the list ends with 等 and need not be whole"),
        Column("definition", TEXT, "定义原文", "The words that define it"),
        START,
        END,
    ),
)

SCOPE_MEMBERS = Table(
    "scope_members",
    "范围成员：列举的各项",
    "Who is in a scope, in the order of the text",
    (
        ID,
        DOCUMENT,
        Column("scope_id", TEXT, "范围", "The scope", "scopes"),
        Column("seq", INTEGER, "次序", "1 for the first named"),
        Column("name", TEXT, "名称：原文所印", "As printed", facet=True),
        Column("full_name", TEXT, "全称：地名", "The place's whole name; null if the text leaves it open"),
        Column("within", TEXT, "所在地：上级地名", "The place that the list puts it in (绵阳市, of 安州区)"),
        START,
        END,
    ),
)

SCOPE_USES = Table(
    "scope_uses",
    "范围所及：条款和目标",
    "Where the text names a defined scope: which provisions and targets bind only those in it",
    (
        ID,
        DOCUMENT,
        CLAUSE,
        Column("scope_id", TEXT, "范围", "The scope", "scopes"),
        TASK,
        Column("target_id", TEXT, "目标：所限定的", "The target that it limits; null if none", "targets"),
        Column(
            "excepted", BOOLEAN, "除外：指其余", "Whether all others are meant (除重点区域外)", facet=True
        ),
        Column("text", TEXT, "原文", "As printed"),
        START,
        END,
    ),
)
