"""Titles in book-title marks: their extent, number, governing verb, and whether they are the plan's own."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.citations import find_citations
from pipeline.annotate.component import get, place, plan_spans
from pipeline.fold import Folded
from pipeline.marks import CitationMark


def cite(text: str) -> list[CitationMark]:
    return list(find_citations(Folded(text)))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("落实《空气质量改善行动计划》要求", ["空气质量改善行动计划"]),
        ("落实《A方案》《B方案》、《C办法》和《D法》", ["A方案", "B方案", "C办法", "D法"]),
        # titles within titles, in every way that they are set
        ("《关于印发〈X计划〉的通知》", ["关于印发〈X计划〉的通知"]),
        ("《关于印发《X计划》的通知》", ["关于印发《X计划》的通知"]),
        ("《关于印发(X计划)的通知》", ["关于印发(X计划)的通知"]),
        # broken nesting
        ("《关于印发X计划》的通知》（国发〔2023〕24号）", ["关于印发X计划》的通知"]),
        ("《关于印发《X计划》的通知，请执行", ["关于印发《X计划》的通知"]),
        ("落实《X计划、《Y方案》", ["Y方案"]),
        ("落实《X计划。", []),
        ("落实《》", []),
        # what is no document
        ("在《人民日报》和《焦点访谈》刊播", []),
        ("观看《厉害了，我的国》", []),
        ("《条例》（以下简称《条例》）", ["条例"]),
        # a name without a kind of document, but governed or numbered
        ("落实《大气十条》", ["大气十条"]),
        ("《大气十条》（国发〔2013〕37号）", ["大气十条"]),
        ("没有书名号", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark in cite(text)] == titles


@pytest.mark.parametrize(
    ("after", "number"),
    [
        ("（国发〔2023〕24号）", "国发〔2023〕24号"),
        ("(国发[2023]24号)", "国发[2023]24号"),
        ("（国发 ［2023］ 24 号）", "国发［2023］24号"),
        ("【国发【2023】24号】", "国发【2023】24号"),
        ("国发〔2023〕24号", "国发〔2023〕24号"),
        ("（国发〔2023〕24号，以下简称《计划》）", "国发〔2023〕24号"),
        ("（国务院令第736号）", "国务院令第736号"),
        ("（GB 3095-2012）", "GB3095-2012"),
        ("（环综合〔2022〕  号）", None),  # left blank
        ("（试行）", None),
        ("", None),
    ],
)
def test_document_numbers(after: str, number: str | None) -> None:
    assert [mark.doc_number for mark in cite(f"按照《X计划》{after}要求")] == [number]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("为贯彻落实《X计划》，制定本方案", "贯彻落实"),
        ("根据国家、省《X计划》", "根据"),
        ("为贯彻落实国务院有关部署，《X计划》", "贯彻落实"),  # over a comma only what opens a document
        ("完善制度，《X计划》明确的任务", None),
        ("按《X标准》执行", "按"),
        ("严格执行国家《X目录》", "执行"),
        ("制定并实施《X办法》", "制定"),
        ("推动《X条例》修订", "修订"),
        ("加强《X条例》的宣贯", "宣贯"),
        ("《X通知》（国办发〔2016〕82号）同时废止", "废止"),
        ("不再执行《X规定》", "停止执行"),
        ("按照国务院印发的《X计划》", "按照"),
        ("《X计划》要求。落实《Y计划》", None),
    ],
)
def test_governing_verbs(text: str, verb: str | None) -> None:
    assert cite(text)[0].verb == verb


def test_a_list_shares_its_verb() -> None:
    marks = cite(
        "为落实《A意见》、国务院《关于印发〈B计划〉的通知》（国发〔2023〕24号）以及《C方案》，修订《D标准》"
    )
    assert [mark.verb for mark in marks] == ["落实", "落实", "落实", "修订"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("《X方案》已经省政府同意，现印发给你们", [True]),
        ("《X政策》《Y计划》已经省政府同意，现印发给你们", [True, True]),
        ("现将《X方案》印发给你们", [True]),
        ("现制定《X方案》予以印发", [True]),
        ("某县人民政府办公室关于印发《X方案》的通知", [True]),
        ("关于转发《X方案》的通知", [True]),
        ("现将《X方案》落实情况通报如下", [False]),
        ("按照《Y计划》要求，将《X方案》印发给你们", [False, True]),
        ("为贯彻落实《X方案》", [False]),
    ],
)
def test_own(text: str, own: list[bool]) -> None:
    assert [mark.own for mark in cite(text)] == own


def test_the_component_works_alone_and_gives_canonical_offsets() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("plan_citations")
    doc = nlp.make_doc("落实《X 计划》")
    place(doc, doc.text, 100, dated=False)
    doc = nlp.get_pipe("plan_citations")(doc)
    assert [(mark.start, mark.end) for mark in get(doc, "citations")] == [(103, 107)]
    assert [span.text for span in plan_spans(doc).spans["citations"]] == ["X 计划"]


@given(st.text(st.sampled_from("《》〈〉（）()，。、落实按印发的通知方案X2023〔〕号 "), max_size=40))
def test_marks_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for mark in cite(text):
        assert last <= mark.start < mark.end <= len(text)
        assert text[: mark.start].rstrip()[-1] == "《"
        last = mark.end
