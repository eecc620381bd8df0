"""Every code has words in both languages."""

from __future__ import annotations

import pytest

from pipeline.store.codes import CODES, english


@pytest.mark.parametrize("column", CODES)
def test_each_code_reads_as_english(column: str) -> None:
    for code in CODES[column]:
        said = english(column, code)
        assert said.isascii() and said.strip()
        if column != "op":
            assert "_" not in said and "." not in said and not said.startswith("P1")


@pytest.mark.parametrize(
    ("column", "code", "said"),
    [
        ("period", "P3M", "quarterly"),
        ("rule", "target.date_elsewhere", "date in another sentence"),
        ("generic", 1, "yes"),
        ("modality", "in_principle", "in principle"),
        ("period", "“十四五”期间", "“十四五”期间"),
        ("heading", "no_code", "no_code"),
    ],
)
def test_a_code_in_english(column: str, code: object, said: str) -> None:
    assert english(column, code) == said
