"""Where sentences end, and that no character is lost or given twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.sentences import sentences

CASES = [
    ("加强监管。推动减排。", ["加强监管。", "推动减排。"]),
    ("加强监管；推动减排", ["加强监管；推动减排"]),  # a semicolon ends no sentence
    ("怎么办？马上办！真的?!好", ["怎么办？", "马上办！", "真的?!", "好"]),
    ("　加强监管。 推动减排。 ", ["加强监管。", "推动减排。"]),
    ("推进改造（一厂一策。分步实施）。验收。", ["推进改造（一厂一策。分步实施）。", "验收。"]),
    ("落实“快查。快办”要求。验收。", ["落实“快查。快办”要求。", "验收。"]),
    ("执行《规划。总则》要求。验收。", ["执行《规划。总则》要求。", "验收。"]),
    ("推进改造（一厂一策。分步实施。", ["推进改造（一厂一策。", "分步实施。"]),  # an export lost the bracket
    ("推进改造（甲（乙）。分步实施。", ["推进改造（甲（乙）。", "分步实施。"]),
    ("推进改造（一厂一策)。验收。", ["推进改造（一厂一策)。", "验收。"]),  # and mixes their widths
    ("推进改造。（省生态环境厅牵头）", ["推进改造。（省生态环境厅牵头）"]),
    ("推进改造。（省发展改革委（省能源局）牵头）。", ["推进改造。（省发展改革委（省能源局）牵头）。"]),
    ("（一）推进改造。（二）开展验收。", ["（一）推进改造。", "（二）开展验收。"]),
    ("他们说“好。”。", ["他们说“好。”。"]),
    ("立即停产。”", ["立即停产。”"]),
    ("见https://a.example.cn/?id=1。验收。", ["见https://a.example.cn/?id=1。", "验收。"]),
    ("浓度为PM2.5的1.5倍。验收", ["浓度为PM2.5的1.5倍。", "验收"]),
    ("……。", ["……。"]),
    ("加强监管。——", ["加强监管。——"]),  # what has no word belongs to what stands before it
    ("", []),
    (" 　\t", []),
]


@pytest.mark.parametrize(("line", "said"), CASES)
def test_sentences_end_where_readers_see_them_end(line: str, said: list[str]) -> None:
    assert [line[start:end] for start, end in sentences(line)] == said


@given(st.text(alphabet="字a1。！?；，（）()《》“”〔〕 　\t", max_size=40))
def test_every_character_is_in_one_sentence(line: str) -> None:
    position = 0
    for start, end in sentences(line):
        assert position <= start < end and not line[position:start].strip()
        assert line[start:end] == line[start:end].strip()
        position = end
    assert not line[position:].strip()
