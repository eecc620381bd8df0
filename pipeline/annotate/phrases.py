"""What a number measures and where ("plan_phrases"): indicator and scope of each clause.

Reads segments, times, quantities and words, writes `PhraseMark`s (one a number) and `StateMark`s (one a
clause that says an end state). jieba decides where a scope may end, so that no word is cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.component import folded_view, get, put
from pipeline.annotate.scopes import split_lists, split_scope
from pipeline.fold import Folded
from pipeline.marks import PhraseMark, QuantityMark, Segment, StateMark, TimeMark, WordMark

_LEAD_IN = re.compile(
    r"^(?:[,、;:]|其中|同时|确保|力争|力求|争取|努力|保证|实现|使得?|将|要|并|且|均|都|也|应|须|需|计划|总体|基本|稳步|逐步|进一步|持续|预计|其|在|于|以|按|累计(?=完成|建成|新增|培育)|——|到时|届时|除[^,]{1,20}外|第一|第二|一是|二是|三是|四是|五是|六是|[①-⑨])+"
)
_TRAILING = re.compile(
    r"(?:分别|均|都|力争|争取|力求|确保|努力|原则上|基本|稳步|逐步|累计|总共|共计|合计|共|应|要|需|须|将|不|再|也|[,、和及与:(])+$"
)
_VERB = re.compile(
    r"^(?:推动|组织|新)?(?:完成|建成|建设|新建|改建|扩建|培育|打造|创建|开展|实施|举办|推广|形成|建立|发展|引进|培训|认定|淘汰|改造|发布|制定|成立|开通|安装|设置|布设|配备|实现|达到|推进|支持|组建|设立|遴选|评选|累计|扶持|投放|更新|购置|治理|整治|关停|退出|压减|吸引|带动|储备|启动|拓展|覆盖|服务|抽检|检查)+(?:不少于|不低于)?"
)
_COMMITTED = re.compile(
    r"(?:完成|建成|建设|新建|改建|扩建|培育|打造|创建|开展|实施|举办|推广|形成|建立|发展|引进|培训|认定|淘汰|改造|发布|制定|成立|开通|安装|设置|布设|配备|实现|新增|推进|组建|设立|遴选|评选|扶持|投放|更新|购置|治理|整治|关停|退出|压减|吸引|带动|储备|启动|拓展|覆盖|抽检|抽查|检查|巡查|监测|提高|提升|增长|增加|上升|下降|减少|降低|削减|翻|控制|达|不低于|不少于|不高于|不超过)"
)
_CHANGE = re.compile(
    r"(?P<up>增长|提升|提高|增加|上升|扩大|增幅|翻)(?P<x>了|约|率?达到?|幅度(?:达到?)?|不低于|不少于|超过|高于)*$"
    r"|(?P<down>下降|减少|降低|削减|压减|压缩|缩短|节约|降幅)(?P<y>了|约|率?达到?|幅度(?:达到?)?|不低于|不少于|超过|高于)*$"
)
_ADDED = re.compile(r"(?:^|[^或])(?:新增|净增)(?!或)")
_BASELINE = re.compile(r"(?:较|比|相比于?|相对于?|在)[^,。;]{0,16}?(?:基础上|年度?|相比|末期?|水平)的?")
_COMPARED = re.compile(r"(?:较|(?<!占)比|相比于?|相对于?|同比|在)$")
_HEDGE = re.compile(r"力争|力求|争取|原则上|每年度?|全年")
_RATE_PERIOD = re.compile(r"(?<![\d个])(?P<unit>年|季|月|周)度?(?:抽查|抽检|检查|巡查|检测|监测)[率比]")
_RATE_PERIODS = {"年": "P1Y", "季": "P3M", "月": "P1M", "周": "P1W"}
_AFTER = re.compile(r"^的?(?P<noun>[^,。;:]+)")


@dataclass(frozen=True)
class _Clause:
    """One segment in the folded view with what lies in it."""

    start: int
    end: int
    text: str  # the whole block, folded
    times: Sequence[tuple[int, int]]
    quantities: Sequence[tuple[int, int, int, int, QuantityMark]]  # op_start, start, end, op_end


@Language.factory("plan_phrases")
def create_phrases(nlp: Language, name: str) -> PlanPhrases:
    """The component that finds indicators and scopes; runs after segments, times, quantities, words."""
    return PlanPhrases()


class PlanPhrases:
    """Finds phrases; writes `doc.spans["phrases"]` and `doc.spans["states"]`."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        phrases: list[PhraseMark] = []
        states: list[StateMark] = []
        words: list[WordMark] = get(doc, "words")
        for segment in get(doc, "segments"):
            clause = _clause(view, segment, get(doc, "times"), get(doc, "quantities"))
            if clause.quantities:
                phrases.extend(_phrases(view, clause))
            if not any(not mark.threshold for *_, mark in clause.quantities):
                states.extend(
                    _states(view, clause, [w for w in words if segment.start <= w.start < segment.end])
                )
        put(doc, "phrases", phrases)
        put(doc, "states", states)
        return doc


def _clause(
    view: Folded, segment: Segment, times: Sequence[TimeMark], quantities: Sequence[QuantityMark]
) -> _Clause:
    start, end = view.position(segment.start), view.position(segment.end - 1) + 1
    inside = [
        mark
        for mark in quantities
        if segment.start <= mark.start < segment.end and mark.kind in {"amount", "ratio"}
    ]
    return _Clause(
        start,
        end,
        view.text,
        [
            (view.position(t.start), view.position(t.end - 1) + 1)
            for t in times
            if segment.start <= t.start < segment.end and t.use != "name"
        ],
        [
            (
                view.position(q.op_start),
                view.position(q.start),
                view.position(q.end - 1) + 1,
                view.position(q.op_end - 1) + 1,
                q,
            )
            for q in inside
        ],
    )


