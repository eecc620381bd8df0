"""Sentences that an export broke across lines are joined; headings, items and tables are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.joining import Flattened, full_length, goes_on, uses_full_stops
from pipeline.read.text import read_text

LONG = "加快推进义务教育优质均衡发展，完善城乡一体的教育发展机制，到2025年全面完成县域内"


@pytest.mark.parametrize(
    ("text", "following", "joined", "why"),
    [
        (LONG, "校际资源均衡配置任务。", True, "a long paragraph without a stop"),
        (
            "为贯彻落实《关于印发某省教育发展实施方案的通知》《关于印发某省教育改革实施方案的通知》和国家关于加快义务教育优质均衡发展的有关",
            "文件要求，制定本方案。",
            True,
            "longer than a title",
        ),
        (LONG + "，", "校际资源均衡配置任务。", True, "a comma at the end"),
        (LONG + "任务。", "各地要加强领导。", False, "a full stop"),
        (LONG + "任务；", "各地要加强领导。", False, "a semicolon ends an item"),
        (LONG + "任务。（省教育厅负责）", "各地要加强领导。", False, "a stop before a bracket"),
        (
            LONG + "任务。［省教育厅负责］",
            "各地要加强领导。",
            False,
            "a stop before a bracket of another kind",
        ),
        (LONG, "（二）加强监管。", False, "a label starts anew"),
        (LONG, "［二］加强监管。", False, "a label starts anew, whatever its brackets"),
        (LONG, "2.加强监管。", False, "an item starts anew"),
        (LONG, "第三条 加强监管。", False, "an article starts anew"),
        (
            "责任单位：省教育厅、省财政厅、省人力资源社会保障厅、省发展改革委、省科技厅",
            "推进工作，加强监管。",
            False,
            "a line of bodies",
        ),
        (
            "责任单位：省教育厅、省财政厅、省人力资源社会保障厅、省发展改革委、",
            "省科技厅",
            True,
            "a list that is not over",
        ),
        (LONG, "附件1：名单", False, "an annex starts anew"),
        (LONG, "表1 目标", False, "a caption starts anew"),
        ("一、总体要求", "推进工作，加强监管。", False, "a short heading"),
        ("某省教育发展实施方案", "推进工作，加强监管。", False, "a title"),
        ("（三）推进工作（省教育厅、", "省财政厅负责）", True, "a comma in a bracket that is open"),
        ("按照《关于印发教育发展实施方案的", "通知》要求，推进工作。", True, "a book title that is open"),
        (LONG, "12", False, "a cell with a serial number"),
        ("主要目标如下：", "推进工作，加强监管。", False, "a colon"),
    ],
)
def test_what_goes_on(text: str, following: str, joined: bool, why: str) -> None:
    assert goes_on(text, following, following_indented=False) is joined, why


def test_nothing_goes_on_below_the_header_of_a_flattened_table() -> None:
    lines = [
        (LONG, False),
        ("类型", False),
        ("序号", True),
        ("任务", True),
        (LONG, True),
        ("附件2", False),
        (LONG, False),
    ]
    table = Flattened()
    assert [table.holds(text) for text, _ in lines] == [within for _, within in lines]


def test_documents_that_lost_their_stops_are_left_alone() -> None:
    assert uses_full_stops([LONG + "。"] * 5)
    assert not uses_full_stops([LONG] * 10)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n", "\r\n\r\n"])
@pytest.mark.parametrize("cut", [35, 38, 41])
def test_a_broken_sentence_is_one_paragraph_again(gap: str, cut: int) -> None:
    whole = LONG + "校际资源均衡配置任务。"
    text = f"一、任务\n\n{whole[:cut]}{gap}{whole[cut:]}\n\n" + f"{LONG}工作任务。\n" * 4
    source = read_text(text, "text")
    assert whole in source.text.split("\n")
    assert [doubt.rule for doubt in source.doubts] == ["read.broken_sentence"]
    (doubt,) = source.doubts
    assert doubt.start < source.text.index(whole) + cut < doubt.end


def wrapped(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


@pytest.mark.parametrize("width", [28, 36])
def test_text_in_a_column_is_joined(width: int) -> None:
    """Paragraphs that a copy of a page broke at each line; titles and headings stay apart."""
    title, heading = "某省人民政府关于印发某省教育发展实施方案的通知", "一、加快推进义务教育优质均衡发展"
    paragraph = (
        "加快推进义务教育优质均衡发展，完善城乡一体的教育发展机制，" * 5
        + "全面完成县域内校际资源均衡配置任务。"
    )
    lines = [title, heading, *wrapped(paragraph, width), "二、任务", *wrapped(paragraph, width)]
    text = "\n".join([*lines, *wrapped(paragraph, width)])
    assert read_text(text, "text").text.split("\n") == [
        title,
        heading,
        paragraph,
        "二、任务",
        paragraph,
        paragraph,
    ]


def test_paragraphs_of_different_lengths_are_in_no_column() -> None:
    assert full_length([LONG + "。" + "甲" * length for length in range(0, 200, 9)]) is None
    assert full_length([LONG[:length] for length in range(15, 37)]) is None
    assert full_length([]) is None


def test_a_joined_paragraph_knows_the_lines_that_it_comes_from() -> None:
    source = read_text(f"{LONG}\n\n校际资源均衡配置任务。\n", "text")
    assert [(o.line, source.text[o.start : o.end]) for o in source.origins] == [
        (1, LONG),
        (3, "校际资源均衡配置任务。"),
    ]


@given(st.text(alphabet="推进工作，。；（）《》一二、1. 表附件", max_size=60), st.text(max_size=20))
def test_any_two_lines(text: str, following: str) -> None:
    assert goes_on(text, following, following_indented=False) in {True, False}
