"""Ten questions asked of the graph of the corpus; every answer was written by hand, from the texts in `corpus/`."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.graph.network import Network
from pipeline.graph.questions import (
    colleagues,
    common_parents,
    due,
    duties_of,
    leads,
    most_named,
    names,
    only_here,
    plans_with,
    topics_of_one,
    ways_down,
)

Bodies = dict[str, set[str]]


def name(plans: Network, node: str) -> str:
    (label,) = names(plans, [node])
    return label


def refs(plans: Network, nodes: Iterable[str]) -> set[str]:
    return {plans.nodes[node]["ref"] for node in nodes}


def places(plans: Network, nodes: Iterable[str]) -> list[str]:
    """Document and clause of each node, sorted."""
    return sorted(f"{plans.nodes[node]['document_id']} {plans.nodes[node]['ref']}" for node in nodes)


# 1. Who works on VOCs with 省生态环境厅 in Qinghai? (七) names 省生态环境厅、省工业和信息化厅、省市场监管局、西宁海关;
# (二十一) says 省生态环境厅负责. (四) says that 地方各级人民政府 carry out all that follows.
def test_who_works_with_whom_and_on_what(plans: Network) -> None:
    found = colleagues(plans, "省生态环境厅", "qinghai", "挥发性有机物")
    assert {name(plans, body): refs(plans, tasks) for body, tasks in found.items()} == {
        "省工业和信息化厅": {"二、/(七)"},
        "省市场监管局": {"二、/(七)"},
        "西宁海关": {"二、/(七)"},
        "地方各级人民政府": {"二、/(七)", "六、/(二十一)"},
    }


# 2. What hangs on 省气象局 in all plans? Hunan's (九) has 省气象局参与 in each of its three actions; Qinghai names it in the
# brackets of (二十), (二十七), (二十八) and (三十). Sichuan names 气象部门, which is another name.
def test_what_hangs_on_one_department(plans: Network) -> None:
    found = duties_of(plans, "省气象局")
    assert {d: {role: refs(plans, tasks) for role, tasks in roles.items()} for d, roles in found.items()} == {
        "hunan": {
            "support": {
                "三、/（九）/重污染天气有效防范行动",
                "三、/（九）/重污染天气应对能力提升行动",
                "三、/（九）/重污染天气应急管控质效提升行动",
            }
        },
        "qinghai": {"responsible": {"五、/(二十)", "七、/(二十七)", "八、/(二十八)", "八、/(三十)"}},
    }


# 3. How does what Henan's government decided reach 县农业农村局? Yichuan's opening rests on 河南省人民政府关于印发河南省
# 空气质量持续改善行动计划的通知; the body stands in the brackets of （七）, （十七） and （二十三）.
@pytest.mark.parametrize(
    "parent",
    ["河南省人民政府关于印发河南省空气质量持续改善行动计划的通知", "洛阳市人民政府办公室关于印发洛阳市空气质量持续改善实施方案的通知"],
)  # fmt: skip
def test_the_way_from_a_parent_to_a_county_s_body(plans: Network, parent: str) -> None:
    ways = [names(plans, way) for way in ways_down(plans, parent, "县农业农村局")]
    matters = ["持续开展燃煤锅炉关停整合", "加强秸秆综合利用和禁烧", "稳步推进大气氨排放控制"]
    assert sorted(ways) == sorted([[parent, "伊川县", each, each, "县农业农村局"] for each in matters])


# Yichuan's text cites Henan and Luoyang, never 国发〔2023〕24号: that they follow it is in no text here. Qinghai's does,
# and gives 西宁海关 (七) and (十七).
def test_there_is_no_way_where_no_text_cites(plans: Network) -> None:
    assert ways_down(plans, "国发〔2023〕24号", "县农业农村局") == []
    ways = ways_down(plans, "国发〔2023〕24号", "西宁海关")
    assert [name(plans, way[1]) for way in ways] == ["青海省", "青海省"]
    assert refs(plans, (way[2] for way in ways)) == {"二、/(七)", "四、/(十七)"}


# 4. What does nobody else here have? Only Hunan's draft opens with the situation, （一） and （二）, and has principles, （四）.
# Its 提升行业绩效水平 shares green industrial parks with others in passing: it may stand on either side.
def test_provisions_that_nobody_else_here_has(plans: Network) -> None:
    alone, others = only_here(plans, "hunan")
    certain = {
        "一、/（一）",
        "一、/（二）/三大结构整体不优，清洁低碳发展水平有待提高",
        "一、/（二）/重点领域排放居高，污染专项治理力度亟待加强",
        "一、/（二）/基础能力有所欠缺，科学精细监管体系仍需完善",
        "二、/（四）/坚持优化结构、标本兼治",
        "二、/（四）/坚持系统科学、协同增效",
        "二、/（四）/坚持齐抓共治、压实责任",
    }
    assert certain <= refs(plans, alone) <= certain | {"三、/（七）/提升行业绩效水平"}
    assert others == ["qinghai", "sichuan", "sichuan-2022", "yichuan"]


# Whatever Qinghai's plan orders stands in some other plan of 2024, too.
def test_a_plan_that_has_nothing_of_its_own(plans: Network) -> None:
    assert only_here(plans, "qinghai")[0] == []


# 5. Which plans have a target on 秸秆综合利用率? All four of 2024 do, Sichuan two (90%, and 95% for 重点区域).
def test_which_plans_have_a_target_on_an_indicator(plans: Network) -> None:
    found = plans_with(plans, "秸秆综合利用率")
    assert {document: places(plans, targets) for document, targets in found.items()} == {
        "hunan": ["hunan 三、/（十二）/秸秆综合利用和露天禁烧行动"],
        "qinghai": ["qinghai 五、/(二十)"],
        "sichuan": ["sichuan 5、/（十九）"] * 2,
        "yichuan": ["yichuan 五、/（十七）"],
    }
    said = sorted(name(plans, target) for targets in found.values() for target in targets)
    assert [label for label in said if "95%" in label and "力争" in label] != []  # the hedge is never lost


# 6. Who leads what in 市场监管, at each level? Yichuan: 县市场监管局牵头 in （九）, （十三）2, （十四）, （十九）2; Hunan:
# 省商务厅、省市场监管局牵头 for fuels. Qinghai lists its 省市场监管局 without 牵头: it leads nothing.
def test_who_leads_what_at_each_level(plans: Network) -> None:
    found = leads(plans, "市场监管")
    said = {
        level: {name(plans, body): set(places(plans, tasks)) for body, tasks in bodies.items()}
        for level, bodies in found.items()
    }
    county = {"三、/（九）", "四、/（十三）/2", "四、/（十四）", "六、/（十九）/2"}
    assert said == {
        "province": {"省市场监管局": {"hunan 三、/（十一）/燃油清洁化行动"}},
        "county": {"县市场监管局": {f"yichuan {ref}" for ref in county}},
    }


# 7. What does only one plan deal with? The situation and principles, both in Hunan's draft alone.
def test_topics_that_only_one_plan_deals_with(plans: Network) -> None:
    found = topics_of_one(plans)
    assert {name(plans, topic): document for topic, document in found.items()} == {
        "现状形势": "hunan",
        "基本原则": "hunan",
    }


# 8. Who cites the same parent? 国发〔2023〕24号: Qinghai and Sichuan, under two titles; 产业结构调整指导目录（2024年本）:
# Qinghai (五), Sichuan （五）, Yichuan （二）, in two kinds of brackets.
def test_documents_that_cite_the_same_parent(plans: Network) -> None:
    found = {name(plans, parent): citing for parent, citing in common_parents(plans).items()}
    assert found == {
        "国务院关于印发(空气质量持续改善行动计划)的通知（国发〔2023〕24号）": ["qinghai", "sichuan"],
        "产业结构调整指导目录（2024年本）": ["qinghai", "sichuan", "yichuan"],
    }


# 9. Which bodies are named in most tasks of Yichuan? 43 of its attributions end with 各乡镇政府、街道办事处负责落实 (one
# prints 接到办事处, one 各县乡镇府负、街道办事处责落实); 31 name the 生态环境局, 13 县发展改革委 and 13 科工局 (（二） names
# the city's 市发展改革委).
def test_bodies_named_in_most_tasks(plans: Network) -> None:
    found = [(name(plans, body), count) for body, count in most_named(plans, "yichuan")[:5]]
    assert sorted(found[:2]) == [("各乡镇政府", 43), ("街道办事处", 43)]
    assert found[2] == ("县生态环境局", 31)
    assert sorted(found[3:]) == [("县发展改革委", 13), ("县科工局", 13)]


# 10. What falls due in 2024, and who must do it? Yichuan （八） by October and （二十二） by June and October; Qinghai (三十四)
# by the end of August; Hunan's low-VOC materials 2025年前; Sichuan （十九） 2024年底前, each place.
def test_what_falls_due_and_who_must_do_it(plans: Network) -> None:
    found = due(plans, "2024-12-31", since="2024-01-01")
    assert places(plans, found) == [
        "hunan 三、/（十）/VOCs原辅材料源头替代行动",
        "qinghai 十、/(三十四)",
        "sichuan 5、/（十九）",
        "yichuan 三、/（八）",
        "yichuan 六、/（二十二）",
    ]
    who = {
        plans.nodes[task]["ref"]: {role: set(names(plans, bodies)) for role, bodies in roles.items()}
        for task, roles in found.items()
    }
    below = {"各乡镇政府", "街道办事处"}
    assert who["三、/（八）"] == {
        "lead": {"县生态环境局"},
        "support": {"县发展改革委", "县科工局", "县城市管理局"},
        "implement": below,
    }
    assert who["六、/（二十二）"] == {"lead": {"县生态环境局"}, "implement": below}
    assert who["三、/（十）/VOCs原辅材料源头替代行动"] == {
        "responsible": {"省工业和信息化厅", "省生态环境厅", "省市场监管局"},
        "implement": {"六市人民政府"},
    }
    assert who["十、/(三十四)"]["lead"] == {"省生态环境厅"}
    assert {"各市州", "地方各级人民政府"} <= who["十、/(三十四)"]["implement"]
    assert "各地" in who["5、/（十九）"]["responsible"]


# 11. What was due in 2022? Hunan's VOCs clean-up (2022年底前) and Chengdu's 80,000 old cars.
def test_what_fell_due_in_a_past_year(plans: Network) -> None:
    assert places(plans, due(plans, "2022-12-31", since="2022-01-01")) == [
        "hunan 三、/（十）/VOCs污染治理达标行动",
        "sichuan-2022 六、",
    ]
