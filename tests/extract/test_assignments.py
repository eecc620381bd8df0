"""Assignments: who does it, in which role, on what basis, and which department it is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.extract.assignments import extract_assignments
from pipeline.extract.belonging import NATIONAL
from pipeline.extract.departments import department
from pipeline.extract.duties import Duties
from pipeline.extract.passages import passages
from pipeline.extract.reading import Reading
from pipeline.extract.tasks import extract_tasks
from pipeline.fold import fold
from pipeline.model import Assignment, GovernmentLevel, Metadata
from pipeline.read import read, read_bytes
from tests.documents import read_article, read_plan
from tests.extract.test_tasks import HEAD, reading_of, reading_text

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("sichuan", "hunan", "yichuan", "qinghai", "sichuan-2022")


def assign(reading: Reading) -> tuple[Assignment, ...]:
    return extract_assignments(reading, duties_of(reading))[0]


def duties_of(reading: Reading) -> Duties:
    answered = passages(reading)
    return Duties(answered, extract_tasks(reading, answered), reading.marks.times)


def lines(text: str) -> list[tuple[str, str, str]]:
    return [(a.name, a.role, a.basis) for a in assign(reading_text(text))]


@pytest.mark.parametrize(("basis", "least"), [("stated", 0.99), ("subject", 0.9)])
def test_gold(basis: str, least: float) -> None:
    hits = found = wanted = 0
    for document in DOCUMENTS:
        reading = reading_of(read(ROOT / f"corpus/{document}.txt"))
        tree = reading.tree
        gold: Counter[tuple[str, str, str]] = Counter()
        for line in (ROOT / f"tests/gold/{document}/assignments.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if (row["basis"] == "subject") == (basis == "subject"):
                gold[fold(row["clause"].split("/")[0]), fold(row["name"]), row["role"]] += 1
        product: Counter[tuple[str, str, str]] = Counter()
        for item in assign(reading):
            if (item.basis == "subject") == (basis == "subject"):
                article = tree.article_of(tree[item.clause_id])
                product[fold(article.label or article.ref), fold(item.name), item.role] += 1
        hits += (gold & product).total()
        found += product.total()
        wanted += gold.total()
    assert 2 * hits / (found + wanted) >= least


def test_facts_are_exact_slices() -> None:
    for document in DOCUMENTS:
        reading = reading_of(read(ROOT / f"corpus/{document}.txt"))
        for item in assign(reading):
            assert item.attribution_start <= item.char_start < item.char_end <= item.attribution_end
            raw = fold(reading.text[item.char_start : item.char_end])
            assert raw and "\n" not in raw


def test_ids_are_unique_and_stable() -> None:
    path = ROOT / "corpus/qinghai.txt"
    first, again = assign(reading_of(read(path))), assign(reading_of(read(path)))
    assert [a.id for a in first] == [a.id for a in again]
    assert len({a.id for a in first}) == len(first)


def test_position_and_sole() -> None:
    text = HEAD + "（一）改革。推进改革。（省财政厅、省水利厅负责）\n（二）监管。加强监管。（省公安厅负责）\n"
    assert [(a.position, a.sole) for a in assign(reading_text(text))] == [(1, False), (2, False), (1, True)]


def test_an_assignment_knows_its_task() -> None:
    reading = reading_text(HEAD + "（一）改革。推进改革。（省财政厅负责）加强监管。（省公安厅负责）\n")
    answered = passages(reading)
    tasks = extract_tasks(reading, answered)
    assigned, _, _ = extract_assignments(reading, Duties(answered, tasks, ()))
    assert [a.task_id for a in assigned] == [task.id for task in tasks]


def test_first_named_leads_from_where_the_text_says_so() -> None:
    text = (
        HEAD + "（一）甲。推进改革。（财政部、商务部负责）\n"
        "（二）乙。推进建设。（教育部、科技部负责。列第一位者为牵头单位，下同）\n"
        "（三）丙。加强监管。（公安部、司法部负责）\n（四）丁。加强服务。（民政部负责）\n"
    )
    assert [(name, role) for name, role, _ in lines(text)] == [
        ("财政部", "responsible"), ("商务部", "responsible"), ("教育部", "lead"), ("科技部", "responsible"),
        ("公安部", "lead"), ("司法部", "responsible"), ("民政部", "responsible"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attribution", "first"),
    [
        ("（各有关部门和单位、财政部负责。列第一位者为牵头单位，下同）", "responsible"),
        ("（各地区、财政部按职责分工负责。列第一位者为牵头单位）", "responsible"),
        ("（财政部、各地区负责。列第一位者为牵头单位，下同）", "lead"),
        ("（各有关部门牵头，财政部配合）", "lead"),
    ],
)
def test_a_class_of_bodies_leads_only_where_that_is_said(attribution: str, first: str) -> None:
    assert lines(f"{HEAD}（一）甲。推进改革。{attribution}\n")[0][1] == first


@pytest.mark.parametrize(
    ("attribution", "sole"),
    [
        ("（人力资源社会保障部等有关部门和单位负责）", False),
        ("（人民银行等部门按职责分工负责）", False),
        ("（省财政厅等负责）", False),
        ("（省财政厅负责）", True),
        ("（责任单位：省财政厅等）", False),
    ],
)
def test_who_is_named_among_others_is_not_alone(attribution: str, sole: bool) -> None:
    (item,) = assign(reading_text(f"{HEAD}（一）甲。推进改革。{attribution}\n"))
    assert item.sole is sole


def test_inherited_is_stored_once_with_what_it_covers() -> None:
    text = (
        HEAD + "（一）甲。推进改革。（省能源局牵头，各市人民政府落实；以下均需各市人民政府落实，不再列出）\n"
        "（二）乙。加强监管。（省公安厅负责）\n二、保障措施\n（三）丙。各市人民政府要加强领导。\n"
    )
    found = assign(reading_text(text))
    (inherited,) = [a for a in found if a.basis == "inherited"]
    assert (inherited.name, inherited.role) == ("各市人民政府", "implement")
    assert inherited.task_id is None
    assert (inherited.covers_from, inherited.covers_to) == ("一、/（二）", "二、/（三）")
    assert [a.name for a in found if a.basis == "subject"] == ["各市人民政府"]


def test_a_chapter_s_heading_gives_its_bodies_all_that_the_chapter_gathers() -> None:
    text = (
        "某市实施方案\n一、优化服务（牵头单位：市商务局）\n（一）建网络。建成站点。\n"
        "（二）立制度。制定办法。（责任单位：市民政局）\n二、加强管理\n（三）健全体系。建成中心。\n"
    )
    found = [(a.name, a.basis, a.covers_from, a.covers_to) for a in assign(reading_text(text))]
    assert found == [
        ("市商务局", "inherited", "一、/（一）", "一、/（二）"),
        ("市民政局", "stated", None, None),
    ]


def test_who_is_covered_needs_no_line_as_subject() -> None:
    text = (
        HEAD
        + "（一）甲。推进改革。（省能源局牵头，株洲市人民政府落实；以下均需株洲市人民政府落实，不再列出）\n"
        "（二）乙。株洲市加强监管，岳阳市加强服务。（省公安厅负责）\n"
    )
    assert [name for name, _, basis in lines(text) if basis == "subject"] == ["岳阳市"]


def test_addressees_and_preambles_assign_nothing() -> None:
    text = "某省行动计划\n\n各市人民政府要认真贯彻落实。\n\n一、任务\n（一）甲。推进工作。\n"
    assert lines(text) == []


def test_a_misprint_is_kept_and_doubted() -> None:
    reading = reading_text(HEAD + "（一）甲。推进改革。（省财政厅厅负责）\n")
    (item,), _, doubts = extract_assignments(reading, duties_of(reading))
    assert item.name == "省财政厅"
    assert reading.text[item.char_start : item.char_end] == "省财政厅厅"
    assert [doubt.rule for doubt in doubts] == ["body_name"]


def test_rows_pairing_departments_with_areas() -> None:
    page = (
        "<html><body><p>某省通知</p><p>为做好有关工作，现将分工印发给你们，请结合实际，认真组织好各项任务，并按时报告进展。</p><p>附件</p><table><tr><th>组别</th><th>部门</th><th>重点市(州)</th><th>内容</th></tr>"
        "<tr><td>第一组</td><td>生态环境厅</td><td>甲市、乙市</td><td>负责督导</td></tr>"
        "<tr><td>第二组</td><td>应急厅</td><td>丙市</td><td></td></tr></table></body></html>"
    )
    reading = reading_of(read_bytes(page.encode(), "test.html"))
    answered = passages(reading)
    tasks = extract_tasks(reading, answered)
    found, _, _ = extract_assignments(reading, Duties(answered, tasks, ()))
    assert [(a.name, a.role) for a in found] == [("生态环境厅", "responsible"), ("应急厅", "responsible")]
    assert [reading.text[task.char_start : task.char_end] for task in tasks] == ["负责督导", "丙市"]
    assert [a.task_id for a in found] == [task.id for task in tasks]
    quote = reading.text[found[0].attribution_start : found[0].attribution_end]
    assert quote.startswith("第一组")
    assert quote.endswith("甲市、乙市")


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("责任单位", "市水务局、各街镇", [("市水务局", "responsible"), ("各街镇", "responsible")]),
        ("牵头部门", "区委组织部（区公务员局）", [("区委组织部", "lead"), ("区公务员局", "lead")]),
        ("配合部门", "市财政局等", [("市财政局", "support")]),
        ("参与（协办）单位", "市财政局", [("市财政局", "support")]),
        ("责任单位", "市发改委牵头，市财政局配合", [("市发改委", "lead"), ("市财政局", "support")]),
        ("责任分工", "牵头单位：市教育局；配合单位：市财政局、市住建局",
         [("市教育局", "lead"), ("市财政局", "support"), ("市住建局", "support")]),
        ("责任单位", "牵头：市卫健委<br>配合：市发改委", [("市卫健委", "lead"), ("市发改委", "support")]),
        ("责任单位及分工", "责任单位：市文旅局", [("市文旅局", "responsible")]),
        ("市卫健委内配合处室", "药政处，中医药处", [("药政处", "support"), ("中医药处", "support")]),
        ("责任人", "张某某", []),
        ("责任单位", "—", []),
        ("工作措施", "市水务局加强管理", []),
        ("单位", "吨", []),
    ],
)  # fmt: skip
def test_columns_of_responsible_bodies(header: str, cell: str, expected: list[tuple[str, str]]) -> None:
    page = (
        f"<html><body><p>某市方案</p><p>为做好有关工作，现将分工印发给你们，请结合实际，认真组织好各项任务，并按时报告进展。</p><p>附件</p><table><tr><th>序号</th><th>任务</th><th>{header}</th></tr>"
        f"<tr><td>1</td><td>推进公园绿地建设</td><td>{cell}</td></tr></table></body></html>"
    )
    found = assign(reading_of(read_bytes(page.encode(), "test.html")))
    assert [(a.name, a.role) for a in found if a.basis == "stated"] == expected


def test_a_row_that_a_column_answers_for_has_no_subjects() -> None:
    page = (
        "<html><body><p>某市方案</p><p>为做好有关工作，现将分工印发给你们，请结合实际，认真组织好各项任务，并按时报告进展。</p><p>附件</p><table>"
        "<tr><th>序号</th><th>任务</th><th>责任单位</th></tr>"
        "<tr><td>1</td><td>各区要加强公园建设。</td><td>市绿化市容局</td></tr></table></body></html>"
    )
    found = assign(reading_of(read_bytes(page.encode(), "test.html")))
    assert [(a.name, a.basis) for a in found] == [("市绿化市容局", "stated")]


def test_a_line_of_bodies_answers_for_the_line_before() -> None:
    text = (
        HEAD
        + "（一）甲。推进改革。\n附件1\n分工表\n事项\n工作措施\n责任单位\n完善机制\n加强全过程的管理\n市水务局\n"
        "完善服务\n实现统计和查询功能\n市交通委\n"
    )
    reading = reading_text(text.replace("\n", "\n\n"))
    answered = passages(reading)
    tasks = extract_tasks(reading, answered)
    found, _, _ = extract_assignments(reading, Duties(answered, tasks, ()))
    quotes = {task.id: reading.text[task.char_start : task.char_end] for task in tasks}
    assert [(a.name, quotes[a.task_id or ""]) for a in found] == [
        ("市水务局", "加强全过程的管理"), ("市交通委", "实现统计和查询功能"),
    ]  # fmt: skip


def metadata(level: GovernmentLevel, jurisdiction: str) -> Metadata:
    return Metadata(
        title="", short_title="", jurisdiction=jurisdiction, level=level, status="issued",
        attribution_style="none", plan_id="p",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "where", "level", "jurisdiction", "functions"),
    [
        ("县科工局", ("county", "某某县"), "county", "某某县", {"工业和信息化", "科技"}),
        ("市发展改革委", ("county", "某某县"), "prefecture", None, {"发展改革"}),
        ("省生态环境厅", ("province", "湖南省"), "province", "湖南省", {"生态环境"}),
        ("生态环境厅", ("province", "四川省"), "province", "四川省", {"生态环境"}),
        ("市交通委", ("province", "上海市"), "province", "上海市", {"交通运输"}),
        ("区建设管理委", ("county", "嘉定区"), "county", "嘉定区", {"住房城乡建设"}),
        ("国家发展改革委", ("province", "湖南省"), "national", NATIONAL, {"发展改革"}),
        ("农业农村部", ("national", NATIONAL), "national", NATIONAL, {"农业农村"}),
        ("青海省财政厅", ("national", NATIONAL), "province", "青海省", {"财政"}),
        ("长沙市人民政府", ("province", "湖南省"), "prefecture", "长沙市", set()),
        ("徐州市", ("province", "江苏省"), "prefecture", "徐州市", set()),
        ("广州市公安局", ("province", "广东省"), "prefecture", "广州市", {"公安"}),
        ("各州市人民政府", ("province", "云南省"), "prefecture", "云南省", set()),
        ("市场监管局", ("county", "某某县"), "county", "某某县", {"市场监管"}),
        ("县市场监管局", ("county", "某某县"), "county", "某某县", {"市场监管"}),
        ("国网某某供电公司", ("county", "某某县"), None, None, set()),
        ("生态环境部门", ("province", "四川省"), None, "四川省", {"生态环境"}),
        ("国家税务总局青海省税务局", ("province", "青海省"), "province", "青海省", {"税务"}),
        ("国家矿山安全监察局青海局", ("province", "青海省"), "province", "青海省", {"矿山安全"}),
        ("国家能源局", ("province", "青海省"), "national", NATIONAL, {"能源"}),
        ("六市人民政府", ("province", "湖南省"), "prefecture", "湖南省", set()),
        ("六市", ("province", "湖南省"), "prefecture", "湖南省", set()),
        ("市州", ("province", "青海省"), "prefecture", "青海省", set()),
        ("各市州生态环境部门", ("province", "青海省"), "prefecture", "青海省", {"生态环境"}),
        ("空气质量未达标的设区市", ("province", "四川省"), "prefecture", "四川省", set()),
        ("省内应急联动城市", ("province", "四川省"), "prefecture", "四川省", set()),
        ("重点区域市县", ("province", "四川省"), None, "四川省", set()),
        ("其他未达标城市", ("province", "四川省"), None, "四川省", set()),
        ("已达标城市", ("province", "四川省"), None, "四川省", set()),
        ("市区两级交通管理部门", ("province", "上海市"), None, "上海市", {"交通运输"}),
        ("各乡镇政府", ("county", "某某县"), "township", "某某县", set()),
        ("各乡（镇）政府", ("county", "某某县"), "township", "某某县", set()),
        ("街道办事处", ("county", "某某县"), "township", "某某县", set()),
        ("各街镇（园区）", ("county", "某某区"), "township", "某某区", set()),
        ("各区人民政府", ("province", "上海市"), "county", "上海市", set()),
        ("各县（市、区）人民政府", ("prefecture", "某某市"), "county", "某某市", set()),
        ("各省（区、市）人民政府", ("national", NATIONAL), "province", NATIONAL, set()),
        ("各省级人民政府", ("national", NATIONAL), "province", NATIONAL, set()),
        ("人民银行", ("national", NATIONAL), "national", NATIONAL, {"金融监管"}),
        ("民航局", ("national", NATIONAL), "national", NATIONAL, {"民航"}),
        ("国管局", ("province", "湖南省"), "national", NATIONAL, {"机关事务"}),
        ("地方各级人民政府", ("province", "青海省"), None, "青海省", set()),
        ("自贸试验区管委会", ("province", "某某省"), None, "某某省", set()),
        ("城市管理局", ("county", "某某县"), "county", "某某县", {"城市管理"}),
    ],
)
def test_departments(
    name: str,
    where: tuple[GovernmentLevel, str],
    level: str | None,
    jurisdiction: str | None,
    functions: set[str],
) -> None:
    found = department(name, False, metadata(*where))
    assert (found.level, found.jurisdiction, set(found.functions)) == (level, jurisdiction, functions)


def test_the_same_body_has_the_same_id_in_all_documents_of_its_territory() -> None:
    one = department("省财政厅", False, metadata("province", "湖南省"))
    assert one.id == department("省财政厅", False, metadata("province", "湖南省")).id
    assert one.id != department("省财政厅", False, metadata("province", "青海省")).id


def test_two_ways_to_print_a_name_are_one_body() -> None:
    where = metadata("county", "某某县")
    assert department("各乡（镇）政府", False, where) == department("各乡镇政府", False, where)


def test_a_class_of_the_state_is_national() -> None:
    assert department("国务院有关部门", True, metadata("province", "湖南省")).level == "national"
    assert department("有关部门", True, metadata("province", "湖南省")).level is None


@pytest.mark.parametrize(("year", "doubted"), [(2016, False), (2023, True)])
def test_a_name_that_a_reform_had_ended(year: int, doubted: bool) -> None:
    plan = (
        f"某省人民政府关于印发某省实施方案的通知\n某政发〔{year}〕15号\n\n为推进工作，制定本方案。\n\n"
        f"一、任务\n（一）污染防治。加强监测。（省环境保护厅负责）\n\n某省人民政府\n{year}年5月1日\n"
    )
    record = read_plan(plan)
    found = [record.text[d.start : d.end] for d in record.doubts if d.rule == "body_name.former"]
    assert found == (["省环境保护厅"] if doubted else [])
    assert [department.functions for department in record.departments] == [("生态环境",)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("镇政府配合做好改革工作，负责做好村道养护。", [("镇政府", "support"), ("镇政府", "responsible")], "two roles"),
        ("各科技园区要提供一站式服务。", [("各科技园区", "responsible")], "a class of parks"),
        ("各推进主体加快开展前期工作。", [("各推进主体", "responsible")], "a class of those who carry it out"),
        ("赋予社区居委会监督职责。", [], "what begins with a deed is no name"),
        ("某省加快推进产业转型。", [], "the document's own territory is nobody in particular"),
        ("市、区财政部门要加强监管。", [("市财政部门", "responsible"), ("区财政部门", "responsible")], "two levels share a name"),
    ],
)  # fmt: skip
def test_subjects_in_general_and_in_particular(text: str, expected: list[tuple[str, str]], why: str) -> None:
    record = read_article(text)
    assert [(row.name, row.role) for row in record.assignments] == expected, why
