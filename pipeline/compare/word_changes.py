"""Which words differ between two rows of words, with no confetti.

The rows are laid along each other so that the words in common weigh the most, runs before single ones.
Short words in common between two differences are taken into them: 持续推进 → 着力推动 is one difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from pipeline.compare.wording import Word

_STOP = 0.1  # what a stop in common weighs; a word weighs its characters,
_RUN = 0.5  # and this more right behind another one in common
_ABSORBED = 2  # characters in common between two differences that are taken into them,
_LONGER = 5  # if the differences beside them are so many times as long; a single one always
_FACTS = {"number", "date", "force", "body"}


class Stretch(msgspec.Struct, frozen=True):
    """`a[a_start:a_end]` stands against `b[b_start:b_end]`: the same words if `same`, else a difference."""

    same: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def word_changes(a: Sequence[Word], b: Sequence[Word]) -> list[Stretch]:
    """The stretches in which two rows of words (no asides) are the same and differ, in turn; all of both."""
    found = list(_joined(_stretches(_common(a, b), len(a), len(b))))
    found = list(_joined(part for stretch in found for part in _trimmed(stretch, a, b)))
    found = list(_joined(_absorbed(found, a, b)))
    return list(_joined(_spoken(stretch, a, b) for stretch in found))


def _weight(word: Word) -> float:
    return word.size or _STOP


def _common(a: Sequence[Word], b: Sequence[Word]) -> list[tuple[int, int]]:
    """The places of the words in common, in the heaviest alignment."""
    # best: the weight up to (i, j); run: the same with a[i-1] and b[j-1] in common.
    width = len(b) + 1
    best = [[0.0] * width for _ in range(len(a) + 1)]
    run = [[-1.0] * width for _ in range(len(a) + 1)]
    for i, one in enumerate(a, 1):
        weight, key = _weight(one), one.key
        above, own = best[i - 1], best[i]
        for j, other in enumerate(b, 1):
            value = max(above[j], own[j - 1])
            if key == other.key:
                behind = run[i - 1][j - 1]
                run[i][j] = weight + max(above[j - 1], behind + _RUN if behind >= 0 else 0.0)
                value = max(value, run[i][j])
            own[j] = value
    return _traced(best, run)


def _traced(best: list[list[float]], run: list[list[float]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    i, j = len(best) - 1, len(best[0]) - 1
    in_run = False
    while i and j:
        if run[i][j] >= 0 and (in_run or run[i][j] == best[i][j]):
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
            in_run = run[i][j] >= 0 and run[i][j] + _RUN > best[i][j]
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _stretches(common: Iterable[tuple[int, int]], size_a: int, size_b: int) -> Iterator[Stretch]:
    i = j = 0
    for at_a, at_b in common:
        if i < at_a or j < at_b:
            yield Stretch(False, i, at_a, j, at_b)
        yield Stretch(True, at_a, at_a + 1, at_b, at_b + 1)
        i, j = at_a + 1, at_b + 1
    if i < size_a or j < size_b:
        yield Stretch(False, i, size_a, j, size_b)


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one sort as one."""
    held: Stretch | None = None
    for each in stretches:
        if held and held.same == each.same:
            held = Stretch(held.same, held.a_start, each.a_end, held.b_start, each.b_end)
        else:
            if held:
                yield held
            held = each
    if held:
        yield held


def _trimmed(stretch: Stretch, a: Sequence[Word], b: Sequence[Word]) -> Iterator[Stretch]:
    """A difference without what is the same at its edges, though cut into other words: 低水平 and 低|水平."""
    if stretch.same:
        yield stretch
        return
    front_a, front_b = _alike(
        [w.key for w in a[stretch.a_start : stretch.a_end]],
        [w.key for w in b[stretch.b_start : stretch.b_end]],
    )
    start_a, start_b = stretch.a_start + front_a, stretch.b_start + front_b
    back_a, back_b = _alike(
        [w.key[::-1] for w in a[start_a : stretch.a_end]][::-1],
        [w.key[::-1] for w in b[start_b : stretch.b_end]][::-1],
    )
    end_a, end_b = stretch.a_end - back_a, stretch.b_end - back_b
    if front_a:
        yield Stretch(True, stretch.a_start, start_a, stretch.b_start, start_b)
    if start_a < end_a or start_b < end_b:
        yield Stretch(False, start_a, end_a, start_b, end_b)
    if back_a:
        yield Stretch(True, end_a, stretch.a_end, end_b, stretch.b_end)


def _alike(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How many leading words of each make the same text, the longest there is."""
    text_a, text_b = "".join(a), "".join(b)
    same = next(
        (n for n, (x, y) in enumerate(zip(text_a, text_b, strict=False)) if x != y),
        min(len(text_a), len(text_b)),
    )
    ends_a, ends_b = ({end: n for n, end in reversed([*enumerate(_ends(words), 1)])} for words in (a, b))
    longest = max((end for end in ends_a.keys() & ends_b.keys() if 0 < end <= same), default=0)
    return ends_a.get(longest, 0) if longest else 0, ends_b.get(longest, 0) if longest else 0


def _ends(words: Sequence[str]) -> Iterator[int]:
    return accumulate(map(len, words))


def _absorbed(stretches: Sequence[Stretch], a: Sequence[Word], b: Sequence[Word]) -> Iterator[Stretch]:
    """Short words in common between two long differences become a part of them."""
    for place, each in enumerate(stretches):
        if each.same and 0 < place < len(stretches) - 1:
            words = a[each.a_start : each.a_end]
            size = sum(word.size for word in words)
            before, behind = _size(stretches[place - 1], a, b), _size(stretches[place + 1], a, b)
            short = size <= 1 or (size <= _ABSORBED and before + behind >= _LONGER * size)
            if short and before and behind and not any(word.kind in _FACTS for word in words):
                yield Stretch(False, each.a_start, each.a_end, each.b_start, each.b_end)
                continue
        yield each


def _spoken(stretch: Stretch, a: Sequence[Word], b: Sequence[Word]) -> Stretch:
    """Where nothing but punctuation differs, nothing does."""
    return stretch if stretch.same or _size(stretch, a, b) else msgspec.structs.replace(stretch, same=True)


def _size(stretch: Stretch, a: Sequence[Word], b: Sequence[Word]) -> int:
    """How long the longer side of a difference is."""
    return max(
        sum(word.size for word in a[stretch.a_start : stretch.a_end]),
        sum(word.size for word in b[stretch.b_start : stretch.b_end]),
    )
