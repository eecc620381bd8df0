"""Which numbers of a clause are read together, and which one a value rises or falls from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import lexicon
from pipeline.annotate.parts import Number, Part
from pipeline.lexicon.patterns import any_of
from pipeline.units import base_unit_of

_CHANGES = lexicon.changes()
_RATE_NAME = re.compile(r"[\u4e00-\u9fff]{2,20}率")
_REACHED_WITHIN = {base_unit_of(unit) for unit in ("分钟", "小时", "米")}
_RATED_BY = {"千伏", "蒸吨/小时", "总吨"}
_THING = re.compile("级?(?:以上|及以上)?[\u4e00-\u9fff]{2,10}")
_LINK = re.compile(r"(?:、|和|及|与|以及|,)?")
_FROM = re.compile(
    r"^(?P<noun>.*?)(?:[,、])?[由从](?:目前|现在|现有|当前|上年|去年|原来|原有)?的?(?:每[^,。;\d]{1,3})*(?:不足|约|近)?$"
)
_TO = re.compile(
    rf"[,、]?{any_of([*_CHANGES.change, *_CHANGES.leading])}(?:到|至|为|的)的?(?:约|不低于|不高于)?"
)


@dataclass(frozen=True)
class Former:
    """The value something had before: where its clause starts, what it measures, the number."""

    position: int
    noun: str
    number: Number


def number_groups(part: Part) -> Iterator[tuple[list[Number], int, Former | None]]:
    """The numbers of a clause that are read together ("5.95万吨和2.53万吨").

    With each group: where its words start, and the value that it rises or falls from.
    """
    position = part.start
    former: Former | None = None
    for group in _joined(part):
        known = former if former and _risen_from(part, former, group[0]) else None
        yield group, known.position if known else position, known
        former = _former(part, position, group)
        position = group[-1].op_end


def _joined(part: Part) -> list[list[Number]]:
    groups: list[list[Number]] = []
    for index, number in enumerate(part.numbers):
        if number.mark.threshold or _names_next(part, index):
            continue
        between = part.text[groups[-1][-1].op_end : number.start] if groups else ""
        if (
            groups
            and not _TO.fullmatch(between)
            and _LINK.fullmatch(part.text[groups[-1][-1].op_end : number.op_start])
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _names_next(part: Part, index: int) -> bool:
    """Whether a time, length or rating belongs to the name of what the next number measures.

    "15分钟生活圈覆盖率90%", "500千伏变电站3座".
    """
    number = part.numbers[index]
    base = base_unit_of(number.mark.unit)
    if number.mark.op is not None or base not in {*_REACHED_WITHIN, *_RATED_BY}:
        return False
    following = part.numbers[index + 1] if index + 1 < len(part.numbers) else None
    if following is not None and base in _RATED_BY:
        return _THING.fullmatch(part.text, number.end, following.op_start) is not None
    return (
        following is not None and _RATE_NAME.fullmatch(part.text, number.end, following.op_start) is not None
    )


def _former(part: Part, position: int, group: list[Number]) -> Former | None:
    """What `group` is the former value of, if 由 or 从 leads to it: "治理率由2020年的15%"."""
    start = part.body_start(position)
    found = _FROM.search(part.words(start, group[0].op_start)) if len(group) == 1 else None
    return Former(position, found["noun"], group[0]) if found else None


def _risen_from(part: Part, former: Former, number: Number) -> bool:
    """Whether "提高到" alone leads from a former value to `number`."""
    between = part.text[former.number.op_end : number.start]
    return _TO.fullmatch(part.words(former.number.op_end, number.start) or between) is not None
