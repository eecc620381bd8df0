"""Comments that a text export glued behind what they hang on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.comments import split_comments
from pipeline.read.text import read_text

CASES = [
    (
        "推进改革。加强监管。Comment by 张三: 建议删去",
        "推进改革。加强监管。",
        [("张三", "建议删去", "加强监管。")],
        "the last sentence",
    ),
    (
        "推进改革。（省教育厅负责）Comment by 张三: 改为省财政厅",
        "推进改革。（省教育厅负责）",
        [("张三", "改为省财政厅", "（省教育厅负责）")],
        "a bracket right before",
    ),
    ("标题\tComment by Li Si: 《办法》", "标题", [("Li Si", "《办法》", "标题")], "a tab before"),
    (
        "目标。Comment by 甲: 一Comment by 乙: 二",
        "目标。",
        [("甲", "一", "目标。"), ("乙", "二", "目标。")],
        "two on one place",
    ),
    ("目标。Comment by 甲：数字有误", "目标。", [("甲", "数字有误", "目标。")], "a full-width colon"),
    ("35Comment by 甲: 应为34", "35", [("甲", "应为34", "35")], "a table cell"),
    ("\t35Comment by 甲: 应为34\t40", "\t35\t40", [("甲", "应为34", "35")], "in a row of cells"),
    ("甲市Comment by 甲: 应为34|40", "甲市|40", [("甲", "应为34", "甲市")], "between pipes"),
    ("目标。", "目标。", [], "none"),
    ("Comment by 甲: 全文无误", "", [("甲", "全文无误", "")], "nothing before"),
]


@pytest.mark.parametrize(("line", "rest", "comments", "why"), CASES, ids=[case[3] for case in CASES])
def test_comments(line: str, rest: str, comments: list[tuple[str, str, str]], why: str) -> None:
    remaining, found = split_comments(line)
    assert remaining.rstrip() == rest, why
    assert [(c.author, c.text, remaining[c.anchor_start : c.anchor_end]) for c in found] == comments, why


@given(st.text(alphabet="推进。（）,，；1", max_size=40), st.text(alphabet="张三Aa", min_size=1, max_size=5))
def test_anchors_lie_in_the_line(text: str, author: str) -> None:
    remaining, (comment,) = split_comments(f"{text}Comment by {author}: 有误")
    assert remaining == text
    assert 0 <= comment.anchor_start <= comment.anchor_end <= len(text)
    assert (comment.author, comment.text) == (author, "有误")


def test_a_reviewers_number_is_never_text() -> None:
    text = "某省教育发展实施方案\n\n一、目标\n到2025年，巩固率达到96%。Comment by 张三: 到2030年达到99%为宜\n二、任务\n推进改革。\n"
    source = read_text(text, "text")
    assert "2030" not in source.text and "张三" not in source.text
    (comment,) = source.comments
    assert (comment.author, comment.text) == ("张三", "到2030年达到99%为宜")
    assert source.text[comment.start : comment.end] == "到2025年，巩固率达到96%。"


def test_anchors_of_indented_lines() -> None:
    source = read_text("某省方案\n\n　　推进改革。加强监管。Comment by 甲: 删\n", "text")
    (comment,) = source.comments
    assert source.text[comment.start : comment.end] == "加强监管。"


@pytest.mark.parametrize(
    ("text", "anchor", "why"),
    [
        ("某省方案\n\n（一）完成5个。\nComment by 甲: 改为6个\n", "（一）完成5个。", "the line before"),
        ("Comment by 甲: 全文无误\n某省方案\n\n（一）完成5个。\n", "某省方案", "at the head the line behind"),
    ],
)
def test_a_comment_on_a_line_of_its_own_is_kept(text: str, anchor: str, why: str) -> None:
    source = read_text(text, "text")
    (comment,) = source.comments
    assert (comment.author, source.text[comment.start : comment.end]) == ("甲", anchor), why
    assert source.lifted == ()


def test_a_comment_in_a_row_leaves_the_table_whole() -> None:
    source = read_text("某省方案\n\n市|目标\n---|---\n甲Comment by 李四: 改为60个|50\n乙|60\n", "text")
    (table,) = source.tables
    assert [source.text[c.start : c.end] for c in table.cells] == ["市", "目标", "甲", "50", "乙", "60"]
    assert [comment.text for comment in source.comments] == ["改为60个"]
