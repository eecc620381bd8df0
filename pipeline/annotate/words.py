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
from spacy.tokens import Doc

from pipeline.annotate.component import folded_view, put
from pipeline.lexicon import load
from pipeline.marks import ModalMark, WordMark

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

    def find(self, doc: Doc) -> Iterator[tuple[int, int, _Term]]:
        """(start, end, term) of each hit; on character tokens these are character offsets."""
        taken: dict[str, int] = {}
        for key, start, end in sorted(self._matcher(doc), key=_leftmost_longest):
            term = self._terms[key]
            if start >= taken.get(term.group, 0):
                taken[term.group] = end
                if term.value is not None:
                    yield start, end, term


def _leftmost_longest(hit: tuple[int, int, int]) -> tuple[int, int, int]:
    return hit[1], -hit[2], hit[0]


@Language.factory("plan_words")
def create_words(nlp: Language, name: str) -> PlanWords:
    """The component that marks the words that govern targets."""
    return PlanWords(nlp)


class PlanWords:
    """Marks the terms of `lexicon/terms.toml` under "words"."""

    def __init__(self, nlp: Language) -> None:
        terms = load("terms")["term"]  # a form may be in several kinds (提升: increase, activity)
        values = [(_Term(term["kind"], term["value"]), term["forms"]) for term in terms]
        shields: dict[str, list[str]] = {}
        for term in terms:
            shields.setdefault(term["kind"], []).extend(term["not"])
        self._terms = _Terms(
            nlp, [*_merged(values), *((_Term(kind, None), forms) for kind, forms in shields.items())]
        )

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        marks = [
            WordMark(
                start=start + view.offset, end=end + view.offset, kind=term.group, value=term.value or ""
            )
            for start, end, term in self._terms.find(doc)
        ]
        for match in _EXCLUSION.finditer(view.text):
            start, end = view.source(*match.span())
            marks.append(WordMark(start=start, end=end, kind="exclusion", value=match[0]))
        put(doc, "words", marks)
        return doc


def _merged(entries: Iterable[tuple[_Term, list[str]]]) -> list[tuple[_Term, list[str]]]:
    forms: dict[_Term, list[str]] = {}
    for term, own in entries:
        forms.setdefault(term, []).extend(own)
    return list(forms.items())


@Language.factory("plan_modals")
def create_modals(nlp: Language, name: str) -> PlanModals:
    """The component that marks the force of predicates."""
    return PlanModals(nlp)


class PlanModals:
    """Marks the terms of `lexicon/modality.toml` under "modals"."""

    def __init__(self, nlp: Language) -> None:
        entries = load("modality")["modality"]
        shields = [shield for entry in entries for shield in entry["not"]]
        values = [(_Term("modality", entry["name"]), entry["forms"]) for entry in entries]
        self._terms = _Terms(nlp, [*values, (_Term("modality", None), shields)])

    def __call__(self, doc: Doc) -> Doc:
        offset = folded_view(doc).offset
        marks = [
            ModalMark(start=start + offset, end=end + offset, modality=term.value)  # type: ignore[arg-type]
            for start, end, term in self._terms.find(doc)
        ]
        put(doc, "modals", marks)
        return doc
