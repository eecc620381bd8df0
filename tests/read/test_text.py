"""Plain text and Markdown: the canonical text, what is lifted out of it, and the way back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import fold
from pipeline.model import Source
from pipeline.read import read_bytes
from pipeline.read.text import read_text
from tests.documents import DOCUMENTS, corpus_text

LONG = "完善工作机制，推进项目建设，加强要素保障，确保各项任务按时完成并取得实效。"


def lines(text: str) -> list[str]:
    return read_text(text, "markdown").text.split("\n")


@pytest.mark.parametrize(
    ("raw", "expected", "why"),
    [
        ("# 某省方案\n\n## 一、目标\n", ["某省方案", "一、目标"], "headings"),
        ("**一、目标**\n\n推进**重点**工作。\n", ["一、目标", "推进重点工作。"], "bold marks"),
        ("推进__重点__工作。\n", ["推进重点工作。"], "underscores"),
        ("见[《办法》](https://example.gov.cn/a)。\n", ["见《办法》。"], "a link"),
        ("　　推进工作。　\n", ["推进工作。"], "spaces at the ends"),
        ("\ufeff推进工作。\n", ["推进工作。"], "a byte order mark"),
        ("推进工作。\r\n\r\n加强监管。\r", ["推进工作。", "加强监管。"], "line endings"),
        ("到 2025 年，完成 90 %。\n", ["到 2025 年，完成 90 %。"], "spaces inside stay"),
        ("到２０２５年，完成９０％。\n", ["到２０２５年，完成９０％。"], "full width stays"),
        ("---\ntitle: 某省方案\n---\n推进工作。\n", ["推进工作。"], "front matter"),
        ("推进2*3工作。\n", ["推进2*3工作。"], "a star that is no mark"),
    ],
)
def test_canonical_text(raw: str, expected: list[str], why: str) -> None:
    assert lines(raw) == expected, why


@pytest.mark.parametrize(
    ("raw", "kind", "text"),
    [
        (f"{LONG}\n\n— 3 —\n\n{LONG}\n", "page_number", "— 3 —"),
        (f"{LONG}\n\n-3-\n\n{LONG}\n", "page_number", "-3-"),
        (f"{LONG}\n\n第3页 共9页\n\n{LONG}\n", "page_number", "第3页 共9页"),
        (f"{LONG}\n\n12\n\n{LONG}\n", "page_number", "12"),
        (f"{LONG}\n\n12\n", "page_number", "12"),
        (f"> 来源：某网站\n\n{LONG}\n", "site", "来源：某网站"),
        (
            f"原文链接 https://example.gov.cn/a.html\n\n{LONG}\n",
            "site",
            "原文链接 https://example.gov.cn/a.html",
        ),
    ],
)
def test_lifted(raw: str, kind: str, text: str) -> None:
    source = read_text(raw, "text")
    assert [(lifted.kind, lifted.text) for lifted in source.lifted] == [(kind, text)]
    assert set(source.text.split("\n")) == {LONG}


def test_the_stage_of_a_document_is_no_note_of_the_site() -> None:
    source = read_text(f"某省方案\n【征求意见稿】\n【字体：大 中 小】\n{LONG}\n", "text")
    assert source.text.split("\n") == ["某省方案", "【征求意见稿】", LONG]


def test_a_number_in_a_flattened_table_is_no_page_number() -> None:
    raw = f"{LONG}\n\n序号\n\n指标\n\n目标值\n\n1\n\n巩固率\n\n96\n\n2\n\n入园率\n\n92\n\n{LONG}\n"
    source = read_text(raw, "text")
    assert [lifted.text for lifted in source.lifted] == []
    assert len(source.tables) == 1


@pytest.mark.parametrize(
    ("raw", "name", "value"),
    [
        ("---\nissuer: 某省人民政府\n---\n正文。\n", "issuer", "某省人民政府"),
        (f"某省方案\n发布日期：2024-06-28\n{LONG}\n", "发布日期", "2024-06-28"),
        (f"某省方案\n发文字号: 某政发〔2024〕5号\n{LONG}\n", "发文字号", "某政发〔2024〕5号"),
    ],
)
def test_properties(raw: str, name: str, value: str) -> None:
    assert read_text(raw, "markdown").properties[name] == value


# --- properties ---------------------------------------------------------------------------------

LINE = st.sampled_from(
    ["一、目标", "（一）重点。" + LONG, LONG, LONG[:35], "校际均衡。", "到 2025 年，完成９０％。", "", "　　缩进。", "# 标题", "**粗体**文字。",
     "\t甲\t1", "\t乙", "市\t目标", "甲市\t90", "| 市 | 目标 |", "| --- | --- |", "| 甲 | 9 |", "— 3 —", "12", "序号", "1", "2", "指标",
     "完成。Comment by 张三: 有误", "附件1", "> 引用", "---", "[链接](https://a.cn)", "发文机关：某省", "（省教育厅负责）"]
)  # fmt: skip


def check(source: Source) -> None:
    """What holds of every source."""
    assert [source.text[b.start : b.end] for b in source.blocks] == (
        source.text.split("\n") if source.text else []
    )
    position = 0
    for origin in source.origins:
        assert position <= origin.start < origin.end <= len(source.text)
        position = origin.end
    for cell in (cell for table in source.tables for cell in table.cells):
        assert 0 <= cell.start <= cell.end <= len(source.text)
        assert "\n" not in source.text[cell.start : cell.end]
    for doubt in source.doubts:
        assert 0 <= doubt.start <= doubt.end <= len(source.text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LINE, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["text", "markdown"])
)
def test_any_soup_of_lines(soup: list[str], ending: str, form: str) -> None:
    raw = ending.join(soup)
    source = read_text(raw, form)  # type: ignore[arg-type]
    check(source)
    printed = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for origin in source.origins:
        assert origin.line is not None
        piece = source.text[origin.start : origin.end]
        line = printed[origin.line - 1]
        if origin.column is not None and not any(mark in line for mark in ("*", "#", "](", "__")):
            assert line[origin.column - 1 :].startswith(piece)
        else:
            assert fold(piece[:3]) in fold(line.replace("*", "").replace("__", "").replace("\t", " "))
    kept = "".join((source.text, *(c.text for c in source.comments), *(x.text for x in source.lifted)))
    for char in "一二到完甲乙指标缩":
        assert kept.count(char) >= "".join(soup).count(char) - 3 * raw.count("---") - raw.count("Comment")


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, max_size=20))
def test_line_endings_and_marks_of_order_change_nothing(soup: list[str]) -> None:
    plain = read_text("\n".join(soup), "text")
    assert read_text("\r\n".join(soup), "text") == plain


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents(name: str) -> None:
    """Every character of the text is the file's, in the file's order; only markup and comments are out."""
    raw = corpus_text(name)
    source = read_bytes(raw.encode(), name)
    check(source)
    position = 0
    for char in source.text:
        if not char.isspace():
            position = raw.index(char, position) + 1
    printed = raw.split("\n")
    for origin in source.origins:
        assert origin.line is not None
        piece = source.text[origin.start : origin.end]
        assert piece[:2] in printed[origin.line - 1].replace("*", "")


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_change_nothing(name: str, encoding: str) -> None:
    raw = corpus_text(name)
    plain = read_bytes(raw.encode(), name)
    assert read_bytes(raw.encode(encoding), name).text == plain.text
    assert read_bytes(raw.replace("\n", "\r\n").encode(encoding), name) == plain
