"""What every annotation component shares: the block's folded view, and a place for its marks.

Documents are tokenized character by character (spaCy's own default for Chinese), so every character
range is a `Span`: a token boundary never cuts or widens a fact. A component reads `folded_view(doc)` and
calls `put`; the marks (typed, canonical offsets) then stand in `doc.user_data`, where the components
after it `get` them. "plan_spans", last in a pipeline, shows them all as `doc.spans`, for displaCy and for
other people's components.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.fold import Folded
from pipeline.marks import Mark

_PLACE = attrgetter("start", "end")
_VIEW = "plan_folded"
_MARKS = "plan_marks"
_DATED = "plan_dated"


def place(doc: Doc, text: str, offset: int, *, dated: bool = True) -> None:
    """Say that `doc`, whose text is `text`, starts at `offset` of the canonical text (see `set_dated`)."""
    doc.user_data[_VIEW] = Folded(text, offset)
    set_dated(doc, dated)


def set_dated(doc: Doc, dated: bool) -> None:
    """Say whether a date stands shortly before the block and may govern what it says."""
    doc.user_data[_DATED] = dated


def is_dated(doc: Doc) -> bool:
    """Whether a date before the block may govern it; True for a doc that stands alone."""
    dated: bool = doc.user_data.get(_DATED, True)
    return dated


def folded_view(doc: Doc) -> Folded:
    """The folded view of the block, made once and kept on the doc."""
    view: Folded | None = doc.user_data.get(_VIEW)
    if view is None:
        view = doc.user_data[_VIEW] = Folded(doc.text)
    return view


def put(doc: Doc, key: str, marks: Sequence[Mark]) -> None:
    """Store `marks` under `key` (a field of `pipeline.marks.Marks`), sorted by start."""
    store: dict[str, list[Any]] | None = doc.user_data.get(_MARKS)
    if store is None:
        store = doc.user_data[_MARKS] = {}
    store[key] = sorted(marks, key=_PLACE) if len(marks) > 1 else list(marks)


def get(doc: Doc, key: str) -> list[Any]:
    """The marks that an earlier component stored under `key` (empty if it did not run)."""
    return all_marks(doc).get(key, [])


def all_marks(doc: Doc) -> dict[str, list[Any]]:
    """The marks of all components that ran, by key."""
    marks: dict[str, list[Any]] = doc.user_data.get(_MARKS, {})
    return marks


@Language.component("plan_spans")
def plan_spans(doc: Doc) -> Doc:
    """Show all marks as span groups: `doc.spans["times"]` and so on."""
    offset = folded_view(doc).offset
    for key, marks in all_marks(doc).items():
        spans = (doc.char_span(mark.start - offset, mark.end - offset, label=key) for mark in marks)
        doc.spans[key] = [span for span in spans if span is not None]
    return doc
