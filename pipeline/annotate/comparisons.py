"""What stands before and behind a number and compares it: 不低于, 控制在…以内, 左右, and thresholds.

The operators are those of the annotation guide. A number is a threshold where it says to whom or what
a rule applies ("35蒸吨/小时及以下燃煤锅炉", "PM2.5浓度低于40微克/立方米的城市"): it then qualifies the noun that
follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from pipeline import lexicon
from pipeline.lexicon.patterns import any_of, forms
from pipeline.lexicon.schema import Comparing
from pipeline.model import Operator
from pipeline.units import parse_unit

_WORDS = lexicon.comparisons()
_CHANGES = lexicon.changes()
_ACTS = lexicon.acts()


def _of(words: Iterable[Comparing], op: Operator) -> str:
    """The words that are this operator."""
    return any_of(word for word in words if word.op == op)


_HOLD = any_of(_CHANGES.hold)
_BEFORE = re.compile(
    rf"(?:(?P<ge>至少(?:{any_of(_ACTS.act)}|达到?|有|建有|组织|安排|确保)|(?:达到?|{_HOLD}在?)不低于|{_of(_WORDS.before, '>=')})"
    rf"|(?P<le>{_of(_WORDS.before, '<=')})"
    rf"|(?P<gt>{_of(_WORDS.before, '>')}|(?<=[率重比])超)"
    rf"|(?P<lt>{_of(_WORDS.before, '<')})"
    rf"|(?P<approx>{_of(_WORDS.before, '~')})"
    rf"|(?P<eq>(?:{any_of([*_CHANGES.change, *_CHANGES.leading])}|{_HOLD}|达|占比?)(?:到|至|为|在)"
    r"|达成|达|为|占比?))(?:了|约|近|到)?$"
)
_OF_WHOLE = re.compile(
    r"(?:(?P<ge>不低于|不少于)|(?P<le>不高于|不超过)|(?P<gt>$^)|(?P<lt>$^))[^,。;\t]{2,14}的$"
)
_BEHIND = re.compile(
    rf"(?:\(含\)|\(不含\))?(?:(?P<ge>{_of(_WORDS.behind, '>=')})|(?P<le>{_of(_WORDS.behind, '<=')})"
    rf"|(?P<approx>{_of(_WORDS.behind, '~')}))(?:\(含\)|范围内)?"
)
_WINDOW = 10
_EXTENT = re.compile(rf"的?[^,。;]{{0,8}}{any_of(_WORDS.amount)}(?:达到|完成|实现|符合)")
_GIVEN = tuple(forms(_WORDS.given))
_OF_NOBODY = re.compile("的(?:[,。;、]|$)")
_HAN = re.compile(r"[\u4e00-\u9fff(\"A-Za-z]")
_PREDICATE_AFTER_SHARE = re.compile(rf"^的?[^,。;、]{{1,24}}?{any_of(_WORDS.share)}")
_RATE = re.compile(
    f"{any_of(head for head in lexicon.indicators().head if head.statistic == 'share')}$"
)  # "覆盖率80%以上的县" are the counties meant
_GOES_ON = re.compile(r"^(?:并|和|及|与|、|的(?:目标|要求|水平|标准))")
# "推动全省100家以上企业实施…": so many are to be moved; they are not what a rule applies to.
_MOVED = re.compile(
    rf"(?:{any_of(_ACTS.move)}|培育)(?:全[省市县区国州旗]|[一-龥]{{2,6}}[省市县区州旗])?(?:各类)?$"
)
_MOVED_REACH = 14
_WHOLE_THINGS = re.compile(f"{any_of(lexicon.units().moved)}$")


class Comparison(msgspec.Struct, frozen=True, gc=False):
    """The operator, the folded range from the first to the last word of it, and the threshold verdict."""

    op: Operator | None
    start: int
    end: int
    threshold: bool


def compare(text: str, start: int, end: int, unit: tuple[int, int] | None) -> Comparison:
    """How the number `text[start:end]` (folded, with its unit) is compared by its neighbours."""
    window = text[max(start - _WINDOW, 0) : start].rpartition("\t")[2]  # never out of the cell
    before = _BEFORE.search(window) or _OF_WHOLE.search(text, max(start - 24, 0), start)
    first = start - len(before.string[before.start() : before.endpos]) if before else start
    behind = _BEHIND.match(text, end)
    if behind and behind["le"] == "内" and text[behind.end() : behind.end() + 1] != "的":
        behind = None
    last = behind.end() if behind else end
    op = _operator(before, behind)
    threshold = _is_threshold(text, before, behind, (start, last), text[unit[0] : unit[1]] if unit else "")
    return Comparison(op, first, last, threshold)


def _operator(before: re.Match[str] | None, behind: re.Match[str] | None) -> Operator | None:
    if behind:
        if behind["approx"]:
            return "~"
        return ">=" if behind["ge"] else "<="
    names: dict[str, Operator] = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "approx": "~", "eq": "="}
    return names[before.lastgroup or "eq"] if before else None


def _is_threshold(
    text: str, before: re.Match[str] | None, behind: re.Match[str] | None, place: tuple[int, int], unit: str
) -> bool:
    start, last = place
    after = text[last : last + 30]
    qualifies = bool(_HAN.match(after)) and not _GOES_ON.match(after)
    if after.startswith(_GIVEN):
        return True
    if not qualifies:
        return False
    of = after.startswith("的")
    if of and _OF_NOBODY.match(after) and behind:
        return True  # "…1000万元及以上的，": to whom the clause applies
    strict = before is not None and (before["gt"] or before["lt"])
    reached = before is not None and not strict
    if behind and behind["approx"]:
        return False
    if _EXTENT.match(after):
        return False  # "50平方公里以上建设用地面积达到…要求": the amount itself is reached
    if unit in {"%", "‰"}:
        rated = _RATE.search(text, max(start - 3, 0), start) is not None
        predicate = _PREDICATE_AFTER_SHARE.match(after) and not (of and rated)
        return (bool(behind) or bool(strict)) and not reached and not predicate
    if behind:
        moved = _WHOLE_THINGS.search(unit) and _MOVED.search(text, max(start - _MOVED_REACH, 0), start)
        return of or not (reached or moved)
    return bool(strict) and of and not (before is not None and before["gt"] and _counts(unit))


def _counts(printed: str) -> bool:
    """Whether a unit as printed counts whole things."""
    unit = parse_unit(printed)[1]
    return unit is not None and unit.counts
