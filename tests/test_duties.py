"""Who must do each task: what the database says in SQL, said from the record."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.duties import called, duties
from pipeline.model import Record
from tests.datasette_pages.pages import make_database
from tests.documents import HEAD, read_plan

CHAPTER = HEAD + (
    "为推进工作，制定本方案。\n\n一、准备工作\n（一）调查。开展全面调查。（市统计局负责）\n"
    "二、优化服务（牵头单位：市商务局）\n（一）简化手续。简化办事手续。（责任单位：市审批局）\n"
    "（二）开放平台。开放数据平台，方便企业查询。\n三、其他\n（一）宣传。加强宣传工作。\n"
)


def names(record: Record) -> list[list[str]]:
    said = duties(record)
    return [[f"{a.name} {a.role} {a.basis}" for a in said[task.id]] for task in record.tasks]


def test_what_a_chapter_names_holds_for_its_articles_and_no_others() -> None:
    chapter = "市商务局 lead inherited"
    assert names(read_plan(CHAPTER)) == [
        ["市统计局 responsible stated"],
        ["市审批局 responsible stated", chapter],
        [chapter],
        [],
    ]


def test_it_is_what_the_view_of_the_database_says(record: Record, tmp_path: Path) -> None:
    for each in (record, read_plan(CHAPTER)):
        with closing(sqlite3.connect(make_database([each], tmp_path / each.id))) as connection:
            viewed = connection.execute("SELECT task_id, assignment_id FROM task_departments").fetchall()
        spread = [(task, assignment.id) for task, doing in duties(each).items() for assignment in doing]
        assert sorted(spread) == sorted(viewed) and spread


def test_own_bodies_come_first_and_as_printed(record: Record) -> None:
    for doing in duties(record).values():
        keys = [(assignment.basis == "inherited", assignment.char_start) for assignment in doing]
        assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("plan", "asked", "found"),
    [
        ("qinghai", "省生态环境厅", {"省生态环境厅"}),
        ("qinghai", " 气象 ", {"省气象局"}),
        ("yichuan", "工业和信息化", {"县科工局"}),  # by its function, not by its name
        ("yichuan", "火星", set()),
    ],
)
def test_a_body_is_found_by_part_of_its_name_or_its_function(
    corpus: dict[str, Record], plan: str, asked: str, found: set[str]
) -> None:
    assert set(called(corpus[plan], asked).values()) == found
