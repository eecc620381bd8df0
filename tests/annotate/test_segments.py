"""Sentences, semicolon parts and clauses: where a block is cut, and where never."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.annotate.component import get
from pipeline.annotate.segments import cut
from pipeline.fold import fold
from tests.documents import DOCUMENTS, corpus_text, marks_of

SOUP = st.text(st.sampled_from("推进改革，,、；;。！？：:（）()《》“”1２ \t"), min_size=1, max_size=40)


def segments(text: str) -> list[str]:
    return [text[s.start : s.end] for s in marks_of(text).segments]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("推进改革，加强监管。", ["推进改革", "加强监管"], "commas"),
        ("推进改革,加强监管;优化服务.", ["推进改革", "加强监管", "优化服务."], "half width"),
        ("学校、医院、社区", ["学校、医院、社区"], "enumerations stay whole"),
        ("目标：巩固率达到96%", ["目标", "巩固率达到96%"], "a colon"),
        ("生师比不高于18：1，持续改善", ["生师比不高于18：1", "持续改善"], "a ratio is never cut"),
        ("减排量达到1,500吨，其中2024年500吨", ["减排量达到1,500吨", "其中2024年500吨"], "thousands are one number"),
        ("减排量达到1,234,567吨", ["减排量达到1,234,567吨"], "and millions"),
        ("到2025,800家完成", ["到2025", "800家完成"], "what is no thousand is cut"),
        ("改革（含学校，医院；社区）推进", ["改革（含学校，医院；社区）推进"], "brackets are never cut"),
        ("落实《教育，健康》要求", ["落实《教育，健康》要求"], "book titles are never cut"),
        ("改革（含学校，医院。加强监管", ["改革（含学校，医院", "加强监管"], "a bracket that never closes ends with its sentence"),
        ("甲）推进，加强", ["甲）推进", "加强"], "a bracket that never opened"),
    ],
)  # fmt: skip
def test_cuts(text: str, expected: list[str], why: str) -> None:
    assert segments(text) == expected, why


def test_sentences_parts_and_closers() -> None:
    found = marks_of("甲到达，乙完成；丙推进。丁加强！戊").segments
    assert [(s.sentence, s.part, s.closer) for s in found] == [
        (0, 0, ","),
        (0, 0, ";"),
        (0, 1, "。"),
        (1, 0, "!"),
        (2, 0, ""),
    ]


@given(SOUP)
def test_nothing_but_punctuation_is_left_out(text: str) -> None:
    folded = fold(text)
    position = 0
    for start, end, _, _, closer in cut(folded):
        assert position <= start < end <= len(folded)
        assert set(folded[position:start]) <= set("。!?;,:\t")
        assert closer == folded[end : end + 1]
        position = end
    assert set(folded[position:]) <= set("。!?;,:\t")


@given(SOUP)
def test_numbers_of_sentences_and_parts_rise(text: str) -> None:
    found = [(sentence, part) for _, _, sentence, part, _ in cut(fold(text))]
    assert found == sorted(found)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents(name: str) -> None:
    for line in corpus_text(name).splitlines():
        text = line.strip()
        if text:
            kept = "".join(fold(text[s.start : s.end]) for s in marks_of(text).segments)
            assert [c for c in fold(text) if c not in "。!?;,:\t "] == [
                c for c in kept if c not in "。!?;,:\t "
            ]


def test_component_works_alone() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("plan_segments")
    assert len(get(nlp("推进改革，加强监管。"), "segments")) == 2
