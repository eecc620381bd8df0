"""The same outline numbered otherwise, as official documents number it.

Labels are replaced where the record found them; levels, headings and what stands on which clause stay.
Plans without articles have one level of numbers, which "1 " alone would not tell from a number in the
text. 第一部分 stands above chapters and is none. Letters and Roman numerals (A., I.) number no official document, and 一是, 二是 are words of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from pipeline.model import Clause, Record
from tests.perturbations.plans import Edit, edited, read
from tests.perturbations.ways import Way

Numbered = Callable[[tuple[int, ...]], str]  # the numbers from the chapter down → the label

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def han(number: int) -> str:
    """A Chinese numeral below 100."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return lead + (_DIGITS[ones] if ones or not tens else "")


def _labels(record: Record, *, continuous: bool) -> Iterator[tuple[Clause, tuple[int, ...]]]:
    """The labelled clauses with their numbers; articles count on through all chapters if `continuous`."""
    numbers: dict[str | None, tuple[int, ...]] = {}
    counted: Counter[str | None] = Counter()
    levels = {"chapter", "article", "item"}
    for clause in record.clauses:
        if clause.level not in levels or not clause.label:
            numbers[clause.id] = numbers.get(clause.parent_id, ())
            continue
        above = numbers.get(clause.parent_id, ())
        series = "articles" if continuous and clause.level == "article" else clause.parent_id
        counted[series] += 1
        numbers[clause.id] = (*above, counted[series])
        yield clause, numbers[clause.id]


def numbering(
    name: str, chapter: Numbered, article: Numbered, item: Numbered, *, continuous: bool = False
) -> Way:
    """Print the labels of the three levels otherwise."""
    styles: Mapping[str, Numbered] = {"chapter": chapter, "article": article, "item": item}

    def edits(record: Record) -> Iterator[Edit]:
        for clause, numbers in _labels(record, continuous=continuous):
            end = clause.char_start + len(clause.label)
            yield clause.char_start, end, styles[clause.level](numbers)

    return Way(name, lambda file: edited(file, edits(read(file))))


_SENTENCE = re.compile(r"(?<=。)(?=[^。（(【〔\s*])")
_OF_BRACKETS = re.compile(r"[（(《“][^）)》”]*。[^）)》”]*[）)》”]")


def _in_points(record: Record) -> Iterator[Edit]:
    """一是, 二是 … before the sentences of each article behind its heading."""
    for clause in record.clauses:
        text = record.text[clause.char_start : clause.own_end].rstrip("\n")
        starts = [match.start() for match in _SENTENCE.finditer(text)]
        if clause.level == "article" and 1 < len(starts) < 10 and not _OF_BRACKETS.search(text):
            for number, start in enumerate(starts, 1):
                yield clause.char_start + start, clause.char_start + start, f"{han(number)}是"


POINTS = Way("一是, 二是 in running text", lambda file: edited(file, _in_points(read(file))))
DECIMALS = numbering(
    "1 1.1 1.1.1", lambda n: f"{n[-1]} ", lambda n: f"{n[0]}.{n[1]} ", lambda n: f"{'.'.join(map(str, n))} "
)
OUTLINES = [
    numbering("第一章 第一条 （一）", lambda n: f"第{han(n[-1])}章　", lambda n: f"第{han(n[-1])}条　", lambda n: f"（{han(n[-1])}）", continuous=True),
    numbering("第1章 第1条 （1）", lambda n: f"第{n[-1]}章 ", lambda n: f"第{n[-1]}条 ", lambda n: f"（{n[-1]}）", continuous=True),
    numbering("一、（一）1.", lambda n: f"{han(n[-1])}、", lambda n: f"（{han(n[-1])}）", lambda n: f"{n[-1]}.", continuous=True),
    numbering("一、（一）1., each chapter from （一）", lambda n: f"{han(n[-1])}、", lambda n: f"（{han(n[-1])}）", lambda n: f"{n[-1]}."),
    numbering("一、(一) 1、", lambda n: f"{han(n[-1])}、", lambda n: f"({han(n[-1])})", lambda n: f"{n[-1]}、"),
    numbering("一、（一）（1）", lambda n: f"{han(n[-1])}、", lambda n: f"（{han(n[-1])}）", lambda n: f"（{n[-1]}）"),
    numbering("一、（一）1）", lambda n: f"{han(n[-1])}、", lambda n: f"（{han(n[-1])}）", lambda n: f"{n[-1]}）"),
    numbering("一、（一）①", lambda n: f"{han(n[-1])}、", lambda n: f"（{han(n[-1])}）", lambda n: _CIRCLED[n[-1] - 1]),
    numbering("一、1.（1）", lambda n: f"{han(n[-1])}、", lambda n: f"{n[-1]}.", lambda n: f"（{n[-1]}）"),
    numbering("一、1．⑴", lambda n: f"{han(n[-1])}、", lambda n: f"{n[-1]}．", lambda n: chr(0x2473 + n[-1]), continuous=True),
    numbering("第一章 一、（一）", lambda n: f"第{han(n[-1])}章 ", lambda n: f"{han(n[-1])}、", lambda n: f"（{han(n[-1])}）"),
    numbering("⒈⑴ in one character", lambda n: f"{han(n[-1])}、", lambda n: f"（{han(n[-1])}）", lambda n: chr(0x2487 + n[-1])),
    numbering("1. 1.1 1.1.1", lambda n: f"{n[-1]}. ", lambda n: f"{n[0]}.{n[1]} ", lambda n: f"{'.'.join(map(str, n))} "),
    numbering("1、1.1 1.1.1", lambda n: f"{n[-1]}、", lambda n: f"{n[0]}.{n[1]} ", lambda n: f"{'.'.join(map(str, n))} "),
    numbering("一、1.1 1.1.1", lambda n: f"{han(n[-1])}、", lambda n: f"{n[0]}.{n[1]} ", lambda n: f"{'.'.join(map(str, n))} "),
]  # fmt: skip
