"""What is wrong in a lexicon is said in one line: the file, the entry, the key, and what to do."""

from __future__ import annotations

import pytest

from pipeline.lexicon.entries import Shielded
from pipeline.lexicon.loading import LexiconError, decode
from pipeline.lexicon.schema import Regions
from pipeline.model import Shape


class Activities(Shape, frozen=True, kw_only=True):
    activity: tuple[Shielded, ...]


GOOD = '[[activity]]\nforms = ["推动"]\nexample = "推动建设"\n\n'


def test_what_is_right_is_read() -> None:
    (entry,) = decode(GOOD, Activities, "a.toml").activity
    assert entry.forms == ("推动",)
    assert entry.shields == ()


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('[[activity]]\nforms = ["加快"]\n', "a.toml: [[activity]] 2 (加快 …): Object missing required field `example`; the keys are forms, example, counter, not"),
        ('[[activity]]\nforms = ["加快"]\nexample = "加快"\nnto = ["加快递"]\n', "a.toml: [[activity]] 2 (加快 …): Object contains unknown field `nto`; the keys are forms, example, counter, not"),
        ('[[activity]]\nforms = "加快"\nexample = "加快"\n', "a.toml: [[activity]] 2: forms: Expected `array`, got `str`; correct it"),
        ('[[activity]]\nforms = ["加快", 5]\nexample = "加快"\n', "a.toml: [[activity]] 2 (加快 …): forms[1]: Expected `str`, got `int`; correct it"),
        ('[[activity]]\nforms = []\nexample = "加快"\n', "a.toml: [[activity]] 2: forms: Expected `array` of length >= 1; correct it"),
        ('[[activity]]\nforms = ["加快"]\nexample = ""\n', "a.toml: [[activity]] 2 (加快 …): example: Expected `str` of length >= 1; correct it"),
        ('[[activty]]\nforms = ["加快"]\nexample = "加快"\n', "a.toml: Object contains unknown field `activty`; the sections are activity"),
        ("[[activity]\n", "a.toml: no valid TOML: Expected ']]' at the end of an array declaration (at line 5, column 11); correct it"),
    ],
    ids=["missing-key", "misspelt-key", "no-list", "no-text", "no-form", "empty-example", "misspelt-section", "no-toml"],
)  # fmt: skip
def test_what_is_wrong_is_said(added: str, said: str) -> None:
    with pytest.raises(LexiconError) as raised:
        decode(GOOD + added, Activities, "a.toml")
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a.toml: Object missing required field `activity`; the sections are activity"),
        ("activity = 5", "a.toml: [[activity]]: Expected `array`, got `int`; write it as a list of entries"),
        ("activity = [5]", "a.toml: [[activity]] 1: Expected `object`, got `int`; the keys are forms, example, counter, not"),
    ],
)  # fmt: skip
def test_a_section_is_a_list_of_entries(text: str, said: str) -> None:
    with pytest.raises(LexiconError) as raised:
        decode(text, Activities, "a.toml")
    assert str(raised.value) == said


def test_a_code_that_does_not_exist_is_said() -> None:
    with pytest.raises(
        LexiconError, match=r"r\.toml: \[\[place\]\] 1 \(市 …\): level: Invalid enum value 'city'"
    ):
        decode('[[place]]\nlevel = "city"\nforms = ["市"]\nexample = "长沙市"\n', Regions, "r.toml")
