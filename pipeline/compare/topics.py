"""The common outline that all plans are laid against: which topics each provision deals with.

Topics are the matters of `lexicon/topics.toml` and the kinds of provision that every plan opens with. They
are found in one document at a time: a plan that is added changes nothing in the others.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from pipeline import lexicon
from pipeline.compare.profiles import Profile
from pipeline.ids import stable_id
from pipeline.provision_kinds import ProvisionKind

LEAST_SHARE = 0.1  # of what a provision says of topics; below it a topic is a passing word
_DECIMALS = 4
# What a provision is that asks nobody to do anything: its main topic.
_KINDS: dict[ProvisionKind, tuple[str, str]] = {
    "guiding": ("指导思想", "guiding thought"),
    "principles": ("基本原则", "principles"),
    "goals": ("工作目标", "goals"),
    "areas": ("实施范围", "areas"),
    "background": ("现状形势", "situation"),
}

NO_TASKS = tuple(name for name, _ in _KINDS.values())


class Topic(msgspec.Struct, frozen=True):
    """A heading of the common outline. `seq` is its place there."""

    id: str
    seq: int
    name: str
    en: str


class ClauseTopic(msgspec.Struct, frozen=True):
    """A provision's topic. `share` of what it says of topics; the largest is its `main` one."""

    clause_id: str
    topic_id: str
    share: float
    main: bool


def outline() -> dict[str, Topic]:
    """All topics by name, in the outline's order: the kinds of provision first."""
    names = [*_KINDS.values(), *((topic.name, topic.en) for topic in lexicon.topics().topic)]
    return {
        name: Topic(id=stable_id("topic", name), seq=seq, name=name, en=en)
        for seq, (name, en) in enumerate(names, 1)
    }


def clause_topics(profile: Profile) -> list[ClauseTopic]:
    """The topics of a document's provisions, in their order, each provision's main one first.

    Goals name the topics that they set targets for beside being goals.
    """
    topics = outline()
    found = []
    for provision, weights in zip(profile.provisions, profile.topics, strict=True):
        said = weights if provision.kind == "measure" else _of_kind(provision.kind, weights)
        whole = sum(said.values())
        ranked = sorted(said.items(), key=lambda item: (-item[1], topics[item[0]].seq))
        found += [
            ClauseTopic(provision.id, topics[name].id, round(weight / whole, _DECIMALS), place == 0)
            for place, (name, weight) in enumerate(ranked)
            if place == 0 or weight / whole >= LEAST_SHARE
        ]
    return found


def _of_kind(kind: ProvisionKind, weights: Mapping[str, float]) -> dict[str, float]:
    """The weights of a provision that is no measure: its kind is its main topic."""
    named = weights if kind == "goals" else {}
    return {_KINDS[kind][0]: sum(named.values()) or 1.0, **named}
