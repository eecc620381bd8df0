"""End states that clauses without a number say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import marks_of


@pytest.mark.parametrize(
    ("text", "quotes", "why"),
    [
        ("到2025年，基本淘汰国三及以下排放标准柴油货车。", ["淘汰国三及以下排放标准柴油货车"], "淘汰"),
        ("2025年底前，全面完成城镇老旧小区改造。", ["全面完成城镇老旧小区改造"], "完成"),
        ("到2025年，劣Ⅴ类水体基本消除。", ["劣Ⅴ类水体基本消除"], "消除 behind its subject"),
        ("到2025年，实现行政村5G网络全覆盖。", ["实现行政村5G网络全覆盖"], "全覆盖"),
        ("到2025年，水质达标天数比率达到省定要求。", ["水质达标天数比率达到省定要求"], "达标 within a noun"),
        ("2024年底前，建成省级教育数据中心。", ["建成省级教育数据中心"], "建成"),
        ("到2025年，碳排放达峰。", ["碳排放达峰"], "达峰"),
        ("2025年底前，所有乡镇卫生院达到国家服务能力标准。", ["所有乡镇卫生院达到国家服务能力标准"], "达到"),
    ],
)
def test_states(text: str, quotes: list[str], why: str) -> None:
    marks = marks_of(text)
    found = [text[mark.start : mark.end] for mark in marks.states if mark.reached and not mark.activity]
    assert len(found) == len(quotes), why
    for quote, expected in zip(found, quotes, strict=True):
        assert quote in expected or expected in quote, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("加强完成情况的考核。", "a noun"),
        ("巩固率达到96%。", "a number is a target of its own"),
        ("推动形成绿色生活方式。", "an activity"),
        ("落实碳达峰要求。", "a name"),
        ("未完成任务的县。", "a condition"),
        ("建成区面积。", "建成区 is a noun"),
        ("", "nothing"),
    ],
)
def test_what_is_no_end_state(text: str, why: str) -> None:
    if text:
        marks = marks_of(text)
        assert [text[m.start : m.end] for m in marks.states if m.reached and not m.activity] == [], why


@given(st.text(st.sampled_from("到2025年，。；基本完成实现达到淘汰全覆盖改造（）的推动各市 "), max_size=40))
def test_any_text(text: str) -> None:
    text = text.strip()
    if not text:
        return
    marks = marks_of(text)
    for mark in marks.states:
        assert 0 <= mark.start < mark.end <= len(text)
        assert any(s.start <= mark.start and mark.end <= s.end for s in marks.segments)
        assert mark.verb in text.replace(" ", "")
