"""Sentences, their semicolon parts, and the clauses between commas ("plan_segments").

Reads the block's folded view, writes `Segment` marks. Brackets and book titles are never cut; nor are
ratios (1：3) and clock times. Where an export lost its full stops, a block is a sentence.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.component import folded_view, put
from pipeline.fold import Folded
from pipeline.marks import Segment

_CUT = re.compile(r"[()《》。!?;,:\t]")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_LEADING = re.compile(r"(?<!\d)\d{1,3}$")
Cut = tuple[int, int, int, int, str]
_SENTENCE_ENDS = "。!?\t"


@Language.factory("plan_segments")
def create_segments(nlp: Language, name: str) -> PlanSegments:
    """The component that cuts a block into segments."""
    return PlanSegments()


class PlanSegments:
    """Cuts each block; puts them under "segments"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        put(doc, "segments", [_mark(view, found) for found in cut(view.text)])
        return doc


def _mark(view: Folded, found: Cut) -> Segment:
    start, end = view.source(found[0], found[1])
    return Segment(start=start, end=end, sentence=found[2], part=found[3], closer=found[4])


def cut(text: str) -> list[Cut]:
    """(start, end, sentence, part, closer) of each segment of a folded text."""
    found: list[Cut] = []
    start = depth = sentence = part = 0
    for match in _CUT.finditer(text):
        char, at = match[0], match.start()
        if char in "(《":
            depth += 1
            continue
        if char in ")》":
            depth = max(depth - 1, 0)
            continue
        if char == "\t" or (char in _SENTENCE_ENDS and depth and ")" not in text[at:]):
            depth = 0  # a bracket ends with its cell; one that never closes does not swallow the rest
        if depth or (char in ":," and _between_digits(text, at) and (char == ":" or _in_number(text, at))):
            continue
        if at > start:
            found.append((start, at, sentence, part, char))
        start = at + 1
        if char in _SENTENCE_ENDS:
            sentence, part = sentence + 1, 0
        elif char == ";":
            part += 1
    if start < len(text):
        found.append((start, len(text), sentence, part, ""))
    return found


def _in_number(text: str, at: int) -> bool:
    """Whether the comma at `at` parts the thousands of a number ("1,500吨")."""
    return bool(_THOUSANDS.match(text, at)) and bool(_LEADING.search(text, max(at - 3, 0), at))


def _between_digits(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
