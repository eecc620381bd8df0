"""What a document's provisions are made of, counted once a document: strings of characters, and topics."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec

from pipeline import lexicon
from pipeline.compare.provisions import Provision, provisions_of
from pipeline.compare.sentences import SENTENCE, Sentences, sentences_of
from pipeline.compare.strings import Strings, strings
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.model import Record

_BODY_LENGTHS = (2, 3)
_HEAD_LENGTH = (2,)
_OPENING = 30  # characters of the first sentence that stand for a heading where there is none
_IN_HEADING = 2.0  # what a topic's word weighs in the provision's own heading,
_ABOVE = 0.7  # and in one above it; in the text, the logarithm of how often it comes


class Profile(msgspec.Struct, frozen=True):
    """The provisions of one document with their strings and topics, in the same order.

    `known`: how far the topics know its field, the share of its measures whose heading names one.
    """

    document_id: str
    provisions: tuple[Provision, ...]
    bodies: tuple[Strings, ...]
    sentences: Sentences
    heads: tuple[Strings, ...]
    topics: tuple[dict[str, float], ...]
    known: float


def profile_of(record: Record) -> Profile:
    """The profile of a record."""
    provisions = tuple(provisions_of(record))
    return Profile(
        document_id=record.id,
        provisions=provisions,
        bodies=tuple(strings(p.words, _BODY_LENGTHS) for p in provisions),
        sentences=sentences_of([p.words for p in provisions]),
        heads=tuple(strings(_head(p), _HEAD_LENGTH) for p in provisions),
        topics=tuple(topics_of(p) for p in provisions),
        known=_known(provisions),
    )


def topics_of(provision: Provision) -> dict[str, float]:
    """How much a provision deals with each topic that it names."""
    above = "|".join(provision.above)
    weights: dict[str, float] = {}
    for name, pattern in _topic_patterns():
        said = Counter(pattern.findall(provision.words))
        weight = sum(math.log1p(count) for count in said.values())
        weight += _IN_HEADING * len(set(pattern.findall(provision.heading)))
        weight += _ABOVE * len(set(pattern.findall(above)))
        if weight:
            weights[name] = weight
    return weights


@cache
def _topic_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((topic.name, re.compile(alternatives(forms([topic])))) for topic in lexicon.topics().topic)


def _known(provisions: Sequence[Provision]) -> float:
    heads = [_head(p) for p in provisions if p.kind == "measure"]
    naming = sum(any(pattern.search(head) for _, pattern in _topic_patterns()) for head in heads)
    return naming / len(heads) if heads else 0.0


def _head(provision: Provision) -> str:
    return provision.heading or _opening(provision.words)


def _opening(words: str) -> str:
    return next((part for part in SENTENCE.split(words) if len(part) > 1), words)[:_OPENING]
