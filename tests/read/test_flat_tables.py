"""Tables that an export flattened into lines, rebuilt as rows of cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Record, Source, SourceTable
from pipeline.read.flat_tables import find_tables
from pipeline.read.lines import split_lines
from pipeline.read.text import read_text
from tests.documents import read_plan

LONG = "完善工作机制，推进项目建设，加强要素保障，确保各项任务按时完成并取得实效。"


def table(text: str) -> tuple[Source, SourceTable]:
    source = read_text(f"某省方案\n\n{LONG}\n\n{text}\n\n{LONG}\n", "text")
    (found,) = source.tables
    return source, found


def grid(text: str) -> list[list[str]]:
    """The cells' text by row and column, merged cells in their first place."""
    source, found = table(text)
    rows = [[""] * found.columns for _ in range(found.rows)]
    for cell in found.cells:
        rows[cell.row][cell.column] = source.text[cell.start : cell.end]
    return rows


CITIES = [["市", "2024年", "2025年"], ["甲市", "90", "92"], ["乙市", "88.5", "90"], ["丙市", "85", "87"]]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("\t".join(row) for row in CITIES),
        "| 市 | 2024年 | 2025年 |\n| --- | --- | --- |\n" + "\n".join(f"| {' | '.join(row)} |" for row in CITIES[1:]),
        "市 | 2024年 | 2025年\n:---|:---:|---:\n" + "\n".join(" | ".join(row) for row in CITIES[1:]),
        "\n\n".join("\n".join("\t" + cell for cell in row) for row in CITIES),
    ],
    ids=["tabs between", "pipes", "pipes without edges", "tab-led cells"],
)  # fmt: skip
def test_layouts(text: str) -> None:
    assert grid(text) == CITIES
    assert table(text)[1].header_rows == 1


def serial(rows: list[list[str]], gap: str) -> str:
    return gap.join(cell for row in rows for cell in row)


INDICATORS = [
    ["序号", "指标", "单位", "目标值"],
    ["1", "巩固率", "%", "96"],
    ["2", "入园率", "%", "92"],
    ["3", "床位数", "张", "7.5"],
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["one line", "blank lines between"])
def test_a_table_that_only_has_serial_numbers(gap: str) -> None:
    assert grid(serial(INDICATORS, gap)) == INDICATORS


def test_a_cell_above_reaches_down_where_the_first_columns_are_missing() -> None:
    rows = [
        ["序号", "类别", "指标", "目标值"],
        ["1", "普及", "巩固率", "96"],
        ["2", "入园率", "92"],
        ["3", "质量", "满意度", "90"],
    ]
    source, found = table(serial(rows, "\n"))
    texts = {(c.row, c.column): source.text[c.start : c.end] for c in found.cells}
    assert texts[2, 2] == "入园率" and texts[2, 3] == "92"
    (group,) = [c for c in found.cells if source.text[c.start : c.end] == "普及"]
    assert (group.row_span, group.column) == (2, 1)
    assert [d.rule for d in source.doubts] == ["read.flattened_table"]


def test_a_closing_row_of_sums() -> None:
    rows = [["序号", "市", "目标值"], ["1", "甲市", "9"], ["2", "乙市", "8"], ["合计", "17"]]
    assert grid(serial(rows, "\n"))[-1] == ["合计", "", "17"]


def test_sums_and_broken_cells_leave_numbers_in_their_columns() -> None:
    rows = [
        ["任务编号", "行业", "区域", "装机（MW）", "责任单位"],
        ["1", "公交", "停保场", "1-2", "久事集团"],
        ["2", "地铁", "高架车站、地面车站、停车场、轨道沿线", "35-36", "申通地铁", "集团"],
        ["3", "码头", "仓库", "20-23", "上港集团"],
        ["汇总", "56-61"],
    ]
    rebuilt = grid(serial(rows, "\n"))
    assert rebuilt[2] == ["2", "地铁", "高架车站、地面车站、停车场、轨道沿线", "35-36", "申通地铁集团"]
    assert rebuilt[4] == ["汇总", "", "", "56-61", ""]


def test_the_text_behind_a_table_stays_text() -> None:
    source, found = table(serial(INDICATORS, "\n"))
    assert source.text.endswith(f"7.5\n{LONG}")
    assert found.end == len(source.text) - len(LONG) - 1


