"""Where a row stands: its sentence in the document, and its place in the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape
from plans_pages.cells import reading_path
from plans_pages.reading.marks import fact_anchor

AROUND = 160  # characters of its paragraph shown on either side
_STOP = re.compile("[。；！？\n]")
# The stretch of text around a row's own; `row` and `document` are the names that the query gives its tables.
STRETCH = (
    f"substr(document.text, max(row.char_start - {AROUND}, 0) + 1,"
    f" row.char_end - max(row.char_start - {AROUND}, 0) + {AROUND}) AS stretch"
)


def reader_href(table: str, row: Mapping[str, Any]) -> str:
    """Where a row of a document is read: at its own mark, else at its clause."""
    if table == "clauses":
        return reading_path(row["document_id"], f"c-{row['id']}")
    own = fact_anchor(table, row.get("char_start"), row.get("char_end"))
    clause = row.get("clause_id")
    return reading_path(row["document_id"], own or (f"c-{clause}" if clause else ""))


def in_sentence(
    row: Mapping[str, Any], found: Iterable[tuple[int, int]] = (), *, quoted: str = "mark"
) -> Markup:
    """The sentence of a row that `STRETCH` was selected for: its own words as `quoted`, `found` as marks.

    `found` counts from the start of the stretch. A tab parts a table's cells.
    """
    text = str(row["stretch"] or "")
    start = row["char_start"] - max(row["char_start"] - AROUND, 0)
    end = min(start + row["char_end"] - row["char_start"], len(text))
    left, right = _first(text, start), _last(text, end)
    alone = not text[left:start].strip() and not text[end:right].strip()
    if alone and left and text[left - 1] != "\n":
        left = _first(text, left - 1)  # a sentence of its own, such as a bracket: with the one before it
    spans = [span for span in found if left <= span[0] and span[1] <= right]
    edges = sorted({left, right, start, end, *(edge for span in spans for edge in span)})
    parts = [Markup("…") if left and text[left - 1] not in "。；！？\n" else Markup("")]
    for a, b in pairwise(edges):
        part = escape(text[a:b])
        if any(x <= a and b <= y for x, y in spans):
            part = Markup("<mark>{}</mark>").format(part)
        if start <= a and b <= end:
            part = Markup("<{0}>{1}</{0}>").format(Markup(quoted), part)
        parts.append(part)
    parts.append(
        Markup("…")
        if right < len(text) and text[right - 1 : right] not in "。；！？\n" and text[right] != "\n"
        else Markup("")
    )
    return Markup("").join(parts).replace("\t", Markup(' <span class="quiet">｜</span> '))


def _first(text: str, start: int) -> int:
    """Where the sentence that holds `start` begins in `text`."""
    stops = [match.end() for match in _STOP.finditer(text, 0, start)]
    return stops[-1] if stops else 0


def _last(text: str, end: int) -> int:
    """Where the sentence that holds the character before `end` ends."""
    if end and text[end - 1] in "。；！？":
        return end
    stop = _STOP.search(text, end)
    if stop is None:
        return len(text)
    return stop.start() if stop[0] == "\n" else stop.end()
