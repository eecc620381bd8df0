"""Names of bodies: their forms, lists of them, and misprints settled against the document."""

from __future__ import annotations

import pytest

from pipeline.annotate.attributions import find_attributions
from pipeline.annotate.bodies import parse_bodies, resolve_names
from pipeline.annotate.body_names import kind_of, strict_kind
from pipeline.fold import Folded
from pipeline.marks import Marks


def names(text: str) -> list[str]:
    return [name.name for name in parse_bodies(text, 0, len(text))]


LISTS = [
    ("县发展改革委、科工局、市场监管局", ["县发展改革委", "县科工局", "县市场监管局"], "市场 is no level"),
    ("市住建局、市政管理局", ["市住建局", "市市政管理局"], "市政 is no level"),
    ("市司法局、政务服务局", ["市司法局", "市政务服务局"], "a level for 政务"),
    ("县水利局、市气象局", ["县水利局", "市气象局"], "an own level stays"),
    ("省能源局、省电力公司、国网某省电力公司", ["省能源局", "省电力公司", "国网某省电力公司"], "companies take none"),
    ("省生态环境厅、西宁海关、中国人民银行某省分行", ["省生态环境厅", "西宁海关", "中国人民银行某省分行"], "branches take none"),
    ("市交通委、上海海事局、民航华东地区管理局", ["市交通委", "上海海事局", "民航华东地区管理局"], "the state's bodies take none"),
    ("县公安局、各乡镇政府、街道办事处", ["县公安局", "各乡镇政府", "街道办事处"], "governments take none"),
    ("市委组织部、宣传部、人社局", ["市委组织部", "市委宣传部", "市人社局"], "departments of the party"),
    ("市人社局、组织部", ["市人社局", "市委组织部"], "the party's, behind a government's"),
    ("县法院、检察院、总工会、团委、妇联", ["县法院", "县检察院", "县总工会", "县团委", "县妇联"], "courts and mass organisations"),
    ("青海省财政厅、水利厅", ["青海省财政厅", "青海省水利厅"], "a named province"),
    ("国家发展改革委、工业和信息化部、商务部", ["国家发展改革委", "工业和信息化部", "商务部"], "国家 is not spread"),
    ("省财政厅、生态环境部", ["省财政厅", "生态环境部"], "a ministry takes no level"),
    ("长沙市、株洲市、益阳市人民政府", ["长沙市人民政府", "株洲市人民政府", "益阳市人民政府"], "governments spread"),
    ("成都、自贡、攀枝花市", ["成都市", "自贡市", "攀枝花市"], "市 spread"),
    ("各市、县人民政府", ["各市人民政府", "各县人民政府"], "各 and the government spread"),
    ("市发展改革委、广州供电局、财政局", ["市发展改革委", "广州供电局", "市财政局"], "a city in the name"),
    ("各区、县(市)", ["各区", "各县(市)"], "各 of another class"),
    ("各市(州)、县(市、区)", ["各市(州)", "各县(市、区)"], "各 of another class with brackets"),
    ("各市、县级政府", ["各市级政府", "各县级政府"], "级 and 各 spread"),
    ("各州(市)住房城乡建设局、发展改革委", ["各州(市)住房城乡建设局", "各州(市)发展改革委"], "a class of places spread"),
    ("甲、乙、丙丁经济开发区管委会", ["甲", "乙", "丙丁经济开发区管委会"], "one character is no name of a zone"),
    ("甲城、乙城、丙丁经济开发区管委会", ["甲城经济开发区管委会", "乙城经济开发区管委会", "丙丁经济开发区管委会"], "zones spread"),
    ("甲县、乙县、丙丁县人民政府", ["甲县人民政府", "乙县人民政府", "丙丁县人民政府"], "counties of one character"),
    ("市财政局、古城区委、区人民政府,玉龙县委、县政府,市委宣传部、统战部",
     ["市财政局", "古城区委", "古城区人民政府", "玉龙县委", "玉龙县政府", "市委宣传部", "市委统战部"], "named committees have their place"),
    ("师财政局、教育局,各团场,一团、三团", ["师财政局", "师教育局", "各团场", "一团", "三团"], "divisions and regiments"),
    ("市住建局市公安局市自然资源和规划局", ["市住建局", "市公安局", "市自然资源和规划局"], "parted by spaces alone"),
    ("甲城区委区政府", ["甲城区委", "甲城区政府"], "a committee and its government"),
    ("市委办公室、市政府办公室", ["市委办公室", "市政府办公室"], "offices of both"),
    ("某职业技术学院等高校", ["某职业技术学院"], "等高校"),
    ("各级党委和政府", ["各级党委", "各级政府"], "各级 spread"),
    ("生态环境、公安部门", ["生态环境部门", "公安部门"], "部门 spread"),
    ("市发改、工信、住建等部门", ["市发改部门", "市工信部门", "市住建部门"], "部门 behind 等"),
    ("西宁市、海东市和海西州", ["西宁市", "海东市", "海西州"], "places"),
    ("各相关部门、各区人民政府等", ["各相关部门", "各区人民政府"], "等 at the end"),
    ("市经济信息化委、市绿化市容局、区机管局", ["市经济信息化委", "市绿化市容局", "区机管局"], "Shanghai's names"),
    ("区水务局、\n区交通委、\n各街镇", ["区水务局", "区交通委", "各街镇"], "a cell of several lines"),
    ("住房和城乡建设局、农业农村和水务局", ["住房和城乡建设局", "农业农村和水务局"], "和 inside"),
    ("县科工局局", ["县科工局"], "ending printed twice"),
    ("公安、城市管理部门", ["公安部门", "城市管理部门"], "管理 of a function is not spread"),
    ("发改、交通管理部门", ["发改管理部门", "交通管理部门"], "管理部门 spread"),
    ("国务院教育行政部门、民政部、人力资源社会保障行政部门", ["国务院教育行政部门", "民政部", "国务院人力资源社会保障行政部门"], "国务院 before administrations"),
    ("区党政机关、公共机构", ["区党政机关", "区公共机构"], "a class of a level"),
    ("市水务局、施工单位", ["市水务局", "施工单位"], "a class of no level"),
    ("各有关地区、部门", ["各有关地区", "各有关部门"], "各有关 spread"),
    ("各地区、各部门", ["各地区", "各部门"], "各 of their own"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), LISTS, ids=[case[2] for case in LISTS])
