"""How the files of the lexicons are written: in order, without repetition, each with its section in the docs."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

from pipeline.lexicon.entries import Shielded
from tests.lexicon.files import LEXICONS, AnyEntry, sections

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "pipeline" / "lexicon"
NAMES = [read.__name__ for read in LEXICONS]
# A body's functions come out in the order of the file; one stem may stand for several of them.
MANY_TO_MANY = {"functions.function"}


def written(name: str) -> dict[str, list[dict[str, Any]]]:
    """The file as it is written."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def test_every_file_is_read() -> None:
    assert sorted(NAMES) == sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("read", LEXICONS, ids=NAMES)
def test_sections_stand_in_the_order_of_the_schema(read: Any) -> None:
    shape = get_type_hints(read)["return"]
    assert list(written(read.__name__)) == [field.name for field in msgspec.structs.fields(shape)]


@pytest.mark.parametrize("name", NAMES)
def test_words_are_sorted(name: str) -> None:
    for section, entries in written(name).items():
        for entry in entries:
            lists = {key: list(value) for key, value in entry.items() if isinstance(value, list | dict)}
            assert lists == {key: sorted(value) for key, value in lists.items()}, section


def order(entry: AnyEntry) -> tuple[Any, str]:
    """Entries are sorted by the key that tells them apart, a code in the order of its type, then by word."""
    common = {field.name for field in msgspec.structs.fields(Shielded)}
    keys = [f for f in msgspec.structs.fields(type(entry)) if f.name not in common and f.required]
    if not keys:
        return "", entry.forms[0]
    value = getattr(entry, keys[0].name)
    codes = get_args(keys[0].type) if get_origin(keys[0].type) is Literal else ()
    return codes.index(value) if codes else value, entry.forms[0]


@pytest.mark.parametrize(("place", "entries"), [case for case in sections() if case[0] not in MANY_TO_MANY])
def test_entries_are_sorted_and_no_form_is_repeated(place: str, entries: list[AnyEntry]) -> None:
    assert [entry.forms for entry in entries] == [entry.forms for entry in sorted(entries, key=order)]
    repeated = [form for form, n in Counter(f for e in entries for f in e.forms).items() if n > 1]
    assert not repeated


@pytest.mark.parametrize(("place", "entries"), [case for case in sections() if case[0] in MANY_TO_MANY])
def test_where_order_means_something_no_entry_repeats_a_form(place: str, entries: list[AnyEntry]) -> None:
    assert all(len(set(entry.forms)) == len(entry.forms) for entry in entries)


def test_the_page_says_what_each_section_holds_and_who_reads_it() -> None:
    page = (ROOT / "docs" / "lexicons.md").read_text(encoding="utf-8")
    said: list[str] = []
    for name, rows in re.findall(r"^### `(\w+)\.toml`$(.*?)(?=^### |\Z)", page, re.MULTILINE | re.DOTALL):
        for first, readers in re.findall(r"^\| (`.*?) \| .* \| (.*) \|$", rows, re.MULTILINE):
            said += [f"{name}.{section}" for section in re.findall(r"`(\w+)`", first)]
            for reader in re.findall(r"`(\w+)`", readers):
                assert list((ROOT / "pipeline").rglob(f"{reader}.py")), reader
    assert said == [place for place, _ in sections()]
