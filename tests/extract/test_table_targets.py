"""Targets in tables: every numeric body cell of a table that lays out goals."""

from __future__ import annotations

import pytest

from pipeline.model import Record
from tests.documents import HEAD, read_plan

LONG = "完善工作机制，推进项目建设，加强要素保障，确保各项任务按时完成并取得实效。"
PLAN = HEAD + f"为推进工作，制定本方案。\n\n一、任务\n（一）重点。{LONG}\n"


def plan(caption: str, rows: list[list[str]]) -> Record:
    return read_plan(PLAN + f"{caption}\n" + "\n".join("\t".join(row) for row in rows) + "\n")


def targets(record: Record) -> list[tuple[object, ...]]:
    return [(t.scope, t.indicator, t.value, t.unit, t.deadline) for t in record.targets]


def test_cities_by_years() -> None:
    record = plan(
        "表1 各市义务教育巩固率目标（%）",
        [
            ["市", "2024年", "2025年"],
            ["甲市", "95", "96"],
            ["乙市", "94.5", "95.5"],
            ["合计", "94.8", "95.8"],
        ],
    )
    assert [(t.scope, t.value, t.deadline) for t in record.targets] == [
        ("甲市", 95, "2024-12-31"), ("甲市", 96, "2025-12-31"),
        ("乙市", 94.5, "2024-12-31"), ("乙市", 95.5, "2025-12-31"),
        ("合计", 94.8, "2024-12-31"), ("合计", 95.8, "2025-12-31"),
    ]  # fmt: skip


def test_units_from_the_header() -> None:
    record = plan(
        "表1 主要目标",
        [
            ["市", "巩固率（%）", "新增学位（万个）"],
            ["甲市", "96", "1.5"],
            ["乙市", "95", "2"],
            ["丙市", "94", "3"],
        ],
    )
    assert targets(record)[:2] == [
        ("甲市", "巩固率", 96, "%", None),
        ("甲市", "新增学位", 1.5, "万个", None),
    ]
    assert len(record.targets) == 6


def test_indicators_by_rows() -> None:
    """The usual table of a plan's main indicators: name, unit, present value, goal."""
    record = plan(
        "专栏1 主要指标",
        [
            ["指标", "单位", "2020年", "2025年", "属性"],
            ["九年义务教育巩固率", "%", "95", "96", "约束性"],
            ["新增学位", "万个", "1.2", "5", "预期性"],
            ["人均预期寿命", "岁", "77", "79", "预期性"],
        ],
    )
    assert targets(record) == [
        (None, "九年义务教育巩固率", 96, "%", "2025-12-31"),
        (None, "新增学位", 5, "万个", "2025-12-31"),
        (None, "人均预期寿命", 79, "岁", "2025-12-31"),
    ]
    assert [t.strength for t in record.targets] == ["binding", "expected", "expected"]


def test_names_with_their_units_are_indicators_under_any_header() -> None:
    record = plan(
        "表1 工作任务",
        [["重点任务", "2024年", "2025年"], ["新改建公路（公里）", "200", "600"], ["通达率（%）", "85", "95"]],
    )
    assert targets(record)[1:3] == [
        (None, "新改建公路", 600, "公里", "2025-12-31"),
        (None, "通达率", 85, "%", "2024-12-31"),
    ]


@pytest.mark.parametrize(
    ("header", "baseline"),
    [("2020年", "2020年"), ("2020年基期值", "2020年"), ("现状", "现状"), ("2022年现状值", "2022年")],
)
def test_what_was_is_the_baseline_of_its_row(header: str, baseline: str) -> None:
    record = plan(
        "专栏1 主要指标",
        [
            ["指标", "单位", header, "2025年"],
            ["巩固率", "%", "95", "96"],
            ["新增学位", "万个", "—", "5"],
            ["预期寿命", "岁", "77", "79"],
        ],
    )
    assert [(t.value, t.baseline, t.baseline_value) for t in record.targets] == [
        (96, baseline, 95), (5, None, None), (79, baseline, 77)
    ]  # fmt: skip