def test_lists(text: str, expected: list[str], why: str) -> None:
    assert names(text) == expected, why


@pytest.mark.parametrize(
    "name",
    [
        "国网某省电力",
        "国家发展改革委", "工业和信息化部", "人民银行", "市场监管总局", "国家能源局", "中国气象局", "国管局",
        "市经济信息化委", "市绿化市容局", "区建设管理委", "各区人民政府", "各街镇", "开发区管委会",
        "临港新区管委会", "西宁海关", "市中级人民法院", "县检察院", "省总工会", "团市委", "市妇联", "银保监会",
        "安徽银保监局", "国网某县供电公司", "省电力公司", "机场集团", "各有关部门", "市委网信办",
        "省推进某项工作领导小组办公室", "数字政府专班", "民航华东管理局", "中国铁路上海局", "各航空公司",
        "国务院自由贸易试验区工作部际联席会议办公室", "各项目实施主体", "政府部门", "行政部门", "各县（市、区）人民政府", "街道办事处", "市公共资源交易中心",
    ],
)  # fmt: skip
def test_bodies_by_their_form(name: str) -> None:
    assert kind_of(name.replace("（", "(").replace("）", ")")) not in {None, "place"}


@pytest.mark.parametrize(
    "text",
    [
        "含自备电厂",
        "2024年本",
        "以下简称条例",
        "优化产业布局",
        "总体部署",
        "停车场",
        "重点区域东部",
        "取得明显成效",
        "各单位全年不少于一场",
        "局",
        "不",
    ],
)
def test_no_bodies(text: str) -> None:
    assert kind_of(text) is None


def test_a_place_is_told_from_a_body() -> None:
    assert kind_of("株洲市") == "place"
    assert strict_kind("株洲市") is None


def resolved(*lines: str) -> list[tuple[str, str, bool]]:
    """Name, printed name and whether it is doubted, of all bodies of a document of `lines`."""
    text = "\n".join(lines)
    marks = resolve_names(Marks(attributions=find_attributions(Folded(text))))
    return [
        (body.name, text[body.start : body.end], body.doubt is not None)
        for mark in marks.attributions
        for body in mark.bodies
    ]


USUAL = ["（县自然资源局、县生态环境局牵头，各镇政府、街道办事处落实）"] * 3


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("（县自然资源牵头）", [("县自然资源局", "县自然资源", True)]),  # ending left out
        ("（县财政局局牵头）", [("县财政局", "县财政局局", True)]),  # ending twice
        ("（接道办事处负责落实）", [("街道办事处", "接道办事处", True)]),  # one sound
        ("（县公安局牵头，各镇府政负责落实）", [("县公安局", "县公安局", False), ("各镇政府", "各镇府政", True)]),  # scrambled
        ("（县公安局、街道办事处责负责落实）", [("县公安局", "县公安局", False), ("街道办事处", "街道办事处", False)]),
        ("（朝阳办事处负责落实）", [("朝阳办事处", "朝阳办事处", False)]),  # a name of its own
        ("（县财政局牵头，市审计局、生态环境局配合）",
         [("县财政局", "县财政局", False), ("市审计局", "市审计局", False), ("县生态环境局", "生态环境局", True)]),
        ("（县公安局牵头，县数智配合）", [("县公安局", "县公安局", False), ("县数智", "县数智", True)]),
    ],
)  # fmt: skip
def test_misprints(line: str, expected: list[tuple[str, str, bool]]) -> None:
    assert resolved(*USUAL, line)[-len(expected) :] == expected


def test_a_level_that_the_document_never_writes_stays_the_nearest() -> None:
    assert resolved("（省财政厅牵头，市审计局、统计局配合）")[-1][0] == "市统计局"
