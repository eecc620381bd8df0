"""Words of the lexicons ("plan_words", "plan_modals"): hedges, change, force, deferral, headings' sense.

Found with spaCy's PhraseMatcher on the character tokens, so a hit is always aligned; the longest term
wins, and a longer word in which the characters mean something else (`not` in the lexicon) shields them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from pipeline import lexicon
from pipeline.annotate.component import all_marks, folded_view, get, is_dated, put
from pipeline.annotate.wordcuts import qualifies_a_noun
from pipeline.fold import Folded
from pipeline.lexicon.entries import Shielded
from pipeline.lexicon.patterns import alternatives
from pipeline.lexicon.schema import EndState
from pipeline.marks import ModalMark, WordMark
from pipeline.model import Modality

_HEADING = 60  # characters of a block without numbers in which a heading is looked for
_NEXT_WORD = 6  # characters in which the word behind an adverb is looked for
_LED_REACH = 6  # characters between a word that leads and the term
_HEAD = 60  # characters of a passage in which its first predicate is looked for
_LED_BY = re.compile(alternatives(word for entry in lexicon.terms().background for word in entry.led_by))
_NAMED_ACTION = re.compile("[^。，；：]{2,24}(?:行动|工程)。")  # a heading that names and does not say
_NAMED_END = re.compile("行动。|工程。")
# "对促进外贸成效明显的市，优先安排…": whom it concerns has verbs of its own
_CONCERNED = re.compile(r"[^，。；：对]{0,6}对[^。；，]{2,80}的[^，。；的]{1,24}，")
_EXCLUSION = re.compile(r"除[^,。;、]{2,30}?(?:以外|之外|外)(?=[,、。;]|的)")


@dataclass(frozen=True)
class _Term:
    """A term's group (terms of one group compete for characters) and value; None shields."""

    group: str
    value: str | None


class _Terms:
    """One PhraseMatcher over all terms; within a group the longest hit wins."""

    def __init__(self, nlp: Language, entries: Iterable[tuple[_Term, Iterable[str]]]) -> None:
        self._matcher = PhraseMatcher(nlp.vocab)
        self._terms: dict[int, _Term] = {}
        for term, forms in entries:
            name = f"{term.group}\x1f{term.value or ''}"
            patterns = [Doc(nlp.vocab, words=list(form), spaces=[False] * len(form)) for form in forms]
            if patterns:
                self._matcher.add(name, patterns)
                self._terms[nlp.vocab.strings.add(name)] = term

    def find(self, text: Doc | Span) -> Iterator[tuple[int, int, _Term]]:
        """(start, end, term) of each hit; on character tokens these are character offsets."""
        shift = text.start if isinstance(text, Span) else 0
        taken: dict[str, int] = {}
        for key, start, end in sorted(self._matcher(text), key=_leftmost_longest):
            term = self._terms[key]
            if start >= taken.get(term.group, 0):
                taken[term.group] = end
                if term.value is not None:
                    yield start + shift, end + shift, term


def _leftmost_longest(hit: tuple[int, int, int]) -> tuple[int, int, int]:
    return hit[1], -hit[2], hit[0]


@Language.factory("plan_words")
def create_words(nlp: Language, name: str) -> PlanWords:
    """The component that marks the words that govern targets."""
    return PlanWords(nlp)


class PlanWords:
    """Marks the terms of `lexicon/terms.toml` under "words"."""

    def __init__(self, nlp: Language) -> None:
        self._adverbs = {_Term("hedge", hedge.value) for hedge in lexicon.terms().hedge if hedge.adverb}
        shields: dict[str, list[str]] = {}
        for kind, _, entry in terms():
            shields.setdefault(kind, []).extend(entry.shields)
        self._terms = _Terms(
            nlp, [*_merged(), *((_Term(kind, None), forms) for kind, forms in shields.items())]
        )

    def _qualifies(self, text: str, end: int, term: _Term) -> bool:
        """Whether a word that hedges only what is done stands before a noun ("基本药物制度")."""
        return term in self._adverbs and qualifies_a_noun(text[end : end + _NEXT_WORD])

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        passage = doc[:_HEADING] if len(doc) > _HEADING and _without_facts(doc) and not is_dated(doc) else doc
        marks = [
            WordMark(
                start=start + view.offset, end=end + view.offset, kind=term.group, value=term.value or ""
            )
            for start, end, term in self._terms.find(passage)
            if not (term.group == "background" and _is_led(view.raw, start))
            and not self._qualifies(view.raw, end, term)
        ]
        for match in _EXCLUSION.finditer(view.text) if "除" in view.text and "外" in view.text else ():
            start, end = view.source(*match.span())
            marks.append(WordMark(start=start, end=end, kind="exclusion", value=match[0]))
        put(doc, "words", marks)
        return doc


