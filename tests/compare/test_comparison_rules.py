"""The rules of comparison, one test a rule, on plans that differ in one thing."""

from __future__ import annotations

import pytest

from pipeline.compare.implied_changes import derived_rate, implied_changes
from pipeline.compare.reasons import CODES, sentences
from pipeline.compare.target_rows import matters
from pipeline.model import GovernmentLevel
from tests.compare.targets import codes, judged, only, plan

STRAW = "到2025年，全省秸秆综合利用率达到90%以上。"


def test_ranking_needs_the_same_thing() -> None:
    found = judged(plan(STRAW), plan("到2025年，全省秸秆综合利用率达到86%以上。", "乙省"))
    assert found.ranked and found.relation in {"lower", "higher"} and not found.reasons


def test_equal_values_are_a_tie_also_with_hedges() -> None:
    found = judged(plan(STRAW), plan("到2025年，力争全省秸秆综合利用率达到90%以上。", "乙省"))
    assert found.relation == "tie"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2025年，全省畜禽粪污综合利用率达到80%以上。", {"indicator"}),
        ("到2027年，全省秸秆综合利用率达到90%以上。", {"year"}),
        ("全省秸秆综合利用率达到90%以上。", {"year"}),
        ("到2025年，县城秸秆综合利用率达到90%以上。", {"territory", "statistic"}),
        ("到2025年，重点区域秸秆综合利用率达到90%以上。", {"territory", "statistic"}),
        ("到2025年，长沙市秸秆综合利用率达到90%以上。", {"territory", "statistic"}),
        ("到2025年，各市秸秆综合利用率均达到90%以上。", {"territory", "statistic"}),
        ("到2025年，全省秸秆综合利用率控制在90%以内。", {"operator"}),
        ("到2025年，全省秸秆综合利用率达到85%至90%。", {"operator"}),
        ("到2025年，全省秸秆综合利用率较2020年提高5个百分点。", {"level_or_change", "unit"}),
    ],
)
def test_each_difference_has_its_reason(sentence: str, expected: set[str]) -> None:
    assert codes(plan(STRAW), plan(sentence, "乙省")) == expected


@pytest.mark.parametrize(
    ("name", "level", "territory", "expected"),
    [
        ("乙省", "province", None, set()),
        ("乙县", "county", None, {"territory", "statistic"}),
        ("乙市", "prefecture", None, {"territory", "statistic"}),
        ("乙省", "province", "某某通道六城市", {"territory", "statistic"}),
    ],
)
def test_the_class_of_territory_is_that_of_the_document_where_no_scope_is_named(
    name: str, level: GovernmentLevel, territory: str | None, expected: set[str]
) -> None:
    sentence = "到2025年，秸秆综合利用率达到90%以上。"
    assert codes(plan(STRAW), plan(sentence, name, level, territory)) == expected


def test_the_statistic_has_to_agree() -> None:
    mean = plan("到2025年，六市优良天数平均比例达到87%。", "甲省", territory="六城市")
    each = plan("到2025年，六市优良天数比例均达到87%。", "乙省", territory="六城市")
    assert only(mean).statistic == "mean" and only(each).statistic == "each"
    assert "statistic" in codes(mean, each)


def test_level_and_change_are_different() -> None:
    level = plan("到2025年，全省铁路货运量占比达到10%。")
    change = plan("到2025年，全省铁路货运量占比较2020年提高10%。", "乙省")
    assert "level_or_change" in codes(level, change)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2025年，全省铁路货运量较2020年增长12%。", set()),
        ("到2025年，全省铁路货运量比“十三五”末期增长12%。", set()),
        ("到2025年，全省铁路货运量较2019年增长12%。", {"baseline"}),
        ("到2025年，全省铁路货运量增长12%。", {"baseline"}),
        ("到2025年，全省铁路货运量较2020年下降12%。", {"level_or_change"}),
    ],
)
def test_changes_are_ranked_only_from_the_same_base_year(sentence: str, expected: set[str]) -> None:
    assert codes(plan("到2025年，全省铁路货运量较2020年增长10%。"), plan(sentence, "乙省")) == expected


def test_amounts_that_grow_with_the_territory_are_not_ranked() -> None:
    one = plan("到2025年，全省氮氧化物重点工程累计减排量达到5.95万吨。")
    other = plan("到2025年，全省氮氧化物重点工程累计减排量达到6200吨。", "乙省")
    assert codes(one, other) == {"extensive"}


def test_what_is_so_much_for_each_of_something_is_no_amount() -> None:
    one = plan("到2025年，全省煤电机组平均供电煤耗降至300克标准煤/千瓦时以下。")
    other = plan("到2025年，全省煤电机组平均供电煤耗降至305克标准煤/千瓦时以下。", "乙省")
    assert not codes(one, other)


