"""Identity: separator-safe, stable, counted within a clause."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ids import SEPARATOR, FactIds, stable_id
from tests.documents import ROOT

PART = st.integers(0, 9999) | st.text(max_size=6).filter(lambda text: SEPARATOR not in text)
PARTS = st.lists(PART, min_size=1, max_size=4)


def test_parts_are_separated() -> None:
    assert stable_id(1, 234) != stable_id(12, 34)
    assert stable_id("一", "二三") != stable_id("一二", "三")
    assert stable_id("a", "") != stable_id("a")


@given(PARTS, PARTS)
def test_equal_ids_have_equal_parts(one: list[int | str], other: list[int | str]) -> None:
    same = [str(part) for part in one] == [str(part) for part in other]
    assert (stable_id(*one) == stable_id(*other)) == same


@given(PARTS)
def test_ids_are_short_hexadecimal(parts: list[int | str]) -> None:
    found = stable_id(*parts)
    assert len(found) == 16
    assert set(found) <= set("0123456789abcdef")


def test_the_separator_is_refused() -> None:
    with pytest.raises(ValueError, match="may not hold"):
        stable_id("a" + SEPARATOR)


def test_an_id_never_changes() -> None:
    """Corrections hang on ids: this value must hold for ever."""
    assert stable_id("sichuan", "一、/（三）", "target", "达到95%", 1) == "1017cc5e67b6dde6"


def test_every_process_gives_the_same_id() -> None:
    program = "from pipeline.ids import stable_id; print(stable_id('文件', '一、', 3))"
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == stable_id("文件", "一、", 3)


def test_occurrences_are_counted_within_clause_and_kind() -> None:
    ids = FactIds("doc")
    found = [
        ids.new("target", "一、", "达到95%"),
        ids.new("target", "一、", "达到95%"),
        ids.new("target", "二、", "达到95%"),
        ids.new("deadline", "一、", "达到95%"),
        ids.new("target", "一、", "达到96%"),
    ]
    assert len(set(found)) == 5
    again = FactIds("doc")
    assert [again.new("target", "一、", "达到95%") for _ in range(2)] == found[:2]
    assert FactIds("other").new("target", "一、", "达到95%") not in found


@given(st.text("到 2025\u3000年", min_size=1))
def test_spaces_are_no_part_of_identity(span: str) -> None:
    assert FactIds("d").new("k", "r", span) == FactIds("d").new("k", "r", "".join(span.split()))


def test_width_is_no_part_of_identity() -> None:
    """The contract: a hash of the folded source span."""
    assert FactIds("d").new("k", "r", "到２０２５年，（一）") == FactIds("d").new("k", "r", "到2025年,(一)")
