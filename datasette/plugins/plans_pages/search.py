"""Full-text search in Datasette's search boxes, and what of a text to show for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from markupsafe import Markup, escape

from pipeline.store.search import NOTHING, Searched, match_query, words

_AROUND = 60  # characters shown on either side of what was found


def prepare(connection: Any) -> None:
    """Let Datasette's search boxes look for Chinese words as the index holds them."""
    connection.create_function("escape_fts", 1, lambda typed: match_query(typed or ""))


def asks_nothing(query_string: str) -> bool:
    """Whether a page's address asks for a search that has no word to look for."""
    typed = parse_qs(query_string, keep_blank_values=True).get("_search")
    return typed is not None and match_query(typed[-1]) == NOTHING


def occurrences(text: str, typed: str) -> list[tuple[int, int]]:
    """Where the words stand in `text`, in order, overlaps joined."""
    searched = Searched(text)
    found = [place for word in words(typed) for place in searched.places(word)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def marked(text: str, spans: list[tuple[int, int]]) -> Markup:
    """`text` with `spans` in <mark>; everything escaped."""
    parts: list[Markup] = []
    position = 0
    for start, end in spans:
        parts += [escape(text[position:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        position = end
    return Markup("").join([*parts, escape(text[position:])])


def snippet(text: str, typed: str, most: int = 3) -> Markup | None:
    """The first places in `text` where the words stand, each with what is around it; None without any."""
    spans = occurrences(text, typed)
    if not spans:
        return None
    windows: list[tuple[int, int]] = []
    for start, end in spans:
        left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], right)
        elif len(windows) < most:
            windows.append((left, right))
        else:
            break
    pieces = []
    for left, right in windows:
        inside = [(a - left, b - left) for a, b in spans if left <= a and b <= right]
        before, after = "…" if left else "", "…" if right < len(text) else ""
        pieces.append(before + marked(text[left:right], inside) + after)
    return Markup("<br>").join(pieces)
