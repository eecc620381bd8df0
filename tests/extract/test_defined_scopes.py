"""Scopes of whole documents: who is in them, which heading gathers them, and what binds only them."""

from __future__ import annotations

import pytest

from pipeline.model import Record, Scope, Target
from tests.documents import ARTICLE, corpus_record, read_article, read_plan
from tests.invariants import check


def scope_of(record: Record, name: str) -> Scope:
    (found,) = [scope for scope in record.scopes if scope.name == name]
    return found


def members(record: Record, name: str) -> list[str]:
    """Each member's whole name, with ":" and the place that the list puts it in."""
    scope = scope_of(record, name)
    return [
        (member.full_name or record.text[member.char_start : member.char_end])
        + (f":{member.within}" if member.within else "")
        for member in record.scope_members
        if member.scope_id == scope.id
    ]


def within(place: str, names: str) -> list[str]:
    return [f"{name}:{place}" for name in names.split()]


# By hand, from the text.
PLAIN_OF_CHENGDU = [
    *["成都市", "德阳市", "遂宁市", "眉山市", "资阳市"],
    *within("绵阳市", "安州区 游仙区 涪城区 三台县 江油市 北川县 盐亭县"),
    *within("乐山市", "市中区 沙湾区 五通桥区 夹江县 井研县 犍为县 峨眉山市 马边县 沐川县"),
    *within("雅安市", "名山区 雨城区 天全县 芦山县 荥经县"),
]
SOUTH = [
    *["自贡市", "内江市"],
    *within("泸州市", "龙马潭区 江阳区 纳溪区 泸县 合江县"),
    *within("宜宾市", "叙州区 三江新区 翠屏区 南溪区 江安县 长宁县 珙县 屏山县 高县"),
]
NORTHEAST = [
    "广安市",
    *within("南充市", "嘉陵区 顺庆区 高坪区 西充县 蓬安县 营山县"),
    *within("达州市", "通川区 达川区 宣汉县 渠县 大竹县"),
]
KEY_CITIES = (
    "成都市 德阳市 遂宁市 眉山市 资阳市 绵阳市 乐山市 雅安市 自贡市 内江市 泸州市 宜宾市 广安市 南充市 达州市"
)
EXPECTED = {
    "sichuan": {
        "重点区域": [*PLAIN_OF_CHENGDU, *SOUTH, *NORTHEAST],
        "成都平原地区": PLAIN_OF_CHENGDU,
        "川南地区": SOUTH,
        "川东北地区": NORTHEAST,
        "重点城市": KEY_CITIES.split(),
    },
    "qinghai": {
        "重点区域": [
            *["西宁市", "海东市"], *within("海西州", "德令哈市 格尔木市"), "共和县:海南州", "西海镇:海北州",
            "玉树市:玉树州", "玛沁县:果洛州", "同仁市:黄南州",
        ]
    },
    "hunan": {"长株潭及传输通道六城市": ["长沙市", "株洲市", "湘潭市", "岳阳市", "常德市", "益阳市"]},
    "sichuan-2022": {
        "重点市(州)": ["达州市", "眉山市", "成都市", "自贡市", "德阳市", "内江市", "宜宾市", "泸州市", "乐山市", "南充市", "凉山州"]
    },
    "yichuan": {},
}  # fmt: skip


@pytest.mark.parametrize("document", EXPECTED)
def test_the_corpus_defines_these_terms_and_no_others(document: str) -> None:
    record = corpus_record(document)
    names = [scope.name for scope in record.scopes]
    assert {name: members(record, name) for name in names} == EXPECTED[document]
    assert len(names) == len(EXPECTED[document])
    assert not [doubt for doubt in record.doubts if doubt.rule == "scope.count"]


def limited(record: Record, name: str) -> list[Target]:
    """The targets that bind only those in a scope."""
    scope = scope_of(record, name)
    ids = {use.target_id for use in record.scope_uses if use.scope_id == scope.id}
    return [target for target in record.targets if target.id in ids]


def test_parts_of_a_term_know_it() -> None:
    record = corpus_record("sichuan")
    whole = scope_of(record, "重点区域")
    parts = [scope.name for scope in record.scopes if scope.parent_id == whole.id]
    assert parts == ["成都平原地区", "川南地区", "川东北地区"]
    assert scope_of(record, "重点城市").stated_count == 15


def test_targets_that_name_a_term_in_their_scope_are_limited_by_it() -> None:
    for document, name, said in (
        ("sichuan", "重点区域", "重点区域"),
        ("sichuan", "重点城市", "重点城市"),
        ("hunan", "长株潭及传输通道六城市", "六市"),
    ):
        record = corpus_record(document)
        expected = {target.id for target in record.targets if said in (target.scope or "")}
        assert expected and expected <= {target.id for target in limited(record, name)}


