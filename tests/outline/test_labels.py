"""Labels: the numbering grammar in the forms that documents and exports print."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.outline.labels import han_number, parse_annex, parse_label, parse_table_caption
from tests.documents import cases

CASES = cases("labels")
_ONES = "零一二三四五六七八九"


def han(number: int) -> str:
    """A number up to 199 in Chinese numerals, as documents print it."""
    if number >= 100:
        rest = number - 100
        return "一百" + (
            ("零" + han(rest)) if 0 < rest < 10 else ("一" + han(rest)) if 10 <= rest < 20 else han(rest)
        )
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _ONES[tens] + "十") + (_ONES[ones] if ones else "")


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_labels(case: dict[str, Any]) -> None:
    label = parse_label(case["line"])
    if case["style"] is None:
        assert label is None
        return
    assert label is not None
    assert (label.style, label.number) == (case["style"], case["number"])
    if case["printed"]:
        assert label.printed == case["printed"]
        assert case["line"].startswith(label.printed)
    assert label.length >= len(label.printed)
    assert case["line"][label.length :] == case["line"][label.length :].lstrip()


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("⑴建立台账。", "arabic_bracket", 1),
        ("⑿建立台账。", "arabic_bracket", 12),
        ("⒊建立台账。", "arabic", 3),
    ],
)
def test_numbers_in_one_character(line: str, style: str, number: int) -> None:
    label = parse_label(line)
    assert label is not None
    assert (label.style, label.number, label.printed) == (style, number, line[0])


@given(st.integers(1, 199))
def test_chinese_numerals(number: int) -> None:
    assert han_number(han(number)) == number
    label = parse_label(f"第{han(number)}条 内容")
    assert label is not None and label.number == number


@given(st.text(alphabet="第一二十百章节条部分、（）()1２.．〔〕①⑨ 　附件表：目标", max_size=20))
def test_any_line_is_read(line: str) -> None:
    label = parse_label(line)
    if label is not None:
        assert 0 < len(label.printed) <= label.length <= len(line)
        assert label.printed in line
    for parse in (parse_annex, parse_table_caption):
        found = parse(line)
        assert found is None or (found[0] in line and found[1] in line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("附件", ("附件", "")),
        ("附件：", ("附件", "")),
        ("附件1", ("附件1", "")),
        ("附件1：重点任务分工表", ("附件1", "重点任务分工表")),
        ("附件 2 指标体系", ("附件 2", "指标体系")),
        ("附件1-1", ("附件1-1", "")),
        ("附表1 主要指标", ("附表1", "主要指标")),
        ("附录一：名词解释", ("附录一", "名词解释")),
        ("附：名词解释", ("附", "名词解释")),
        ("附属设施建设", None),
        ("附近居民区", None),
        ("附件所列项目由省发展改革委牵头组织实施。", None),
        ("附件1中的企业应当于2025年底前完成改造。", None),
    ],
)
def test_annexes(line: str, expected: tuple[str, str] | None) -> None:
    assert parse_annex(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("表1 各市目标", ("表1", "各市目标")),
        ("表 1　各市目标", ("表 1", "各市目标")),
        ("表1-1：分年度目标", ("表1-1", "分年度目标")),
        ("附表2 主要指标", ("附表2", "主要指标")),
        ("专栏1 重点工程", ("专栏1", "重点工程")),
        ("专栏一：重点工程", ("专栏一", "重点工程")),
        ("表彰先进集体", None),
        ("表一 主要指标", ("表一", "主要指标")),
        ("表\u200b1 各市目标", ("表\u200b1", "各市目标")),
        ("专栏建设要求", None),
    ],
)
def test_captions(line: str, expected: tuple[str, str] | None) -> None:
    assert parse_table_caption(line) == expected
