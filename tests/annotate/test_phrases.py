"""What a number measures and where: indicator, scope, change, and the quote that holds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import marks_of

CASES = [
    ("九年义务教育巩固率达到96%", [("九年义务教育巩固率", None)], "an indicator alone"),
    ("全省九年义务教育巩固率达到96%", [("九年义务教育巩固率", "全省")], "the whole territory"),
    ("全省新能源汽车市场渗透率达到50%", [("新能源汽车市场渗透率", "全省")], "no word is cut"),
    ("到2025年，全市用水总量控制在32亿立方米以内", [("用水总量", "全市")], "behind a date"),
    ("力争全县森林覆盖率达到60%", [("森林覆盖率", "全县")], "behind a hedge"),
    ("确保漏损率控制在9%以内", [("漏损率", None)], "behind a verb of care"),
    ("用水量较2020年下降16%", [("用水量", None)], "without its baseline"),
    ("单位能耗比2020年降低13.5%", [("单位能耗", None)], "without 比"),
    ("氨氮和总磷排放量分别下降3%和5%", [("氨氮排放量", None), ("总磷排放量", None)], "分别 over substances"),
    ("建成5G基站15万个", [("5G基站", None)], "what is built"),
    ("培育龙头企业500家", [("龙头企业", None)], "what is fostered"),
    ("改造老旧小区1500个", [("老旧小区", None)], "what is rebuilt"),
    ("完成1500个老旧小区改造", [("老旧小区改造", None)], "the number before what it counts"),
    ("新建改扩建120所中小学校", [("中小学校", None)], "the number before what is built"),
    ("六盟市用水量达到5亿立方米", [("用水量", "六盟市")], "so many leagues and cities"),
    ("创建自治区级示范园区17家", [("自治区级示范园区", None)], "a class is no territory"),
    ("齐齐哈尔、哈尔滨降尘量下降5%", [("降尘量", "齐齐哈尔、哈尔滨")], "a long name"),
    ("包头、乌海和呼和浩特降尘量下降5%", [("降尘量", "包头、乌海和呼和浩特")], "和 within a name"),
    ("江北、渝中和北碚降尘量下降5%", [("降尘量", "江北、渝中和北碚")], "a name that no dictionary knows"),
    ("新模式、新业态占比达到50%", [("新模式、新业态占比", None)], "a list of no places"),
    ("其中，高中阶段毛入学率达到93%", [("高中阶段毛入学率", None)], "其中"),
    ("研发经费投入年均增长7%以上", [("研发经费投入年均增长", None)], "年均增长 belongs to it"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_indicators_and_scopes(text: str, expected: list[tuple[str, str | None]], why: str) -> None:
    assert [(mark.indicator, mark.scope) for mark in marks_of(text).phrases] == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_spaces_in_the_text_change_nothing(
    text: str, expected: list[tuple[str, str | None]], why: str
) -> None:
    spaced = "".join(f" {char} " if char.isdigit() else char for char in text).replace("  ", " ").strip()
    assert [(mark.indicator, mark.scope) for mark in marks_of(spaced).phrases] == expected, why


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("用水量下降16%", "decrease"),
        ("用水量减少3亿立方米", "decrease"),
        ("覆盖率提高5个百分点", "increase"),
        ("运量增长10%左右", "increase"),
        ("新增学位15万个", "increase"),
        ("覆盖率提高到90%", None),
        ("用水量降至30亿立方米", None),
        ("覆盖率达到90%", None),
    ],
)
def test_changes(text: str, change: str | None) -> None:
    (mark,) = marks_of(text).phrases
    assert mark.change == change


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("推进改革，巩固率达到96%以上，加强监管。", "巩固率达到96%以上"),
        ("到2025年，巩固率达到96%。", "巩固率达到96%"),
        ("完成1500个老旧小区改造，加强监管。", "完成1500个老旧小区改造"),
    ],
)
def test_the_quote_is_the_clause_that_holds_indicator_and_value(text: str, quote: str) -> None:
    (mark,) = marks_of(text).phrases
    assert text[mark.quote_start : mark.quote_end] == quote


@given(st.text(st.sampled_from("全省市县率量，。；到2025年达9%万吨个、和分别（）下降的 "), max_size=40))
def test_a_quote_holds_its_number(text: str) -> None:
    text = text.strip()
    if not text:
        return
    marks = marks_of(text)
    numbers = {number.start: number for number in marks.quantities}
    for mark in marks.phrases:
        assert 0 <= mark.quote_start <= mark.start < mark.end <= mark.quote_end <= len(text)
        assert mark.start in numbers
        assert not numbers[mark.start].threshold
        assert mark.scope is None or mark.scope
