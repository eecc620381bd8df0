"""Building the spaCy pipeline and running it over a document's blocks."""

from __future__ import annotations

import gc
from collections import defaultdict
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotate import (  # noqa: F401  (importing a component registers its factory)
    attributions,
    citations,
    phrases,
    quantities,
    segments,
    states,
    subjects,
    times,
    words,
)
from pipeline.annotate.bodies import resolve_names
from pipeline.annotate.component import all_marks, place
from pipeline.annotate.table_attributions import annotate_tables
from pipeline.marks import Marks
from pipeline.model import Source

COMPONENTS = (
    "plan_segments",
    "plan_times",
    "plan_quantities",
    "plan_words",
    "plan_phrases",
    "plan_states",
    "plan_attributions",
    "plan_modals",
    "plan_subjects",
    "plan_citations",
)


_DATE_REACH = 8  # paragraphs over which the date of an article of goals may reach


class CharacterTokenizer:
    """One token a character: every character range is a span, whatever a dictionary thinks.

    Characters are given to spaCy by their ids in the vocabulary, which spares it half of its work.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._ids = _CharacterIds(vocab)

    def __call__(self, text: str) -> Doc:
        ids = list(map(self._ids.__getitem__, text))
        # spaCy takes ids for words; its stubs only know strings
        return Doc(self._vocab, words=ids, spaces=[False] * len(ids))  # type: ignore[arg-type]


class _CharacterIds(dict[str, int]):
    """Each character's id, looked up in the vocabulary once."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, character: str) -> int:
        found: int = self._vocab[character].orth
        self[character] = found
        return found


@cache
def build_nlp() -> Language:
    """The pipeline with all components in order; built once a process."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    # The vocabulary and patterns live as long as the process: keep the collector from walking them
    # again and again while documents come and go.
    gc.collect()
    gc.freeze()
    return nlp


def annotate(source: Source) -> Marks:
    """All marks of a document, sorted by start, names resolved against the whole document."""
    nlp = build_nlp()
    components = [component for _, component in nlp.pipeline]
    found: defaultdict[str, list[Any]] = defaultdict(list)
    since_date = _DATE_REACH
    for block in source.blocks:
        text = source.text[block.start : block.end]
        doc = nlp.make_doc(text)
        place(doc, text, block.start, dated=since_date < _DATE_REACH)
        for component in components:
            doc = component(doc)
        marks = all_marks(doc)
        since_date = 0 if marks["times"] else since_date + 1
        for key, own in marks.items():
            if own:
                found[key] += own
    found["attributions"] += annotate_tables(source)
    found["attributions"].sort(key=lambda mark: (mark.start, mark.end))
    return resolve_names(Marks(**found))
