"""A Word file changed at random is read or refused, and never anything else (bench/fuzz.py runs for longer)."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bench.fuzz import BYTE_WAYS, MOST_CHANGES, WAYS, Change, changed, fault, packed, rich_word, unpacked
from pipeline.read import read_bytes

NUMBERS = st.integers(0, 1 << 30)


@cache
def parts() -> dict[str, bytes]:
    return unpacked(rich_word())


def test_unchanged_it_is_read() -> None:
    assert "到2025年，全县森林覆盖率达到40%。" in read_bytes(packed(parts()), "a").text


@settings(max_examples=40)
@given(st.lists(st.builds(Change, *[NUMBERS] * len(Change._fields)), min_size=1, max_size=MOST_CHANGES))
def test_changed_at_random_it_is_read_or_refused(changes: list[Change]) -> None:
    assert fault(packed(changed(parts(), changes))) == ""


@pytest.mark.parametrize("way", range(len(WAYS)), ids=lambda way: WAYS[way].__name__)
def test_each_way_changes_something_and_always_the_same(way: int) -> None:
    main = "word/document.xml"
    whole = canonical(parts()[main])
    # Of many places one at least is changed: not every element has attributes or something in it.
    tries = [Change(list(parts()).index(main), 2 * len(WAYS) + way, at, at + 7, 9) for at in range(5, 60)]
    made = [canonical(changed(parts(), [change])[main]) for change in tries]
    assert any(content != whole for content in made)
    assert made == [canonical(changed(parts(), [change])[main]) for change in tries]


@pytest.mark.parametrize("way", range(len(BYTE_WAYS)), ids=lambda way: BYTE_WAYS[way].__name__)
def test_bytes_are_changed_too(way: int) -> None:
    name = next(iter(parts()))
    assert changed(parts(), [Change(0, way, 100, 3, 11)])[name] != parts()[name]


def canonical(content: bytes) -> bytes:
    return etree.tostring(etree.fromstring(content), method="c14n")
