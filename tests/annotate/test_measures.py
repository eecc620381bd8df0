"""Predicates of duty: what each says is to be done, with which force, where, and within which bounds."""

from __future__ import annotations

import pytest

from tests.documents import marks_of

# text; (modality, action, object, scopes, thresholds, exceptions) of each predicate
CASES = [
    ("严禁新增钢铁产能。", [("prohibit", "新增", "钢铁产能", [], [], [])]),
    (
        "重点区域原则上不再新建燃煤锅炉。",
        [("in_principle", "不再新建", "燃煤锅炉", ["重点区域"], [], [])],
    ),
    (
        "县级及以上城市建成区原则上不再新增35蒸吨/小时及以下燃煤锅炉。",
        [
            (
                "in_principle",
                "不再新增",
                "35蒸吨/小时及以下燃煤锅炉",
                ["县级及以上城市建成区"],
                ["35蒸吨/小时及以下"],
                [],
            )
        ],
    ),
    ("在重点区域审慎新增煤气发生炉。", [("require", "新增", "煤气发生炉", ["重点区域"], [], [])]),
    (
        "新改扩建项目严格落实环评要求，原则上采用清洁运输方式。",
        [
            ("require", "落实", "环评要求", ["新改扩建项目"], [], []),
            ("in_principle", "采用", "清洁运输方式", ["新改扩建项目"], [], []),  # the same subject
        ],
    ),
    (
        "被置换产能及其配套设施关停后，新建项目方可投产。",
        [("require", "投产", "新建项目", ["被置换产能及其配套设施关停后"], [], [])],
    ),
    (
        "鼓励有条件的地区采取公铁联运物流方式。",
        [("encourage", "采取", "公铁联运物流方式", ["有条件的地区"], [], [])],
    ),
    ("加快热力管网建设。", [("promote", "建设", "热力管网", [], [], [])]),
    ("探索低VOCs含量产品标识制度。", [("explore", "探索", "低VOCs含量产品标识制度", [], [], [])]),
    (
        "将清洁运输作为项目审核和监管重点。",
        [("require", "作为", "清洁运输", [], [], [])],
    ),
    (
        "不得将石油焦等高污染燃料作为替代措施。",
        [("prohibit", "作为", "石油焦等高污染燃料", [], [], [])],
    ),
    (
        "到2025年，全省秸秆综合利用率稳定在90%以上。",
        [("require", "稳定在", "秸秆综合利用率", ["全省"], ["稳定在90%以上"], [])],
    ),
    (
        "力争到2025年，快充站覆盖率不低于60%。",
        [("promote", "不低于", "快充站覆盖率", [], ["不低于60%"], [])],
    ),
    (
        "除应急车辆外，公交车全部采用新能源车。",
        [("require", "采用", "新能源车", ["公交车"], [], ["除应急车辆外"])],
    ),
    ("实行煤炭等量或减量替代。", [("require", "实行", "煤炭等量或减量替代", [], ["等量或减量"], [])]),
    ("对使用非标油品的单位进行严厉处罚。", [("require", "严厉处罚", "使用非标油品的单位", [], [], [])]),
    ("淘汰国三及以下排放标准柴油货车。", [("require", "淘汰", "国三及以下排放标准柴油货车", [], ["国三及以下排放标准"], [])]),
    (
        "在保障能源安全供应的前提下，继续实施煤炭消费总量控制。",
        [("require", "实施", "煤炭消费总量控制", ["保障能源安全供应的前提下"], [], [])],
    ),
    ("推动重点工业园区建设监测站点。", [("promote", "建设", "监测站点", ["重点工业园区"], [], [])]),
    ("加快推进水泥行业超低排放改造。", [("promote", "改造", "水泥行业超低排放", ["水泥行业"], [], [])]),
    ("推广使用低VOCs含量涂料。", [("promote", "使用", "低VOCs含量涂料", [], [], [])]),
    ("污水、废气、固体废物。", []),  # a list says nothing of a duty
    ("按照“一群一策”原则，", []),  # nor does the way in which it is done
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_predicates(text: str, expected: list[tuple[str, str, str, list[str], list[str], list[str]]]) -> None:
    def said(place: tuple[int, int]) -> str:
        return text[slice(*place)]

    found = [
        (
            mark.modality,
            said(mark.action),
            said(mark.object),
            [said(scope) for scope in mark.scopes],
            [said(bound) for bound in mark.thresholds],
            [said(words) for words in mark.exceptions],
        )
        for mark in marks_of(text).measures
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("force", "word"),
    [
        ("prohibit", "严禁"),
        ("in_principle", "原则上不再"),
        ("require", "审慎"),
        ("require", ""),
        ("promote", "加快"),
        ("encourage", "鼓励"),
        ("explore", "探索"),
    ],
)
def test_the_same_measure_with_another_force(force: str, word: str) -> None:
    (mark,) = marks_of(f"重点区域{word}使用高污染燃料。").measures
    assert mark.modality == force


def test_rows_of_tables_hold_no_measures() -> None:
    assert not marks_of("1\t严禁新增钢铁产能\t省发展改革委").measures


def test_what_an_attribution_says_is_no_measure() -> None:
    text = "严禁新增钢铁产能。（省发展改革委牵头，省生态环境厅配合）"
    (mark,) = marks_of(text).measures
    assert text[mark.start : mark.end] == "严禁新增钢铁产能"


@pytest.mark.parametrize("unit", ["督促企业", "鼓励支持企业", "重点", "集中统一", "将企业纳入", "对企业进行"])
def test_what_repeats_for_ever_ends(unit: str) -> None:
    text = unit * 2000 + "。"
    assert all(text[mark.start : mark.end] for mark in marks_of(text).measures)
