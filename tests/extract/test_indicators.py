"""Indicators in canonical form: what meets, what does not, which side is better."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract.indicators import make_indicator
from pipeline.indicator_names import canonical_name
from pipeline.model import Direction, Indicator


def made(name: str, direction: Direction = "level", unit: str | None = "%") -> Indicator:
    indicator = make_indicator(name, direction, unit)
    assert indicator is not None
    return indicator


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("细颗粒物（PM2.5）年均浓度", "PM2.5平均浓度"),
        ("PM2.5浓度", "细颗粒物浓度"),
        ("全省PM2.5平均浓度", "PM2.5平均浓度"),
        ("空气质量优良天数比例", "优良天数比率"),
        ("重污染天数比率", "重度及以上污染天数比例"),
        ("挥发性有机物重点工程减排量", "VOCs累计减排量"),
        ("氮氧化物（NOx）排放总量", "氮氧化物排放量"),
        ("化学需氧量（COD）排放量", "COD排放总量"),
        ("其中九年义务教育巩固率", "九年义务教育巩固率"),
        ("ＰＭ２．５浓度", "PM2.5浓度"),
        ("PM 2.5 浓度", "PM2.5浓度"),
    ],
)
def test_what_meets(one: str, other: str) -> None:
    assert made(one).id == made(other).id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PM2.5浓度", "PM10浓度"),
        ("优良天数比率", "重度及以上污染天数比率"),
        ("九年义务教育巩固率", "高中阶段教育毛入学率"),
        ("用水总量", "万元国内生产总值用水量"),
        ("小学生师比", "初中生师比"),
    ],
)
def test_what_does_not_meet(one: str, other: str) -> None:
    assert made(one).id != made(other).id


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("细颗粒物（PM2.5）平均浓度", "PM2.5年均浓度"),
        ("臭氧平均浓度", "臭氧浓度"),
        ("PM2.5日均浓度", "PM2.5日均浓度"),
        ("PM2.5", "PM2.5年均浓度"),
        ("化学需氧量浓度", "化学需氧量浓度"),
    ],
)
def test_the_yearly_mean_is_named_where_it_is_what_counts(printed: str, name: str) -> None:
    assert made(printed, "level", "微克/立方米").name == name


def test_a_level_and_its_change_do_not_meet() -> None:
    level, fall = made("PM2.5浓度", "level", "微克/立方米"), made("PM2.5浓度", "decrease", "%")
    assert level.id != fall.id
    assert made("用水量", "increase").id != made("用水量", "decrease").id


@pytest.mark.parametrize(
    ("name", "direction", "unit", "better", "base"),
    [
        ("PM2.5年均浓度", "level", "微克/立方米", "lower", "微克/立方米"),
        ("优良天数比率", "level", "%", "higher", "%"),
        ("重度及以上污染天数", "level", "天", "lower", "天"),
        ("九年义务教育巩固率", "level", "%", "higher", "%"),
        ("氮氧化物排放总量", "decrease", "%", "higher", "%"),
        ("铁路货运量", "level", "万吨", "higher", "吨"),
        ("城镇调查失业率", "level", "%", "lower", "%"),
        ("公共供水管网漏损率", "level", "%", "lower", "%"),
        ("婴儿死亡率", "level", "‰", "lower", "%"),
    ],
)
def test_sides_and_units(
    name: str, direction: Direction, unit: str, better: str | None, base: str | None
) -> None:
    indicator = made(name, direction, unit)
    assert indicator.better in {better, None}, "a side that nothing says is open, never the wrong one"
    assert indicator.base_unit == base


def test_amounts_grow_with_the_territory_and_shares_do_not() -> None:
    assert made("新增学位", "increase", "万个").extensive
    assert not made("九年义务教育巩固率").extensive
    assert not made("PM2.5年均浓度", "level", "微克/立方米").extensive


@pytest.mark.parametrize("name", ["", "的", "全省", "达到"])
def test_no_name_no_indicator(name: str) -> None:
    assert make_indicator(name, "level", "%") is None


PIECES = [
    "全省",
    "各市",
    "PM2.5",
    "细颗粒物",
    "（PM2.5）",
    "年均",
    "浓度",
    "率",
    "比例",
    "的",
    " ",
    "其中",
    "总量",
    "下降",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
@example("年均年均浓度")
def test_a_canonical_name_stays_itself(name: str) -> None:
    once = canonical_name(name)[0]
    assert canonical_name(once)[0] == once
