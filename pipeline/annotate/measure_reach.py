"""What a predicate is done to, and whom or where it binds.

The words before it say the one or the other: "重点区域｜原则上｜不再新增｜…" binds them, "将清洁运输｜作为｜…" and
"秸秆综合利用率｜达到｜…" are its object. All ranges are of the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from pipeline.annotate.measure_clauses import CIRCUMSTANCE
from pipeline.annotate.measure_heads import Head
from pipeline.annotate.measure_words import OF_CITIES, ends_with_verb
from pipeline.annotate.scopes import split_scope

Range = tuple[int, int]
_ABOUT = re.compile("^(?:针对|对于|对|在(?!建)|自(?![备然有主行动])|于)")
_AS = re.compile("^以(?=.+为重点$)")
_OBJECT_FIRST = ("将", "把")
_STATE_VERBS = (
    "达", "达到", "增长", "下降", "提高", "降低", "提升", "减少", "增加",
    "不低于", "不少于", "不高于", "不超过", "控制在", "稳定在", "保持在", "维持在",
)  # fmt: skip
_ACCORDING = re.compile("(?:按照?|根据|依据|结合|对照|参照)[^,]{2,14}$")
_COMPARED = re.compile("(?:比|较|相比)[^,]{0,12}$|(?:比|较|在)[^,]{2,14}基础上$")
_SECTOR = re.compile(
    "^(?!有关|相关|限制|重点(?:行业|领域))[^,;。在]{2,60}?"
    "(?:行业企业|行业|领域|地区|区域|(?<!全)环节|时段|工业源)(?=[^的,;。企])"
)
_WITHIN = re.compile("在(?P<place>[^,;。在]{2,50}?(?:领域|地区|区域|环节|行业|城市))(?=[^,;。的]{2})")
_INSIDE = re.compile("(?P<place>[^,;。、]{2,30}?(?:[区市县村园]|乡镇)内)(?=[^,;。的]{2})")
_NO_AREA = re.compile('[、,和与及"《]|^[不非未]|有关|相关')
_CITY_ONLY_QUALIFIES = re.compile(f"城市\\|{OF_CITIES}")
_NOBODY = ("问题", "现象", "行为", "情况")  # what is done about, no one whom it binds
_AREAS = ("市", "县", "区", "州", "镇", "乡", "村", "县城")
_MAY_HOLD_AREA = re.compile("[市县区州镇乡村]")  # jieba is asked for what may be one only
_PLACES_DONE_TO = ("地区", "地市", "市州", "县区", "乡镇", "城市", "地方")


class Reach(msgspec.Struct, frozen=True, gc=False):
    """Where the object of a predicate stands, and whom or where it binds.

    `scopes`: those that stand as its subject, who may be bound by what follows as well; `moved`: those whom it
    moves, or the sector in its object, bound by it alone. `own`: it has words of its own before it.
    """

    object: Range
    scopes: tuple[Range, ...]
    moved: tuple[Range, ...]
    own: bool


def reach(text: str, clause: Range, head: Head, times: Sequence[Range]) -> Reach:
    """What the predicate `head` (offsets into the clause) of a clause is done to, and whom it binds."""
    start, end = clause
    before = _before(text, start, start + head.start, times)
    words = text[slice(*before)]
    object_, moved = _object(text, start, end, head)
    scopes: tuple[Range, ...] = ()
    if words.startswith(_OBJECT_FIRST):
        object_ = (before[0] + 1, before[1])
    elif words and text[start + head.action : start + head.action_end] in _STATE_VERBS:
        scopes, object_ = _parted(text, before)
    elif words.startswith("对") and not text[slice(*object_)]:
        object_ = without_sign(text, *before)
    elif words and not text[slice(*object_)]:
        scopes, object_ = _parted(text, without_sign(text, *before), whole=True)
    elif words and not CIRCUMSTANCE.match(words) and not words.endswith(_NOBODY):
        scopes = (without_sign(text, *before),)
    if head.laid_on != (0, 0):
        laid = without_sign(text, start + head.laid_on[0], start + head.laid_on[1])
        object_, moved = (laid, moved) if _becomes(text[slice(*object_)]) else (object_, (laid,))
    elif not scopes and not moved and not words.startswith("对"):
        moved = _in_object(text, object_, start + head.action)
    return Reach(object_, scopes, moved, bool(words))


def _object(text: str, start: int, end: int, head: Head) -> tuple[Range, tuple[Range, ...]]:
    """The object behind the verb, or as the head says; places that are rewarded or punished are bound, too."""
    if head.object == (0, 0):
        return stripped(text, start + head.action_end, end), ()
    object_ = stripped(text, start + head.object[0], start + head.object[1])
    return object_, ((object_,) if text[slice(*object_)].endswith(_PLACES_DONE_TO) else ())


def _parted(text: str, before: Range, *, whole: bool = False) -> tuple[tuple[Range, ...], Range]:
    """The place and the thing in the words before a predicate that has no object behind it.

    `whole`: words that are nothing but a place are the thing.
    """
    scope, rest = split_scope(text[slice(*before)])
    if scope is None or (whole and not rest):
        return (), before
    cut = before[1] - len(rest) if whole else before[0] + len(scope)
    return ((before[0], cut),), (cut, before[1])


def _becomes(object_: str) -> bool:
    """Whether those who are moved do nothing to another thing: "装配式建筑稳步｜发展", "炼钢｜转型｜为…"."""
    return not object_ or object_.startswith("为") or (len(object_) == 2 and ends_with_verb(object_))


def _in_object(text: str, place: Range, deed: int) -> tuple[Range, ...]:
    """The sector or area in which something is done, as the object names it: "水泥行业｜超低排放改造"."""
    if text[place[0] - 1 : place[0]] in _OBJECT_FIRST:
        return ()
    for pattern in (_WITHIN, _INSIDE):
        if match := pattern.search(text, *place):
            return (match.span("place"),)
    words = text[slice(*place)]
    area, rest = split_scope(words) if _MAY_HOLD_AREA.search(words) else (None, words)
    qualified = _CITY_ONLY_QUALIFIES.search(f"{area}|{rest}")
    if area and len(rest) > 1 and area.endswith(_AREAS) and not _NO_AREA.search(area) and not qualified:
        return ((place[0], place[0] + len(area)),)
    sector = _SECTOR.match(words)
    if sector and (place[1] <= deed or ends_with_verb(words) or "、" in sector[0]):
        return ((place[0], place[0] + sector.end()),)
    return ()


def _before(text: str, start: int, stop: int, times: Sequence[Range]) -> Range:
    """What stands before a predicate, without the times, base years and rules that it ends with."""
    for first, last in sorted(times, reverse=True):
        if start <= first and last == stop:
            stop = first
    for pattern in (_COMPARED, _ACCORDING):
        if match := pattern.search(text[start:stop]):
            stop = start + match.start()
    return start, stop


def without_sign(text: str, start: int, end: int) -> Range:
    """A scope without the preposition that leads it in and the words that close it."""
    words = text[start:end]
    if lead := _AS.match(words):
        return stripped(text, start + lead.end(), end - len("为重点"))
    about = _ABOUT.match(words)
    if about and about.end() < len(words):
        start += about.end()
    return stripped(text, start, end)


def stripped(text: str, start: int, end: int) -> Range:
    """A range without the signs and links at its edges."""
    while start < end and text[start] in " ,、:的":
        start += 1
    while start < end and text[end - 1] in " ,、:":
        end -= 1
    return start, end
