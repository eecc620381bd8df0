"""End states that clauses without a number say ("plan_states"): 基本淘汰…, 完成…改造, 达到…要求.

Reads segments, times, quantities and words, writes `StateMark`s. Whether a state is a target is decided
in extraction: it needs a date.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.component import folded_view, get, put
from pipeline.annotate.parts import TRAILING, Part, parts
from pipeline.annotate.scopes import is_whole, split_scope
from pipeline.fold import Folded
from pipeline.marks import Segment, StateMark, WordMark

_OF_SUBJECT = {"达到", "达成"}
_WITH_VERB = {"淘汰", "消除", "退出", "关停", "取缔", "清零", "达标", "达峰"}


@Language.factory("plan_states")
def create_states(nlp: Language, name: str) -> PlanStates:
    """The component that finds end states; runs after segments, times, quantities and words."""
    return PlanStates()


class PlanStates:
    """Finds end states; puts them under "states"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        words = [word for word in get(doc, "words") if word.kind in {"end_state", "activity"}]
        marks = [
            mark
            for segment, part in (parts(doc, view) if words else ())
            if all(number.mark.threshold for number in part.numbers)
            and (mark := _state(view, segment, part, words))
        ]
        put(doc, "states", marks)
        return doc


def _state(view: Folded, segment: Segment, part: Part, words: Sequence[WordMark]) -> StateMark | None:
    start = part.body_start(part.start)
    own = [
        word
        for word in words
        if segment.start <= word.start < segment.end and view.position(word.start) >= start
    ]
    ends = [word for word in own if word.kind == "end_state"]
    if start >= part.end or not ends or part.text[start] in '("为':
        return None
    first = ends[0]
    at, behind = view.position(first.start), view.position(first.end - 1) + 1
    subject = TRAILING.sub("", part.words(start, at)).lstrip("对向")
    after = part.words(behind, part.end).strip("的了")
    verb = part.text[at:behind]
    scope, rest = split_scope(subject)
    if not after and scope and len(rest) <= 2:
        scope, rest = None, subject
    source = view.source(start, part.end)
    return StateMark(
        start=source[0],
        end=source[1],
        indicator=_indicator(verb, rest, after),
        scope=scope or (rest if len(rest) > 2 and after and verb not in _OF_SUBJECT | _WITH_VERB else None),
        whole=is_whole(scope),
        verb=verb,
        reached=first.value == "done",
        activity=any(word.kind == "activity" and view.position(word.start) <= start + 1 for word in own),
        bare=not after and not rest,
    )


def _indicator(verb: str, subject: str, after: str) -> str:
    """What reaches the state: 达到 says it of its subject, 完成 of its object, 淘汰 of both with the verb."""
    if verb in _OF_SUBJECT and subject:
        return subject
    if verb in _WITH_VERB:
        return f"{after or subject}{verb}"
    return after or subject or verb
