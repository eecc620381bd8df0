"""A provision as a row of words: what is compared, each with its range of the canonical text.

Widths, brackets, spaces inside numbers and kinds of punctuation are folded away; numbers with their units,
dates, names of bodies and words of force are one word each, however jieba would cut them. Labels and
attributions stand aside: numbering is no difference, and who answers for it is compared by name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from pipeline.compare.force_words import force_words
from pipeline.compare.word_ends import word_ends
from pipeline.fold import Folded
from pipeline.model import Clause, Record

WordKind = Literal["word", "number", "date", "body", "force", "stop", "aside"]
_NO_NUMBERS = {"ordinal", "document_number", "name"}
# What carries meaning; all else is punctuation. Signs within Latin terms belong to them (NOx/VOCs, GB-3095).
_CONTENT = re.compile(r"(?:[^\W_]|[%‰℃°㎡㎥²³≤≥<>±=×]|(?<=[A-Za-z0-9])[./+\-](?=[A-Za-z0-9]))+")
_YEAR = re.compile(r"(?:19|20)\d{2} 年")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("〔", "〕"))
_COMMA = re.compile(r",(?=\d{3}(?!\d))")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a provision. Words with equal `key` are the same; `value` is what a fact comes to.

    `about` is the indicator of a target's number, else ""; `size` its characters, as far as they carry meaning.
    A `stop` is punctuation, and of one key whichever it is; an `aside` takes no part in the comparison.
    """

    start: int
    end: int
    key: str
    kind: WordKind
    value: str = ""
    about: str = ""
    size: int = 0


class _Fixed(msgspec.Struct, frozen=True, gc=False):
    """A range of the folded text that is one word, and of which kind."""

    start: int
    end: int
    kind: WordKind
    value: str = ""


def words_of(record: Record, clause: Clause) -> list[Word]:
    """The words of a provision in order. Only spaces stand between one and the next."""
    view = Folded(record.text[clause.char_start : clause.char_end], clause.char_start)
    found: list[Word] = []
    position = 0
    indicators = _indicators(record)
    for fixed in _apart(_fixed(record, clause, view)):
        found += _plain(view, position, fixed.start)
        word = _word(view, fixed.start, fixed.end, fixed.kind, fixed.value)
        about = indicators.get(word.start, "") if word.kind == "number" else ""
        found.append(msgspec.structs.replace(word, about=about) if about else word)
        position = fixed.end
    return [*found, *_plain(view, position, len(view.text))]


def _indicators(record: Record) -> dict[int, str]:
    """Where the values of targets begin → what they measure."""
    names = {indicator.id: indicator.name for indicator in record.indicators}
    return {
        target.value_start: names.get(target.indicator_id or "", target.indicator)
        for target in record.targets
        if target.value_start is not None
    }


def _fixed(record: Record, clause: Clause, view: Folded) -> Iterator[_Fixed]:
    """What is one word whatever jieba says; of what overlaps, the first that is given counts."""
    for start, end, kind, value in _facts(record, clause):
        if clause.char_start <= start < end <= clause.char_end:
            first, last = view.position(start), view.position(end)
            if first < last:
                yield _Fixed(first, last, kind, value)
    for start, end, value in force_words(view.text):
        yield _Fixed(start, end, "force", value)


def _facts(record: Record, clause: Clause) -> Iterator[tuple[int, int, WordKind, str]]:
    """What the record says stands in the text: asides, dates, numbers, bodies."""
    for start, end in _asides(record, clause):
        yield start, end, "aside", ""
    for deadline in record.deadlines:
        value = f"{deadline.kind} {deadline.end_date} {deadline.period}"
        yield deadline.char_start, deadline.char_end, "date", value
    for quantity in record.quantities:
        value = f"{quantity.value} {quantity.unit}"
        if quantity.role == "date" or _YEAR.fullmatch(value):
            yield quantity.char_start, quantity.char_end, "date", value
        elif quantity.role not in _NO_NUMBERS:
            yield quantity.char_start, quantity.char_end, "number", value
    for assignment in record.assignments:
        yield assignment.char_start, assignment.char_end, "body", assignment.name


def _asides(record: Record, clause: Clause) -> Iterator[tuple[int, int]]:
    """The labels of the provision and of what is below it, and its attributions."""
    for node in record.clauses:
        if node.label and clause.char_start <= node.char_start < clause.char_end:
            yield node.char_start, node.char_start + len(node.label)
    for assignment in record.assignments:
        if assignment.basis != "subject":
            yield assignment.attribution_start, assignment.attribution_end


def _apart(fixed: Iterable[_Fixed]) -> list[_Fixed]:
    """Those that overlap none given before them, in order."""
    taken: list[_Fixed] = []
    for each in fixed:
        at = bisect_left(taken, each.start, key=lambda other: other.start)
        before, after = taken[at - 1 : at], taken[at : at + 1]
        if not any(o.start < each.end and each.start < o.end for o in (*before, *after)):
            taken.insert(at, each)
    return taken


def _plain(view: Folded, start: int, end: int) -> Iterator[Word]:
    """The words and stops of a stretch of the folded text without facts."""
    position = start
    for run in _CONTENT.finditer(view.text, start, end):
        yield from _stops(view, position, run.start())
        first = run.start()
        for stop in word_ends(run[0]):
            yield _word(view, first, run.start() + stop, "word")
            first = run.start() + stop
        position = run.end()
    yield from _stops(view, position, end)


def _stops(view: Folded, start: int, end: int) -> Iterator[Word]:
    for at in range(start, end):
        if not view.text[at].isspace() or view.text[at] in "\n\t":
            first, last = view.source(at, at + 1)
            yield Word(first, last, "", "stop", view.text[at])


def _word(view: Folded, start: int, end: int, kind: WordKind, value: str = "") -> Word:
    first, last = view.source(start, end)
    text = view.text[start:end]
    key = _COMMA.sub("", text) if kind == "number" else text
    return Word(first, last, key, kind, value, size=0 if kind == "aside" else len(key))


def with_brackets(reach: tuple[int, int] | None, text: str) -> tuple[int, int] | None:
    """`reach` of `text` with the bracket or quotation mark at its edge whose other half is in it."""
    if reach is None:
        return None
    start, end = reach
    for opens, closes in _PAIRS:
        inner = text[start:end]
        if inner.count(opens) > inner.count(closes) and text[end : end + 1] == closes:
            end += 1
        elif inner.count(closes) > inner.count(opens) and text[start - 1 : start] == opens:
            start -= 1
    return start, end
