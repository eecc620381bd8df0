"""A provision's words in portions: sentences, and in them the parts between commas and semicolons.

Portions are what is paired. A part too short to be told from others (到2025年, 积极推进) goes with the one
behind it. Nothing is cut within brackets and book titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.compare.wording import Word

_LEAST = 6  # characters without dates by which a part can be told from others
_ENDS = "。!?\n"
_CUTS = ",;:\t" + _ENDS
_OPENS, _CLOSES = "(《", ")》"
_MASKED = {"date": "年", "number": "0"}


class Portion(msgspec.Struct, frozen=True):
    """`words[start:end]` of a provision, within its sentence number `sentence`."""

    start: int
    end: int
    sentence: int

    def __add__(self, following: Portion) -> Portion:
        return Portion(self.start, following.end, self.sentence)


def portions(words: Sequence[Word]) -> list[Portion]:
    """The parts of a provision, in order; together they are all its words."""
    found: list[Portion] = []
    for sentence, (start, end) in enumerate(_cut(words, 0, len(words), _ENDS)):
        short: Portion | None = None
        for first, last in _cut(words, start, end, _CUTS):
            part = Portion(short.start if short else first, last, sentence)
            short = part if said(words, part) < _LEAST else None
            if not short:
                found.append(part)
        if short and found and found[-1].sentence == sentence:
            found[-1] += short
        elif short:
            found.append(short)
    return found


def said(words: Sequence[Word], part: Portion) -> int:
    """How many characters of a part carry meaning, dates apart."""
    return sum(word.size for word in words[part.start : part.end] if word.kind != "date")


def masked(words: Sequence[Word], part: Portion) -> str:
    """The characters of a part that carry meaning, whatever its numbers and dates are."""
    return "".join(_MASKED.get(word.kind, word.key) for word in words[part.start : part.end] if word.size)


def _cut(words: Sequence[Word], start: int, end: int, at: str) -> Iterator[tuple[int, int]]:
    """`words[start:end]` cut behind the stops in `at` that stand in no bracket; asides go with what is before."""
    depth = 0
    ended = False
    for place in range(start, end):
        word = words[place]
        if ended and (word.size or (word.kind == "stop" and word.value in _OPENS)):
            yield start, place
            start, ended = place, False
        if word.kind == "stop":
            depth = 0 if word.value == "\n" else depth + _step(word.value, depth)
            ended = ended or (word.value in at and not depth)
    if start < end:
        yield start, end


def _step(stop: str, depth: int) -> int:
    if stop in _OPENS:
        return 1
    return -1 if stop in _CLOSES and depth else 0
