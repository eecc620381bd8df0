"""What every annotation component shares: the block's folded view, and a place for its marks.

Documents are tokenized character by character (spaCy's own default for Chinese), so every character
range is a `Span`: a token boundary never cuts or widens a fact. A component reads `folded_view(doc)`
and calls `put`; the marks then stand in `doc._.plan_marks` (typed, canonical offsets) and in
`doc.spans` (for displaCy and for other spaCy components).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc

from pipeline.fold import Folded
from pipeline.marks import Mark

for _name in ("plan_marks", "plan_folded"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
if not Doc.has_extension("plan_offset"):
    Doc.set_extension("plan_offset", default=0)


def folded_view(doc: Doc) -> Folded:
    """The folded view of the block, made once and kept on the doc."""
    view = doc._.plan_folded
    if view is None:
        view = Folded(doc.text, doc._.plan_offset)
        doc._.plan_folded = view
    return view  # type: ignore[no-any-return]


def put(doc: Doc, key: str, marks: Sequence[Mark]) -> None:
    """Store `marks` under `key` (a field of `pipeline.marks.Marks`), sorted by start."""
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    store: dict[str, list[Any]] = doc._.plan_marks or {}
    store[key] = ordered
    doc._.plan_marks = store
    offset = doc._.plan_offset
    spans = (doc.char_span(mark.start - offset, mark.end - offset, label=key) for mark in ordered)
    doc.spans[key] = [span for span in spans if span is not None]


def get(doc: Doc, key: str) -> list[Any]:
    """The marks that an earlier component stored under `key` (empty if it did not run)."""
    marks: dict[str, list[Any]] = doc._.plan_marks or {}
    return marks.get(key, [])
