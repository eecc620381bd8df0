"""Attributions of a column that an export left as one cell a line."""

from __future__ import annotations

import pytest

from pipeline.annotate.table_attributions import annotate_tables
from pipeline.read import read_bytes

HEAD = [
    "某市行动方案",
    "一、总体要求",
    "深入推进有关工作，形成一批可以复制推广的经验做法和典型案例。",
    "附件1",
    "任务分工表",
]
HEADERS = ["事项", "工作措施", "责任单位"]
ROWS = ["完善监管机制", "对不同类别的项目进行全过程管理，及时处置风险隐患", "市水务局、各区政府",
        "完善服务机制", "依托在线平台，完善有关统计查询功能，实现全流程管理", "机场集团、各航空公司"]  # fmt: skip
FOUND = ["市水务局/responsible 各区政府/responsible", "机场集团/responsible 各航空公司/responsible"]


def found(lines: list[str]) -> list[str]:
    source = read_bytes("\n\n".join(lines).encode(), "test.md")
    marks = annotate_tables(source)
    for mark in marks:
        assert all(source.text[body.start : body.end] == body.name for body in mark.bodies)
    return [" ".join(f"{body.name}/{body.role}" for body in mark.bodies) for mark in marks]


CASES = [
    ([*HEAD, *HEADERS, *ROWS], FOUND, "a column without a table"),
    ([*HEAD, "事项", "工作措施", "牵头部门", *ROWS], [f.replace("responsible", "lead") for f in FOUND], "the label's role"),
    ([*HEAD, *HEADERS, *ROWS, "附件2", "市交通委", "市公安局"], FOUND, "to the next annex"),
    ([*HEAD, *HEADERS, *ROWS, "某市人民政府办公室", "2024年5月1日"], FOUND, "a signature"),
    ([*HEAD, *HEADERS, *ROWS, "链主企业", "培育龙头企业", "市场主体", "服务机构"], FOUND, "headings of groups"),
    ([*HEAD, *HEADERS, *ROWS, "责任单位"], FOUND, "the header again"),
    # none
    ([*HEAD, "工作措施", "牵头部门", "配合部门", *ROWS], [], "two labels"),
    ([*HEAD, "责任单位", *ROWS], [], "a label without other headers"),
    ([*HEAD, *HEADERS, *ROWS[:3]], [], "one line of names alone"),
    ([*HEAD[:3], *HEADERS, *ROWS], [], "outside an annex"),
    ([*HEAD, "事项", "工作措施", "完成时限", *ROWS], [], "no label"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_columns_of_lines(lines: list[str], expected: list[str], why: str) -> None:
    assert found(lines) == expected, why
