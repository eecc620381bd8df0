"""Predicates of duty ("plan_measures"): what is to be done, with which force, where, within which bounds.

Reads segments, times, quantities, words and attributions, writes `MeasureMark`s. One predicate is one mark,
so that 严禁新增, 原则上不再新增 and 审慎新增 of one thing can be laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.component import folded_view, get, put
from pipeline.annotate.measure_heads import MASK, Head, ends_with_verb, find_head
from pipeline.annotate.scopes import split_scope
from pipeline.fold import Folded
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.marks import MEASURED, MeasureMark

Range = tuple[int, int]
_LABEL = re.compile(
    r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d+[.、](?!\d)|[一二三四五六七八九十]是|[①-⑳])+"
)
_LINK = re.compile("(?:并且|并|同时|且|以及|其中|此外|另外|或者|或|也|还|及(?!时)|其余的?(?=各))+,?")
# A clause that says under which condition the next one holds, whatever verbs it has.
_CONDITION = re.compile(
    r"(?:的|(?<!定)时|前提下|情况下|条件下|(?<![前落先滞])后|之前|期间|过程中)$|^以.+为重点$"
    r"|^(?:未|尚未|不(?![再得]))[^,]*的[^,的]{1,8}$|^(?:涉及?|对于?)[^,]*(?:项目|企业|地区|区域|城市|行业|单位)$"
)
_CLASS_NAMED = re.compile(
    "^(?![对在除自以]).*(?:项目|企业|地区|区域|城市|行业|单位|基地|车辆|设施|工地|锅炉|炉)(?:等)?$"
)
# One without a predicate that says whom or where the next one binds.
_WHOM = re.compile(
    r"(?:项目|企业|地区|区域|城市|行业|单位|基地|车辆|设施|工地|环节|领域|锅炉|炉)(?:等)?$|^(?:对|在|除|自)|(?:中|内|上)$"
)
_CIRCUMSTANCE = re.compile("^(?:按照?|根据|依据|结合|围绕|通过|依托|参照|利用|以(?!.+为重点)|从|为|随着|由)")
_ABOUT = re.compile("^(?:针对|对于|对|在(?!建)|自(?![备然有主行动])|于)|(?:中|内|上|方面|为重点)$")
_AS = re.compile("^以(?=.+为重点)")
_OBJECT_FIRST = re.compile("^(?:将|把)")
_STATE_VERBS = (
    "达", "达到", "增长", "下降", "提高", "降低", "提升", "减少", "增加",
    "不低于", "不少于", "不高于", "不超过", "控制在", "稳定在", "保持在", "维持在",
)  # fmt: skip
_ACCORDING = re.compile("(?:按照?|根据|依据|结合|对照|参照)[^,]{2,14}$")
_SECTOR = re.compile(
    r"^(?!有关|相关|限制|环保领域|重点(?:行业|领域))[^,;。在]{2,60}?(?:行业企业|行业|领域|地区|区域|(?<!全)环节|时段|工业源)(?=[^的,;。企])"
)
_NO_AREA = re.compile('[、,和与及"《]|^[不非未]|有关|相关|新能源')
_NOBODY = ("问题", "现象", "行为", "情况")  # what is done about, no one whom it binds
_AREAS = ("市", "县", "区", "州", "镇", "乡", "村")
_PLACES_DONE_TO = ("地区", "地市", "市州", "县区", "乡镇", "城市", "地方")
_WITHIN = re.compile("在(?P<place>[^,;。在]{2,50}?(?:领域|地区|区域|环节|行业|城市))(?=[^,;。的]{2})")
_INSIDE = re.compile("(?P<place>[^,;。、]{2,30}?(?:[区市县村园]|乡镇)内)(?=[^,;。的]{2})")
_STRIVING = re.compile(f"(?:力争|争取|力求)(?:到|在|于)?{MASK}*$")
_COMPARED = re.compile("(?:比|较|相比)[^,]{0,12}$|(?:比|较|在)[^,]{2,14}基础上$")
_CLASS = re.compile(
    "国[一二三四五六ⅠⅡⅢⅣⅤⅥ\\dVI]+[ab]?(?:及?以[上下])?(?:排放)?(?:标准)?(?:及?以[上下])?|第[一二三四]阶段|[A-D]级(?:及以[上下])?|[一二]级(?:及以上|能效)"
)
_BOUND = re.compile(alternatives(forms(lexicon.measures().bound)))


@Language.factory("plan_measures")
def create_measures(nlp: Language, name: str) -> PlanMeasures:
    """The component that finds predicates of duty; runs after segments, times, quantities, words, attributions."""
    return PlanMeasures()


class PlanMeasures:
    """Finds the measures of a block; puts them under "measures"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        put(doc, "measures", [] if "\t" in view.text else list(_Block(doc, view).measures()))
        return doc


