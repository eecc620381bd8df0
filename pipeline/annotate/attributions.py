"""Attributions: the brackets, label groups and closing sentences that say who is responsible.

Three shapes, in the order in which they are tried:

* a bracket （…） 〔…〕 【…】 whose content is bodies with roles, labels, or nothing but bodies;
* a label group outside brackets ("责任单位：市公安局、市财政局");
* a sentence of bodies and roles alone ("由市公安局牵头，市财政局配合。", "以上各项由…负责。").

A bracket that says something else ("（含自备电厂）", "（以下简称…）", a list of places) is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.attribution_grammar import Attribution, parse_labels, parse_names, parse_roles
from pipeline.annotate.bodies import Name
from pipeline.annotate.body_names import is_generic, kind_of
from pipeline.annotate.component import folded_view, put
from pipeline.annotate.roles import LABEL, ROLE_WORD
from pipeline.fold import Folded
from pipeline.marks import AttributedBody, AttributionMark, may_lead
from pipeline.model import Role

LONGEST = 600  # characters of one attribution
LONGEST_LABEL = 24
_BRACKET = re.compile(r"[()]")
# Cheap tests that most text fails: only what passes is read in earnest. Each choice begins with a
# literal character, or it would be tried at every character of the text.
_MAY_ATTRIBUTE = re.compile(
    "牵头|负责|配合|落实|参与|协助|责任|单位|部门|指导|督导|实施|主办|承办|委|局|厅|部|办|府|会|社|司|团|院|关"
)
_CLOSING = ["牵头", "负责", "配合", "落实", "参与", "协助", "实施", "主办", "承办", "协同", "参加", "协办"]
_MAY_CLOSE = re.compile(
    "|".join(f"{word}[^,;、。()]{{0,4}}(?=[。\t]|$)" for word in _CLOSING) + "|不再[^,;。]{0,4}列|下同"
)
_NAME_END = re.compile("[委局厅部办府会社司团院关署市县区州旗省]$")
_NUMBER = re.compile(r"\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]")
_SENTENCE_LEAD = re.compile(
    "(?:以上|上述|前述|本条|本项|此项|该项|本节|上列)[^,、由。]{0,14}?(?:均|都)?(?=由)|^"
)
_SENTENCE_END = "。;!?\n\t"
_BEFORE_LABEL = _SENTENCE_END + ")"
_SENTENCE_STOP = re.compile("[。!?\n\t]")


@Language.factory("plan_attributions")
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: stores `AttributionMark`s under "attributions"."""
    return annotate_attributions


def annotate_attributions(doc: Doc) -> Doc:
    """Mark the attributions of one block."""
    view = folded_view(doc)
    put(doc, "attributions", find_attributions(view))
    return doc


def find_attributions(view: Folded) -> list[AttributionMark]:
    """The attributions of a text, in order and without overlap."""
    text = view.text
    if not _MAY_ATTRIBUTE.search(text):
        return []
    taken: list[tuple[int, int]] = []
    marks: list[AttributionMark] = []
    for start, end, found in [*_bracketed(text), *_labelled(text), *_sentences(text)]:
        if any(start < b and a < end for a, b in taken):
            continue
        taken.append((start, end))
        marks.append(to_mark(view, start, end, found))
    return sorted(marks, key=lambda mark: mark.start)


def to_mark(view: Folded, start: int, end: int, found: Attribution) -> AttributionMark:
    """Lead a parsed attribution back to the source's characters."""
    first, last = view.source(start, end)
    bodies = tuple(
        _to_body(view, name, role, i, len(found.bodies)) for i, (name, role) in enumerate(found.bodies)
    )
    if found.first_leads and not found.first_leads_on and bodies and may_lead(bodies[0]):
        bodies = (msgspec.structs.replace(bodies[0], role="lead"), *bodies[1:])
    inherited = tuple(
        _to_body(view, name, role, i, len(found.inherited)) for i, (name, role) in enumerate(found.inherited)
    )
    return AttributionMark(
        start=first, end=last, bodies=bodies, inherited=inherited, first_leads=found.first_leads_on
    )


