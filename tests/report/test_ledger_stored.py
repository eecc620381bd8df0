"""The database gives the ledger the same rows as the records that it was made from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.model import Record
from pipeline.report.ledger import ledger, told
from pipeline.report.ledger_entry import entry
from pipeline.report.ledger_stored import stored
from tests.datasette_pages.pages import make_database
from tests.documents import ARTICLE, HEAD, read_plan

TABLE = """
| 序号 | 任务名称 | 任务内容 | 牵头部门 | 配合部门 | 时间节点 |
| --- | --- | --- | --- | --- | --- |
| 1 | 组织领导 | 召开全区动员大会，建立联席会议制度。 | 区政府办公室 | 区财政局 | 2023年3月 |
| 2 | 宣传 | 开展形式多样的宣传活动。 | 区教育局 | 各街镇 | 2023年底前，每年 |
"""
PLANS = {
    "a table of tasks": ARTICLE + "加强学校建设。\n\n附件：任务清单\n" + TABLE,
    "named once for all": HEAD + "为推进工作，制定本方案。\n\n一、优化服务（牵头单位：市商务局）\n"
    "（一）简化手续。简化办事手续。（市商务局牵头，市审批局配合）\n（二）开放平台。到2025年开放数据平台。\n",
    "attributed within": HEAD
    + "为推进工作，制定本方案。\n\n一、重点任务\n（一）优化服务（责任单位：市商务局）\n"
    "简化办事手续。\n开放数据平台。\n（二）其他。加强宣传。（市教育局负责）\n",
    "nobody named": ARTICLE + "完善办学条件，每年加强学校建设。",
}


def same_rows(record: Record, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        back = list(stored(connection, [task.id for task in record.tasks]))
    assert [entry(each) for each in back] == list(ledger(record))
    assert [(each.task_id, each.clause_id, each.bodies) for each in back] == [
        (each.task_id, each.clause_id, each.bodies) for each in told(record)
    ]


def test_the_corpus_reads_back_as_it_was(corpus: dict[str, Record], tmp_path: Path) -> None:
    database = make_database(corpus.values(), tmp_path)
    for record in corpus.values():
        same_rows(record, database)


@pytest.mark.parametrize("text", PLANS.values(), ids=PLANS)
def test_small_plans_read_back_as_they_were(text: str, tmp_path: Path) -> None:
    record = read_plan(text)
    same_rows(record, make_database([record], tmp_path))


def test_tasks_come_in_the_order_asked_for(corpus: dict[str, Record], tmp_path: Path) -> None:
    wanted = [task.id for task in corpus["qinghai"].tasks][::-1]
    with closing(sqlite3.connect(make_database(corpus.values(), tmp_path))) as connection:
        assert [each.task_id for each in stored(connection, ["none", *wanted])] == wanted
