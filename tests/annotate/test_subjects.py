"""Bodies as subjects of a duty in running text."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.component import get
from pipeline.annotate.subjects import find_subjects
from pipeline.fold import Folded


def subjects(text: str) -> list[tuple[str, str]]:
    return [(body.name, body.role) for mark in find_subjects(Folded(text)) for body in mark.bodies]


L, S, R, M = "lead", "support", "responsible", "implement"

CASES = [
    ("经济和信息化部门加强工业企业能耗管控", [("经济和信息化部门", R)], "a department of any level"),
    ("生态环境、公安部门加大检查力度", [("生态环境部门", R), ("公安部门", R)], "部门 spread"),
    ("各级政府对本行政区域内空气质量负总责", [("各级政府", R)], "对…负总责"),
    ("各地要加强部门联动", [("各地", R)], "各地"),
    ("各区县要按季度报送", [("各区县", R)], "a class of territories"),
    ("省生态环境厅会同有关部门进行约谈", [("省生态环境厅", L), ("有关部门", S)], "会同"),
    ("市环委办将会同相关部门开展督查", [("市环委办", L), ("相关部门", S)], "将会同"),
    ("垃圾分类由区机管局与区水务局落实", [("区机管局", M), ("区水务局", M)], "由…落实"),
    ("由海西州、玉树州分别牵头组织会议", [("海西州", L), ("玉树州", L)], "由…牵头"),
    ("生活垃圾分类由区机管局负责", [("区机管局", R)], "由 within a clause"),
    ("发展改革部门牵头实施行动计划", [("发展改革部门", L)], "牵头"),
    ("市财政局配合做好资金保障", [("市财政局", S)], "配合"),
    ("各有关部门协同落实任务分工", [("各有关部门", M)], "generic bodies implement"),
    ("工业集中的西宁市、海东市要优化布局", [("西宁市", R), ("海东市", R)], "a qualifying clause before"),
    ("空气质量未达标的设区市编制规划", [("空气质量未达标的设区市", R)], "a class lives by its qualifier"),
    ("未完成目标的市州，需制定方案", [("市州", R)], "a comma before the modal"),
    ("某某特殊钢股份有限公司完成改造", [("某某特殊钢股份有限公司", R)], "a named enterprise"),
    ("组建工作专班，负责统筹协调", [("工作专班", R)], "created to be responsible"),
    ("一是市公安局加强执法", [("市公安局", R)], "一是"),
    ("海关总署要做好统筹", [("海关总署", R)], "a body of the state"),
    ("国务院教育行政部门负责统筹规划", [("国务院教育行政部门", R)], "行政部门"),
    ("各省、自治区、直辖市人民政府要制定办法", [("各省人民政府", R), ("各自治区人民政府", R), ("各直辖市人民政府", R)], "governments spread"),
    ("各有关部门（单位）要强化执法", [("各有关部门（单位）", R)], "a bracket in the name"),
    ("政府带头开展绿色采购", [("政府", R)], "the bare government, where it is obliged"),
    # none
    ("推动各地提高保有量", [], "moved by somebody else"),
    ("支持成都市推进建设", [], "supported"),
    ("鼓励有条件的地方加强探索", [], "encouraged"),
    ("积极对接省政府完善平台", [], "an object"),
    ("与省大数据中心建立接口", [], "a partner"),
    ("省政府先后印发三个方案", [], "a report"),
    ("市生态环境局已完成核查", [], "a finished act"),
    ("地级及以上城市建成区不再新建锅炉", [], "建成区 is a noun"),
    ("公安部门执法人员加强巡查", [], "an attribute"),
    ("企业要落实主体责任", [], "enterprises in general"),
    ("全县要加快转型", [], "the county in general"),
    ("重点城市力争砖瓦窑大幅减少", [], "a class of cities as a scope"),
    ("落实《省政府加强管理办法》", [], "inside a title"),
    ("优化产业布局完善体系", [], "局 of 布局"),
    ("政府治理“一网统管”", [], "a heading"),
    ("上市公司要加强披露", [], "市 of 上市"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_subjects(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert subjects(text) == expected, why
    assert subjects(f"完善机制。{text}。") == expected, why


def test_predication_is_exact_and_short() -> None:
    text = "优化管控。公安部门 对重点道路疏堵分流，" + "按照工作要求依法依规开展" * 6 + "；其他"
    (mark,) = find_subjects(Folded(text, 7))
    quote = text[mark.start - 7 : mark.end - 7]
    assert quote == "公安部门 对重点道路疏堵分流"


def test_component_works_alone() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("plan_subjects")
    (mark,) = get(nlp("各地要加强监管。"), "subjects")
    assert mark.bodies[0].name == "各地"


@given(st.text(alphabet="各地省市县政府部门要加强牵头会同由的、，。；（）《》“”", max_size=80))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    for mark in find_subjects(Folded(text)):
        assert 0 <= mark.start < mark.end <= len(text)
        assert all(0 <= body.start < body.end <= len(text) for body in mark.bodies)


@pytest.mark.parametrize("unit", ["各地要加强", "市", "由", "的", "和", "《“", "（"])
def test_long_text_takes_no_longer_than_it_is(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + "各地要加强"
    start = time.perf_counter()
    find_subjects(Folded(text))
    assert time.perf_counter() - start < 5
