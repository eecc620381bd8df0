"""Ranks among targets that are the same thing: the rule itself, for whoever holds them, as records or as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

import msgspec


class Rank(msgspec.Struct, frozen=True):
    """`place` of `of` different levels: 1 is the lowest, ties share a place."""

    place: int
    of: int


def ranks(able: Iterable[tuple[str, Hashable, str, float]]) -> dict[str, Rank]:
    """The ranks of targets by id, of (target, group, document, level) each; none where a group is of one document.

    Only what nothing keeps from a ranking may be given: no obstacles, and no drafts unless they are asked for.
    """
    groups: defaultdict[Hashable, list[tuple[str, str, float]]] = defaultdict(list)
    for target, group, document, level in able:
        groups[group].append((target, document, level))
    found: dict[str, Rank] = {}
    for members in groups.values():
        if len({document for _, document, _ in members}) > 1:
            places = {level: n for n, level in enumerate(sorted({level for *_, level in members}), 1)}
            found |= {target: Rank(places[level], len(places)) for target, _, level in members}
    return found
