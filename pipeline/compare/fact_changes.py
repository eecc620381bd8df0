"""What differs in a pair of parts, by kind: numbers, dates, bodies, words of force, other wording.

Facts are compared by what they come to: 到2025年 and 2025年底前 are the same date in other words, and
严禁 and 不得 the same force.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.compare.difference_shapes import Change, FactKind, Range
from pipeline.compare.wording import Word, with_brackets
from pipeline.units import base_unit_of

_KINDS: tuple[tuple[str, FactKind], ...] = (
    ("number", "number"),
    ("date", "date"),
    ("body", "department"),
    ("force", "force"),
)
_PHRASE = 12  # characters
_JOINTS = frozenset({"和", "及", "与", "以及", "的"})
Difference = tuple[Sequence[Word], Sequence[Word]]


def fact_changes(differences: Sequence[Difference], text_a: str, text_b: str) -> Iterator[Change]:
    """The changes in one pair of parts.

    Args:
        differences: the words that stand against each other, difference by difference.
        text_a: the canonical text of the first document.
        text_b: the canonical text of the second.
    """
    told: set[int] = set()  # differences that are wholly said as one of force: 审慎新增 → 原则上不再新增
    for kind, fact in _KINDS:
        alike = _same_elsewhere(differences, kind)
        if kind == "number":
            for measured, again in _of_one_indicator(differences, alike):
                alike[0].append(measured)
                alike[1].append(again)
                yield _change(fact, _range(measured), _range(again), text_a, text_b)
        for words_a, words_b in differences:
            own_a = [w for w in words_a if w.kind == kind and w not in alike[0]]
            own_b = [w for w in words_b if w.kind == kind and w not in alike[1]]
            if kind == "force" and own_a and own_b and _is_phrase(words_a) and _is_phrase(words_b):
                told.add(id(words_a))
                yield _change(fact, _reach(words_a), _reach(words_b), text_a, text_b)
                continue
            for one, other in _against(own_a, own_b):
                yield _change(fact, _range(one), _range(other), text_a, text_b)
    for words_a, words_b in differences:
        a, b = _plain(words_a), _plain(words_b)
        said_a, said_b = "".join(w.key for w in a), "".join(w.key for w in b)
        if said_a != said_b and not _is_joint(said_a, said_b) and id(words_a) not in told:
            reach_a, reach_b = with_brackets(_reach(a), text_a), with_brackets(_reach(b), text_b)
            yield _change("wording", reach_a, reach_b, text_a, text_b)


def _is_phrase(words: Sequence[Word]) -> bool:
    """Whether they are a short phrase without facts of another kind."""
    return sum(w.size for w in words) <= _PHRASE and all(w.kind in {"word", "force", "stop"} for w in words)


def _is_joint(one: str, other: str) -> bool:
    """Whether all that differs is a word that joins others (A和B for A、B; A的B for AB)."""
    return (one or other) in _JOINTS and not (one and other)


def _same_elsewhere(differences: Sequence[Difference], kind: str) -> tuple[list[Word], list[Word]]:
    """The facts of a kind on either side that have an equal one on the other, one for one."""
    left = [word for _, words in differences for word in words if word.kind == kind]
    same: tuple[list[Word], list[Word]] = ([], [])
    for word in (word for words, _ in differences for word in words if word.kind == kind):
        equal = next((other for other in left if _comes_to(other) == _comes_to(word)), None)
        if equal:
            left.remove(equal)
            same[0].append(word)
            same[1].append(equal)
    return same


def _of_one_indicator(
    differences: Sequence[Difference], alike: tuple[list[Word], list[Word]]
) -> list[tuple[Word, Word]]:
    """The numbers of targets that measure the same, wherever in the pair of parts they stand."""
    left = [w for _, words in differences for w in words if w.kind == "number" and w not in alike[1]]
    found: list[tuple[Word, Word]] = []
    for word in (w for words, _ in differences for w in words if w.kind == "number" and w not in alike[0]):
        other = next(
            (o for o in left if word.about and word.about == o.about and _unit(word) == _unit(o)), None
        )
        if other:
            left.remove(other)
            found.append((word, other))
    return found


def _against(a: Sequence[Word], b: Sequence[Word]) -> Iterator[tuple[Word | None, Word | None]]:
    """Facts of one difference in pairs: numbers of one unit; of several, none that measures something known."""
    if not a or not b or a[0].kind != "number":
        yield from zip_longest(a, b)
        return
    left = list(b)
    several = len(a) > 1 or len(b) > 1
    for word in a:
        other = next((one for one in left if _unit(one) == _unit(word) and not (several and one.about)), None)
        if other and not (several and word.about):
            left.remove(other)
            yield word, other
        else:
            yield word, None
    yield from ((None, word) for word in left)


def _unit(word: Word) -> str | None:
    unit = word.value.split(" ", 1)[-1]
    return base_unit_of(unit) or unit


def _comes_to(word: Word) -> str:
    return word.value or word.key


def _plain(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.kind == "word"]


def _reach(words: Sequence[Word]) -> Range | None:
    spoken = [word for word in words if word.size]
    return (spoken[0].start, spoken[-1].end) if spoken else None


def _range(word: Word | None) -> Range | None:
    return (word.start, word.end) if word else None


def _change(kind: FactKind | str, a: Range | None, b: Range | None, text_a: str, text_b: str) -> Change:
    return Change(
        kind=kind,  # type: ignore[arg-type]
        a=a,
        b=b,
        a_text=text_a[slice(*a)] if a else "",
        b_text=text_b[slice(*b)] if b else "",
    )
