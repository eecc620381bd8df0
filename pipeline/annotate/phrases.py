"""What a number measures and where ("plan_phrases"): indicator and scope of each clause with numbers.

Reads segments, times and quantities, writes one `PhraseMark` a number. jieba decides where a scope may
end, so that no word is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.committed_numbers import is_committed
from pipeline.annotate.component import folded_view, get, put
from pipeline.annotate.found_times import PERIODS
from pipeline.annotate.measured_things import counts_what_follows, indicator_and_scope, names_some
from pipeline.annotate.number_groups import Former, number_groups
from pipeline.annotate.parts import Number, Part, Parts, without_trailing
from pipeline.annotate.scopes import is_whole, split_lists
from pipeline.fold import Folded, is_han
from pipeline.lexicon.patterns import any_of
from pipeline.marks import PhraseMark
from pipeline.units import parse_unit

_WORDS = lexicon.acts()
_CHANGES = lexicon.changes()
_ACT, _BRING, _INSPECT = any_of(_WORDS.act), any_of(_WORDS.bring), any_of(_WORDS.inspect)
_AGAINST = any_of(_CHANGES.against)
# "对生产企业、销售场所进行抽检不少于2次": what it is done to is the scope
_TREATED = re.compile(rf"对(?P<of>[^,。;]{{2,40}}?)(?:分别)?{_BRING}")
_MOVES = re.compile(
    r"(?:分(?:行业|领域|批次?|期|类别?|级|层次?|年度?|步骤?|阶段|区域|地区|片区|板块)、?)*"
    rf"{any_of(_WORDS.move)}*"
)
_PREDICATE = re.compile(rf"(?:确保|{_ACT})")
_MORE = r"(?:了|约|率?达到?|幅度(?:达到?)?|不低于|不少于|超过|高于|近)*$"


def _changing(direction: str) -> str:
    """The words of change to one side."""
    return any_of(word for word in (*_CHANGES.change, *_CHANGES.extent) if word.direction == direction)


_CHANGE = re.compile(rf"(?P<up>{_changing('increase')}){_MORE}|{_changing('decrease')}{_MORE}")
_YEARLY = ("年均增长", "年均增速")
# "压减产能1200万吨": the change stands before what changes
_CHANGES_OBJECT = re.compile(
    rf"^(?:{any_of(_WORDS.manner)}|全[面部]|分别)*(?:(?P<up>增加|扩大)|{_changing('decrease')})(?![到至])(?=[\u4e00-\u9fffA-Za-z]{{2}})"
)
_ADDED = re.compile(rf"(?:^|[^或]){any_of(_WORDS.added)}(?!或)")
_BASELINE = re.compile(rf"(?:{_AGAINST}|比|在)[^,。;]{{0,16}}?(?:基础上|年度?|相比|末期?|水平)的?")
_COMPARED = re.compile(rf"(?:{_AGAINST}|在)$")
_PER_UNIT = re.compile("以[^,。;]{1,12}为单位$")  # "接种率以乡镇为单位达到90%"
_LEADS_TO_RANK = re.compile(rf"(?:力争|争取|继续|稳步|持续)*{any_of(_WORDS.rank)}")
_HEDGE = re.compile(r"力争|力求|争取|原则上|每年度?|全年")
_OF_WHOLE = re.compile(r"(?:不低于|不少于|不高于|不超过|达到?|占)[^,。;]{2,30}的$")  # "不低于停车位的10%"
_BODY = "[\u4e00-\u9fff]{1,14}?(?:局|厅|委|委员会|政府|办公室|部门)"
_ACTOR = re.compile(
    rf"^(?:{_BODY}[、和及与])*{_BODY}(?:(?:负责|牵头|要|应当?|须|组织|统筹)+|(?={_ACT}))"
)  # "县教育局负责新建学校5所": who does it is no part of what is counted
_RATE_PERIOD = re.compile(rf"(?<![\d个])(?P<unit>{any_of(lexicon.times().period)})度?{_INSPECT}[率比]")


@Language.factory("plan_phrases")
def create_phrases(nlp: Language, name: str) -> PlanPhrases:
    """The component that finds indicators and scopes; runs after segments, times and quantities."""
    return PlanPhrases()


class PlanPhrases:
    """Finds what numbers measure; puts them under "phrases"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        numbered = Parts.of(doc, view).with_numbers() if get(doc, "quantities") else ()
        marks = [mark for part in numbered for mark in _phrases(view, part)]
        put(doc, "phrases", marks)
        return doc


