"""Terms that a text defines by listing: what is a definition and who is in it, what is none, where it is named."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.component import get, place, plan_spans
from pipeline.annotate.place_lists import read_places
from pipeline.fold import fold
from pipeline.marks import MemberMark, ScopeMark
from tests.documents import marks_of


def member(mark: MemberMark) -> str:
    """A member as the tables write it: its whole name, ":" and where the list puts it."""
    return (mark.name or "?") + (f":{mark.within.name}" if mark.within else "")


def one(text: str) -> ScopeMark:
    (mark,) = marks_of(text).scopes
    return mark


CITIES = "长沙市 株洲市 湘潭市"
DEFINITIONS = [
    # a verb between term and list
    ("重点区域包括长沙市、株洲市、湘潭市。", "重点区域", CITIES),
    ("重点区域主要包含长沙、株洲、湘潭市。", "重点区域", CITIES),
    ("本方案所称重点区域，是指长沙市、株洲市和湘潭市。", "重点区域", CITIES),
    ("重点区域的范围为：长沙市、株洲市以及湘潭市。", "重点区域", CITIES),
    ("试点城市：长沙、株洲、湘潭。", "试点城市", CITIES),
    ("控制重点区域：长沙市、株洲市、湘潭市。", "重点区域", CITIES),
    ("高污染燃料禁燃区为芙蓉区、天心区。", "高污染燃料禁燃区", "芙蓉区 天心区"),
    ("主城区包括芙蓉区、天心区。", "主城区", "芙蓉区 天心区"),
    ("规划范围包括上海市、江苏省、安徽省全域。", "规划范围", "上海市 江苏省 安徽省"),
    ("第一档包括内蒙古、重庆、四川3个省（区、市），中央分担80%。", "第一档", "内蒙古 重庆市 四川省"),
    ("东部地区包括北京、河北、海南3个省（市）。", "东部地区", "北京市 河北省 海南省"),
    # a run-in heading
    ("（二）重点区域。长沙市、株洲市、湘潭市。", "重点区域", CITIES),
    ("长株潭地区。包含长沙市，株洲市，湘潭市。", "长株潭地区", CITIES),
    # brackets
    ("支持重点区域（长沙、株洲、湘潭市）开展试点。", "重点区域", CITIES),
    ("到2025年，长株潭三城市（长沙、株洲、湘潭）全部达标。", "长株潭三城市", CITIES),
    ("各试点城市（包括长沙、株洲、湘潭）负责落实。", "试点城市", CITIES),
    # what it is called from here on
    ("在长沙、株洲、湘潭3市（以下简称“长株潭”）开展试点。", "长株潭", CITIES),
    ("长沙市、株洲市、湘潭市等3个市（以下统称重点城市）要加快改造。", "重点城市", CITIES),
    # assigned
    ("将长沙市、株洲市、湘潭市划定为重点区域。", "重点区域", CITIES),
    ("把长沙、株洲、湘潭等3市确定为先行示范城市。", "先行示范城市", CITIES),
    (
        "选择广州开发区、天河区作为我市人才特区试点区域，实行特殊政策。",
        "人才特区试点区域",
        "广州开发区 天河区",
    ),
]
WITHIN = [
    # one within the other
    ("绵阳市安州区、三台县、江油市，乐山市市中区", "安州区:绵阳市 三台县:绵阳市 江油市:绵阳市 市中区:乐山市"),
    ("西宁市、海东市全域，海西州德令哈市、格尔木市", "西宁市 海东市 德令哈市:海西州 格尔木市:海西州"),
    ("海南州共和县，海北州西海镇，玉树州玉树市", "共和县:海南州 西海镇:海北州 玉树市:玉树州"),
    ("泸州市龙马潭区、泸县，宜宾市三江新区", "龙马潭区:泸州市 泸县:泸州市 三江新区:宜宾市"),
    ("成都市的锦江区、青羊区和武侯区，绵阳市", "锦江区:成都市 青羊区:成都市 武侯区:成都市 绵阳市"),
    ("德阳市（旌阳区、广汉市），绵阳市", "旌阳区:德阳市 广汉市:德阳市 绵阳市"),
    ("河北省石家庄（含辛集）、唐山市以及雄安新区", "石家庄市:河北省 唐山市:河北省 雄安新区:河北省"),
    ("北京市，天津市，河北省石家庄、廊坊市，河南省焦作、新乡市",
     "北京市 天津市 石家庄市:河北省 廊坊市:河北省 焦作市:河南省 新乡市:河南省"),
    ("呼和浩特市、巴彦淖尔市、阿拉善盟", "呼和浩特市 巴彦淖尔市 阿拉善盟"),
    ("甘孜藏族自治州、阿坝藏族羌族自治州以及北川羌族自治县", "甘孜藏族自治州 阿坝藏族羌族自治州 北川羌族自治县"),
    ("杭州、温州、宁波市", "杭州市 温州市 宁波市"),
    ("和田市、和田县", "和田市 和田县"),
]  # fmt: skip
GROUPS = [
    ("重点行业（钢铁、水泥、焦化）企业完成改造。", ["钢铁", "水泥", "焦化"]),
    ("重点行业包括钢铁、平板玻璃等2个行业。", ["钢铁", "平板玻璃"]),
    ("重点人群包含老年人、0-6岁儿童以及残疾人。", ["老年人", "0-6岁儿童", "残疾人"]),
]
NONE = [
    "以城中村、城乡结合部等为重点区域，严查违规销售。",  # classes, where to look first
    "制定开发区、高新区、工业园区、化工园区等重点区域安全生产目录。",  # examples
    "继续推进桃浦、吴泾等重点区域整体转型。",
    "徐汇、黄浦、普陀等3个集聚区合计营收占比达到50%。",  # a list that is given no name
    "建设自由贸易试验区（以下简称自贸试验区）。",  # a short name, nobody listed
    "落实《管理条例》（以下简称《条例》）。",
    "省发展改革委（省能源局）、省工业和信息化厅牵头。",
    "长沙市、株洲市人民政府（以下简称两市政府）落实。",
    "重点区域严格落实国家要求。",
    "重点区域为国家确定的区域。",  # by reference to somebody else
    "重点区域包括城市建成区、工业园区和交通干线两侧。",  # classes, nobody named
    "重点区域实施控制，长沙市、株洲市先行。",
    "长沙市（芙蓉区、天心区）率先完成。",  # a place and its parts, no term
    "长沙、株洲、湘潭平均降尘量下降10%以上。",
    "重点行业包括推进钢铁改造、实施水泥改造。",  # deeds
    "重点任务包括钢铁、水泥、焦化。",
    "试点地区：一是长沙市、二是株洲市先行。",
    "在3个县（仁寿县、安岳县、中江县）开展试点。",  # a number, and the text does not come back to it
]


@pytest.mark.parametrize(("text", "name", "members"), DEFINITIONS)
def test_what_defines_a_term(text: str, name: str, members: str) -> None:
    mark = one(text)
    assert (mark.name, mark.kind) == (name, "places")
    assert [member(m) for m in mark.members] == members.split()


@pytest.mark.parametrize(("listed", "members"), WITHIN)
def test_places_within_places(listed: str, members: str) -> None:
    assert [member(m) for m in one(f"重点区域：{listed}。").members] == members.split()


@pytest.mark.parametrize(("text", "members"), GROUPS)
def test_groups(text: str, members: list[str]) -> None:
    mark = one(text)
    assert mark.kind == "groups"
    assert [text[m.start : m.end] for m in mark.members] == members


@pytest.mark.parametrize("text", NONE)
def test_what_defines_nothing(text: str) -> None:
    assert marks_of(text).scopes == []


@pytest.mark.parametrize(
    ("text", "count", "is_open"),
    [
        ("重点城市为长沙、株洲、湘潭等15个市。", 15, False),
        ("重点城市为长沙、株洲、湘潭3市。", 3, False),
        ("重点城市为长沙市、株洲市、湘潭市，共3个市。", 3, False),
        ("长株潭三城市（长沙、株洲、湘潭）要达标。", 3, False),
        ("重点城市为长沙市、株洲市、湘潭市等。", None, True),
        ("重点城市为长沙市、株洲市、湘潭市。", None, False),
    ],
)
def test_how_many_the_text_says(text: str, count: int | None, is_open: bool) -> None:
    assert (one(text).count, one(text).open) == (count, is_open)


def test_members_of_another_term_by_level() -> None:
    mark = one("重点城市：重点区域设区的市级城市，共15个。")
    assert (mark.part_of, mark.level, mark.count, mark.members) == ("重点区域", "prefecture", 15, ())


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("（二）重点区域和重点城市", ("重点区域", "重点城市")),
        ("二、重点区域范围", ("重点区域",)),
        ("附件1：试点城市名单", ("试点城市",)),
        ("二、落实重点区域常态化精准管控", None),
        ("（二）加强重点区域", None),
    ],
)
def test_headings_that_are_nothing_but_terms(heading: str, names: tuple[str, ...] | None) -> None:
    assert [head.names for head in marks_of(heading).scope_heads] == ([names] if names else [])


@pytest.mark.parametrize(
    ("definition", "text", "uses"),
    [
        ("重点区域：甲城市、长沙市、株洲市。", "", []),
        ("重点区域：长沙市、株洲市。", "重点区域严禁露天焚烧，在重点区域审慎新增。", ["重点区域", "重点区域"]),
        ("重点区域：长沙市、株洲市。", "国家重点区域、其他重点区域和学校、医院等重点区域。", []),
        ("重点区域：长沙市、株洲市。", "落实《重点区域行动方案》。", []),
        ("重点城市：长沙市、株洲市。", "重点城市群、重点市场。", []),
        ("重点城市：长沙市、株洲市。", "重点市（州）开展监测，重点市州配合。", ["重点市（州）", "重点市州"]),
        ("长株潭三城市（长沙、株洲、湘潭）。", "三市、3个城市和长株潭三市，十三市、三市场。", ["三市", "3个城市", "长株潭三市"]),
    ],
)  # fmt: skip
def test_where_a_term_is_named(definition: str, text: str, uses: list[str]) -> None:
    both = f"{definition}\n{text}"
    found = marks_of(definition, text).scope_uses
    assert [both[use.start : use.end] for use in found if use.start > len(definition)] == uses


@pytest.mark.parametrize(
    ("text", "excepted"),
    [
        ("重点区域以外的城市要加强管控", True),
        ("非重点区域要加强管控", True),
        ("除重点区域外要加强管控", True),
        ("重点区域外围要加强管控", False),
        ("重点区域的城市要加强管控", False),
    ],
)  # fmt: skip
def test_what_speaks_of_all_others(text: str, excepted: bool) -> None:
    use = marks_of("重点区域：长沙市、株洲市。", text).scope_uses[-1]
    assert use.excepted is excepted


def test_the_component_works_alone() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("plan_scopes")
    text = "重点区域包括长沙市、株洲市。"
    doc = nlp.make_doc(text)
    place(doc, text, 0)
    doc = plan_spans(nlp.get_pipe("plan_scopes")(doc))
    assert [mark.name for mark in get(doc, "scopes")] == ["重点区域"]
    assert [span.text for span in doc.spans["scopes"]] == ["重点区域包括长沙市、株洲市"]


NAMES = [
    "长沙市",
    "株洲",
    "湘潭市",
    "仁寿县",
    "绵阳市安州区",
    "海西州德令哈市",
    "河北省石家庄",
    "重庆市",
    "和田县",
    "雄安新区",
]


@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=8, unique=True),
    st.lists(st.sampled_from(["、", "，", "和", "以及", "、和"]), min_size=8, max_size=8),
)
def test_any_list_of_places_is_read_to_its_end(names: list[str], links: list[str]) -> None:
    """However places are linked, none is lost and each is as printed."""
    text = names[0] + "".join(link + name for link, name in zip(links, names[1:], strict=False)) + "。"
    folded = fold(text)
    read = read_places(folded, 0)
    bare_behind_comma = any(
        link == "，" and name == "株洲" for link, name in zip(links, names[1:], strict=False)
    )
    if bare_behind_comma:
        return
    assert read is not None
    assert read.end == len(folded) - 1
    printed = [folded[m.place.start : m.place.end] for m in read.members]
    assert len(printed) == len(names)
    assert all(name.endswith(own) for name, own in zip(names, printed, strict=True))


@given(st.text(alphabet="重点区域城市包括为：、，。（）长沙株洲市县等3个以下简称六", max_size=60))
def test_any_soup_gives_sound_marks(text: str) -> None:
    marks = marks_of(text)
    for mark in marks.scopes:
        assert 0 <= mark.start < mark.end <= len(text)
        for one_member in mark.members:
            assert mark.start <= one_member.start < one_member.end <= mark.end
    ends = [mark.end for mark in marks.scopes]
    assert all(end <= mark.start for end, mark in zip(ends, marks.scopes[1:], strict=False))
