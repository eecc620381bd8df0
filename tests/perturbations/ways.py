"""A way to tell the same plan otherwise: what it makes of the file, and what of the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model import Record
from tests.documents import corpus_text
from tests.invariants import check
from tests.perturbations.facts import Facts, assert_same, facts, in_words
from tests.perturbations.plans import plain, read


def _as_they_are(found: Facts, record: Record) -> Facts:
    return found


@dataclass(frozen=True)
class Way:
    """`text` makes another file of a plan's file.

    `facts` says what must be read from that, given the facts and the record of the plan as it was.
    """

    name: str
    text: Callable[[str], str]
    facts: Callable[[Facts, Record], Facts] = _as_they_are
    paragraphs: bool = False  # whether it makes paragraphs of what stood in one


def in_other_words(name: str, change: Callable[[str], str]) -> Way:
    """A way that changes words wherever they stand, in the text and so in its facts."""
    return Way(name, change, lambda found, _: in_words(found, change))


def assert_told(name: str, *ways: Way) -> None:
    """The corpus document `name`, told in one way after the other, says what it said."""
    whole = not any(way.paragraphs for way in ways)
    text, expected = corpus_text(name), facts(plain(name), with_paragraphs=whole)
    for way in ways:
        text, expected = way.text(text), way.facts(expected, read(text))
    record = read(text)
    check(record)
    assert_same(facts(record, with_paragraphs=whole), expected)
