"""Run-in headings: what a clause is about, in its first short sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.outline.headings import (
    bare_headings,
    colon_heading,
    headed_paragraphs,
    is_bracketed,
    run_in_heading,
)

LONG = "完善工作机制，推进项目建设，加强要素保障，确保各项任务按时完成并取得实效。"


@pytest.mark.parametrize(
    ("body", "item", "heading", "why"),
    [
        ("总体要求", False, "总体要求", "a line without a stop is all heading"),
        ("加强组织领导。" + LONG, False, "加强组织领导", "an article's first sentence"),
        ("加强组织领导。", False, "加强组织领导", "nothing but the heading, with its stop"),
        (
            "坚决遏制高耗能、高排放项目盲目发展。" + LONG,
            False,
            "坚决遏制高耗能、高排放项目盲目发展",
            "enumeration",
        ),
        ("提升水平，增强能力，改善服务，优化环境。" + LONG, False, None, "too many clauses for a heading"),
        ("到2025年" + "，完成建设任务" * 9 + "。" + LONG, False, None, "too long for a heading"),
        ("强化油品质量监管。" + LONG, True, "强化油品质量监管", "an item's short first sentence"),
        ("全面淘汰国三及以下排放标准柴油货车。", True, None, "an item of one sentence has none"),
        ("全面淘汰国三柴油货车。（市公安局负责）", True, None, "only an attribution follows"),
        ("推进改革，完善机制，加强监管。" + LONG, True, None, "an item's sentence with commas"),
        ("技能培训：" + LONG, True, "技能培训", "before a colon"),
        ("到2026年底：" + LONG, True, None, "a date before a colon says when"),
        ("责任单位：市公安局。", True, None, "who answers for it"),
        ("（市公安局负责）", True, None, "nothing but a bracket"),
        ("主要目标：", False, "主要目标", "a colon at the end is no part"),
        ("建设网络（责任单位：市民政局、市财政局）", False, "建设网络", "without who answers for it"),
        ("推进试点（市教育局负责）", True, "推进试点", "nor behind an item's"),
        ("建设网络（牵头单位：市民政局）。" + LONG, False, "建设网络", "nor before the stop"),
        (
            "推广电子证照（含电子营业执照）。" + LONG,
            False,
            "推广电子证照（含电子营业执照）",
            "a bracket of the matter",
        ),
        (
            "高风险类：有不良习惯，居住环境较差，且腿脚不便的老人。" + LONG,
            False,
            "高风险类",
            "an article's, too",
        ),
        ("农田的化学肥料污染物，日常生活所产生的垃圾；", False, None, "an entry of a list"),
        ("", False, None, "an empty body"),
        ("。", False, None, "a stop alone"),
    ],
)
def test_run_in_headings(body: str, item: bool, heading: str | None, why: str) -> None:
    assert run_in_heading(body, item=item) == heading, why


SAID = "继续实施重点企业消费总量控制制度，消费总量下降5%左右"


@pytest.mark.parametrize(
    ("paragraphs", "bare", "why"),
    [
        (["严格控制消费", SAID, SAID, "合理调控供应", SAID], [1, 0, 0, 1, 0], "several paragraphs each"),
        (
            ["推动挥发性有机物（VOCs）与氮氧化物协同治理", SAID, SAID, "加强管理", SAID, SAID],
            [1, 0, 0, 1, 0, 0],
            "an abbreviation",
        ),
        (
            ["将绿色低碳发展理念全面纳入国民教育体系", SAID, "加强管理", SAID],
            [0] * 4,
            "as long as a sentence",
        ),
        (["严格控制消费", SAID, SAID], [0, 0, 0], "one alone is none"),
        ([SAID, "严格控制消费", SAID, "合理调控供应", SAID], [0] * 5, "not from the first line on"),
        (["严格控制消费", "合理调控供应", SAID, "加强管理", SAID], [0] * 5, "two in a row are a list"),
        (["严格控制消费", SAID, "合理调控供应"], [0] * 3, "nothing below the last"),
    ],
)
def test_headings_on_lines_of_their_own(paragraphs: list[str], bare: list[int], why: str) -> None:
    assert bare_headings(paragraphs) == [bool(mark) for mark in bare], why


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([f"严格准入。{LONG}", f"推动升级。{LONG}"], ["严格准入", "推动升级"]),
        ([f"——坚持统筹。{LONG}", f"——坚持创新。{LONG}"], ["坚持统筹", "坚持创新"]),
        ([f"严格准入。{LONG}", f"推动升级。{LONG}", LONG], ["严格准入", "推动升级", None]),
        ([f"重点城市：{LONG}", f"其他城市：{LONG}"], ["重点城市", "其他城市"]),
        ([f"严格准入。{LONG}", LONG, LONG], [None, None, None]),
        ([LONG, f"严格准入。{LONG}"], [None, None]),
        ([], []),
    ],
)
def test_parallel_paragraphs(paragraphs: list[str], expected: list[str | None]) -> None:
    assert headed_paragraphs(paragraphs) == expected


def test_bare_headings_alternate_with_text() -> None:
    assert bare_headings(["严格准入", LONG, "推动升级", LONG]) == [True, False, True, False]
    assert bare_headings([LONG, "严格准入", LONG]) == [False] * 3
    assert bare_headings(["严格准入", "推动升级", LONG]) == [False] * 3


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("重点城市：成都市、德阳市", "重点城市"),
        ("到2025年，目标：完成", None),
        ("重点城市：", None),
        ("甲：乙", None),
    ],
)
def test_colons(text: str, heading: str | None) -> None:
    assert colon_heading(text) == heading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（市公安局负责）", True),
        ("(市公安局负责)", True),
        ("〔市公安局负责〕", True),
        ("［市公安局[交警支队]负责］", True),
        ("（市公安局（交警支队）负责）", True),
        ("（市公安局负责）。", True),
        ("（市公安局负责）加强监管", False),
        ("（一）推进改革（省财政厅负责）", False),
    ],
)
def test_brackets(text: str, expected: bool) -> None:
    assert is_bracketed(text) is expected


@given(st.text(alphabet="推进改革。，；：（）——目标一1 ", max_size=40), st.booleans())
def test_a_heading_is_in_the_body(body: str, item: bool) -> None:
    heading = run_in_heading(body, item=item)
    assert heading is None or (heading and heading in body and "。" not in heading)
