"""Attributions: which brackets, labels and sentences say who is responsible, and in which role."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.attributions import find_attributions
from pipeline.annotate.component import get, place
from pipeline.fold import Folded
from pipeline.marks import AttributionMark

L, S, R, M, G = "lead", "support", "responsible", "implement", "guide"


def attribute(text: str) -> list[AttributionMark]:
    return find_attributions(Folded(text))


def roles(text: str) -> list[tuple[str, str]]:
    return [(body.name, body.role) for mark in attribute(text) for body in mark.bodies]


CASES = [
    # roles behind a list
    ("（省生态环境厅负责）", [("省生态环境厅", R)], "one body"),
    ("（市公安局、市交通运输局按职责分工负责）", [("市公安局", R), ("市交通运输局", R)], "joint, nobody leads"),
    ("（市公安局等按照职责分工负责）", [("市公安局", R)], "等 names nobody"),
    ("（省发展改革委牵头，省财政厅配合）", [("省发展改革委", L), ("省财政厅", S)], "two roles"),
    ("（省发展改革委牵头、省财政厅参与）", [("省发展改革委", L), ("省财政厅", S)], "enumeration comma between roles"),
    ("（省科技厅牵头，省教育厅协助，各市落实）", [("省科技厅", L), ("省教育厅", S), ("各市", M)], "three roles"),
    ("（市水利局牵头负责）", [("市水利局", L)], "牵头负责 leads"),
    ("（各区人民政府负责落实）", [("各区人民政府", M)], "负责落实 implements"),
    ("（各县区组织实施）", [("各县区", M)], "组织实施 implements"),
    ("（省教育厅指导，各高校落实）", [("省教育厅", G), ("各高校", M)], "指导 guides"),
    ("（市财政局配合落实）", [("市财政局", S)], "配合落实 supports"),
    ("（A市发改委牵头）", [("A市发改委", L)], "a letter for a name"),
    ("（省民政厅牵头，省财政厅、省残联按职责分工负责）", [("省民政厅", L), ("省财政厅", R), ("省残联", R)], "lead, others responsible"),
    ("（国家发展改革委会同财政部负责）", [("国家发展改革委", L), ("财政部", S)], "会同: first leads, partner supports"),
    ("（商务部牵头会同海关总署落实）", [("商务部", L), ("海关总署", S)], "牵头会同"),
    ("（财政部、税务总局，各省级人民政府按职责分工负责）", [("财政部", R), ("税务总局", R), ("各省级人民政府", R)], "a role reaches back over a comma"),
    ("（商务部、邮政局等和各有关省级人民政府负责）", [("商务部", R), ("邮政局", R), ("各有关省级人民政府", R)], "等和"),
    ("（教育部、财政部等有关部门和单位负责）", [("教育部", R), ("财政部", R)], "等有关部门和单位 names nobody"),
    ("（各有关部门和单位按职责分工负责）", [("各有关部门和单位", R)], "one generic body, not two"),
    ("（各地区各部门落实）", [("各地区", M), ("各部门", M)], "two classes side by side"),
    ("（中央和国家机关工委、教育部负责）", [("中央和国家机关工委", R), ("教育部", R)], "和 inside a name"),
    ("（文化和旅游部、工业和信息化部负责）", [("文化和旅游部", R), ("工业和信息化部", R)], "和 inside names"),
    ("（县财政局和县审计局负责）", [("县财政局", R), ("县审计局", R)], "和 between names"),
    ("（人民银行、银保监会、证监会、国家外汇局负责）", [("人民银行", R), ("银保监会", R), ("证监会", R), ("国家外汇局", R)], "without levels"),
    ("（全国总工会、共青团中央、全国妇联负责）", [("全国总工会", R), ("共青团中央", R), ("全国妇联", R)], "mass organisations"),
    ("（市中级法院、市检察院负责）", [("市中级法院", R), ("市检察院", R)], "courts"),
    ("（由市应急局牵头，市公安局配合）", [("市应急局", L), ("市公安局", S)], "由 inside the bracket"),
    # labels
    ("责任处室：农业农村处、社会事业处、规划科", [("农业农村处", R), ("社会事业处", R), ("规划科", R)], "divisions behind their label"),
    ("责任处室：办公室、市财政局", [("办公室", R), ("市财政局", R)], "other bodies among divisions"),
    ("责任单位：各市、县、区政府", [("各市政府", R), ("各县政府", R), ("各区政府", R)], "governments of levels"),
    ("参与单位：各设区市政府，甲乙示范区、丙丁新区管委会", [("各设区市政府", S), ("甲乙示范区管委会", S), ("丙丁新区管委会", S)], "管委会 spread"),
    ("（责任单位：区建管委、某某街道管理办）", [("区建管委", R), ("某某街道管理办", R)], "a street's office has its own place"),
    ("（牵头单位：区水务公司；配合单位：青山湖水库管理处）", [("区水务公司", L), ("青山湖水库管理处", S)], "so has a reservoir's"),
    ("（责任单位：市公安局、市财政局）", [("市公安局", R), ("市财政局", R)], "a label"),
    ("（责任部门：区水务局，各街镇）", [("区水务局", R), ("各街镇", R)], "a label over a comma"),
    ("（牵头单位：市工信局；配合单位：市商务局、各旗县区）", [("市工信局", L), ("市商务局", S), ("各旗县区", S)], "two labels"),
    ("（牵头单位：市工信局  责任单位：市商务局）", [("市工信局", L), ("市商务局", R)], "labels parted by blanks"),
    ("（责任单位：市发改委（牵头）、市工信局）", [("市发改委", L), ("市工信局", R)], "a role behind one name"),
    ("（6月底前完成，牵头考核单位：市审批服务局）", [("市审批服务局", L)], "other text before the label"),
    ("（负责部门：药监局，适用范围：某试验区）", [("药监局", R)], "another label behind"),
    ("（主管部门：省林草局）", [("省林草局", R)], "主管"),
    ("（实施主体：各区人民政府）", [("各区人民政府", M)], "实施"),
    ("（指导单位：省教育厅）", [("省教育厅", G)], "指导"),
    ("（责任单位：申通地铁集团、各航空公司）", [("申通地铁集团", R), ("各航空公司", R)], "companies"),
    ("1\t新建学校\t牵头单位：市教育局；配合单位：市财政局、市住建局\t2025年底", [("市教育局", L), ("市财政局", S), ("市住建局", S)], "labels in a cell"),
    ("1\t新建学校\t市教育局牵头，市财政局配合\t2025年底", [("市教育局", L), ("市财政局", S)], "roles in a cell"),
    ("（牵头单位：市教育局<br>配合单位：市财政局）", [("市教育局", L), ("市财政局", S)], "lines of a Markdown cell"),
    ("（四）市政府办公室（市大数据局）牵头，市委编办配合。", [("市政府办公室", L), ("市大数据局", L), ("市委编办", S)], "a sentence behind a number"),
    ("主办单位：市司法局；会办单位：市法院；验收单位：市审计局", [("市司法局", L), ("市法院", S), ("市审计局", G)], "labels of the process"),
    ("牵头单位：市城管局 配合单位：市住建局 市公安局", [("市城管局", L), ("市住建局", S), ("市公安局", S)], "names parted by blanks"),
    ("（牵头单位：国网某省电力；配合单位：省能源局）", [("国网某省电力", L), ("省能源局", S)], "the grid of a province"),
    ("由市民政局牵头，各乡镇（街道）、村（社区）配合。", [("市民政局", L), ("各乡镇（街道）", S), ("各村（社区）", S)], "villages and communities"),
    # brackets of other kinds and widths
    ("(县水利局牵头,县住建局配合)", [("县水利局", L), ("县住建局", S)], "half width"),
    ("〔市民政局负责〕", [("市民政局", R)], "hexagonal"),
    ("【责任单位：市民政局】", [("市民政局", R)], "lenticular"),
    ("[市民政局牵头，市残联配合]", [("市民政局", L), ("市残联", S)], "square"),
    ("(县公安局负责，各乡镇落实）", [("县公安局", R), ("各乡镇", M)], "opened half, closed full width"),
    ("（ 市 民政局 负责 ）", [("市民政局", R)], "blanks inside"),
    # nested brackets
    ("（省发展改革委（省能源局）牵头）", [("省发展改革委", L), ("省能源局", L)], "a second body in brackets"),
    ("（区委宣传部（区文明办、区委网信办）负责）", [("区委宣传部", R), ("区文明办", R), ("区委网信办", R)], "several in brackets"),
    ("（市委组织部（人才办）牵头，市公安局配合）", [("市委组织部", L), ("市委人才办", L), ("市公安局", S)], "an office of a committee's department"),
    ("（各市（州）人民政府落实）", [("各市（州）人民政府", M)], "a bracket inside a name"),
    ("（各县（市、区）人民政府负责）", [("各县（市、区）人民政府", R)], "a list inside a name"),
    ("（各街镇（园区）负责落实）", [("各街镇（园区）", M)], "园区 is part of the name"),
    ("（各有关部门（单位）按职责分工负责）", [("各有关部门（单位）", R)], "单位 is part of the name"),
    # nothing but bodies, at the end of a sentence
    ("加强执法。（市公安局、市城管局）", [("市公安局", R), ("市城管局", R)], "bare names behind the stop"),
    ("加强执法（市公安局、市城管局）。", [("市公安局", R), ("市城管局", R)], "bare names before the stop"),
    # outside brackets
    ("加强监管。责任单位：市公安局、财政局；配合单位：各区政府。", [("市公安局", R), ("市财政局", R), ("各区政府", S)], "labels in the text"),
    ("牵头单位：省商务厅", [("省商务厅", L)], "a paragraph of its own"),
    ("做好保障。由市财政局牵头，市审计局配合。", [("市财政局", L), ("市审计局", S)], "a closing sentence"),
    ("做好保障。以上各项任务由市财政局负责。", [("市财政局", R)], "以上各项任务由"),
]  # fmt: skip


# A class of territories proves nothing, but a body beside it does.
MORE_NAMES = "推进工作。〔市民政局；各区、县（市）〕"


def test_bare_names_beside_classes_of_territories() -> None:
    assert roles(MORE_NAMES) == [
        ("市民政局", "responsible"),
        ("各区", "responsible"),
        ("各县（市）", "responsible"),
    ]
    assert not roles("推进工作。〔各区、县（市）〕")


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_bodies_and_roles(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert roles(text) == expected, why


@pytest.mark.parametrize(
    "text",
    [
        "燃煤锅炉（含自备电厂）",
        "《目录（2024年本）》",
        "某条例（以下简称《条例》）",
        "重点城市（长沙市、株洲市、湘潭市）",
        "省发展改革委（省能源局）要加强统筹",  # explains the name before it
        "参与工作的部门（包括牵头单位自身）",
        "（政府主导、部门配合、社会参与）",
        "（企业直接向国家发展改革委申报，不需省级发展改革部门转报）",
        "（技工院校内由人力资源社会保障行政部门负责）",
        "低（无）VOCs含量产品",
        "各有关部门（单位）要强化执法",
        "（详见附件）",
        "（试行）",
        "（市级财政负担50%，区级财政负担50%）",
        "指导思想：以科学发展为指导。",
        "责任人：张某某",
        "完成时限：2024年底",
        "要坚持政府主导、企业负责。",
        "各级政府要全面落实。",
        "（",
        "）（",
        "（（（）",
        "",
    ],
)
def test_no_attribution(text: str) -> None:
    assert attribute(text) == []


def test_who_implements_all_that_follows() -> None:
    text = "（省能源局牵头，株洲市、湘潭市人民政府落实；以下各项任务均需两市人民政府落实，不再列出）"
    (mark,) = attribute(text)
    assert [body.name for body in mark.bodies] == ["省能源局", "株洲市人民政府", "湘潭市人民政府"]
    assert [(body.name, body.role) for body in mark.inherited] == [("两市人民政府", "implement")]


@pytest.mark.parametrize(
    "text",
    [
        "（省能源局负责，各级人民政府负责落实。以下均需各级人民政府落实，不再列出）",
        "（省能源局负责，各级人民政府负责落实，以下不再列出）",
        "（省能源局负责，各级人民政府负责落实，下同）",
        "以下各项任务均由各级人民政府负责落实，不再逐一列出。",
    ],
)
def test_ways_to_say_that_it_holds_from_here_on(text: str) -> None:
    (mark,) = attribute(text)
    assert [body.name for body in mark.inherited] == ["各级人民政府"]


@pytest.mark.parametrize(
    ("text", "onward", "first"),
    [
        ("（财政部、商务部负责。列第一位者为牵头单位，下同）", True, "responsible"),
        ("（财政部、商务部负责，排在第一位的部门为牵头部门，下同）", True, "responsible"),
        ("（财政部、商务部负责，排在第一位的为牵头单位）", False, "lead"),
        ("（财政部、商务部负责）", False, "responsible"),
    ],
)
def test_first_named_leads_only_where_the_text_says_so(text: str, onward: bool, first: str) -> None:
    (mark,) = attribute(text)
    assert (mark.first_leads, mark.bodies[0].role) == (onward, first)
    assert not mark.inherited


def test_two_attributions_of_one_paragraph() -> None:
    marks = attribute("推进改革。（市发改委负责）加强监管。（市公安局负责）")
    assert [mark.bodies[0].name for mark in marks] == ["市发改委", "市公安局"]


def test_offsets_are_those_of_the_source() -> None:
    text = "推进 VOCs 治理。（ 县生态环境局 牵头，县 科工局、住建局 配合）"
    component = spacy.blank("zh")
    component.add_pipe("plan_attributions")
    doc = component.make_doc(text)
    place(doc, text, 100, dated=False)
    for _, pipe in component.pipeline:
        doc = pipe(doc)
    (mark,) = get(doc, "attributions")
    assert text[mark.start - 100 : mark.end - 100].startswith("（ 县")
    assert [text[b.start - 100 : b.end - 100] for b in mark.bodies] == ["县生态环境局", "县 科工局", "住建局"]
    assert [b.name for b in mark.bodies] == ["县生态环境局", "县科工局", "县住建局"]


@given(st.text(alphabet="（）()、，；。：县省局厅负责牵头配合等和及由以下同单位 \n", max_size=80))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    for mark in attribute(text):
        assert 0 <= mark.start < mark.end <= len(text)
        for body in (*mark.bodies, *mark.inherited):
            assert mark.start <= body.start < body.end <= mark.end