def test_a_header_over_several_columns() -> None:
    rows = [
        ["城市", "巩固率（%）", "入园率（%）"],
        ["", "2024年", "2025年", "2024年", "2025年"],
        ["甲市", "90", "91", "80", "81"],
        ["乙市", "92", "93", "82", "83"],
    ]
    text = "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows)
    record: Record = read_plan(f"某省方案\n\n{LONG}\n\n{text}\n\n{LONG}\n")
    headers = {(c.row, c.column): (c.row_header, c.column_header) for c in record.table_cells}
    assert headers[2, 1] == ("甲市", "巩固率（%）/2024年")
    assert headers[3, 4] == ("乙市", "入园率（%）/2025年")


@pytest.mark.parametrize(
    "text",
    [
        f"一、任务\n（一）重点。{LONG}\n1.甲。{LONG}\n2.乙。{LONG}",
        "\t推进工作。\n\t加强监管。",
        "序号\n推进工作。",
        "| 竖线开头的一行",
        "甲市\t90",
    ],
    ids=["items", "indented paragraphs", "a lone header", "a bar", "one row"],
)
def test_what_is_no_table(text: str) -> None:
    assert find_tables(split_lines(text)) == []


CELL = st.text(alphabet="甲乙丙市县教育9085.率", min_size=1, max_size=6)


@settings(max_examples=80, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2, max_size=6)
    )
)
def test_a_table_written_with_tabs_is_read_back(rows: list[list[str]]) -> None:
    assert grid("\n".join("\t".join(row) for row in rows)) == rows


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "\t甲",
                "\t1",
                "甲\t1",
                "|a|b|",
                "|--|--|",
                "序号",
                "指标",
                "1",
                "2",
                "3",
                "合计",
                "",
                "一、任务",
                LONG,
            ]
        ),
        max_size=20,
    )
)
def test_any_soup(lines: list[str]) -> None:
    last = 0
    for found in find_tables(split_lines("\n".join(lines))):
        assert last <= found.first < found.last <= len(lines)
        assert found.rows and 0 < found.header_rows <= len(found.rows)
        last = found.last
    read_text("\n".join(lines), "text")


@pytest.mark.parametrize("before", ["各区任务分配表", "各区任务分配表\n\n打*的为重点项目"])
def test_titles_between_a_caption_and_the_serial_header_are_no_cells(before: str) -> None:
    assert grid(f"附表3\n\n{before}\n\n{serial(INDICATORS, chr(10) * 2)}") == INDICATORS


def test_a_table_with_lines_between_its_sections_stays_text() -> None:
    cells = [
        "序号",
        "事项",
        "责任单位",
        "推进实施一批重点示范工程",
        "1",
        "地铁工程",
        "市交通委",
        "2",
        "机场工程",
        "市民航局",
    ]
    assert read_text(f"某省方案\n\n{LONG}\n\n附表1\n\n" + "\n\n".join(cells) + "\n", "text").tables == ()


@pytest.mark.parametrize(
    ("header", "direction"),
    [
        ("新增装机容量（MW）", "increase"),
        ("装机容量（MW）", "level"),
        ("能耗下降率（%）", "decrease"),
        ("减排量（吨）", "level"),
    ],
)
def test_a_header_says_whether_a_change_is_counted(header: str, direction: str) -> None:
    rows = [["区域", header], ["甲区", "3"], ["乙区", "4"], ["丙区", "5"]]
    text = "附件：任务分配表\n\n" + "\n".join("\t".join(row) for row in rows)
    record = read_plan(f"某省方案\n\n{LONG}\n\n一、任务\n推进工作。\n\n{text}\n")
    assert [target.direction for target in record.targets if target.cell_id] == [direction] * 3


def test_sections_of_a_table_left_as_one_cell_a_line() -> None:
    header = ["序号", "重点任务", "时间进度", "责任部门"]
    body = [
        "一", "综合管理", "1", "完善机制，明确年度任务", "全年推进", "县发展改革局", "2", "开展评估", "年内完成", "县财政局",
        "二", "能源转型", "3", "建设光伏电站5座", "三季度完成", "县发展改革局、县住房城乡建设局",
    ]  # fmt: skip
    source = read_text("\n\n".join(["一、任务", "推进工作。", *header, *body]), "text")
    (table,) = source.tables
    rows = [[source.text[c.start : c.end] for c in table.cells if c.row == row] for row in range(table.rows)]
    assert rows[0] == header
    assert [row[:2] for row in rows[1:]] == [
        ["一", "综合管理"], ["1", body[3]], ["2", "开展评估"], ["二", "能源转型"], ["3", body[13]],
    ]  # fmt: skip
    assert [row[-1] for row in rows if row[-1]][1:] == ["县发展改革局", "县财政局", body[15]]
