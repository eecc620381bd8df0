"""Targets of any number of plans by matter: what each says side by side, and what may be ranked.

A matter holds the targets of indicators that belong together. Within it, targets that are the same thing in
all respects make a group, and a group of two or more documents is ranked: 1 is the lowest value, ties share
a rank. All others have, for each other document, every reason that keeps them from its nearest target.
A document without a target in a matter does not state one in this text; nothing more is said of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from pipeline.compare.comparability import differences, level_of, obstacles, verdict
from pipeline.compare.comparands import Comparand, comparands_of
from pipeline.compare.implied_changes import Derived, derived_rate, implied_changes
from pipeline.compare.ranks import ranks as ranked
from pipeline.compare.reasons import CODES, Code, Reason
from pipeline.fold import fold
from pipeline.model import Record

KEY_JOINT, KEY_NOTHING = " | ", "-"  # between the parts of a group key, and for a part that is not there


class Entry(msgspec.Struct, frozen=True):
    """A target in its matter.

    `group` is equal for targets of the matter that are the same thing, null without a number; `rank` is null
    unless it is ranked. `against` holds, for each other document that speaks of the matter, the reasons
    against its nearest target (no reasons: the two are ranked).
    """

    comparand: Comparand
    group: str | None
    rank: int | None
    against: tuple[tuple[str, tuple[Reason, ...]], ...]
    implied: Derived | None
    rate: Derived | None

    @property
    def codes(self) -> tuple[Code, ...]:
        """All codes of `against`, in their fixed order."""
        found = {reason.code for _, reasons in self.against for reason in reasons}
        return tuple(code for code in CODES if code in found)


class Matter(msgspec.Struct, frozen=True):
    """The targets of one matter; `silent` are the compared documents in which none is stated."""

    family: str
    entries: tuple[Entry, ...]
    silent: tuple[str, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that speak of the matter, in the order of their ids."""
        return tuple(sorted({entry.comparand.document_id for entry in self.entries}))


def matters(records: Iterable[Record], drafts: bool = False) -> list[Matter]:
    """The matters of all targets of `records`, in whichever order these come.

    Args:
        records: the documents, each once.
        drafts: whether drafts are ranked too; they are always shown.
    """
    ordered = sorted(records, key=lambda record: record.id)
    families: dict[str, list[Comparand]] = defaultdict(list)
    implied: dict[str, Derived] = {}
    for record in ordered:
        own = list(comparands_of(record))
        implied |= implied_changes(own, record)
        for comparand in own:
            for family in comparand.families:
                families[family].append(comparand)
    ids = [record.id for record in ordered]
    return [_matter(family, families[family], ids, implied, drafts) for family in sorted(families)]


def named(found: Iterable[Matter], name: str) -> list[Matter]:
    """The matters whose name, or one of whose indicators' names, holds `name`."""
    text = fold(name)
    return [
        matter
        for matter in found
        if text in fold(matter.family) or any(text in fold(entry.comparand.full) for entry in matter.entries)
    ]


def shared(found: Iterable[Matter]) -> list[Matter]:
    """The matters of which several documents speak."""
    return [matter for matter in found if len(matter.documents) > 1]


def _matter(
    family: str,
    comparands: Sequence[Comparand],
    documents: Sequence[str],
    implied: Mapping[str, Derived],
    drafts: bool,
) -> Matter:
    ordered = sorted(comparands, key=_order)
    ranks = _ranks(ordered, drafts)
    entries = tuple(
        Entry(
            comparand=comparand,
            group=group_key(comparand),
            rank=ranks.get(comparand.target.id),
            against=tuple(_against(comparand, ordered, drafts)),
            implied=implied.get(comparand.target.id),
            rate=derived_rate(comparand),
        )
        for comparand in ordered
    )
    speaking = {comparand.document_id for comparand in ordered}
    return Matter(family, entries, tuple(document for document in documents if document not in speaking))


def group_key(comparand: Comparand) -> str | None:
    """What has to be equal for a ranking, in words; null for a target without a number."""
    return KEY_JOINT.join(part or KEY_NOTHING for part in comparand.key) if comparand.numeric else None


def _order(comparand: Comparand) -> tuple[Any, ...]:
    """Same things beside each other; numbers before words; then by document and place in it."""
    key = tuple(part or "" for part in comparand.key)
    return (
        not comparand.numeric,
        *key,
        comparand.document_id,
        comparand.target.char_start,
        comparand.target.id,
    )


def _ranks(comparands: Sequence[Comparand], drafts: bool) -> dict[str, int]:
    """The ranks within each group of two or more documents."""
    able = [each for each in comparands if not obstacles(each, drafts)]
    found = ranked((each.target.id, each.key, each.document_id, level_of(each)) for each in able)
    return {target: rank.place for target, rank in found.items()}


def _against(
    comparand: Comparand, others: Sequence[Comparand], drafts: bool
) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """For each other document the reasons against its nearest target."""
    by_document: dict[str, list[Comparand]] = defaultdict(list)
    for other in others:
        if other.document_id != comparand.document_id:
            by_document[other.document_id].append(other)
    for document, targets in sorted(by_document.items()):
        nearest = min(targets, key=lambda other: _distance(comparand, other, drafts))
        yield document, verdict(comparand, nearest, drafts).reasons


def _distance(one: Comparand, other: Comparand, drafts: bool) -> tuple[bool, bool, int, int]:
    """The same indicator is nearer than another, a number nearer than words, then fewer reasons.

    Of as many, those that the list of codes has first weigh most.
    """
    codes = differences(one, other, drafts)
    weight = sum(1 << (len(CODES) - CODES.index(code)) for code in codes)
    return "indicator" in codes, not other.numeric, len(codes), weight
