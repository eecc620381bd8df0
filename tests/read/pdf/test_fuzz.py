"""A PDF file changed at random is read or refused, and never anything else (bench/fuzz.py runs for longer)."""

from __future__ import annotations

import pytest

from bench.fuzz import Change, random_changes
from bench.fuzz_child import Child
from bench.fuzz_pdf import FILE_WAYS, OBJECT_WAYS, WHOLE_WAYS, changed, rich_pdf, seeds, unpacked
from pipeline.read import read_bytes
from tests.read.pdf.raw_pdf import PLAN

CASES = 60


def test_unchanged_it_is_read() -> None:
    assert PLAN[2] in read_bytes(rich_pdf(), "a").text


def test_changed_at_random_it_is_read_or_refused() -> None:
    child, files = Child(), seeds()
    found = {}
    for number in range(CASES):
        data = changed(files[number % len(files)], random_changes(f"test:{number}"))
        if fault := child.fault(data):
            found[number] = fault
    assert found == {}


@pytest.mark.parametrize("way", range(len(OBJECT_WAYS)), ids=lambda way: OBJECT_WAYS[way].__name__)
def test_each_way_changes_an_object_and_always_in_the_same_way(way: int) -> None:
    objects = list(unpacked(rich_pdf()).values())
    tries = [(value, Change(0, way, at, at + 7, 9)) for value in objects for at in range(3, 30)]
    made = [OBJECT_WAYS[way](value, change) for value, change in tries]
    assert any(new != old for new, (old, _) in zip(made, tries, strict=True))
    assert made == [OBJECT_WAYS[way](value, change) for value, change in tries]


@pytest.mark.parametrize("way", range(len(WHOLE_WAYS)), ids=lambda way: WHOLE_WAYS[way].__name__)
def test_objects_are_removed_doubled_and_exchanged(way: int) -> None:
    objects = unpacked(rich_pdf())
    WHOLE_WAYS[way](objects, Change(0, 0, 2, 3, 0))
    assert objects != unpacked(rich_pdf())


@pytest.mark.parametrize("way", range(len(FILE_WAYS)), ids=lambda way: FILE_WAYS[way].__name__)
def test_bytes_are_changed_too(way: int) -> None:
    assert FILE_WAYS[way](rich_pdf(), Change(0, 0, 100, 3, 1)) != rich_pdf()


def test_streams_are_unpacked_and_written_again() -> None:
    values = unpacked(rich_pdf()).values()
    assert not any(b"/FlateDecode" in value for value in values)
    assert sum(b"endstream" in value for value in values) == 2
