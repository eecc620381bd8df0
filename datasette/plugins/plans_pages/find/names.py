"""What is found by its name: documents, bodies, indicators, and the few rows that no index covers.

They are held in memory as they are compared; a database is served as it is, so once is enough.
"""

from __future__ import annotations

from typing import Any

from plans_pages.kept import once

from pipeline.store.search import Searched, words

# Kind: its rows, as id and what may be found of it.
_SQL = {
    "documents": "SELECT id, title, short_title, issuer, doc_number FROM documents",
    "departments": "SELECT id, name FROM departments",
    "indicators": "SELECT id, name FROM indicators",
    "citations": "SELECT id, title, doc_number FROM citations",
    "comments": "SELECT id, text, anchor, before, after, author FROM comments",
    # What the graph starts at: what plans share, and the plans.
    "nodes": "SELECT id, label FROM nodes WHERE kind IN"
    " ('document', 'cited_document', 'indicator', 'department', 'function', 'topic', 'place')",
}
_Texts = tuple[tuple[str, str], ...]


def found(connection: Any, kind: str, typed: str) -> list[str]:
    """The ids of a kind's rows that hold every word of `typed`, in the database's order."""
    wanted = [word.lower() for word in words(typed)]
    if not wanted:
        return []
    names = once(connection, f"names of {kind}", lambda connection: _read(connection, kind))
    return [key for key, text in names if all(word in text for word in wanted)]


def _read(connection: Any, kind: str) -> _Texts:
    """(id, text) of all rows of a kind; its columns parted by what no word spans."""
    return tuple(
        (str(key), Searched("\n".join(str(value) for value in values if value)).text.lower())
        for key, *values in connection.execute(_SQL[kind])
    )