def test_a_derived_rate_needs_the_number_of_places_in_the_text() -> None:
    sentence = "到2025年，重度及以上污染天数总数控制在9天以内。"
    six = derived_rate(only(plan(sentence, territory="某某六城市")))
    assert six is not None and six.formula == "推算 derived: 9/(6×365) = 0.41%"
    assert derived_rate(only(plan(sentence))) is None


def test_deferred_targets_are_never_ranked() -> None:
    deferred = plan("到2025年，全省秸秆综合利用率达到国家要求。", "乙省")
    assert codes(plan(STRAW), deferred) == {"deferred"}
    assert codes(deferred, plan("到2025年，全省秸秆综合利用率达到国家要求。", "丙省")) == {"deferred"}


def test_qualitative_goals_stay_in_the_row_of_percentages_unranked() -> None:
    share = plan("到2025年，全省城市公交车新能源汽车占比达到72%。")
    goal = plan("到2025年，城市公交车全部实现新能源化。", "乙省")
    assert "qualitative" in codes(share, goal)
    (matter,) = matters([share, goal])
    assert matter.family == "新能源车" and len(matter.entries) == 2
    assert [entry.rank for entry in matter.entries] == [None, None]


def test_exclusions_have_to_agree() -> None:
    excluding = plan("到2025年，除山区外，全省秸秆综合利用率达到90%以上。", "乙省")
    assert only(excluding).exclusions
    assert "exclusions" in codes(plan(STRAW), excluding)


def test_what_brackets_take_in_has_to_agree() -> None:
    one = plan("到2025年，全省大宗货物清洁运输比例达到80%。")
    other = plan("到2025年，全省大宗货物清洁运输（含新能源车运输）比例达到80%。", "乙省")
    assert codes(one, other) == {"exclusions"}


def test_units_have_to_agree() -> None:
    one = plan("到2025年，全省铁路货运量占比较2020年提高2%。")
    other = plan("到2025年，全省铁路货运量占比较2020年提高2个百分点。", "乙省")
    assert "unit" in codes(one, other)


def test_drafts_are_left_out_of_rankings_unless_asked_for() -> None:
    draft = plan(STRAW, "乙省", status="draft")
    assert codes(plan(STRAW), draft) == {"draft"}
    assert not codes(plan(STRAW), draft, drafts=True)
    assert not codes(plan(STRAW), plan(STRAW, "乙省", status="unverified"))


def test_genres_are_compared_among_themselves() -> None:
    assert codes(plan(STRAW), plan(STRAW, "乙省", title="空气质量考核办法")) == {"genre"}
    later = plan("到2027年，全省秸秆综合利用率达到90%以上。", title="做好秸秆工作的通知")
    assert codes(plan(STRAW), later) == {"year"}  # one issuer over time


def test_silence_is_silence() -> None:
    silent = plan("到2025年，全省森林覆盖率达到30%。", "乙省")
    matter = next(m for m in matters([plan(STRAW), silent]) if m.family == "秸秆")
    (entry,) = matter.entries
    assert (entry.rank, entry.codes, matter.silent) == (None, (), ("乙省",))


def test_a_starting_value_in_the_text_gives_the_implied_change() -> None:
    sentence = "2021年，全县PM2.5平均浓度为40微克/立方米。到2025年，全县PM2.5浓度低于35微克/立方米。"
    record = plan(sentence, "甲县", "county")
    comparand = only(record)
    implied = implied_changes([comparand], record)[comparand.target.id]
    assert implied.value == -12.5
    assert implied.formula == "由2021年现状值40推算 derived: (40−35)/40 = 12.5%，下降 a fall，至少 at least"


@pytest.mark.parametrize(
    "before",
    [
        "2021年，甲市PM2.5平均浓度为40微克/立方米。",
        "2021年，全县PM10平均浓度为40微克/立方米。",
        "2021年，全县PM2.5平均浓度为40微克/立方米。2021年，全县PM2.5平均浓度为41微克/立方米。",
    ],
    ids=["another-place", "another-indicator", "two-values"],
)
def test_what_was_elsewhere_or_disputed_is_no_starting_value(before: str) -> None:
    record = plan(before + "到2025年，全县PM2.5浓度低于35微克/立方米。", "甲县", "county")
    comparand = only(record)
    assert not implied_changes([comparand], record)


def test_every_code_has_both_sentences() -> None:
    assert all(chinese and english for chinese, english in map(sentences, CODES))
    assert len(CODES) == 14
