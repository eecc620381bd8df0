"""The matters of the corpus's plans as read by hand: who says what of which thing, and what may be ranked."""

from __future__ import annotations

import pytest

from pipeline.compare.target_rows import Entry, matters, named, shared
from pipeline.model import Record
from pipeline.report.targets import target_text

PLANS = ("sichuan", "hunan", "yichuan", "qinghai")

# matter: {(plan, indicator with what it is measured in, statistic, year): the value as shown}.
# Of Hunan's tables only the last row is here, the mean or the sum of the six cities.
READ: dict[str, dict[tuple[str, str, str, str | None], str]] = {
    "PM2.5": {
        ("sichuan", "地级及以上城市PM2.5年均浓度", "mean", "2025"): "≤29.5微克/立方米",
        ("hunan", "PM2.5年均浓度", "each", "2025"): "≤35微克/立方米",
        ("hunan", "PM2.5年均浓度", "mean", "2025"): "35μg/m3",
        ("hunan", "PM2.5年均浓度", "mean", "2023"): "37μg/m3",
        ("qinghai", "PM2.5年均浓度", "whole", "2025"): "≤21微克/立方米",
        ("yichuan", "PM2.5年均浓度", "one", "2025"): "<42微克/立方米",
    },
    "优良天数": {
        ("hunan", "优良天数比率", "mean", "2025"): "87.1%",
        ("hunan", "优良天数比率", "mean", "2023"): "85.5%",
        ("qinghai", "优良天数比率", "whole", "2025"): "≥96.3%",
        ("yichuan", "优良天数比率", "one", "2025"): "空气质量优良天数比率达到市定任务要求〔按市要求 deferred〕",
    },
    "重污染天数": {
        ("sichuan", "地级及以上城市重度及以上污染天数比率", "unstated", "2025"): "≤0.1%",
        ("hunan", "重度及以上污染天数", "total", "2025"): "≤9天",
        ("hunan", "重度及以上污染天数", "total", "2023"): "9天",
        ("hunan", "各市重污染天气消除", "each", "2025"): "各市基本消除重污染天气〔基本〕",
        ("qinghai", "重度及以上污染天气", "whole", "2025"): "全省不发生重度及以上污染天气〔力争〕〔除自然因素引起的沙尘天气外〕",
        ("yichuan", "重度及以上污染天数比率", "one", "2025"): "≤1%",
    },
    "氮氧化物": {
        ("sichuan", "地级及以上城市氮氧化物累计减排量", "total", "2025"): "5.95万吨",
        ("hunan", "氮氧化物累计减排量", "total", "2025"): "2.16万吨",
        ("hunan", "氮氧化物累计减排量", "total", "2023"): "14054吨",
        ("hunan", "水泥行业氮氧化物排放浓度", "unstated", "2025"): "≤50毫克/立方米〔力争〕",
        ("qinghai", "氮氧化物累计减排量", "total", "2025"): "6200吨",
        ("yichuan", '市定下达的"十四五"氮氧化物和VOCs总量减排', "one", "2025"): "完成市定下达的“十四五”氮氧化物和VOCs总量减排任务〔按市要求 deferred〕",
    },
    "秸秆": {
        ("sichuan", "秸秆综合利用率", "whole", "2025"): "≥90%",
        ("sichuan", "重点区域秸秆综合利用率", "unstated", "2025"): "95%〔力争〕",
        ("hunan", "秸秆综合利用率", "unstated", "2025"): "≥88%",
        ("qinghai", "秸秆综合利用率", "whole", None): "≥86%",
        ("yichuan", "秸秆综合利用率", "one", "2025"): "≥93%",
    },
    "道路清扫": {
        ("sichuan", "地级及以上城市建成区道路机械化清扫率", "unstated", "2025"): "约80%〔左右〕",
        ("sichuan", "县城道路机械化清扫率", "unstated", "2025"): "约70%〔左右〕",
        ("qinghai", "地级及以上城市建成区道路机械化清扫率", "unstated", "2025"): "约80%〔左右〕",
        ("qinghai", "县城道路机械化清扫率", "unstated", "2025"): "约70%〔左右〕",
        ("yichuan", "县城区主次干道机械化清扫率", "unstated", "2025"): "100%",
    },
    "充换电设施": {
        ("sichuan", "高速服务区快充站覆盖率", "whole", "2025"): "≥80%〔力争〕",
        ("sichuan", "充电设施", "total", "2025"): "40万台〔力争〕",
        ("qinghai", "高速服务区快充站覆盖率", "whole", "2025"): "≥60%〔力争〕",
    },
    "铁路货运": {
        ("sichuan", "铁路货运量", "whole", "2025"): "约+10%〔左右〕〔较2020年〕",
        ("sichuan", "铁路货运量比例", "whole", "2025"): "+0.5个百分点〔较2020年〕",
        ("qinghai", "铁路货运量", "whole", "2025"): "铁路货运量比2020年有所增长〔较2020年〕",
    },
    "非化石与可再生能源": {
        ("sichuan", "非化石能源消费比例", "whole", "2025"): "约41.5%〔左右〕",
        ("sichuan", "非化石能源电力装机比例", "whole", "2025"): "83.3%",
        ("qinghai", "非化石能源消费比例", "whole", "2025"): "约52.2%〔左右〕",
        ("yichuan", "可再生能源发电装机", "one", "2025"): "可再生能源发电装机达到市定要求〔按市要求 deferred〕",
    },
}  # fmt: skip
READ["VOCs"] = {
    ("sichuan", "地级及以上城市VOCs累计减排量", "total", "2025"): "2.53万吨",
    ("hunan", "VOCs累计减排量", "total", "2025"): "1.52万吨",
    ("hunan", "VOCs累计减排量", "total", "2023"): "9902吨",
    ("qinghai", "VOCs累计减排量", "total", "2025"): "1500吨",
    **{key: value for key, value in READ["氮氧化物"].items() if key[0] == "yichuan"},
}
# Everything in these plans that may be ranked, drafts included: (indicator, plan): rank.
RANKED = {
    ("高速服务区快充站覆盖率", "qinghai"): 1,
    ("高速服务区快充站覆盖率", "sichuan"): 2,
    ("非化石能源消费比例", "sichuan"): 1,
    ("非化石能源消费比例", "qinghai"): 2,
    ("电能占终端能源消费比例", "sichuan"): 1,
    ("电能占终端能源消费比例", "qinghai"): 2,
    ("地级及以上城市建成区道路机械化清扫率", "sichuan"): 1,
    ("地级及以上城市建成区道路机械化清扫率", "qinghai"): 1,
    ("县城道路机械化清扫率", "sichuan"): 1,
    ("县城道路机械化清扫率", "qinghai"): 1,
}
# The reasons against the nearest target: (matter, plan, indicator, year, other plan).
REASONS = [
    ("PM2.5", "qinghai", "PM2.5年均浓度", "2025", "sichuan", {"territory", "statistic"}),
    ("PM2.5", "qinghai", "PM2.5年均浓度", "2025", "yichuan", {"territory", "statistic"}),
    ("优良天数", "qinghai", "优良天数比率", "2025", "hunan", {"territory", "statistic"}),
    ("优良天数", "qinghai", "优良天数比率", "2025", "yichuan", {"territory", "statistic", "deferred"}),
    ("重污染天数", "yichuan", "重度及以上污染天数比率", "2025", "sichuan", {"territory", "statistic"}),
    ("重污染天数", "yichuan", "重度及以上污染天数比率", "2025", "hunan", {"indicator", "territory", "unit", "extensive"}),
    ("氮氧化物", "yichuan", '市定下达的"十四五"氮氧化物和VOCs总量减排', "2025", "hunan", {"indicator", "territory", "extensive", "deferred"}),
    ("氮氧化物", "qinghai", "氮氧化物累计减排量", "2025", "sichuan", {"territory", "extensive"}),
    ("VOCs", "qinghai", "VOCs累计减排量", "2025", "hunan", {"territory", "extensive"}),
    ("秸秆", "qinghai", "秸秆综合利用率", None, "sichuan", {"year"}),
    ("秸秆", "yichuan", "秸秆综合利用率", "2025", "sichuan", {"territory", "statistic"}),
    ("道路清扫", "yichuan", "县城区主次干道机械化清扫率", "2025", "qinghai", {"indicator", "territory"}),
    ("充换电设施", "qinghai", "高速服务区快充站覆盖率", "2025", "sichuan", set()),
    ("铁路货运", "qinghai", "铁路货运量", "2025", "sichuan", {"qualitative"}),
    ("非化石与可再生能源", "yichuan", "可再生能源发电装机", "2025", "sichuan", {"indicator", "territory", "statistic", "deferred"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def plans(corpus: dict[str, Record]) -> list[Record]:
    return [corpus[name] for name in PLANS]


def found(plans: list[Record], family: str, drafts: bool = True) -> list[Entry]:
    return [entry for matter in matters(plans, drafts) if matter.family == family for entry in matter.entries]


def signature(entry: Entry) -> tuple[str, str, str, str | None]:
    comparand = entry.comparand
    return comparand.document_id, comparand.full, comparand.statistic, comparand.year


@pytest.mark.parametrize("family", READ)
def test_what_was_read_by_hand_stands_in_the_matter(plans: list[Record], family: str) -> None:
    shown = {(signature(entry), target_text(entry.comparand)) for entry in found(plans, family)}
    assert set(READ[family].items()) <= shown


def test_what_may_be_ranked_is_ranked_and_nothing_else(plans: list[Record]) -> None:
    ranks = {
        (entry.comparand.full, entry.comparand.document_id): entry.rank
        for matter in matters(plans, drafts=True)
        for entry in matter.entries
        if entry.rank is not None
    }
    assert ranks == RANKED


def test_without_the_drafts_nothing_is_ranked(plans: list[Record]) -> None:
    assert all(entry.rank is None for matter in matters(plans) for entry in matter.entries)


@pytest.mark.parametrize(("family", "plan", "indicator", "year", "other", "expected"), REASONS)
def test_the_reasons_against_the_nearest(
    plans: list[Record], family: str, plan: str, indicator: str, year: str, other: str, expected: set[str]
) -> None:
    (entry,) = [
        entry
        for entry in found(plans, family)
        if (entry.comparand.document_id, entry.comparand.full, entry.comparand.year)
        == (plan, indicator, year)
    ]
    assert {reason.code for reason in dict(entry.against)[other]} == expected


@pytest.mark.parametrize(
    ("family", "statistic", "year", "formula"),
    [
        ("PM2.5", "mean", "2025", "由2021年现状值40推算 derived: (40−35)/40 = 12.5%，下降 a fall"),
        ("PM2.5", "each", "2025", None),  # what was is a mean; what is promised holds for each
        ("优良天数", "mean", "2025", "由2021年现状值86推算 derived: 87.1−86 = +1.1个百分点"),
        ("重污染天数", "total", "2025", "由2021年现状值22推算 derived: (22−9)/22 = 59.1%，下降 a fall，至少 at least"),
    ],
)  # fmt: skip
def test_what_the_hunan_draft_implies(
    plans: list[Record], family: str, statistic: str, year: str, formula: str | None
) -> None:
    entries = [
        entry
        for entry in found(plans, family)
        if signature(entry)[0::2] == ("hunan", statistic) and entry.comparand.year == year
    ]
    assert formula in {entry.implied.formula if entry.implied else None for entry in entries}


def test_days_of_six_cities_as_a_rate(plans: list[Record]) -> None:
    rates = {entry.rate.formula for entry in found(plans, "重污染天数") if entry.rate}
    assert "推算 derived: 9/(6×365) = 0.41%" in rates


def test_matters_can_be_looked_for(plans: list[Record]) -> None:
    everything = matters(plans)
    assert [matter.family for matter in named(everything, "秸秆")] == ["秸秆"]
    assert "新能源车" in [matter.family for matter in named(everything, "公交")]
    assert all(len(matter.documents) > 1 for matter in shared(everything))
    assert 10 < len(shared(everything)) < len(everything)
