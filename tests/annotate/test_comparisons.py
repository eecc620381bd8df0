"""Comparisons: the operator of a number, what its words cover, and when it is a threshold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Operator
from tests.documents import marks_of


@pytest.mark.parametrize(
    ("text", "op", "words"),
    [
        ("巩固率达到96%", "=", "达到96%"),
        ("巩固率达96%", "=", "达96%"),
        ("巩固率为96%", "=", "为96%"),
        ("巩固率达到96%以上", ">=", "达到96%以上"),
        ("巩固率96%及以上", ">=", "96%及以上"),
        ("巩固率不低于96%", ">=", "不低于96%"),
        ("培训不少于20次", ">=", "不少于20次"),
        ("面积不小于20亩", ">=", "不小于20亩"),
        ("培训至少20次", ">=", "至少20次"),
        ("巩固率≥96%", ">=", "≥96%"),
        ("失业率控制在5.5%以内", "<=", "控制在5.5%以内"),
        ("失业率不高于5.5%", "<=", "不高于5.5%"),
        ("失业率不超过5.5%", "<=", "不超过5.5%"),
        ("失业率降至5.5%以下", "<=", "降至5.5%以下"),
        ("失业率不得超过5.5%", "<=", "不得超过5.5%"),
        ("失业率≤5.5%", "<=", "≤5.5%"),
        ("失业率低于5.5%", "<", "低于5.5%"),
        ("满意度高于90%", ">", "高于90%"),
        ("用户超过200万户", ">", "超过200万户"),
        ("规模突破200亿元", ">", "突破200亿元"),
        ("渗透率达到50%左右", "~", "达到50%左右"),
        ("约30个县", "~", "约30个"),
        ("提高到60%", "=", "提高到60%"),
        ("提升至60%", "=", "提升至60%"),
        ("保有量增至30万辆", "=", "增至30万辆"),
        ("煤耗降至300克标煤/千瓦时以内", "<=", "降至300克标煤/千瓦时以内"),
        ("稳定在90%", "=", "稳定在90%"),
        ("保持在90%以上", ">=", "保持在90%以上"),
        ("新建学校120所", None, "120所"),
        ("巩固率 不低于 96 %", ">=", "不低于 96 %"),
        ("巩固率不低于９６％", ">=", "不低于９６％"),
    ],
)
def test_operators(text: str, op: Operator | None, words: str) -> None:
    (mark,) = marks_of(text).quantities
    assert (mark.op, text[mark.op_start : mark.op_end]) == (op, words)


@pytest.mark.parametrize(
    ("text", "threshold", "why"),
    [
        ("65岁及以上老年人", True, "a class of people"),
        ("5000平方米及以上建筑工地", True, "a class of sites"),
        ("年运量150万吨以上的物流园区", True, "以上的"),
        ("浓度低于40微克/立方米的城市", True, "低于…的"),
        ("人口不足5万人的县", True, "不足…的"),
        ("20公里范围内", True, "a range in space"),
        ("规模1000人以上学校", True, "以上 before a noun"),
        ("建成1万吨以上处理设施3座", True, "the size of what is built"),
        ("达到96%以上", False, "a value to reach"),
        ("达到96%以上，持续提升", False, "a comma behind"),
        ("控制在5.5%以内", False, "以内"),
        ("培训2000人次以上", False, "at the end"),
        ("80%以上的县完成改造", False, "a share of who has to do it"),
        ("建成充电桩40万个以上的目标", False, "a value named a goal"),
    ],
)
def test_thresholds(text: str, threshold: bool, why: str) -> None:
    assert marks_of(text).quantities[0].threshold is threshold, why


@given(
    st.sampled_from(["达到", "不低于", "控制在", "超过", "约", ""]),
    st.integers(1, 999),
    st.sampled_from(["以上", "以内", "左右", ""]),
    st.sampled_from([" ", "", "　"]),
)
def test_the_words_of_comparison_enclose_the_number(before: str, value: int, behind: str, gap: str) -> None:
    text = f"总量{before}{gap}{value}{gap}万吨{behind}"
    (mark,) = marks_of(text).quantities
    assert text[mark.op_start : mark.op_end] == text[2:].strip()
    assert not mark.threshold
