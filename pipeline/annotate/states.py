"""End states that clauses without a number say ("plan_states"): 基本淘汰…, 完成…改造, 达到…要求.

Reads segments, times, quantities and words, writes `StateMark`s. Whether a state is a target is decided
in extraction: it needs a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.component import folded_view, get, is_dated, put
from pipeline.annotate.parts import Part, Parts, without_trailing
from pipeline.annotate.scopes import is_whole, split_scope
from pipeline.fold import Folded
from pipeline.lexicon.patterns import any_of, forms
from pipeline.marks import StateMark, WordMark

_WORDS = lexicon.acts()
_NO_STATE = re.compile(f'[("为]|{any_of(lexicon.clauses().circumstance)}')  # a circumstance, a quotation
# "取得阶段性成果并持续实施", "之后每年持续实施": first results, and no end. What is built and then goes on is one.
_GOES_ON = re.compile("(?:阶段性[^,;。]{0,8}|后每年)(?:持续|长期|常态化)(?:推进|实施|开展|坚持|深化)")
_REACHED = {"done", "changed", "compared"}
_LEADS_TO = {"实现", "完成"}
_OF_SUBJECT = {"达到", "达成"}
_WITH_VERB = frozenset(forms(_WORDS.ending))
# A word of activity at the head of a clause (推动, 加强 …), and no longer word that shields it.
_ACTIVITY = re.compile(f".?{any_of(_WORDS.activity)}")


@Language.factory("plan_states")
def create_states(nlp: Language, name: str) -> PlanStates:
    """The component that finds end states; runs after segments, times, quantities and words."""
    return PlanStates()


class PlanStates:
    """Finds end states; puts them under "states"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        if not get(doc, "times") and not is_dated(doc):
            put(doc, "states", [])
            return doc
        parts = Parts.of(doc, view)
        by_clause: dict[int, list[WordMark]] = {}
        for word in get(doc, "words"):
            if word.kind == "end_state":
                by_clause.setdefault(parts.index(word.start), []).append(word)
        states = (_state(view, parts[index], words) for index, words in by_clause.items())
        marks = [state for state in states if state is not None]
        put(doc, "states", marks)
        return doc


def _state(view: Folded, part: Part, words: Sequence[WordMark]) -> StateMark | None:
    """The end state that a clause says in one of `words`, unless it has a number of its own."""
    if not all(number.mark.threshold or number.mark.unit is None for number in part.numbers):
        return None
    start = part.body_start(part.start)
    ends = [word for word in words if view.position(word.end - 1) >= start]
    if (
        start >= part.end
        or not ends
        or _NO_STATE.match(part.text, start)
        or _GOES_ON.search(part.text, start, part.end)
    ):
        return None
    # "新建道路…实现光伏全覆盖": an action may only qualify what reaches the state
    first = next((word for word in ends if word.value in _REACHED), ends[0])
    at, behind = view.folded(first.start, first.end)
    at = max(at, start)
    subject = without_trailing(part.words(start, at)).lstrip("对向")
    after = part.words(behind, part.end).strip("的了")
    verb = part.text[at:behind]
    if first.value == "changed" and len(subject) < 2:
        return None  # "进一步优化能源结构": what to do
    compared = first.value == "compared"
    scope, rest = split_scope(subject)
    if not after and scope and len(rest) < 2:
        scope, rest = None, subject
    if scope is None and not subject and verb in _LEADS_TO:
        whole, object_ = split_scope(after)
        scope, after = (whole, object_) if is_whole(whole) else (None, after)  # "实现全省煤炭消费量达峰"
    source = view.source(start, part.end)
    return StateMark(
        start=source[0],
        end=source[1],
        indicator=subject if compared else _indicator(verb, rest, after),
        scope=scope
        or (
            rest
            if len(rest) > 2 and after and not compared and verb not in _WITH_VERB | _OF_SUBJECT
            else None
        ),
        whole=is_whole(scope),
        verb=verb,
        reached=first.value in _REACHED,
        made=first.value == "made",
        activity=_ACTIVITY.match(part.text, start) is not None,
        follows=not subject and verb not in _WITH_VERB,
        bare=not rest and (not after or verb in _OF_SUBJECT),
    )


def _indicator(verb: str, subject: str, after: str) -> str:
    """What reaches the state: 达到 says it of its subject, 完成 of its object, 淘汰 of both with the verb."""
    if verb in _OF_SUBJECT and subject:
        return subject
    if verb in _WITH_VERB:
        return f"{after or subject}{verb}"
    return after or subject or verb
