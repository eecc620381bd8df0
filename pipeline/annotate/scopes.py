"""Where a scope ends and an indicator starts: "全省地级及以上城市｜PM2.5平均浓度".

A scope is a territory or a class of territories at the head of a clause. It may end only where a word
ends (jieba), so that 全省新能源汽车市场渗透率 is not cut into 全省新能源汽车市.
"""

from __future__ import annotations

import re

from pipeline import lexicon
from pipeline.annotate.wordcuts import is_word, place_names, word_ends
from pipeline.lexicon.patterns import any_of, forms

_WHOLE = re.compile(
    r"^(?:全(?:省|市|县|区|州|国|旗|盟|域|镇|乡)|本(?:省|市|县|区|州)|我(?:省|市|县|区|国)|各地|区域内?)(?!内)"
)
_WORDS = lexicon.scopes()
_MORE = re.compile(rf"^{any_of(_WORDS.class_head)}[^,。;]*?{any_of(_WORDS.class_tail)}")
_CLASS_ENDS = tuple(forms(_WORDS.place_class))
_PLACE_ENDS = (*forms(_WORDS.place), *_CLASS_ENDS)
_NUMBER_SCOPE = re.compile(
    r"^[一二两三四五六七八九十]+(?:盟市|[市旗区]县|[地县]市|市州|州市|县区|城市|[市县区省州盟旗])(?:[一二两三四五六七八九十]+[州县区盟旗])?"
)
# A rate of the class itself ("社区覆盖率"), not a rate that the class has ("加油站抽检率").
_OF_CLASS = re.compile(f"^{any_of(_WORDS.of_the_class)}")
_MEASURE = re.compile(any_of(_WORDS.measuring))
_PER_UNIT = re.compile(any_of(_WORDS.per_unit))
_UNQUALIFIED = frozenset(forms(_WORDS.unqualified))
_COMPANY = re.compile(
    rf"^[\u4e00-\u9fff]{{0,12}}{any_of(_WORDS.seated)}"
    r"|^[\u4e00-\u9fff]{0,6}?(?:人民政府|局|厅|委员会|办公室)(?=负责|牵头|要|应|组织|每)"
)
_LINK = re.compile(r"、|以及|和|及|与")
_LONGEST = 60
_SUBSTANCES = forms(lexicon.indicators().substance)
_MAY_HOLD_PLACE = re.compile("[省市县区州盟旗地业场园镇道域路站厅院校头口位庄筑房构城]")


def split_scope(noun: str) -> tuple[str | None, str]:
    """(scope, rest) of a folded noun phrase; scope is None if the phrase starts with none."""
    whole = _WHOLE.match(noun) or _NUMBER_SCOPE.match(noun)
    if whole:
        more = _MORE.match(noun[whole.end() :])
        end = whole.end() + (more.end() if more else 0)
        if noun[end:] and _at_word_end(noun, end):
            return noun[:end], noun[end:].removeprefix("的").lstrip(",")
        return (
            (noun[: whole.end()], noun[whole.end() :].removeprefix("的"))
            if noun[whole.end() :]
            else (noun, "")
        )
    end = _longest_place(noun)
    if end:
        return noun[:end], noun[end:].removeprefix("的")
    return None, noun


def is_whole(scope: str | None) -> bool:
    """Whether a scope is the plan's whole territory (全省, 六市): it then reaches over parallel clauses."""
    return scope is not None and bool(_WHOLE.match(scope) or _NUMBER_SCOPE.match(scope))


def _at_word_end(text: str, end: int) -> bool:
    return end in word_ends(text)


def _longest_place(noun: str) -> int:
    """The end of the longest head of `noun` that names places; 0 if there is none."""
    if not _MAY_HOLD_PLACE.search(noun) and not _starts_with_places(noun):
        return 0
    ends = word_ends(noun)
    best = 0
    for end in ends:
        head = noun[:end]
        if len(head) > _LONGEST:
            break
        if (head.endswith(_PLACE_ENDS) or _all_places(head)) and _plausible(head, noun[end:]):
            best = end
    return best if len(noun) - best != 1 else 0


def _plausible(head: str, rest: str) -> bool:
    """A head that itself measures something, a class without a qualifier, a company's seat: no scope."""
    named = head.rpartition("的")[2]
    if (head.endswith("单位") and _PER_UNIT.match(rest)) or head.startswith("单位"):
        return False
    if rest.startswith(("级", "域")):
        return False  # "自治区级绿色园区", "市域绿道"
    if head.endswith(_CLASS_ENDS) and (len(rest) < 3 or _OF_CLASS.match(rest) or len(head) < 4):
        return False
    return not _MEASURE.search(named) and not _COMPANY.match(rest) and head not in _UNQUALIFIED


def _starts_with_places(noun: str) -> bool:
    return any(noun[:length] in place_names() for length in (2, 3, 4, 5))


def _all_places(head: str) -> bool:
    parts = _items(head)
    if len(parts) == 1:
        return head in place_names()
    # In a list of places one of which is known, a name that is no other word is a place, too.
    known = [len(part) > 1 and not place_names().isdisjoint((part, f"{part}区")) for part in parts]
    return any(known) and all(
        sure or (2 <= len(part) <= 3 and not is_word(part)) for part, sure in zip(parts, known, strict=True)
    )


def _items(text: str) -> list[str]:
    """The items of a list: the words 和, 及, 与 part them, these characters within a name do not (呼和浩特)."""
    ends = {0, *word_ends(text)}
    items, start = [], 0
    for link in _LINK.finditer(text):
        if link.start() in ends and link.end() in ends:
            items.append(text[start : link.start()])
            start = link.end()
    return [*items, text[start:]]


def split_lists(noun: str, count: int) -> list[tuple[str, str | None]] | None:
    """(indicator, scope) of each of `count` numbers that a 分别 list shares out; None if nothing splits so.

    Either the scope lists as many places ("长沙市、株洲市…每年推广…的企业") or the indicator as many things
    ("氮氧化物和VOCs重点工程累计减排量": the last one carries what all share).
    """
    scope, rest = split_scope(noun)
    places = [item for item in _items(scope) if item] if scope else []
    if len(places) == count:
        return [(rest, place) for place in places]
    parts = [item for item in _items(rest) if item]
    if len(parts) != count:
        return None
    shared = _shared_tail(parts)
    return [(part + shared, scope) for part in parts[:-1]] + [(parts[-1], scope)]


def _shared_tail(parts: list[str]) -> str:
    """What the last of a list carries for all: the words after its own first one."""
    last = parts[-1]
    own = next((form for form in _SUBSTANCES if last.startswith(form)), None)
    alike = next(
        (end for end in word_ends(last) if end > 1 and all(p[-1] == last[end - 1] for p in parts[:-1])), None
    )
    if alike == len(last):
        return ""  # "绿地率、绿化覆盖率": each is whole
    if own is None and alike is not None:
        own = last[:alike]  # "公共图书馆、文化馆达标率": things of one kind
    if own is None:
        model = min(len(part) for part in parts[:-1])
        own = last[: min(word_ends(last), key=lambda end: (abs(end - model), end), default=len(last))]
    tail = last[len(own) :]
    return "" if any(part.endswith(tail) for part in parts[:-1]) else tail
