"""Words that two texts share in another order: what stands in a difference here and in another one there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from pipeline.compare.wording import Word

_LONG = 12  # characters of a run in common that is moved wherever it stands
_LISTED = 2  # characters of what is moved within one pair: an item of a list
_BOUNDS = "、和及与或"


class Run(msgspec.Struct, frozen=True):
    """`words_a[a:a + length]` and `words_b[b:b + length]` are the same words."""

    a: int
    b: int
    length: int


def moved_runs(
    words_a: Sequence[Word],
    words_b: Sequence[Word],
    groups_a: dict[int, int],
    groups_b: dict[int, int],
) -> list[Run]:
    """The runs in common, the longest first, each word in one at most.

    Args:
        words_a: all words of the one text.
        words_b: all words of the other.
        groups_a: the places of words that differ → the pair of parts that they stand in, -1 for none.
        groups_b: the same of the other text.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at in groups_b:
        if words_b[at].size:
            places[words_b[at].key].append(at)
    found: list[tuple[int, Run]] = []
    for a, group in groups_a.items():
        for b in places.get(words_a[a].key, ()) if words_a[a].size else ():
            length = _length(words_a, words_b, groups_a, groups_b, a, b)
            size = sum(word.size for word in words_a[a : a + length])
            run = Run(a, b, length)
            together = group == groups_b[b] >= 0
            if size >= _LONG or (together and size >= _LISTED and _is_item(words_a, words_b, run)):
                found.append((size, run))
    return _apart([run for _, run in sorted(found, key=lambda item: (-item[0], item[1].a, item[1].b))])


def _length(
    words_a: Sequence[Word],
    words_b: Sequence[Word],
    groups_a: dict[int, int],
    groups_b: dict[int, int],
    a: int,
    b: int,
) -> int:
    """How many words are the same from `a` and `b` on, within one pair of parts; no stop ends them."""
    length = last = 0
    while (
        groups_a.get(a + length) == groups_a[a]
        and groups_b.get(b + length) == groups_b[b]
        and words_a[a + length].key == words_b[b + length].key
    ):
        length += 1
        if words_a[a + length - 1].size:
            last = length
    return last


def _is_item(words_a: Sequence[Word], words_b: Sequence[Word], run: Run) -> bool:
    """Whether a run is an item of a list in both texts."""
    return _in_list(words_a, run.a, run.a + run.length) and _in_list(words_b, run.b, run.b + run.length)


def _in_list(words: Sequence[Word], start: int, end: int) -> bool:
    around = [*words[max(start - 1, 0) : start], *words[end : end + 1]]
    return any(word.value in _BOUNDS if word.kind == "stop" else word.key in _BOUNDS for word in around)


def _apart(runs: Sequence[Run]) -> list[Run]:
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    chosen: list[Run] = []
    for run in runs:
        own_a, own_b = range(run.a, run.a + run.length), range(run.b, run.b + run.length)
        if taken_a.isdisjoint(own_a) and taken_b.isdisjoint(own_b):
            taken_a.update(own_a)
            taken_b.update(own_b)
            chosen.append(run)
    return chosen