def terms() -> Iterator[tuple[str, str, Shielded]]:
    """(kind, value, entry) of all of `lexicon/terms.toml`; where nothing else is said, the kind is the value."""
    entries = lexicon.terms()
    yield from (("hedge", entry.value, entry) for entry in entries.hedge)
    yield from (("end_state", entry.value, entry) for entry in entries.end_state)
    yield from (("deferral", entry.value, entry) for entry in entries.deferral)
    yield from (("point", "point", entry) for entry in entries.point)
    yield from (("strength", entry.value, entry) for entry in entries.strength)
    yield from (("background", "background", entry) for entry in entries.background)
    yield from (("goals", "goals", entry) for entry in entries.goals)
    yield from (("non_target", entry.value, entry) for entry in entries.non_target)
    yield from (("report", "report", entry) for entry in entries.report)


def spellings(term: Shielded) -> list[str]:
    """The forms of a term, each behind each of those that it stands behind, where there are any."""
    after = term.after if isinstance(term, EndState) else ()
    return [word + form for word in after or ("",) for form in term.forms]


def _is_led(text: str, start: int) -> bool:
    """Whether a word that makes a background something to do stands right before it (夯实工作基础)."""
    return _LED_BY.search(text, max(start - _LED_REACH, 0), start) is not None


def _without_facts(doc: Doc) -> bool:
    """Whether the components that find times and numbers ran and found none in the block."""
    marks = all_marks(doc)
    return "times" in marks and "quantities" in marks and not marks["times"] and not marks["quantities"]


def _merged() -> list[tuple[_Term, list[str]]]:
    """Each kind and value once, with the spellings of all its entries."""
    found: dict[_Term, list[str]] = {}
    for kind, value, entry in terms():
        found.setdefault(_Term(kind, value), []).extend(spellings(entry))
    return list(found.items())


@Language.factory("plan_modals")
def create_modals(nlp: Language, name: str) -> PlanModals:
    """The component that marks the force of passages' predicates; runs after "plan_attributions"."""
    return PlanModals()


class PlanModals:
    """Marks the first term of `lexicon/modality.toml` in each passage's head, under "modals".

    A passage starts with its block or behind an attribution; its first predicate comes soon.
    """

    def __init__(self) -> None:
        entries = lexicon.modality().modality
        self._modality: dict[str, Modality] = {form: entry.name for entry in entries for form in entry.forms}
        shields = {shield for entry in entries for shield in entry.shields}
        self._pattern = re.compile(alternatives(shields | self._modality.keys()))

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        starts = [0, *(mark.end - view.offset for mark in get(doc, "attributions"))]
        marks = [mark for start in starts if (mark := self._first(view, start))]
        put(doc, "modals", marks)
        return doc

    def _first(self, view: Folded, start: int) -> ModalMark | None:
        named = _NAMED_ACTION.match(view.raw, start) if _NAMED_END.search(view.raw) else None
        start = named.end() if named else start
        concerned = _CONCERNED.match(view.raw, start)
        start = concerned.end() if concerned else start
        for match in self._pattern.finditer(view.raw, start, start + _HEAD):
            modality = self._modality.get(match[0])
            if modality is not None:
                first, last = match.start() + view.offset, match.end() + view.offset
                return ModalMark(start=first, end=last, modality=modality)
        return None