def _body_start(clause: _Clause, start: int) -> int:
    """Where the clause's own words start behind times, hedges and connectives."""
    while True:
        moved = start
        for time_start, time_end in clause.times:
            if time_start <= start < time_end or start == time_start:
                start = time_end
        lead = _LEAD_IN.match(clause.text[start : clause.end])
        if lead and lead.end():
            start += lead.end()
        if start == moved:
            return start


def _phrases(view: Folded, clause: _Clause) -> list[PhraseMark]:
    values = [quantity for quantity in clause.quantities if not quantity[4].threshold]
    marks: list[PhraseMark] = []
    position = clause.start
    group: list[tuple[int, int, int, int, QuantityMark]] = []
    for quantity in values:
        if group and _linked(clause.text[group[-1][3] : quantity[0]]):
            group.append(quantity)
            continue
        if group:
            marks.extend(_group(view, clause, position, group))
            position = group[-1][3]
        group = [quantity]
    if group:
        marks.extend(_group(view, clause, position, group))
    return marks


def _without_times(clause: _Clause, start: int, end: int) -> str:
    """The words of `start:end` between its time expressions."""
    parts: list[str] = []
    for time_start, time_end in clause.times:
        if start <= time_start < end:
            parts.append(clause.text[start:time_start])
            start = time_end
    parts.append(clause.text[start:end] if start < end else "")
    return "".join(parts)


def _linked(between: str) -> bool:
    """Whether two numbers stand in one list ("5.95万吨和2.53万吨")."""
    return re.fullmatch(r"(?:、|和|及|与|以及|,)?", between) is not None


def _group(
    view: Folded, clause: _Clause, position: int, group: list[tuple[int, int, int, int, QuantityMark]]
) -> list[PhraseMark]:
    """The marks of one number, or of the numbers of one list."""
    op_start = group[0][0]
    start = _body_start(clause, position)
    before = _without_times(clause, start, op_start)
    change = _CHANGE.search(before)
    added = _ADDED.search(before)
    direction: Literal["increase", "decrease"] | None = None
    if change:
        direction = "increase" if change["up"] else "decrease"
    elif added:
        direction = "increase"
    noun = before[: change.start()] if change and not before.endswith(("年均增长", "年均增速")) else before
    noun = _TRAILING.sub("", _COMPARED.sub("", _HEDGE.sub("", _BASELINE.sub("", noun))))
    committed = bool(_COMMITTED.search(clause.text[start : group[0][1]])) or group[0][4].op is not None
    end = group[-1][3]
    indicator, scope, end = _indicator(clause, noun, end, len(group))
    items = split_lists(noun, len(group)) if len(group) > 1 else None
    quote = view.source(min(start, op_start), max(end, group[-1][3]))
    rate = _RATE_PERIOD.search(noun)
    marks = []
    for index, (*_, mark) in enumerate(group):
        own_indicator, own_scope = items[index] if items else (indicator, scope)
        marks.append(
            PhraseMark(
                start=mark.start,
                end=mark.end,
                indicator=own_indicator,
                scope=own_scope,
                quote_start=quote[0],
                quote_end=quote[1],
                committed=committed,
                shared=index,
                shared_by=len(group) if len(group) > 1 else 0,
                change=direction,
                rate_period=_RATE_PERIODS[rate["unit"]] if rate else None,
            )
        )
    return marks


def _indicator(clause: _Clause, noun: str, end: int, count: int) -> tuple[str, str | None, int]:
    """(indicator, scope, end of the quote): the words before the number, or the object after it."""
    scope, rest = split_scope(noun)
    verb = _VERB.match(rest)
    own = rest[verb.end() :] if verb else rest
    after = _AFTER.match(clause.text[end : clause.end])
    if after and count == 1 and not (own and len(own) > 1) and len(after["noun"]) > 1:
        return after["noun"], scope or own or None, end + after.end()
    return own, scope, end


def _states(view: Folded, clause: _Clause, words: Sequence[WordMark]) -> list[StateMark]:
    """The end state that a clause without a number says, if it says one."""
    start = _body_start(clause, clause.start)
    if start >= clause.end:
        return []
    body = clause.text[start : clause.end]
    ends = [word for word in words if word.kind == "end_state" and view.position(word.start) >= start]
    if not ends or body.startswith(("(", '"')):
        return []
    first = ends[0]
    at = view.position(first.start) - start
    after = body[view.position(first.end - 1) + 1 - start :]
    activity = any(word.kind == "activity" and view.position(word.start) <= start + 1 for word in words)
    verb = view.printed(view.position(first.start), view.position(first.end - 1) + 1)
    before = _TRAILING.sub("", body[:at])
    scope, rest = split_scope(before)
    bare = not after.strip("的了") and not rest
    indicator = _state_indicator(verb, rest, after)
    source = view.source(start, clause.end)
    return [
        StateMark(
            start=source[0],
            end=source[1],
            indicator=indicator,
            scope=scope or (rest if after and rest else None),
            verb=verb,
            reached=first.value == "done",
            activity=activity,
            bare=bare,
        )
    ]


def _state_indicator(verb: str, subject: str, after: str) -> str:
    """What reaches the state: 达到 says it of its subject, 完成 of its object, 淘汰 of both with the verb."""
    if verb in {"达到", "达成"} and subject:
        return subject
    if verb in {"淘汰", "消除", "退出", "关停", "取缔", "清零", "达标", "达峰"}:
        return f"{after or subject}{verb}"
    return after or subject or verb
