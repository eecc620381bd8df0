"""What a document says of itself in its title, head, signature and head table."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.catalog import CatalogEntry
from pipeline.extract.metadata import extract_metadata
from pipeline.extract.regions import place_at_head
from pipeline.extract.titles import area_at_head, notice_title, short, unwrapped
from pipeline.marks import AttributedBody, AttributionMark, Marks, SubjectMark
from pipeline.model import Metadata, Source
from pipeline.outline import build_outline
from pipeline.read.grid import Cell
from pipeline.read.source import SourceBuilder
from pipeline.tree import ClauseTree

OPENING = "为持续改善空气质量，制定本方案。"
ARTICLES = (
    "一、总体要求",
    "（一）主要目标。到2025年，空气质量改善。（甲局负责）",
    "（二）重点任务。乙局加强监管。",
)
NOTICE = (
    "伊川县人民政府办公室",
    "关于印发《伊川县空气质量改善方案》的通知",
    "伊政办〔2024〕5号",
    "各乡镇人民政府：",
    "《伊川县空气质量改善方案》已经县政府同意，现印发给你们，请认真贯彻执行。",
    "伊川县人民政府办公室",
    "2024年3月8日",
    "伊川县空气质量改善方案",
    OPENING,
    *ARTICLES,
)


def source(*paragraphs: str, **properties: str) -> Source:
    builder = SourceBuilder("text")
    for paragraph in paragraphs:
        builder.add_paragraph(paragraph)
    for key, value in properties.items():
        builder.property(key, value)
    return builder.build()


def metadata(of: Source, catalog: CatalogEntry | None = None, marks: Marks | None = None) -> Metadata:
    clauses, _ = build_outline("a", of)
    return extract_metadata("a", of, ClauseTree(clauses), marks or Marks(), catalog)


def test_a_notice_with_its_plan() -> None:
    found = metadata(source(*NOTICE))
    assert found == Metadata(
        title="伊川县空气质量改善方案",
        short_title="伊川县空气质量改善方案",
        issuer="伊川县人民政府办公室",
        jurisdiction="伊川县",
        territory="伊川县",
        level="county",
        doc_number="伊政办〔2024〕5号",
        status="issued",
        issued_on="2024-03-08",
        attribution_style="none",
        plan_id="a",
    )


def changed(**lines: str | None) -> Source:
    """NOTICE with lines replaced by their place: number, signed, dated, title."""
    places = {"number": 2, "signed": 5, "dated": 6, "title": 7}
    paragraphs: list[str | None] = list(NOTICE)
    for name, line in lines.items():
        paragraphs[places[name]] = line
    return source(*(line for line in paragraphs if line))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # numbers in every bracket; left blank; missing
        ({"number": "（伊政办［2024］ 5 号）"}, {"doc_number": "伊政办［2024］5号", "status": "issued"}),
        ({"number": "伊政办〔2024〕  号"}, {"doc_number": None, "status": "unverified"}),
        ({"number": "伊政办〔〕号"}, {"doc_number": None, "status": "unverified"}),
        ({"number": None}, {"doc_number": None, "status": "unverified"}),
        # dates in digits and in Chinese numerals; impossible; missing
        ({"dated": "2024 年 3 月 8 日"}, {"issued_on": "2024-03-08"}),
        ({"dated": "二〇二四年十二月二十八日"}, {"issued_on": "2024-12-28"}),
        ({"dated": "二○二四年十月十日"}, {"issued_on": "2024-10-10"}),
        ({"dated": "2024年13月8日"}, {"issued_on": None, "status": "unverified"}),
        ({"dated": None, "signed": None}, {"issued_on": None, "status": "unverified"}),
        # a draft is one whatever else it has
        (
            {"title": "伊川县空气质量改善方案（征求意见稿）"},
            {"status": "draft", "short_title": "伊川县空气质量改善方案"},
        ),
        ({"title": "伊川县空气质量改善方案（草案）"}, {"status": "draft"}),
    ],
)
def test_number_date_and_status(lines: dict[str, str | None], expected: dict[str, Any]) -> None:
    found = metadata(changed(**lines))
    assert {name: getattr(found, name) for name in expected} == expected


def test_a_notice_that_is_the_document() -> None:
    found = metadata(
        source(
            "四川省人民政府办公厅关于深入打好 2022 年大气攻坚战的通知",
            "各市（州）人民政府：",
            OPENING,
            *ARTICLES,
        )
    )
    assert found.title == "四川省人民政府办公厅关于深入打好 2022 年大气攻坚战的通知"  # as printed
    assert found.short_title == "四川省深入打好2022年大气攻坚战"
    assert (found.issuer, found.jurisdiction, found.level) == ("四川省人民政府办公厅", "四川省", "province")


def test_a_bare_plan_names_its_place_but_no_issuer() -> None:
    found = metadata(source("上海市减污降碳实施方案", OPENING, *ARTICLES))
    assert (found.issuer, found.jurisdiction, found.level) == (None, "上海市", "province")


def test_the_head_table_says_what_the_text_does_not() -> None:
    of = source("某某改革方案", OPENING, *ARTICLES, 发文机关="国务院", 成文日期="2019年01月24日", 发文字号="国发〔2019〕4号", 发布日期="2019年02月13日")  # fmt: skip
    found = metadata(of)
    assert (found.issuer, found.issued_on, found.doc_number) == ("国务院", "2019-01-24", "国发〔2019〕4号")
    assert (found.jurisdiction, found.level, found.status) == ("全国", "national", "issued")


def test_the_day_on_which_a_site_put_it_up_is_no_date_of_issue() -> None:
    found = metadata(
        source("某某改革方案", OPENING, *ARTICLES, 发布日期="2019-02-13", 文号="国发〔2019〕4号")
    )
    assert (found.issued_on, found.status) == (None, "unverified")


def test_who_signs_issues_where_no_title_says_it() -> None:
    found = metadata(source("空气质量改善方案", OPENING, *ARTICLES, "甲市交通局  甲市水务局", "2024年3月8日"))
    assert (found.issuer, found.issued_on) == ("甲市交通局、甲市水务局", "2024-03-08")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # who signs says in full what the title's issuer leaves open
        (
            ("省政府办公厅关于印发江苏省医疗方案的通知", "各市人民政府：", "江苏省人民政府办公厅", "2024年3月8日", "江苏省医疗方案"),
            ("江苏省人民政府办公厅", "江苏省", "province"),
        ),
        # so does the place that the plan's title names, or the notice's
        (("市政府关于印发株洲市医疗方案的通知", "各县人民政府：", "株洲市医疗方案"), ("市政府", "株洲市", "prefecture")),
        (("市政府关于印发株洲市医疗方案的通知", "各县人民政府：", "医疗方案"), ("市政府", "株洲市", "prefecture")),
        (("2024年株洲市医疗方案",), (None, "株洲市", "prefecture")),
        # a level alone is still one
        (("自治区人民政府办公厅关于印发医疗方案的通知", "医疗方案"), ("自治区人民政府办公厅", None, "province")),
        (("印发医疗方案的通知", "各县（区）人民政府，市政府各部门："), (None, None, "prefecture")),
        (("印发医疗方案的通知", "各镇人民政府，区各委办局："), (None, None, "county")),
        (("印发医疗方案的通知", "各市场主体，各市人民政府："), (None, None, None)),
    ],
)  # fmt: skip
def test_whose_government_speaks(lines: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    found = metadata(source(*lines, OPENING, *ARTICLES))
    assert (found.issuer, found.jurisdiction, found.level) == expected


def test_a_place_of_both_party_and_government() -> None:
    lines = ("中共株洲市委办公室 株洲市人民政府办公室", "关于印发《株洲市医疗方案》的通知")
    found = metadata(source(*lines, *ARTICLES))
    assert (found.issuer, found.jurisdiction) == ("中共株洲市委办公室、株洲市人民政府办公室", "株洲市")


@pytest.mark.parametrize("line", ["（本文有删减）", "附件", "附件1", "附 件"])
def test_what_stands_above_a_title_is_no_part_of_it(line: str) -> None:
    assert metadata(source(line, "株洲市医疗方案", OPENING, *ARTICLES)).title == "株洲市医疗方案"


def test_an_annex_in_a_file_of_its_own_has_its_heading_for_a_title() -> None:
    found = metadata(source("附件1", "株洲市医疗任务清单", "一、任务", "（一）建设医院。"))
    assert (found.title, found.jurisdiction) == ("株洲市医疗任务清单", "株洲市")
    builder = SourceBuilder("text")
    for paragraph in ("附件1", "株洲市医疗任务清单"):
        builder.add_paragraph(paragraph)
    builder.add_table([[Cell("序号"), Cell("任务")], [Cell("1"), Cell("建设医院")]], 1)
    assert metadata(builder.build()).title == "株洲市医疗任务清单"


def test_the_catalogue_overrides() -> None:
    entry = CatalogEntry(
        short_title="湘",
        jurisdiction="湖南省",
        status="issued",
        plan="p",
        predecessor="b",
        version=2,
        source_url="https://x.cn",
    )
    found = metadata(
        source("长株潭及传输通道城市空气质量达标计划", "（征求意见稿）", OPENING, *ARTICLES), entry
    )
    assert (found.short_title, found.jurisdiction, found.level) == ("湘", "湖南省", "province")
    assert (found.territory, found.status) == ("长株潭及传输通道城市", "issued")
    assert (found.plan_id, found.predecessor_id, found.version, found.source_url) == (
        "p",
        "b",
        2,
        "https://x.cn",
    )


def test_nothing_is_invented_for_a_text_without_a_head() -> None:
    found = metadata(source("一、总体要求", "内容。"))
    assert (found.issuer, found.jurisdiction, found.doc_number, found.issued_on) == (None, None, None, None)
    assert found.status == "unverified"


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("四川省人民政府办公厅", "四川省", "province"),
        ("上海市交通委员会", "上海市", "province"),
        ("上海市宝山区人民政府", "上海市宝山区", "county"),
        ("广西壮族自治区南宁市武鸣区", "广西壮族自治区南宁市武鸣区", "county"),
        ("江苏省苏州市昆山市人民政府", "江苏省苏州市昆山市", "county"),
        ("海南藏族自治州人民政府", "海南藏族自治州", "prefecture"),
        ("凉山州人民政府", "凉山州", "prefecture"),
        ("喀什地区行政公署", "喀什地区", "prefecture"),
        ("成都市人民政府", "成都市", "prefecture"),
        ("泸县空气方案", "泸县", "county"),
        ("中共四川省委", "四川省", "province"),
        ("国务院办公厅", "全国", "national"),
        ("生态环境部等7部门", "全国", "national"),
        ("市场监管总局", "全国", "national"),
        ("山西省市场监督管理局", "山西省", "province"),
        ("城市更新行动方案", None, None),
        ("加快城市更新", None, None),
        ("农村地区清洁取暖方案", None, None),
        ("市人民政府", None, None),
        ("各县人民政府", None, None),
        ("减污降碳协同增效方案", None, None),
        ("盐城市人民政府", "盐城市", "prefecture"),
        ("运城市永济市治水方案", "运城市永济市", "county"),
        ("海绵城市方案", None, None),
        ("全椒县人民政府", "全椒县", "county"),
        ("新乡市红旗区人民政府", "新乡市红旗区", "county"),
        ("中山市古镇镇人民政府", "中山市古镇镇", "township"),
        ("安亭镇村庄清洁方案", "安亭镇", "township"),
        ("株洲市民生实事方案", "株洲市", "prefecture"),
        ("克孜勒苏柯尔克孜自治州人民政府", "克孜勒苏柯尔克孜自治州", "prefecture"),
        ("临夏州积石山保安族东乡族撒拉族自治县方案", "临夏州积石山保安族东乡族撒拉族自治县", "county"),
        ("苏州工业园区管委会", "苏州工业园区", "county"),
        ("株洲市数字乡村方案", "株洲市", "prefecture"),
        ("株洲市老旧小区方案", "株洲市", "prefecture"),
        ("株洲市农贸市场方案", "株洲市", "prefecture"),
        ("株洲市特色小镇方案", "株洲市", "prefecture"),
        ("湖南省新型城镇方案", "湖南省", "province"),
        ("湖南省泸溪镇方案", "湖南省", "province"),
        ("中共丽江市委办公室丽江市人民政府办公室", "丽江市", "prefecture"),
        ("中共泸县县委泸县人民政府", "泸县", "county"),
        ("自治区人民政府办公厅", None, None),
    ],
)
def test_places(text: str, name: str | None, level: str | None) -> None:
    place = place_at_head(text)
    assert (place.name if place else None, place.level if place else None) == (name, level)


@pytest.mark.parametrize(
    ("title", "bare", "shortened"),
    [
        ("甲市关于印发《甲市X方案》的通知", "甲市X方案", "甲市X方案"),
        ("甲市关于印发甲市X方案（试行）的通知", "甲市X方案", "甲市X方案"),
        (
            "甲市关于印发《甲市X方案》和《甲市Y办法》的通知",
            "《甲市X方案》和《甲市Y办法》",
            "《甲市X方案》和《甲市Y办法》",
        ),
        ("甲市人民政府关于做好X工作的通知", "甲市人民政府关于做好X工作的通知", "甲市做好X工作"),
        ("甲市X行动计划（2023—2025年）", "甲市X行动计划（2023—2025年）", "甲市X行动计划（2023—2025年）"),
    ],
)
def test_short_titles(title: str, bare: str, shortened: str) -> None:
    assert unwrapped(title) == bare
    assert short(title, "甲市") == shortened


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["甲市人民政府", "关于印发甲市", "X方案的通知", "甲政〔2024〕1号"],
            "甲市人民政府关于印发甲市X方案的通知",
        ),
        (["甲市X方案", "为持续改善，制定本方案。"], None),
        (["甲市人民政府关于做好X工作的通知"], None),  # it wraps nothing
        ([], None),
        (
            ["某工信函〔2025〕255号", "某市工业和信息化局关于印发工作方案的通知"],
            "某市工业和信息化局关于印发工作方案的通知",
        ),
    ],
)
def test_notice_titles(lines: list[str], title: str | None) -> None:
    assert notice_title(lines) == title


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("长株潭及传输通道城市空气方案", "长株潭及传输通道城市"),
        ("汾渭平原协同治理方案", "汾渭平原"),
        ("成渝地区双城经济圈方案", None),
        ("海绵城市建设方案", None),
        ("加快城市群建设方案", None),
    ],
)
def test_areas(title: str, area: str | None) -> None:
    assert area_at_head(title) == area


def mark_at(of: Source, text: str) -> AttributionMark:
    start = of.text.index(text)
    return AttributionMark(start=start, end=start + len(text), bodies=())


def subject_at(of: Source, text: str) -> SubjectMark:
    start = of.text.index(text)
    body = AttributedBody(start=start, end=start + 2, name="乙局", role="responsible", position=1, sole=True)
    return SubjectMark(start=start, end=start + len(text), bodies=(body,))


def test_attribution_styles() -> None:
    of = source("某方案", OPENING, *ARTICLES)
    bracket, subject = mark_at(of, "（甲局负责）"), subject_at(of, "乙局加强监管")
    assert (
        metadata(of, marks=Marks(attributions=[bracket], subjects=[subject])).attribution_style == "brackets"
    )
    assert metadata(of, marks=Marks(subjects=[subject])).attribution_style == "subjects"
    assert metadata(of).attribution_style == "none"


def test_a_table_of_responsibilities() -> None:
    builder = SourceBuilder("text")
    for paragraph in ("某方案", OPENING, *ARTICLES, "附件", "任务分解表"):
        builder.add_paragraph(paragraph)
    builder.add_table(
        [[Cell("任务"), Cell("责任 单位")], [Cell("一"), Cell("甲局")], [Cell("二"), Cell("乙局")]], 1
    )
    of = builder.build()
    assert metadata(of, marks=Marks(subjects=[subject_at(of, "乙局加强监管")])).attribution_style == "table"
