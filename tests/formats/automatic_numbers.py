"""Which printed labels of a plan Word can print as automatic numbers, and the definitions that do it.

Labels come from the outline (一、 （四） 3. ① 第二章), definitions are what `numbering.xml` needs: levels in lists,
and instances of a list that restart a level. Numbers that run on across chapters are either a level of the
one list that nothing restarts (`w:lvlRestart` 0), or a list of their own beside it. Numbers that start anew
are an instance of the list with a start of its own, or another list like it. LibreOffice 7.4 knows the second
way only of both (the first of them in .doc files not). What numbering cannot print stays text: a number behind a gap, one printed twice, labels of
several numbers (1.1), Chinese numerals above 99.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import Clause, Source

_LEVELS = 9  # of a list in Word
_NUMBERED = {"chapter", "article", "item"}
_NUMERAL = re.compile(r"[一二三四五六七八九十]+|[0-9]+|[０-９]+|[①-⑳]")
_HAN = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_SUFFIXES = {" ": "space", "\t": "tab"}


class Shape(NamedTuple):
    """What labels of one level share: `w:lvlText` around the number, `w:numFmt` and `w:suff`."""

    before: str
    format: str
    after: str
    suffix: str


class Level(NamedTuple):
    """A level; `list` is the highest level of the list that it belongs to.

    `runs_on`: a higher level of its list does not restart it (`w:lvlRestart` 0).
    """

    shape: Shape
    list: int
    runs_on: bool


class Instance(NamedTuple):
    """A `w:num` of a list: at which number it starts which level anew (none: it goes on counting).

    Where lists are their own, one with a start is another list of the same levels.
    """

    list: int
    starts: Mapping[int, int]


class AutomaticNumber(NamedTuple):
    """What numbers a paragraph: level and instance, and how many characters of its text that prints."""

    level: int
    instance: int
    length: int


class Numbering(NamedTuple):
    """The levels, the instances (one plain one for each list first), the numbered paragraphs by their start."""

    levels: tuple[Level, ...]
    instances: tuple[Instance, ...]
    paragraphs: Mapping[int, AutomaticNumber]
    own_lists: bool

    def plain_instance(self, level: int) -> int:
        """The instance that goes on counting in the list of `level`."""
        return next(i for i, one in enumerate(self.instances) if one.list == self.levels[level].list)


@dataclass(frozen=True)
class _Label:
    start: int
    shape: Shape
    number: int
    length: int
    depth: int


def printed(value: int, format: str) -> str:
    """`value` (1 to 99; 1 to 20 in circles) as Word prints it in `w:numFmt` `format`."""
    if format == "decimal":
        return str(value)
    if format == "decimalFullWidth":
        return str(value).translate(_FULL_WIDTH)
    if format == "decimalEnclosedCircle":
        return chr(ord("①") + value - 1)
    tens, ones = divmod(value, 10)
    return (
        (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones or not tens else "")
    )


def automatic_numbers(source: Source, clauses: Sequence[Clause], *, own_lists: bool) -> Numbering:
    """The numbering that prints the labels of `clauses` at the heads of their paragraphs.

    `own_lists`: numbers that run on, or start anew, are lists of their own.
    """
    labels = _labels(source, clauses)
    shapes = _shapes(labels)
    labels = [label for label in labels if label.shape in shapes]
    best = _numbering(labels, shapes, set(), own_lists)
    run_on: set[int] = set()
    for level in range(1, len(shapes)):
        other = _numbering(labels, shapes, run_on | {level}, own_lists)
        if _cost(other) < _cost(best):
            best, run_on = other, run_on | {level}
    return best


def _numbering(
    labels: Sequence[_Label], shapes: Sequence[Shape], run_on: set[int], own_lists: bool
) -> Numbering:
    """The numbering in which the levels `run_on` go on where a higher one advances."""
    first = [max({0, *(r for r in run_on if r <= level)}) if own_lists else 0 for level in range(len(shapes))]
    levels = [
        Level(shape, first[level], level in run_on and not own_lists) for level, shape in enumerate(shapes)
    ]
    return _counted(labels, levels, own_lists)


def _cost(numbering: Numbering) -> int:
    """How little it prints, and how many instances it needs for that; among the like, the least is best."""
    return (
        len(numbering.instances) - len({level.list for level in numbering.levels}) - len(numbering.paragraphs)
    )


def _labels(source: Source, clauses: Sequence[Clause]) -> list[_Label]:
    lines = {block.start: source.text[block.start : block.end] for block in source.blocks}
    depths: dict[str | None, int] = {None: 0}
    found = []
    for clause in clauses:
        above = depths[clause.parent_id]
        depths[clause.id] = above + bool(clause.label)
        line = lines.get(clause.char_start, "")
        if clause.level not in _NUMBERED or not clause.label or not line.startswith(clause.label):
            continue
        following = line[len(clause.label) : len(clause.label) + 1]
        suffix = following if following in _SUFFIXES else ""
        if label := _label(clause.char_start, clause.label, suffix, above):
            found.append(label)
    return found


def _label(start: int, label: str, suffix: str, depth: int) -> _Label | None:
    numerals = list(_NUMERAL.finditer(label))
    if len(numerals) != 1:
        return None
    numeral = numerals[0][0]
    for format in ("decimal", "chineseCounting", "decimalFullWidth", "decimalEnclosedCircle"):
        for value in range(1, 21 if format == "decimalEnclosedCircle" else 100):
            if printed(value, format) == numeral:
                before, after = label[: numerals[0].start()], label[numerals[0].end() :]
                shape = Shape(before, format, after, _SUFFIXES.get(suffix, "nothing"))
                return _Label(start, shape, value, len(label) + len(suffix), depth)
    return None


def _shapes(labels: Sequence[_Label]) -> list[Shape]:
    """The shapes from the highest level down: by how deep they stand on the average."""
    depths: dict[Shape, list[int]] = defaultdict(list)
    for label in labels:
        depths[label.shape].append(label.depth)
    return sorted(depths, key=lambda shape: sum(depths[shape]) / len(depths[shape]))[:_LEVELS]


def _counted(labels: Sequence[_Label], levels: Sequence[Level], own_lists: bool) -> Numbering:
    """Count as Word does, with a new instance where the printed number starts anew or runs on after all."""
    instances = [Instance(first, {}) for first in sorted({level.list for level in levels})]
    current = {instance.list: number for number, instance in enumerate(instances)}
    paragraphs: dict[int, AutomaticNumber] = {}
    counters, last = [0] * len(levels), [0] * len(levels)
    shapes = [level.shape for level in levels]
    for label in labels:
        level = shapes.index(label.shape)
        in_list = levels[level].list
        instance = current[in_list]
        if label.number != counters[level] + 1:
            starts = {1} if own_lists else {1, last[level] + 1}
            if label.number not in starts or (own_lists and level != in_list):
                continue
            instances.append(Instance(in_list, {level: label.number}))
            instance = len(instances) - 1
            # What follows goes on in the new instance, as in Word; one that a higher level would restart at
            # another number than 1 numbers this paragraph only (all instances of a list count together).
            if label.number == 1:
                current[in_list] = instance
        paragraphs[label.start] = AutomaticNumber(level, instance, label.length)
        counters[level] = last[level] = label.number
        for deeper in range(level + 1, len(levels)):
            if levels[deeper].list == in_list and not levels[deeper].runs_on:
                counters[deeper] = 0
    return Numbering(tuple(levels), tuple(instances), paragraphs, own_lists)
