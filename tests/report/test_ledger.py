"""The 任务分解表: what stands in its cells, of real plans and of small ones."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from pipeline.duties import called
from pipeline.model import Record
from pipeline.report import ledger_entry
from pipeline.report.ledger import NOT_STATED, Entry, ledger, ledger_sheet, told
from tests.documents import ARTICLE, HEAD, ROOT, corpus_record, read_article, read_plan

WHO = slice(6, 11)  # the columns of the bodies


def rows(record: Record) -> list[list[object]]:
    return [list(row) for row in ledger_sheet(list(ledger(record))).rows]


def entry_of(record: Record, ending: str) -> Entry:
    """The first task below the heading that ends like this."""
    return next(entry for entry in ledger(record) if entry.path[-1].endswith(ending))


def test_one_row_a_task_in_the_plan_s_order(record: Record) -> None:
    found = rows(record)
    assert [row[0] for row in found] == list(range(1, len(record.tasks) + 1))
    assert all(len(row) == 12 for row in found)


def test_what_the_measures_leave_out_stands_elsewhere(record: Record) -> None:
    for task, entry in zip(record.tasks, ledger(record), strict=True):
        text = record.text[task.char_start : task.char_end]
        assert entry.measures and text.endswith(entry.measures)
        left_out = text.removesuffix(entry.measures).strip(" \n。：:")
        assert not left_out or entry.path[-1].endswith(left_out)


def test_a_row_of_hunan() -> None:
    entry = entry_of(corpus_record("hunan"), "交通运输低碳化行动")
    assert entry.plan == "湖南长株潭及传输通道城市（征求意见稿）"
    assert entry.path == ("三、主要任务", "（八）实施运输结构调整专项行动", "交通运输低碳化行动")
    assert entry.measures.startswith("大力发展多式联运，") and "按职责分工负责" not in entry.measures
    assert (entry.deadlines, entry.last_day) == (("到2025年（2025-12-31）",), "2025-12-31")
    assert entry.bodies == {
        "responsible": ("省发展改革委", "省交通运输厅", "省商务厅"),
        "implement": ("六市人民政府（承前）",),
    }
    assert entry.citation.endswith("（征求意见稿）第三部分（八）“交通运输低碳化行动”")


def test_what_hunan_says_once_holds_for_all_that_follows(corpus: dict[str, Record]) -> None:
    marked = [
        "六市人民政府（承前）" in entry.bodies.get("implement", ()) for entry in ledger(corpus["hunan"])
    ]
    below = [entry.path[0][0] in "三四" for entry in ledger(corpus["hunan"])]
    first = marked.index(True)
    assert all(marked[first:]) and not any(marked[:first]) and all(below[first:])
    assert 20 < sum(marked) < len(marked)


def test_what_the_department_of_ecology_of_qinghai_answers_for(corpus: dict[str, Record]) -> None:
    record = corpus["qinghai"]
    found = list(ledger(record, called(record, "省生态环境厅")))
    assert all("省生态环境厅" in sum(entry.bodies.values(), ()) for entry in found)
    gold = (ROOT / "tests/gold/qinghai/assignments.jsonl").read_text("utf-8").splitlines()
    by_hand = {row["clause"] for row in map(json.loads, gold) if row["name"] == "省生态环境厅"}
    labels = {re.match(r"[（(].+?[）)]", entry.path[-1]) for entry in found}
    assert {label[0] for label in labels if label} == by_hand and len(by_hand) > 25


def test_bodies_stand_in_printed_order_and_by_role() -> None:
    (entry,) = ledger(
        read_article("完成改造。（市财政局牵头，市教育局、市交通局参与，市审计局指导，各区政府落实）")
    )
    assert entry.bodies == {
        "lead": ("市财政局",),
        "support": ("市教育局", "市交通局"),
        "guide": ("市审计局",),
        "implement": ("各区政府",),
    }
    assert rows(read_article("完成改造。（市财政局牵头，市教育局参与）"))[0][WHO] == [
        "市财政局",
        "",
        "市教育局",
        "",
        "",
    ]


def test_without_attribution_all_cells_say_not_stated() -> None:
    (row,) = rows(read_article("完善办学条件，加强学校建设。"))
    assert row[WHO] == [NOT_STATED] * 5 and row[4:6] == [NOT_STATED, ""]


def test_who_is_named_by_the_task_itself_is_not_marked_as_inherited() -> None:
    record = read_plan(
        HEAD + "为推进工作，制定本方案。\n\n一、优化服务（牵头单位：市商务局）\n"
        "（一）简化手续。简化办事手续。（市商务局牵头，市审批局配合）\n（二）开放平台。开放数据平台，方便查询。\n"
    )
    assert [entry.bodies for entry in ledger(record)] == [
        {"lead": ("市商务局",), "support": ("市审批局",)},
        {"lead": ("市商务局（承前）",)},
    ]


@pytest.mark.parametrize(
    ("text", "deadlines", "last_day"),
    [
        (
            "2025年底前完成改造，2024年6月底前完成调查。",
            ("2025年底前（2025-12-31）", "2024年6月底前（2024-06-30）"),
            "2025-12-31",
        ),
        ("每年开展一次检查。", ("每年",), ""),
        ("逐年提高标准。", ("逐年（每年）",), ""),
        ("到 2025 年建成学校，到 2025 年建成医院。", ("到 2025 年（2025-12-31）",), "2025-12-31"),
        ("到2025年采暖季前完成改造。", ("到2025年采暖季前",), ""),
        ("加强管理。", (), ""),
    ],
)
def test_deadlines_are_as_printed_with_what_they_mean(
    text: str, deadlines: tuple[str, ...], last_day: str
) -> None:
    (entry,) = ledger(read_article(text))
    assert (entry.deadlines, entry.last_day) == (deadlines, last_day)


TABLE = """
| 序号 | 任务名称 | 任务内容 | 牵头部门 | 配合部门 | 时间节点 |
| --- | --- | --- | --- | --- | --- |
| 1 | 组织领导 | 召开全区动员大会，建立联席会议制度。 | 区政府办公室 | 区财政局 | 2023年3月 |
| 2 | 宣传 | 开展形式多样的宣传活动。 | 区教育局 | 各街镇 | 2023年底前 |
"""


def test_a_table_of_tasks_keeps_its_rows() -> None:
    entries = list(ledger(read_plan(ARTICLE + "加强学校建设。\n\n附件：任务清单\n" + TABLE)))[-2:]
    assert [entry.measures for entry in entries] == [
        "召开全区动员大会，建立联席会议制度。",
        "开展形式多样的宣传活动。",
    ]
    assert [entry.path[-1] for entry in entries] == ["组织领导", "宣传"]
    assert [entry.deadlines for entry in entries] == [
        ("2023年3月（2023-03-31）",),
        ("2023年底前（2023-12-31）",),
    ]
    assert entries[0].bodies == {"lead": ("区政府办公室",), "support": ("区财政局",)}
    assert entries[0].citation.endswith("附件")


def test_an_attribution_within_the_task_is_no_measure() -> None:
    record = read_plan(
        HEAD + "为推进工作，制定本方案。\n\n一、重点任务\n（一）优化服务（责任单位：市商务局）\n"
        "简化办事手续。\n开放数据平台。\n（二）其他。加强宣传。（市教育局负责）\n"
    )
    first, *_ = ledger(record)
    assert (first.path[-1], first.measures) == ("（一）优化服务", "简化办事手续。\n开放数据平台。")
    assert first.bodies == {"responsible": ("市商务局",)}


@pytest.mark.parametrize(
    ("words", "end_date", "period", "said"),
    [
        ("8月底前", "2024-08-31", None, "8月底前（2024-08-31，年份据上文 year from the context）"),
        ("年底前", "2025-12-31", None, "年底前（2025-12-31，年份据上文 year from the context）"),
        ("2025年底前", "2025-12-31", None, "2025年底前（2025-12-31）"),
        ("２０２５年底前", "2025-12-31", None, "２０２５年底前（2025-12-31）"),
        ("二〇二五年底前", "2025-12-31", None, "二〇二五年底前（2025-12-31）"),
        ("“十四五”期间", "2025-12-31", None, "“十四五”期间（2025-12-31）"),
        ("每季度", None, "P3M", "每季度"),
        ("采暖季前", None, None, "采暖季前"),
    ],
)
def test_a_year_that_is_not_in_the_words_is_said_to_be_inferred(
    corpus: dict[str, Record], words: str, end_date: str | None, period: str | None, said: str
) -> None:
    told_of = next(told(corpus["qinghai"]))
    due = ledger_entry.Due(words, end_date, period)
    assert ledger_entry.entry(msgspec.structs.replace(told_of, deadlines=[due])).deadlines == (said,)
