"""Building the spaCy pipeline and running it over a document's blocks."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotate import (  # noqa: F401  (importing a component registers its factory)
    attributions,
    citations,
    defined_scopes,
    measures,
    phrases,
    quantities,
    segments,
    states,
    subjects,
    times,
    words,
)
from pipeline.annotate.bodies import resolve_names
from pipeline.annotate.component import all_marks, get, place, set_dated
from pipeline.annotate.scope_columns import scopes_in_tables
from pipeline.annotate.scope_uses import named_again, scope_uses
from pipeline.annotate.table_attributions import annotate_tables
from pipeline.marks import Marks
from pipeline.model import Block, Source
from pipeline.time_lines import time_line

COMPONENTS = (
    "plan_segments",
    "plan_times",
    "plan_quantities",
    "plan_words",
    "plan_phrases",
    "plan_states",
    "plan_attributions",
    "plan_modals",
    "plan_measures",
    "plan_subjects",
    "plan_citations",
    "plan_scopes",
)

_LINE_REACH = 4  # lines of attributions that may stand before the one that says by when
_DATE_REACH = 8  # paragraphs over which the date of an article of goals may reach
# Blocks that a component reads in a row. One component after the other keeps its code and patterns in
# the processor's cache, which all of them gain by; the bound keeps memory small.
_BATCH = 64


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
    components = nlp.pipeline  # spaCy makes the list anew each time it is asked for
    found: defaultdict[str, list[Any]] = defaultdict(list)
    since_date = _DATE_REACH
    closed = _above_time_lines(source)
    for first in range(0, len(source.blocks), _BATCH):
        docs = [_doc(nlp, source, block) for block in source.blocks[first : first + _BATCH]]
        for name, component in components:
            docs = [component(doc) for doc in docs]
            if name == "plan_times":
                since_date = _spread_dates(docs, closed[first : first + _BATCH], since_date)
        for doc in docs:
            for key, own in all_marks(doc).items():
                found[key] += own
    found["attributions"] += annotate_tables(source)
    found["attributions"].sort(key=lambda mark: (mark.start, mark.end))
    found["scopes"] += scopes_in_tables(source)
    found["scopes"].sort(key=lambda mark: (mark.start, mark.end))
    found["scope_uses"] = scope_uses(source, found["scopes"], found["scope_heads"])
    found["scopes"] = named_again(found["scopes"], found["scope_uses"])
    return resolve_names(Marks(**found))


def _doc(nlp: Language, source: Source, block: Block) -> Doc:
    """One block, ready for the components."""
    text = source.text[block.start : block.end]
    doc = nlp.make_doc(text)
    place(doc, text, block.start)
    return doc


def _above_time_lines(source: Source) -> list[bool]:
    """Of each block, whether a line that says by when stands close below it."""
    closed: list[bool] = []
    below = _LINE_REACH + 1
    for block in reversed(source.blocks):
        closed.append(below <= _LINE_REACH)
        below = 1 if time_line(source.text, block.start) else below + 1
    return closed[::-1]


def _spread_dates(docs: Iterable[Doc], closed: Iterable[bool], since_date: int) -> int:
    """Tell blocks of the dates around them; takes and gives how many blocks ago the last one stood."""
    for doc, dated in zip(docs, closed, strict=True):
        set_dated(doc, dated or since_date < _DATE_REACH)
        since_date = 0 if get(doc, "times") else since_date + 1
    return since_date
