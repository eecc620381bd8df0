"""From marks to citations: their relation, and which marks are no other document."""

from __future__ import annotations

import pytest

from pipeline.annotate.citations import find_citations
from pipeline.extract.citations import extract_citations
from pipeline.extract.metadata import extract_metadata
from pipeline.extract.reading import Reading
from pipeline.fold import Folded
from pipeline.ids import FactIds
from pipeline.marks import Marks
from pipeline.model import Citation
from pipeline.outline import build_outline
from pipeline.read.source import SourceBuilder
from pipeline.tree import ClauseTree


def cited(*paragraphs: str) -> list[tuple[str, str, str]]:
    """Relation, title and clause of each citation of a document of these paragraphs."""
    builder = SourceBuilder("text")
    for paragraph in paragraphs:
        builder.add_paragraph(paragraph)
    source = builder.build()
    tree = ClauseTree(build_outline("a", source)[0])
    found = [
        mark
        for block in source.blocks
        for mark in find_citations(Folded(source.text[block.start : block.end], block.start), block.start)
    ]
    marks = Marks(citations=found)
    metadata = extract_metadata("a", source, tree, marks, None)
    citations = extract_citations(Reading("a", source, tree, marks, metadata, FactIds("a")))
    assert len({citation.id for citation in citations}) == len(citations)
    return [row(source.text, tree, citation) for citation in citations]


def row(text: str, tree: ClauseTree, citation: Citation) -> tuple[str, str, str]:
    return citation.relation, text[citation.char_start : citation.char_end], tree[citation.clause_id].ref


BODY = ("一、总体要求", "（一）主要目标。到2025年改善。")


def test_a_notice_and_its_plan() -> None:
    assert cited(
        "甲市人民政府办公室关于印发《甲市空气方案》的通知",
        "各区人民政府：",
        "按照《乙省空气通知》（乙政〔2024〕1号）要求，现将《甲市空气方案》印发给你们。",
        "2024年3月8日",
        "甲市空气方案",
        "为贯彻落实《国务院空气计划》，根据《丙条例》《丁办法》，结合实际，制定本方案。",
        *BODY,
    ) == [
        ("basis", "乙省空气通知", "preamble"),
        ("basis", "国务院空气计划", "preamble"),
        ("basis", "丙条例", "preamble"),
        ("basis", "丁办法", "preamble"),
    ]


def test_a_title_that_names_another_document_cites_nothing() -> None:
    assert cited("甲区关于印发贯彻《乙市垃圾条例》", "推进全程分类实施方案的通知", "各镇：", "甲区贯彻《乙市垃圾条例》实施方案", "为改善，制定本方案。", *BODY) == []  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("严格执行《X目录》。", "implement"),
        ("落实《X标准》要求。", "implement"),
        ("按照《X指南》要求开展工作。", "comply"),
        ("列入《X目录》的企业优先支持。", "comply"),
        ("用好《X办法》。", "comply"),
        ("修订《X标准》。", "amend"),
        ("推动《X条例》修订。", "amend"),
        ("《X规定》同时废止。", "amend"),
        ("研究制定《X规划》。", "draft"),
        ("出台《X办法》。", "draft"),
    ],
)
def test_relations_in_the_body(sentence: str, relation: str) -> None:
    assert [
        found for found, _, _ in cited("某方案", "为改善，制定本方案。", *BODY, f"（二）任务。{sentence}")
    ] == [relation]


def test_repeated_citations_get_ids_of_their_own() -> None:
    assert len(cited("某方案", *BODY, "（二）任务。执行《X目录》。执行《X目录》。")) == 2