def _phrases(view: Folded, part: Part) -> Iterator[PhraseMark]:
    """Marks of a clause's numbers."""
    for group, position, former in number_groups(part):
        yield from _group(view, part, position, group, former)


def _group(
    view: Folded, part: Part, position: int, group: list[Number], former: Former | None
) -> list[PhraseMark]:
    first, last = group[0], group[-1]
    start = part.body_start(_in_bracket(part, position, first.op_start))
    before = part.words(start, first.op_start) if start < first.op_start else ""
    committed = former is not None or is_committed(part, start, first)
    if former:
        before = former.noun
    elif counts_what_follows(part, group):
        start, before = first.op_start, ""
    change = _CHANGE.search(before)
    noun = before[: change.start()] if change and not before.endswith(_YEARLY) else before
    if change is None and first.mark.op in {None, ">=", "~"}:
        change = _CHANGES_OBJECT.match(before)
        noun = before[_end(change) :]
    noun = _ACTOR.sub("", _OF_WHOLE.sub("", noun))
    if first.mark.kind == "rank":
        noun = _ranked(noun)
    noun = without_trailing(_COMPARED.sub("", _HEDGE.sub("", _BASELINE.sub("", noun))))
    acts = change is not None and _improves_things(part, change[0], first)
    treated = _TREATED.match(noun)
    noun = _PER_UNIT.sub("", noun[_end(treated) :])
    noun = noun[_end(_MOVES.match(noun)) :]  # "引导推动2000家企业实施技术改造": who moves is not counted
    some = len(group) == 1 and names_some(part, start, first)
    indicator, scope, end = indicator_and_scope(part, "" if some else noun, last.op_end, group)
    if treated:
        scope = treated["of"]
    items = split_lists(noun, len(group)) if len(group) > 1 else None
    quote = view.source(min(start, first.op_start), max(end, last.op_end))
    rate = _RATE_PERIOD.search(noun)
    marks = []
    for index, number in enumerate(group):
        own_indicator, own_scope = items[index] if items else (indicator, scope)
        marks.append(
            PhraseMark(
                start=number.mark.start,
                end=number.mark.end,
                indicator=own_indicator,
                scope=own_scope,
                whole=is_whole(own_scope),
                quote_start=quote[0],
                quote_end=quote[1],
                committed=committed,
                shared=index,
                shared_by=len(group) if len(group) > 1 else 0,
                change=None if acts else _direction(before, change, number.mark.unit),
                follows=_PREDICATE.match(noun) is not None,
                of_whole=_OF_WHOLE.search(before) is not None,
                rate_period=PERIODS[rate["unit"]] if rate else None,
                former=former.number.mark.start if former else None,
                names_some=some,
            )
        )
    return marks


def _ranked(noun: str) -> str:
    """What has a place in an order, or, if the clause does not say, the order ("进入全国百强县前50位")."""
    led = _LEADS_TO_RANK.search(noun)
    return (noun[: led.start()] or noun[led.end() :]) if led else noun


def _in_bracket(part: Part, start: int, number: int) -> int:
    """Where the phrase of a number starts: behind a bracket that opens before it and is not yet closed."""
    opened = part.text.rfind("(", start, number)
    return opened + 1 if opened >= 0 and ")" not in part.text[opened:number] else start


def _improves_things(part: Part, word: str, number: Number) -> bool:
    """Whether so many things are improved ("更新提升91个水站"), and nothing rises by so much."""
    unit = parse_unit(number.mark.unit or "")[1]
    counts = unit is not None and unit.counts and number.mark.op is None
    return (
        counts and word.startswith(("提升", "提高")) and is_han(part.text[number.op_end : number.op_end + 1])
    )


def _direction(
    before: str, change: re.Match[str] | None, unit: str | None
) -> Literal["increase", "decrease"] | None:
    if change:
        return "increase" if change["up"] else "decrease"
    return "increase" if unit != "%" and _ADDED.search(before) else None


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0