class _Block:
    """One paragraph. Ranges are folded offsets until a mark is made."""

    def __init__(self, doc: Doc, view: Folded) -> None:
        self._view = view
        self._text = view.text
        self._segments = get(doc, "segments")
        self._times = [view.folded(time.start, time.end) for time in get(doc, "times") if time.use != "name"]
        self._numbers = [
            view.folded(number.op_start, number.op_end)
            for number in get(doc, "quantities")
            if number.kind in MEASURED and number.value is not None
        ]
        self._exclusions = [
            view.folded(word.start, word.end) for word in get(doc, "words") if word.kind == "exclusion"
        ]
        self._attributions = [view.folded(mark.start, mark.end) for mark in get(doc, "attributions")]

    def measures(self) -> Iterator[MeasureMark]:
        sentence = -1
        pending: list[Range] = []
        carried: list[Range] = []
        held: _Found | None = None
        striving, named, part = False, False, 0
        for segment in self._segments:
            if segment.sentence != sentence:
                sentence, pending, carried = segment.sentence, [], []
            start, end = self._trimmed(*self._view.folded(segment.start, segment.end))
            if start >= end:
                continue
            clause = self._masked(start, end)
            if _STRIVING.match(clause):
                striving = True
                continue
            condition = _CONDITION.search(clause)
            head = None if condition else find_head(clause)
            if head is None:
                if condition or _WHOM.search(clause):
                    pending.append(self._without_sign(start, end))
                    named = not condition and _CLASS_NAMED.search(clause) is not None
                elif held and held.sentence == sentence and not pending and not _CIRCUMSTANCE.match(clause):
                    held.end = end
                continue
            if held:
                yield self._mark(held)
            held = self._found(start, end, head, sentence)
            held.striving, striving = striving and segment.part == part, False
            part = segment.part
            subjects = held.scopes or (pending if named else [])
            named = False
            held.scopes = [*pending, *held.scopes, *held.laid_on] or ([] if held.own else carried)
            held.scopes = [scope for scope in held.scopes if scope[0] < scope[1]]
            carried = subjects or carried if segment.closer == "," else []
            pending = []
        if held:
            yield self._mark(held)

    def _masked(self, start: int, end: int) -> str:
        """A clause with its times blanked out."""
        text = self._text[start:end]
        for first, last in self._times:
            if start <= first and last <= end:
                text = text[: first - start] + MASK * (last - first) + text[last - start :]
        return text

    def _trimmed(self, start: int, end: int) -> Range:
        """The clause without label, link, times at its head, and the attribution that follows it."""
        for first, last in self._attributions:
            if start < last and first < end:
                start, end = (start, first) if first > start else (last, end)
        while True:
            before = start
            for first, last in self._times:
                if first <= start < last:
                    start = min(last, end)
            for lead in (_LABEL, _LINK):
                if match := lead.match(self._text, start, end):
                    start = match.end()
            while start < end and self._text[start] in " ,、:\n":
                start += 1
            if start == before:
                return start, end

    def _found(self, start: int, end: int, head: Head, sentence: int) -> _Found:
        found = _Found(sentence, start, end, head)
        before = self._before(start, start + head.start)
        words = self._text[slice(*before)]
        found.object = self._stripped(start + head.action_end, end)
        if head.object != (0, 0):
            found.object = self._stripped(start + head.object[0], start + head.object[1])
            if self._text[slice(*found.object)].endswith(_PLACES_DONE_TO):
                found.laid_on = [found.object]  # "对超额完成目标的地区｜给予激励"
        found.own = bool(words)
        if _OBJECT_FIRST.match(words):
            found.object = (before[0] + 1, before[1])
        elif self._says_a_state(start + head.action, start + head.action_end) and words:
            scope, _ = split_scope(words)
            cut = before[0] + len(scope or "")
            found.scopes = [(before[0], cut)] if scope else []
            found.object = (cut, before[1])
        elif words and not self._text[slice(*found.object)]:
            before = self._without_sign(*before)
            words = self._text[slice(*before)]
            scope, rest = split_scope(words)
            cut = before[1] - len(rest)
            found.scopes = [(before[0], cut)] if scope and rest else []
            found.object = (cut if scope and rest else before[0], before[1])
        elif words and not _CIRCUMSTANCE.match(words) and not words.endswith(_NOBODY):
            found.scopes = [self._without_sign(*before)]
        if head.laid_on != (0, 0):
            laid = self._without_sign(start + head.laid_on[0], start + head.laid_on[1])
            if self._becomes(found.object):
                found.object = laid
            else:
                found.laid_on = [laid]
        elif not found.scopes and not found.laid_on and not words.startswith("对"):
            found.laid_on = self._in_object(found.object, start + head.action)
        return found

    def _becomes(self, object_: Range) -> bool:
        """Whether those who are moved do nothing to another thing: "装配式建筑稳步｜发展", "炼钢｜转型｜为…"."""
        words = self._text[slice(*object_)]
        return not words or words.startswith("为") or (len(words) == 2 and ends_with_verb(words))

    def _in_object(self, place: Range, deed: int) -> list[Range]:
        """The sector or area in which something is done, as the object names it: "水泥行业｜超低排放改造"."""
        if self._text[place[0] - 1 : place[0]] in ("将", "把"):
            return []
        for pattern in (_WITHIN, _INSIDE):
            if match := pattern.search(self._text, *place):
                return [match.span("place")]
        words = self._text[slice(*place)]
        area, rest = split_scope(words)
        if area and len(rest) > 1 and area.endswith(_AREAS) and not _NO_AREA.search(area):
            return [(place[0], place[0] + len(area))]
        match = _SECTOR.match(words)
        of_a_deed = place[1] <= deed or ends_with_verb(words) or (match and "、" in match[0])
        return [(place[0], place[0] + match.end())] if match and of_a_deed else []

    def _says_a_state(self, start: int, end: int) -> bool:
        """Whether a verb says what its subject reaches, not what is done to an object."""
        return self._text[start:end] in _STATE_VERBS

    def _before(self, start: int, stop: int) -> Range:
        """What stands before the predicate, without the times and the base years that it ends with."""
        for first, last in sorted(self._times, reverse=True):
            if start <= first and last == stop:
                stop = first
        for pattern in (_COMPARED, _ACCORDING):
            if match := pattern.search(self._text[start:stop]):
                stop = start + match.start()
        return start, stop

    def _without_sign(self, start: int, end: int) -> Range:
        """A scope without the preposition that leads it in or the word that closes it."""
        words = self._text[start:end]
        if (lead := _AS.match(words)) and words.endswith("为重点"):
            start, end = start + lead.end(), end - len("为重点")
        for match in list(_ABOUT.finditer(words)):
            if match.start() == 0:
                start = max(start, start + match.end()) if start + match.end() < end else start
        return self._stripped(start, end)

    def _stripped(self, start: int, end: int) -> Range:
        while start < end and self._text[start] in " ,、:的":
            start += 1
        while start < end and self._text[end - 1] in " ,、:":
            end -= 1
        return start, end

    def _mark(self, found: _Found) -> MeasureMark:
        head, start = found.head, found.start
        whole = (start, found.end)
        excepted = [scope for scope in found.scopes if self._text[scope[0]] == "除"]
        scopes = [scope for scope in found.scopes if scope not in excepted]
        within = [whole, *(scope for scope in scopes if scope[1] <= start)]
        bounds = [
            bound
            for place in within
            for bound in (
                *self._inside(self._numbers, place),
                *self._said(_CLASS, place),
                *self._said(_BOUND, place),
            )
        ]
        first, last = self._view.source(*whole)
        return MeasureMark(
            start=first,
            end=last,
            modality="promote" if found.striving and head.modality == "require" else head.modality,
            force=self._text[start + head.start : start + head.force_end],
            action=self._source(start + head.action, start + head.action_end),
            object=self._source(found.object[0], max(found.object[1], found.end if found.grown else 0)),
            scopes=tuple(self._source(*scope) for scope in scopes),
            thresholds=tuple(self._source(*bound) for bound in _apart(bounds)),
            exceptions=tuple(
                self._source(*words) for words in [*excepted, *self._inside(self._exclusions, whole)]
            ),
        )

    def _source(self, start: int, end: int) -> Range:
        return self._view.source(start, end) if start < end else (0, 0)

    def _inside(self, ranges: Sequence[Range], whole: Range) -> list[Range]:
        return [(first, last) for first, last in ranges if whole[0] <= first and last <= whole[1]]

    def _said(self, pattern: re.Pattern[str], whole: Range) -> list[Range]:
        return [match.span() for match in pattern.finditer(self._text, *whole)]


class _Found:
    """A predicate under way: later parts of the sentence may add to its object."""

    def __init__(self, sentence: int, start: int, end: int, head: Head) -> None:
        self.sentence = sentence
        self.start = start
        self._end = end
        self.head = head
        self.object: Range = (end, end)
        self.scopes: list[Range] = []
        self.laid_on: list[Range] = []  # whom the predicate moves, or the sector within its object
        self.own = False  # whether it says itself whom it binds
        self.grown = False
        self.striving = False  # 力争 stands in a clause of its own before it

    @property
    def end(self) -> int:
        return self._end

    @end.setter
    def end(self, end: int) -> None:
        self._end = end
        self.grown = True


def _apart(ranges: Sequence[Range]) -> list[Range]:
    """Ranges in order, without those that another one covers."""
    found: list[Range] = []
    for start, end in sorted(set(ranges), key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