def test_a_base_of_another_measure_is_none() -> None:
    record = plan(
        "表1 目标", [["市", "现状面积（亩）", "2025年产量（吨）"], ["甲市", "9", "5"], ["乙市", "8", "4"]]
    )
    assert [(t.value, t.baseline) for t in record.targets] == [(5, None), (4, None)]


def test_sums_in_brackets_and_numbers_that_others_set() -> None:
    record = plan(
        "专栏1 主要指标",
        [
            ["指标", "单位", "2025年", "属性"],
            ["新增学位", "万个", "[58]", "预期性"],
            ["新增学校", "所", "〔1800〕", "预期性"],
            ["优良天数比率", "%", "完成省下达任务", "约束性"],
        ],
    )
    assert [(t.kind, t.indicator, t.value, t.deferred_to, t.deadline) for t in record.targets] == [
        ("quantitative", "新增学位", 58, None, "2025-12-31"),
        ("quantitative", "新增学校", 1800, None, "2025-12-31"),
        ("qualitative", "优良天数比率", None, "省", "2025-12-31"),
    ]


def test_the_year_of_a_header_dates_the_texts_below_it() -> None:
    record = plan(
        "附件1 任务清单",
        [
            ["领域", "2024年推进任务", "2022年完成情况"],
            ["工业", "实施技术改造项目1000个以上", "实施技术改造项目800个"],
            ["水务", "2024年6月底前新建供水管网400公里", "新建供水管网300公里"],
        ],
    )
    dated = [(t.value, t.deadline) for t in record.targets if t.value in {1000, 400}]
    assert dated == [(1000, "2024-12-31"), (400, "2024-06-30")]


def test_operators_in_cells() -> None:
    record = plan(
        "表1 主要目标",
        [
            ["市", "漏损率（%）", "达标率（%）"],
            ["甲市", "≤9", "≥95"],
            ["乙市", "＜10", "90以上"],
            ["丙市", "8左右", "92"],
        ],
    )
    assert [(t.op, t.value) for t in record.targets] == [
        ("<=", 9), (">=", 95), ("<", 10), (">=", 90), ("~", 8), ("=", 92)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("caption", "rows", "why"),
    [
        ("表1 现状统计", [["市", "面积（亩）"], ["甲市", "100"], ["乙市", "90"]], "the present state"),
        ("表2 联系人通讯录", [["姓名", "电话"], ["张三", "12345678"], ["李四", "87654321"]], "telephones"),
        ("表3 考核评分", [["内容", "分值"], ["组织", "20"], ["成效", "30"]], "points"),
        (
            "表4 完成情况",
            [["市", "2021年", "2022年"], ["甲市", "90", "91"], ["乙市", "80", "81"]],
            "past years",
        ),
    ],
)
def test_what_lays_out_no_goals(caption: str, rows: list[list[str]], why: str) -> None:
    assert plan(caption, rows).targets == (), why


def test_serial_numbers_are_no_values() -> None:
    record = plan(
        "表1 主要目标",
        [["序号", "市", "2025年目标（%）"], ["1", "甲市", "96"], ["2", "乙市", "95"], ["3", "丙市", "94"]],
    )
    assert [(t.scope, t.value) for t in record.targets] == [("甲市", 96), ("乙市", 95), ("丙市", 94)]


def test_the_cell_is_the_quote() -> None:
    record = plan("表1 目标", [["市", "2025年"], ["甲市", "96%"], ["乙市", "95%"]])
    cells = {cell.id: cell for cell in record.table_cells}
    for target in record.targets:
        assert target.cell_id is not None
        cell = cells[target.cell_id]
        assert (target.char_start, target.char_end) == (cell.char_start, cell.char_end)
        assert target.value_start is not None and target.value_end is not None
        assert record.text[target.value_start : target.value_end] == target.value_text
    assert [t.unit for t in record.targets] == ["%", "%"]


def test_a_column_that_is_dated_knows_its_deadline() -> None:
    record = plan("表1 目标", [["市", "2024年", "2025年"], ["甲市", "90", "91"], ["乙市", "80", "81"]])
    ids = {d.id: d.end_date for d in record.deadlines}
    assert [ids[t.deadline_id] for t in record.targets if t.deadline_id] == [
        t.deadline for t in record.targets
    ]
