"""The clause tree: what numbering means, what hangs where, and that nothing gets lost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Clause, Doubt, Record
from pipeline.outline import build_outline
from pipeline.read.text import read_text
from pipeline.tree import ClauseTree
from tests.documents import DOCUMENTS, corpus_text, outline, own_text, read_plan
from tests.outline.test_labels import han

HEAD = "某省教育发展实施方案\n\n为推进教育高质量发展，制定本方案。\n\n"
LONG = "完善工作机制，推进项目建设，加强要素保障，确保各项任务按时完成并取得实效。"
LEVELS = {
    "title",
    "preamble",
    "chapter",
    "article",
    "item",
    "headed",
    "paragraph",
    "table",
    "annex",
    "signature",
}


def built(text: str) -> tuple[str, tuple[Clause, ...], tuple[Doubt, ...]]:
    source = read_text(text, "text")
    clauses, doubts = build_outline("test", source)
    return source.text, clauses, doubts


def shape(text: str) -> list[tuple[str, str, str | None]]:
    """(level, ref, heading) of the clauses of the body."""
    _, clauses, _ = built(HEAD + text)
    return [(c.level, c.ref, c.heading) for c in clauses if c.level not in {"title", "preamble"}]


# --- what numbering means -----------------------------------------------------------------------


def test_a_list_of_annexes_starts_nothing() -> None:
    notice = "某省教育厅关于印发《某省教育发展行动计划》的通知\n\n各市教育局：\n\n现将计划印发给你们。\n\n附件：\n1.某省教育发展行动计划\n2.技术要求\n\n某省教育厅\n2024年7月4日\n\n附件1\n某省教育发展行动计划\n\n"
    _, clauses, _ = built(f"{notice}一、总体要求\n（一）目标。{LONG}\n")
    assert [(c.level, c.ref) for c in clauses] == [
        ("preamble", "preamble"),
        ("title", "title"),
        ("chapter", "一、"),
        ("article", "一、/（一）"),
    ]
    assert clauses[1].heading == "某省教育发展行动计划"
    assert shape(f"一、任务\n（一）改革。{LONG}\n附件：\n1.统计表\n2.汇总表\n")[-1] == (
        "signature",
        "signature",
        None,
    )


def test_the_standard_numbering() -> None:
    text = f"一、总体要求\n（一）指导思想。{LONG}\n（二）主要目标。{LONG}\n1.普及水平。{LONG}\n2.质量水平。{LONG}\n二、保障措施\n（三）加强领导。{LONG}\n"
    assert shape(text) == [
        ("chapter", "一、", "总体要求"),
        ("article", "一、/（一）", "指导思想"),
        ("article", "一、/（二）", "主要目标"),
        ("item", "一、/（二）/1", "普及水平"),
        ("item", "一、/（二）/2", "质量水平"),
        ("chapter", "二、", "保障措施"),
        ("article", "二、/（三）", "加强领导"),
    ]


def test_the_numbering_of_regulations() -> None:
    text = f"第一章 总则\n第一条 {LONG}\n第二条 {LONG}\n第二章 保障\n第三条 {LONG}\n"
    assert [row[:2] for row in shape(text)] == [
        ("chapter", "第一章"),
        ("article", "第一章/第一条"),
        ("article", "第一章/第二条"),
        ("chapter", "第二章"),
        ("article", "第二章/第三条"),
    ]


def test_articles_restart_in_each_chapter() -> None:
    text = f"一、甲\n（一）子。{LONG}\n（二）丑。{LONG}\n二、乙\n（一）寅。{LONG}\n（二）卯。{LONG}\n"
    assert [row[1] for row in shape(text)] == [
        "一、",
        "一、/（一）",
        "一、/（二）",
        "二、",
        "二、/（一）",
        "二、/（二）",
    ]


def test_chapters_without_articles_are_the_provisions() -> None:
    _, clauses, _ = built(f"{HEAD}一、加强领导。{LONG}\n二、加强保障。{LONG}\n三、加强宣传。{LONG}\n")
    assert [c.ref for c in clauses if c.is_provision] == ["一、", "二、", "三、"]


def test_an_article_that_only_gathers_items_gives_way_to_them() -> None:
    text = f"{HEAD}一、重点任务\n（一）改善条件\n1.建设学校。{LONG}\n2.培训教师。{LONG}\n（二）加强监管。{LONG}\n"
    _, clauses, _ = built(text)
    assert [c.ref for c in clauses if c.is_provision] == ["一、/（一）/1", "一、/（一）/2", "一、/（二）"]


def test_deeper_numbers_stay_below_their_item() -> None:
    text = f"一、甲\n（一）子。{LONG}\n1.丑。{LONG}\n（1）寅。{LONG}\n（2）卯。{LONG}\n①辰。{LONG}\n2.巳。{LONG}\n（二）午。{LONG}\n"
    assert [row[1] for row in shape(text)] == [
        "一、",
        "一、/（一）",
        "一、/（一）/1",
        "一、/（一）/1/（1）",
        "一、/（一）/1/（2）",
        "一、/（一）/1/（2）/①",
        "一、/（一）/2",
        "一、/（二）",
    ]


def test_numbers_with_points() -> None:
    text = f"1 总体要求\n1.1 指导思想\n{LONG}\n1.2 主要目标\n{LONG}\n2 重点任务\n2.1 普惠发展\n{LONG}\n"
    assert [row[1] for row in shape(text) if row[0] != "paragraph"] == ["1", "1/1.1", "1/1.2", "2", "2/2.1"]


def test_arabic_chapters() -> None:
    text = f"1、总体要求\n（1）指导思想。{LONG}\n（2）主要目标。{LONG}\n2、保障措施\n（1）加强领导。{LONG}\n"
    assert [row[:2] for row in shape(text)] == [
        ("chapter", "1、"),
        ("article", "1、/（1）"),
        ("article", "1、/（2）"),
        ("chapter", "2、"),
        ("article", "2、/（1）"),
    ]


def test_an_item_that_starts_with_a_year() -> None:
    text = f"一、重点任务\n（一）改造管网。\n1.2025年底前，完成老旧管网改造1200公里。\n2.2026年底前，完成雨污分流改造。\n（二）加强监管。{LONG}\n"
    assert [row[1] for row in shape(text)] == [
        "一、",
        "一、/（一）",
        "一、/（一）/1",
        "一、/（一）/2",
        "一、/（二）",
    ]


def test_headed_paragraphs() -> None:
    text = f"一、重点任务\n（一）优化结构\n严格准入。{LONG}\n推动升级。{LONG}\n（二）加强监管。{LONG}\n"
    assert shape(text)[2:4] == [
        ("headed", "一、/（一）/严格准入", "严格准入"),
        ("headed", "一、/（一）/推动升级", "推动升级"),
    ]


def test_unlabelled_paragraphs() -> None:
    text = f"一、重点任务\n（一）优化结构。{LONG}\n{LONG}\n{LONG}\n二、保障\n{LONG}\n"
    assert [row[:2] for row in shape(text)] == [
        ("chapter", "一、"),
        ("article", "一、/（一）"),
        ("paragraph", "一、/（一）/¶2"),
        ("paragraph", "一、/（一）/¶3"),
        ("chapter", "二、"),
    ]


def test_a_bracket_in_a_paragraph_of_its_own_belongs_to_the_one_before() -> None:
    text, clauses, _ = built(
        f"{HEAD}一、重点任务\n（一）优化结构。{LONG}\n（省教育厅、省财政厅负责）\n（二）加强监管。{LONG}\n"
    )
    article = next(c for c in clauses if c.ref == "一、/（一）")
    assert text[article.char_start : article.char_end].endswith("（省教育厅、省财政厅负责）")
    assert not any(c.level == "paragraph" for c in clauses)


@pytest.mark.parametrize(
    "lines",
    [
        "牵头单位：省教育厅\n配合单位：省财政厅、省科技厅",
        "责任单位：省教育厅、省财政厅、省科技厅、省人力资源社会保障厅",
    ],
)
def test_lines_of_bodies_belong_to_the_paragraph_before(lines: str) -> None:
    record = read_plan(
        f"某省方案\n\n一、任务\n（一）重点。推进改革，加强监管。\n{lines}\n（二）其他。优化服务。\n{lines}\n"
    )
    assert [c.level for c in record.clauses if c.level not in {"title", "preamble"}] == [
        "chapter",
        "article",
        "article",
    ]
    assert all(own_text(record, c).endswith(lines) for c in record.clauses if c.level == "article")


def test_no_numbering() -> None:
    _, clauses, doubts = built(f"某县防汛工作方案\n\n{LONG}\n{LONG}\n")
    assert [doubt.rule for doubt in doubts] == ["outline.no_numbering"]
    paragraphs = [c for c in clauses if c.level == "paragraph"]
    assert len(paragraphs) == 2
    assert all(c.is_provision for c in paragraphs)


@pytest.mark.parametrize(("numbers", "gaps"), [("1234", 0), ("124", 1), ("1356", 2), ("12", 0)])
def test_a_missing_number_is_doubted(numbers: str, gaps: int) -> None:
    items = "".join(f"{number}.{LONG}\n" for number in numbers)
    _, clauses, doubts = built(f"{HEAD}一、任务\n（一）重点\n{items}")
    assert [doubt.rule for doubt in doubts] == ["outline.gap"] * gaps
    assert [c.label for c in clauses if c.level == "item"] == [f"{number}." for number in numbers]


def test_a_gap_names_its_place() -> None:
    text, _, (doubt,) = built(f"{HEAD}一、任务\n（一）重点\n1.{LONG}\n3.{LONG}\n")
    assert text[doubt.start : doubt.end] == "3."


@pytest.mark.parametrize(
    "line",
    [
        "第三方机构开展评估，并向社会公布结果。",
        "2025年底前，完成全部改造任务。",
        "一体化推进教育科技人才工作。",
        "100%的学校建成数字校园。",
    ],
)
def test_what_is_no_number(line: str) -> None:
    _, clauses, _ = built(f"{HEAD}一、任务\n（一）重点。{LONG}\n{line}\n（二）监管。{LONG}\n")
    assert [c.ref for c in clauses if c.level != "title"][1:] == [
        "一、",
        "一、/（一）",
        "一、/（一）/¶2",
        "一、/（二）",
    ]


# --- head, foot, annexes ------------------------------------------------------------------------


def test_head() -> None:
    _, clauses, _ = built(
        f"某省人民政府\n关于印发某省教育发展实施方案的通知\n某政发〔2024〕5号\n\n各市人民政府：\n现将方案印发给你们，请认真贯彻执行。\n\n某省人民政府\n2024年6月28日\n\n某省教育发展实施方案\n\n为推进工作，制定本方案。\n\n一、任务\n（一）重点。{LONG}\n"
    )
    levels = [c.level for c in clauses]
    assert levels == ["preamble", "title", "chapter", "article"]
    assert clauses[1].heading == "某省教育发展实施方案"


def test_signature() -> None:
    text, clauses, _ = built(f"{HEAD}一、任务\n（一）重点。{LONG}\n\n某省人民政府办公厅\n2024年6月28日\n")
    assert [c.level for c in clauses][-1] == "signature"
    assert text[clauses[-1].char_start :] == "某省人民政府办公厅\n2024年6月28日"


ANNEX_TAIL = f"附件1\n重点任务分工方案\n一、甲\n（一）子。{LONG}\n附件2\n名词解释\n{LONG}\n"


@pytest.mark.parametrize(
    "announced",
    [
        "附件：1.重点任务分工方案\n2.名词解释\n\n某省人民政府\n2024年6月28日\n\n",
        "附件：1．重点任务分工方案\n　　　2．名词解释\n\n某省人民政府\n2024年6月28日\n\n",
        "附件：\n1．重点任务分工方案\n2．名词解释\n\n",
        "某省人民政府\n2024年6月28日\n\n",
        "",
    ],
    ids=["list", "list with full-width points", "list below its name, unsigned", "signature only", "nothing"],
)
def test_annexes(announced: str) -> None:
    _, clauses, _ = built(f"{HEAD}一、任务\n（一）重点。{LONG}\n\n{announced}{ANNEX_TAIL}")
    annexes = [(c.ref, c.heading) for c in clauses if c.level == "annex"]
    assert annexes == [("附件1", "重点任务分工方案"), ("附件2", "名词解释")]
    assert "附件1/一、/（一）" in [c.ref for c in clauses]
    assert "一、/（一）" in [c.ref for c in clauses]
    body = [c.ref for c in clauses if c.level in {"chapter", "article", "item"}]
    assert body == ["一、", "一、/（一）", "附件1/一、", "附件1/一、/（一）"]


def test_a_sentence_that_starts_with_the_word_is_no_annex() -> None:
    _, clauses, _ = built(
        f"{HEAD}一、任务\n（一）重点。{LONG}\n附件所列项目由省发展改革委牵头组织实施。\n（二）监管。{LONG}\n"
    )
    assert [c.ref for c in clauses if c.level not in {"preamble", "title"}] == [
        "一、",
        "一、/（一）",
        "一、/（一）/¶2",
        "一、/（二）",
    ]


def test_a_second_document_in_the_file() -> None:
    text = f"一、甲\n（一）子。{LONG}\n二、乙\n（二）丑。{LONG}\n某省教育发展三年行动计划\n为推进工作，制定本计划。\n一、丙\n（一）寅。{LONG}\n二、丁\n"
    rows = shape(text)
    assert [row[1] for row in rows if row[0] == "chapter"] == ["一、", "二、", "一、#2", "二、#2"]
    _, clauses, _ = built(HEAD + text)
    assert [c.heading for c in clauses if c.level == "title"] == [
        "某省教育发展实施方案",
        "某省教育发展三年行动计划",
    ]


def test_tables() -> None:
    text = f"一、任务\n（一）重点。{LONG}\n表1 各市目标\n市\t目标\n甲市\t90\n乙市\t95\n（二）监管。{LONG}\n"
    assert shape(text)[2] == ("table", "表1", "各市目标")


def test_repeated_refs_are_numbered() -> None:
    text = f"一、甲\n（一）子。{LONG}\n（一）丑。{LONG}\n（二）寅。{LONG}\n"
    assert [row[1] for row in shape(text)] == ["一、", "一、/（一）", "一、/（一）#2", "一、/（二）"]


# --- properties ---------------------------------------------------------------------------------


def check(text: str, clauses: Sequence[Clause], blocks: Sequence[tuple[int, int]]) -> None:
    """What holds of every outline."""
    refs = [clause.ref for clause in clauses]
    assert len(set(refs)) == len(refs)
    assert len({clause.id for clause in clauses}) == len(clauses)
    assert [clause.seq for clause in clauses] == sorted(clause.seq for clause in clauses)
    assert [clause.char_start for clause in clauses] == sorted(clause.char_start for clause in clauses)
    tree = ClauseTree(clauses)
    for clause in clauses:
        assert clause.level in LEVELS
        assert 0 <= clause.char_start <= clause.own_end <= clause.char_end <= len(text)
        assert text[clause.char_start :].startswith(clause.label)
        if clause.parent_id is not None:
            parent = tree[clause.parent_id]
            assert parent.char_start <= clause.char_start
            assert clause.char_end <= parent.char_end
            assert parent.seq < clause.seq
        children = tree.children(clause)
        assert all(a.char_end <= b.char_start for a, b in pairwise(children))
    for start, end in blocks:
        assert tree.at(start, end).char_start <= start
    above = {node.id for c in clauses if c.is_provision for node in tree.ancestors(c) if node is not c}
    assert not any(clause.is_provision for clause in clauses if clause.id in above)


LINE = st.sampled_from(
    ["第一章 总则", "第二章 任务", "第一条 内容。", "第三条 内容。", "一、总体要求", "二、重点任务", "三、保障措施", "十、其他",
     "（一）重点。" + LONG, "（二）监管。" + LONG, "（四）保障", "1.甲。" + LONG, "2.乙。" + LONG, "3．丙", "1、丁。" + LONG, "（1）戊。" + LONG,
     "（2）己。" + LONG, "①庚。" + LONG, "②辛", "1.1 壬", "1.2 癸", "1 子", LONG, "某市节水行动方案", "附件", "附件1：名单", "附件2", "表1 目标",
     "市\t目标\n甲\t1\n乙\t2", "某省人民政府", "2024年6月28日", "（省教育厅负责）", "附件：1.名单", "", "——坚持统筹。" + LONG, "某省教育发展三年行动计划"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, max_size=25))
def test_any_soup_of_labels_is_an_outline(lines: list[str]) -> None:
    source = read_text("\n".join(lines), "text")
    clauses, doubts = build_outline("test", source)
    check(source.text, clauses, [(block.start, block.end) for block in source.blocks])
    assert all(0 <= doubt.start < doubt.end <= len(source.text) for doubt in doubts)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_outlines_of_documents(name: str) -> None:
    source = read_text(corpus_text(name), "text")
    clauses, _ = build_outline(name, source)
    check(source.text, clauses, [(block.start, block.end) for block in source.blocks])


TREE = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=3), min_size=2, max_size=4)
SCHEMES = {
    "standard": ("{h}、", "（{h}）", "{n}."),
    "half width": ("{h}、", "({h})", "{n}."),
    "full-width points": ("{h}、", "（{h}）", "{n}．"),
    "arabic with 、": ("{h}、", "（{h}）", "{n}、"),
    "brackets below": ("{h}、", "（{h}）", "（{n}）"),
    "regulation": ("第{h}章 ", "第{h}条 ", "（{h}）"),
    "all arabic": ("{n}、", "（{n}）", "{c}"),
}


@settings(max_examples=60, deadline=None)
@given(TREE, st.sampled_from(sorted(SCHEMES)), st.booleans())
def test_outline_to_text_and_back(tree: list[list[int]], scheme: str, runs_through: bool) -> None:
    """An outline written down as a document is read back as the same outline."""
    forms = SCHEMES[scheme]
    runs_through = runs_through or scheme == "regulation"
    lines, expected = [], []
    article = 0
    for chapter, articles in enumerate(tree, 1):
        rows = [("chapter", 0, chapter)]
        for index, items in enumerate(articles, 1):
            article += 1
            rows.append(("article", 1, article if runs_through else index))
            rows += [("item", 2, number) for number in range(1, items + 1)]
        for level, depth, number in rows:
            label = forms[depth].format(h=han(number), n=number, c=chr(0x245F + number))
            heading = f"推进{'甲乙丙'[depth]}{han(number)}工作"
            lines.append(f"{label}{heading}" + ("" if depth == 0 else f"。{LONG}"))
            expected.append((level, label.strip(), heading))
    assert outline(read_plan(HEAD + "\n".join(lines) + "\n")) == expected


def texts(record: Record) -> list[str]:
    return [record.text[c.char_start : c.own_end] for c in record.clauses]


def test_line_endings_and_indentation_change_nothing() -> None:
    text = f"{HEAD}一、任务\n（一）重点。{LONG}\n1.甲。{LONG}\n2.乙。{LONG}\n"
    plain = read_plan(text)
    indented = "\r\n".join("　　" + line if line else "" for line in text.split("\n"))
    assert outline(read_plan(indented)) == outline(plain)
    assert texts(read_plan(indented)) == texts(plain)


def test_numbers_that_run_on_behind_a_gap_count() -> None:
    items = "".join(f"{number}.{LONG}\n" for number in (1, 2, 17, 18, 19, 40))
    _, clauses, doubts = built(f"{HEAD}一、任务\n（一）重点\n{items}")
    assert [c.label for c in clauses if c.level == "item"] == ["1.", "2.", "17.", "18.", "19."]
    assert [doubt.rule for doubt in doubts] == ["outline.gap"]


def test_the_only_item_of_a_chapter_without_text_of_its_own_is_the_provision() -> None:
    _, clauses, _ = built(f"{HEAD}一、任务\n1.建设公园。{LONG}\n二、保障\n{LONG}\n")
    assert [c.heading for c in clauses if c.is_provision] == ["建设公园", "保障"]
