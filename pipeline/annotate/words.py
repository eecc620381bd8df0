"""Words of the lexicons ("plan_words", "plan_modals"): hedges, change, force, deferral, headings' sense.

Found with spaCy's PhraseMatcher on the character tokens, so a hit is always aligned; the longest term
wins, and a longer word in which the characters mean something else (`not` in the lexicon) shields them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.annotate.component import folded_view, put
from pipeline.lexicon import load
from pipeline.marks import ModalMark, WordMark

_SHIELD = "shield"
_EXCLUSION = re.compile(r"除[^,。;、]{2,30}?(?:以外|之外|外)(?=[,、。;]|的)")


class _Terms:
    """A PhraseMatcher over lexicon entries; keys are indices into `values`."""

    def __init__(self, nlp: Language, entries: list[tuple[str, tuple[str, str]]], shields: list[str]) -> None:
        self._matcher = PhraseMatcher(nlp.vocab)
        self._values: dict[str, tuple[str, str]] = {}
        groups: dict[tuple[str, str], list[str]] = {}
        for form, value in entries:
            groups.setdefault(value, []).append(form)
        for value, forms in groups.items():
            key = "\x1f".join(value)
            self._values[key] = value
            self._matcher.add(key, [_characters(nlp, form) for form in forms])
        if shields:
            self._matcher.add(_SHIELD, [_characters(nlp, form) for form in shields])

    def find(self, doc: Doc) -> Iterator[tuple[int, int, tuple[str, str]]]:
        """(start, end, value) of each term, character offsets of the block."""
        spans = filter_spans(self._matcher(doc, as_spans=True))
        for span in spans:
            value = self._values.get(span.label_)
            if value is not None:
                yield span.start_char, span.end_char, value


def _characters(nlp: Language, form: str) -> Doc:
    return Doc(nlp.vocab, words=list(form), spaces=[False] * len(form))


@Language.factory("plan_words")
def create_words(nlp: Language, name: str) -> PlanWords:
    """The component that marks the words that govern targets."""
    return PlanWords(nlp)


class PlanWords:
    """Marks the terms of `lexicon/terms.toml`; writes `doc.spans["words"]`."""

    def __init__(self, nlp: Language) -> None:
        terms = load("terms")["term"]
        # A term may play several parts (提升: increase, activity): one matcher a kind.
        kinds = sorted({term["kind"] for term in terms})
        self._matchers = [
            _Terms(
                nlp,
                [
                    (form, (kind, term["value"]))
                    for term in terms
                    if term["kind"] == kind
                    for form in term["forms"]
                ],
                [shield for term in terms if term["kind"] == kind for shield in term["not"]],
            )
            for kind in kinds
        ]

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        offset = doc._.plan_offset
        marks = [
            WordMark(start=start + offset, end=end + offset, kind=kind, value=value)
            for matcher in self._matchers
            for start, end, (kind, value) in matcher.find(doc)
        ]
        for match in _EXCLUSION.finditer(view.text):
            start, end = view.source(*match.span())
            marks.append(WordMark(start=start, end=end, kind="exclusion", value=match[0]))
        put(doc, "words", marks)
        return doc


@Language.factory("plan_modals")
def create_modals(nlp: Language, name: str) -> PlanModals:
    """The component that marks the force of predicates."""
    return PlanModals(nlp)


class PlanModals:
    """Marks the terms of `lexicon/modality.toml`; writes `doc.spans["modals"]`."""

    def __init__(self, nlp: Language) -> None:
        modalities = load("modality")["modality"]
        self._terms = _Terms(
            nlp,
            [(form, ("modality", entry["name"])) for entry in modalities for form in entry["forms"]],
            [shield for entry in modalities for shield in entry["not"]],
        )

    def __call__(self, doc: Doc) -> Doc:
        offset = doc._.plan_offset
        put(
            doc,
            "modals",
            [
                ModalMark(start=start + offset, end=end + offset, modality=value)  # type: ignore[arg-type]
                for start, end, (_, value) in self._terms.find(doc)
            ],
        )
        return doc