def _to_body(view: Folded, name: Name, role: Role, index: int, count: int) -> AttributedBody:
    start, end = view.source(name.start, name.end)
    return AttributedBody(
        start=start,
        end=end,
        name=name.name.replace("(", "（").replace(")", "）"),
        role=role,
        position=index + 1,
        sole=count == 1 and not name.among,
        generic=is_generic(name.name),
        doubt=name.doubt,
    )


def _bracketed(text: str) -> Iterator[tuple[int, int, Attribution]]:
    """Brackets that attribute; where an outer one does, those within belong to it."""
    for start, end in _brackets(text):
        inside = end - start - 2
        if not 3 <= inside <= LONGEST or not _MAY_ATTRIBUTE.search(text, start + 1, end - 1):
            continue
        found = _read_bracket(text, start, end)
        if found:
            yield start, end, found


def _brackets(text: str) -> list[tuple[int, int]]:
    """All bracket pairs, outer ones first."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            stack.append(match.start())
        elif stack:
            pairs.append((stack.pop(), match.end()))
    return sorted(pairs)


def _read_bracket(text: str, start: int, end: int) -> Attribution | None:
    found = parse_labels(text, start + 1, end - 1)
    if found:
        return found if found.bodies else None
    if ROLE_WORD.search(text, start + 1, end - 1):
        found = parse_roles(text, start + 1, end - 1)
        good = found.roles and found.clear and not found.nobody
        if good or found.first_leads_on:
            return found if found.stray <= len(found.bodies) + len(found.inherited) + 1 else None
    return parse_names(text, start + 1, end - 1) if _stands_alone(text, start, end) else None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a bracket of mere names ends a sentence and does not explain the name before it."""
    if start and _NAME_END.search(text, start - 1, start):
        return False
    return end == len(text) or text[end] in _SENTENCE_END or (start > 0 and text[start - 1] in _SENTENCE_END)


def _labelled(text: str) -> Iterator[tuple[int, int, Attribution]]:
    """Label groups that stand in the text without brackets, each to the end of its sentence."""
    position = 0
    while (colon := text.find(":", position)) >= 0:
        match = LABEL.search(text, max(position, colon - LONGEST_LABEL), colon + 1)
        position = colon + 1
        if not match or (match.start() and text[match.start() - 1] not in _BEFORE_LABEL):
            continue
        start, end = match.start(), _sentence_end(text, match.end())
        found = parse_labels(text, start, end) if end - start <= LONGEST else None
        if found and found.bodies and 2 * found.clear >= len(found.bodies):
            yield start, _close(text, start, max(name.end for name, _ in found.bodies)), found
            position = end


def _close(text: str, start: int, end: int) -> int:
    """`end`, moved behind the brackets that close there."""
    while text.startswith(")", end) and text.count("(", start, end) > text.count(")", start, end):
        end += 1
    return end


def _sentence_end(text: str, start: int) -> int:
    match = _SENTENCE_STOP.search(text, start)
    return match.start() if match else len(text)


def _sentences(text: str) -> Iterator[tuple[int, int, Attribution]]:
    """Sentences that hold nothing but bodies and roles."""
    for match in _MAY_CLOSE.finditer(text):
        end = _sentence_end(text, match.start())
        start = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE_END) + 1
        number = _NUMBER.match(text, start, end)
        start = number.end() if number else start
        if not 4 <= end - start <= LONGEST or "的" in text[start:end]:
            continue
        lead = _SENTENCE_LEAD.match(text, start, end)
        found = parse_roles(text, lead.end() if lead else start, end)
        named = [*found.bodies, *found.inherited]
        if named and not found.stray and not found.nobody and all(kind_of(name.name) for name, _ in named):
            yield start, end, found
