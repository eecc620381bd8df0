"""Bodies as subjects of a duty in running text."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.component import get
from pipeline.annotate.subjects import find_subjects
from pipeline.fold import Folded


def subjects(text: str) -> list[tuple[str, str]]:
    return [(body.name, body.role) for mark in find_subjects(Folded(text)) for body in mark.bodies]


L, S, R, M, G = "lead", "support", "responsible", "implement", "guide"

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
    ("渝北区、万州区引导产业有序调整", [("渝北区", R), ("万州区", R)], "districts"),
    ("六区人民政府要健全考核机制", [("六区人民政府", R)], "so many districts"),
    ("锡林郭勒盟、准格尔旗要完善机制", [("锡林郭勒盟", R), ("准格尔旗", R)], "leagues and banners"),
    ("老城区要加强管理", [], "an area, and no district"),
    ("COD未达标城市继续开展监测", [("COD未达标城市", R)], "whatever its standard is of"),
    ("近视防控未达标城市编制规划", [("近视防控未达标城市", R)], "in words"),
    ("推动未达标城市编制规划", [], "whom others move"),
    ("100%的镇卫生院完成改造", [], "what is reached, not who acts"),
    ("省安委会有关成员单位要加强检查", [("省安委会有关成员单位", R)], "members of a joint body"),
    ("各地区也要加强统筹", [("各地区", R)], "也要"),
    ("全省教室加强管理", [], "a room, and no office"),
    ("未完成目标的市州，需制定方案", [("市州", R)], "a comma before the modal"),
    ("某某特殊钢股份有限公司完成改造", [("某某特殊钢股份有限公司", R)], "a named enterprise"),
    ("组建工作专班，负责统筹协调", [("工作专班", R)], "created to be responsible"),
    ("一是市公安局加强执法", [("市公安局", R)], "一是"),
    ("工作专班要加强督促和考核", [("工作专班", R)], "the one that the plan sets up"),
    ("牵头部门和落实部门要加强统筹", [("牵头部门", R), ("落实部门", R)], "by what they do"),
    ("落实单位主体责任", [], "a verb, and no body"),
    ("由省审改办组织专家论证", [("省审改办", R)], "an office by its level and ending"),
    ("市财政局为召集人单位、市应急局为副召集人单位", [("市财政局", L), ("市应急局", S)], "who convenes"),
    ("成员由市公安局、市教育局等组成。", [("市公安局", S), ("市教育局", S)], "who belongs to it"),
    ("海关总署要做好统筹", [("海关总署", R)], "a body of the state"),
    ("国务院教育行政部门负责统筹规划", [("国务院教育行政部门", R)], "行政部门"),
    ("各省、自治区、直辖市人民政府要制定办法", [("各省人民政府", R), ("各自治区人民政府", R), ("各直辖市人民政府", R)], "governments spread"),
    ("各有关部门（单位）要强化执法", [("各有关部门（单位）", R)], "a bracket in the name"),
    ("政府带头开展绿色采购", [("政府", R)], "the bare government, where it is obliged"),
    ("政府通过放宽准入，严格监督执法", [("政府", R)], "an adverbial with its own comma"),
    ("政府主要负责规划战略", [("政府", R)], "主要负责"),
    ("区绿化市容局向社会公开选聘监督员", [("区绿化市容局", R)], "向"),
    ("各区根据实际情况，建立推进机制", [("各区", R)], "根据"),
    ("市区两级发改、建设、交通管理部门在立项审批等环节加强审查", [("市区两级发改管理部门", R), ("市区两级建设管理部门", R), ("市区两级交通管理部门", R)], "在…环节, and two levels"),
    ("各相关行业管理部门按照各自职责，根据有关要求，完善标准", [("各相关行业管理部门", R)], "two adverbials"),
    ("各成员单位就有关情况向联席会议报告", [("各成员单位", R)], "就"),
    ("联席会议统筹协调全国工作", [("联席会议", R)], "联席会议"),
    ("国务院教育督导委员会定期听取汇报", [("国务院教育督导委员会", R)], "听取"),
    ("国务院教育行政部门、人力资源社会保障行政部门和其他有关部门在职责范围内，分别负责有关工作",
     [("国务院教育行政部门", R), ("国务院人力资源社会保障行政部门", R), ("其他有关部门", R)], "国务院 spread"),
    ("国务院自由贸易试验区工作部际联席会议办公室要加强督促检查", [("国务院自由贸易试验区工作部际联席会议办公室", R)], "由 of 自由"),
    ("各有关地区和部门要高度重视", [("各有关地区", R), ("各有关部门", R)], "各有关 spread"),
    ("各有关省（市）人民政府依法管理国家安全工作，加强协调", [("各有关省（市）人民政府", R)], "各有关 before a government"),
    ("各级政府部门要深化改革", [("各级政府部门", R)], "政府部门"),
    ("行政部门要简政放权，相关下属机构要优化服务", [("行政部门", R), ("相关下属机构", R)], "generic classes"),
    ("省级文化部门不再核发批准文件", [("省级文化部门", R)], "what is no longer to be done"),
    ("逾期不改正的，由城管执法部门责令限期改正", [("城管执法部门", R)], "由…责令"),
    ("工作自评由市政府办公室数字政府专班予以核实", [("市政府办公室数字政府专班", R)], "由…予以"),
    ("由自贸试验区相关职能部门审批并报备案", [("自贸试验区相关职能部门", R)], "a class within a territory"),
    ("对相同的大项，由牵头考核单位自行明确分值", [("牵头考核单位", R)], "由…自行"),
    ("会同城管执法、市场监管等部门开展应用开发", [("城管执法部门", S), ("市场监管部门", S)], "partners of nobody named"),
    ("要优化布局，会同有关部门建立协调机制", [("有关部门", S)], "partners in a later clause"),
    ("区水务局负责指导推进建设，会同各行业主管部门制定计划", [("区水务局", G), ("区水务局", L), ("各行业主管部门", S)], "a second predicate with partners"),
    ("区水务局负责统筹协调建设，牵头制定机制", [("区水务局", R), ("区水务局", L)], "in charge, and leading"),
    ("成立由市交通委牵头，市水务局、市电力公司等部门共同参与的推进机制", [("市交通委", L), ("市水务局", S), ("市电力公司", S)], "who makes up what is set up"),
    ("省人社厅组织制定标准，省教育厅依照标准牵头开发课程", [("省人社厅", R), ("省教育厅", L)], "who leads is the later subject"),
    ("省国家安全厅负责网络安全", [("省国家安全厅", R)], "a function of the state"),
    ("区委、区政府要加强领导", [("区委", R), ("区政府", R)], "committees of the party"),
    ("市应急局、市消防救援支队每月至少开展1次联合检查", [("市应急局", R), ("市消防救援支队", R)], "a rhythm behind several names"),
    ("市应急局每季度开展一次检查，各县区每季度末向省政府办公厅报送进展", [("市应急局", R), ("各县区", R)], "the end of a period"),
    ("人民银行甲市分行、国家金融监督管理总局甲监管分局要加大投放", [("人民银行甲市分行", R), ("国家金融监督管理总局甲监管分局", R)], "branches of regulators"),
    ("国家开发银行、中国农业发展银行加大信贷支持", [("国家开发银行", R), ("中国农业发展银行", R)], "banks of the state"),
    ("共青团中央、全国妇联开展科普活动", [("共青团中央", R), ("全国妇联", R)], "mass organisations of the state"),
    ("工会、共青团、妇联要发挥作用", [("工会", R), ("共青团", R), ("妇联", R)], "工会 among others"),
    ("市发展改革委、市融媒体中心、市公安局加强宣传", [("市发展改革委", R), ("市融媒体中心", R), ("市公安局", R)], "one unknown name among known ones"),
    ("团州委、州妇联开展活动", [("团州委", R), ("州妇联", R)], "the youth league"),
    ("铁塔公司负责基站建设", [("铁塔公司", R)], "a company that every place has one of"),
    ("师财政局、发展改革委加大投入", [("师财政局", R), ("师发展改革委", R)], "a division of the corps"),
    ("各团场要加强管理", [("各团场", R)], "regiments of the corps"),
    ("乡镇人民政府、街道办事处要落实网格化管理", [("乡镇人民政府", M), ("街道办事处", M)], "offices of subdistricts"),
    ("县（区）民政部门或乡镇人民政府要加强审核", [("县（区）民政部门", R), ("乡镇人民政府", R)], "或"),
    ("宣传部门开展宣传", [("宣传部门", R)], "宣传部门"),
    ("各乡镇、街道摸清底数", [("各乡镇", R), ("各街道", R)], "摸清"),
    ("市各有关部门要加强管理", [("市各有关部门", R)], "各 behind a level"),
    ("市应急局要会同市公安局开展检查", [("市应急局", L), ("市公安局", S)], "要会同"),
    ("甲县、乙县人民政府要加强管理", [("甲县人民政府", R), ("乙县人民政府", R)], "counties of one character"),
    ("市教育局、市财政局，各县（市、区）政府要加强管理", [("市教育局", R), ("市财政局", R), ("各县（市、区）政府", R)], "a comma within the list"),
    ("各区县（市）政府应制定细则", [("各区县（市）政府", R)], "a class with a part in brackets"),
    ("村（居）委会要落实网格化管理", [("村（居）委会", M)], "committees of residents"),
    # none
    ("改造后的乡镇敬老院须达到要求", [], "what is run, and no office"),
    ("各地贯彻落实情况将作为考核依据", [], "a noun phrase"),
    ("去年全州实现收入80亿元", [], "a year before a class"),
    ("省级市场加强管理", [], "a market, and no regiment"),
    ("形势正处攻坚克难期", [], "处 is a verb"),
    ("各地可因地制宜适当放宽条件", [], "可 permits"),
    ("各级人民政府可按规定给予支持", [], "可 permits, by a rule"),
    ("省级市场监管部门可以将权限下放", [], "可以 permits"),
    ("各地结合实际可适当提高标准", [], "可 behind an adverbial"),
    ("发布由职能部门制作的宣传产品", [], "an attribute with 由"),
    ("各部门共同参与的工作格局加强", [], "an attribute"),
    ("参考数字政府专班核实情况", [], "a source"),
    ("就有关情况向联席会议报告", [], "whom one reports to"),
    ("会同企业开展技术攻关", [], "no partner of state"),
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


DUTY_LISTS = [
    ("州住建局：负责统筹推进。", [("州住建局", R)], "one body"),
    ("市发展改革委、市财政局：负责资金保障。", [("市发展改革委", R), ("市财政局", R)], "two bodies"),
    ("2.市财政局：负责资金筹措。", [("市财政局", R)], "a label"),
    ("（一）市住建局。负责统筹推进，组织验收。", [("市住建局", R)], "a full stop"),
    ("市教育局：牵头制定办法。", [("市教育局", L)], "the predicate gives the role"),
    ("县融媒体中心：配合做好宣传。", [("县融媒体中心", S)], "a name not known in full, but charged"),
    ("各乡镇人民政府：落实属地责任。", [("各乡镇人民政府", M)], "a class"),
    ("建设区域医疗中心。支持市人民医院加强管理。", [], "a heading"),
    ("重点企业：加强管理。", [], "a topic"),
    ("重点任务：加快建设。", [], "a topic that names no body"),
    ("市财政局：张某某。", [], "no duty"),
    (
        "1.派出所。配合开展关爱工作，负责隐患的确认。",
        [("派出所", S), ("派出所", R)],
        "an office by its short name",
    ),
    ("4.服务中心。支持建设。", [], "not charged in so many words"),
]


@pytest.mark.parametrize(("text", "expected", "why"), DUTY_LISTS, ids=[case[2] for case in DUTY_LISTS])
def test_lists_of_duties(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert subjects(text) == expected, why


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
