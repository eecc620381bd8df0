"""Every entry of every lexicon holds in its example and not in its counter-example, and no form is in vain."""

from __future__ import annotations

import pytest

from pipeline.fold import fold
from pipeline.lexicon.entries import Shielded
from tests.lexicon.files import AnyEntry, entries, sections
from tests.lexicon.uses import USES

ALL = [pytest.param(place, entry, id=f"{place}-{entry.forms[0]}") for place, entry in entries()]


def test_every_section_says_how_it_is_used() -> None:
    assert sorted(USES) == sorted(place for place, _ in sections())


@pytest.mark.parametrize(("place", "entry"), ALL)
def test_the_example_has_one_of_the_forms_and_it_holds(place: str, entry: AnyEntry) -> None:
    assert any(fold(form) in fold(entry.example) for form in entry.forms)
    assert USES[place].holds(entry, entry.example)


@pytest.mark.parametrize(("place", "entry"), [case for case in ALL if case.values[1].counter])  # type: ignore[union-attr]
def test_the_counter_example_does_not_hold(place: str, entry: AnyEntry) -> None:
    assert entry.counter
    assert not USES[place].holds(entry, entry.counter)


@pytest.mark.parametrize(("place", "entry"), ALL)
def test_every_form_holds_somewhere(place: str, entry: AnyEntry) -> None:
    use = USES[place]
    for form in entry.forms:
        assert any(use.holds(entry, text) for text in use.texts(entry, form)), form


SHIELDED = [case for case in ALL if isinstance(case.values[1], Shielded) and case.values[1].shields]


@pytest.mark.parametrize(("place", "entry"), SHIELDED)
def test_every_shield_holds_off_a_form(place: str, entry: Shielded) -> None:
    for shield in entry.shields:
        assert any(form in shield and form != shield for form in entry.forms), shield
        assert not USES[place].holds(entry, shield), shield
