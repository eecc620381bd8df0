"""A way to tell the same plan otherwise: what it makes of the file, and what of the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.documents import corpus_text
from tests.invariants import check
from tests.perturbations.facts import Facts, assert_same, facts
from tests.perturbations.plans import plain, read


def _as_they_are(found: Facts) -> Facts:
    return found


@dataclass(frozen=True)
class Way:
    """`text` makes another file of a plan's file, `facts` the facts that must be read from it."""

    name: str
    text: Callable[[str], str]
    facts: Callable[[Facts], Facts] = _as_they_are


def assert_told(name: str, *ways: Way) -> None:
    """The corpus document `name`, told in one way after the other, says what it said."""
    text, expected = corpus_text(name), facts(plain(name))
    for way in ways:
        text, expected = way.text(text), way.facts(expected)
    record = read(text)
    check(record)
    assert_same(facts(record), expected)