@pytest.mark.parametrize(
    ("document", "name", "clauses"),
    [
        (
            "sichuan",
            "重点区域",
            "（七） （七） （十一） （十一） （十二） （十九） （二十一） （二十三） （二十八）",
        ),
        ("qinghai", "重点区域", "(十) (十二) (十五) (十八) (二十) (二十九)"),
        ("sichuan-2022", "重点市(州)", "一、 一、 十、"),
    ],
)
def test_what_names_a_term(document: str, name: str, clauses: str) -> None:
    record = corpus_record(document)
    scope = scope_of(record, name)
    refs = {clause.id: clause.ref for clause in record.clauses}
    uses = [refs[use.clause_id] for use in record.scope_uses if use.scope_id == scope.id]
    assert [ref.split("/")[1] if "/" in ref else ref for ref in uses] == clauses.split()


def test_a_heading_gathers_lists_without_a_name() -> None:
    record = read_plan(
        ARTICLE.replace("主要任务。", "重点区域\n")
        + "长沙市，株洲市，湘潭市芙蓉区。\n（二）任务。重点区域禁止焚烧。\n"
    )
    assert members(record, "重点区域") == ["长沙市", "株洲市", "芙蓉区:湘潭市"]
    assert len(record.scope_uses) == 1
    check(record)


def test_a_run_in_heading_gathers_the_lists_of_its_sentence() -> None:
    text = "（二）重点区域范围。京津冀及周边地区，包含北京市，河北省石家庄、唐山市等；汾渭平原，包含山西省晋中、运城市。"
    record = read_article(f"加强管控。\n{text}\n（三）任务。重点区域禁止焚烧。")
    assert members(record, "重点区域") == [
        "北京市",
        "石家庄市:河北省",
        "唐山市:河北省",
        "晋中市:山西省",
        "运城市:山西省",
    ]
    assert scope_of(record, "重点区域").open
    assert [scope.parent_id for scope in record.scopes][1:] == [scope_of(record, "重点区域").id] * 2
    check(record)


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("重点城市为长沙、株洲、湘潭等15个市。", ["15 said, 3 named"]),
        ("重点城市为长沙、株洲、湘潭3市。", []),
        ("长株潭四城市（长沙、株洲、湘潭）要达标。", ["4 said, 3 named"]),
        # as many cities as the text says, though the list goes down to their districts
        ("重点区域为成都市锦江区、青羊区，德阳市旌阳区，共2个市。", []),
        ("重点区域：绵阳市安州区、三台县，德阳市。重点城市：重点区域设区的市，共3个。", ["3 said, 2 named"]),
    ],
)  # fmt: skip
def test_a_count_that_the_list_does_not_bear_out_is_a_doubt(text: str, doubts: list[str]) -> None:
    record = read_article(text)
    assert [doubt.message for doubt in record.doubts if doubt.rule == "scope.count"] == doubts


def test_a_term_of_an_undefined_term_is_none() -> None:
    assert read_article("重点城市：国家重点区域设区的市级城市，共15个。").scopes == ()


def test_a_term_that_is_defined_twice_is_the_one_defined_last() -> None:
    record = read_article(
        "重点区域：长沙市、株洲市。重点区域禁止焚烧。\n（二）任务。重点区域：湘潭市、岳阳市。重点区域严控新增。"
    )
    assert [use.scope_id for use in record.scope_uses] == [scope.id for scope in record.scopes]


def test_what_stands_before_the_definition_is_no_use_unless_an_annex_defines_it() -> None:
    assert not read_article("重点区域禁止焚烧。\n（二）范围。重点区域：长沙市、株洲市。").scope_uses


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("到2025年，重点区域污水处理率达到95%。", 1),
        ("到2025年，重点区域污水处理率达到95%，回用率达到40%。", 1),
        ("重点区域加强管控。到2025年，全省污水处理率达到95%。", 0),
        ("到2025年，全省污水处理率达到90%，重点区域污水处理率达到95%。", 1),
    ],
)
def test_targets_of_a_term(text: str, bound: int) -> None:
    record = read_article(f"重点区域：长沙市、株洲市。\n（二）任务。{text}")
    assert len(limited(record, "重点区域")) >= bound
    assert all(target.value != 90 for target in limited(record, "重点区域"))
    assert bool(limited(record, "重点区域")) == bool(bound)
    check(record)
