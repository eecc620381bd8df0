"""What stands around a document's text: its head, how it closes, and what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.extract.titles import joined
from pipeline.model import Clause, Source
from pipeline.tree import ClauseTree

_HEAD_LINES = 40
_ANNEX_LINE = re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]*$")


@dataclass(frozen=True)
class Head:
    """What stands before the first numbered clause, and how the document closes, as printed lines."""

    titles: tuple[str, ...]
    lines: tuple[str, ...]
    closing: tuple[str, ...]


def read_head(source: Source, tree: ClauseTree) -> Head:
    """The head and the closing lines of a document."""
    roots = [clause for clause in tree.clauses if clause.parent_id is None]
    opening = [clause for clause in tree.clauses if clause.level == "preamble"]
    titles = tuple(joined(c.heading) for c in tree.clauses if c.level == "title" and c.heading)
    signatures = [
        line for clause in tree.clauses if clause.level == "signature" for line in _lines(source, clause)
    ]
    first = opening[0] if opening else roots[0] if roots else None
    lines = _lines(source, first)[:_HEAD_LINES] if first else ()
    if not titles and lines and _ANNEX_LINE.match(lines[0]):  # an annex in a file of its own
        named = (c.heading for c in roots if c.level in {"annex", "table"} and c.heading)
        titles = tuple(map(joined, named))[:1]
    return Head(titles, tuple(lines), tuple(signatures))


def _lines(source: Source, clause: Clause) -> list[str]:
    return source.text[clause.char_start : clause.char_end].split("\n")


def stated(source: Source, keys: Iterable[str]) -> Iterator[str]:
    """What the file says of itself under `keys`, in their order."""
    return (source.properties[key].strip() for key in keys if source.properties.get(key, "").strip())
