"""Words as patterns: the longest first, none within a word that shields it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.entries import Entry, Shielded
from pipeline.lexicon.patterns import alternatives, any_of, forms, initials


def shielded(*words: str, no: tuple[str, ...] = ()) -> Shielded:
    return Shielded(forms=words, example=words[0], shields=no)


def test_the_longest_form_wins() -> None:
    assert forms([Entry(forms=("年", "年度"), example="年"), Entry(forms=("年",), example="年")]) == [
        "年度",
        "年",
    ]
    assert re.findall(alternatives(["年", "年度", "a.b"]), "年度年a.b axb") == ["年度", "年", "a.b"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("约5吨", ["约"]),
        ("节约5吨", []),
        ("契约约5吨", ["约"]),
        ("约定5吨", []),
        ("公约数", []),
        ("公约", ["约"]),
        ("大约", ["大约"]),
    ],
)
def test_a_form_within_a_shield_is_none(text: str, found: list[str]) -> None:
    pattern = any_of([shielded("约", "大约", no=("节约", "契约", "约定", "公约数"))])
    assert re.findall(pattern, text) == found


@given(st.text("约节定公", max_size=8))
def test_shields_reach_exactly_as_far_as_they_are_written(text: str) -> None:
    shields = ("节约", "约定", "公约定")
    starts = [match.start() for match in re.finditer(any_of([shielded("约", no=shields)]), text)]
    within = {m.start() + s.index("约") for s in shields for m in re.finditer(f"(?={s})", text)}
    assert starts == [at for at, char in enumerate(text) if char == "约" and at not in within]


def test_only_the_form_that_a_shield_holds_is_shielded() -> None:
    pattern = any_of([shielded("覆盖", "完成", no=("覆盖率",))])
    assert re.findall(pattern, "覆盖率完成率覆盖") == ["完成", "覆盖"]


def test_initials() -> None:
    assert re.findall(initials(["年度", "月", "年"]), "年月]日") == ["年", "月"]
