"""Stable identity: text ids that survive a rebuild and an unrelated edit.

An id is a hash of parts that name a fact (document, clause ref, kind, folded source span, number of
the occurrence in the clause), never of interpreted fields, row order or absolute offsets.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

from pipeline.fold import fold

SEPARATOR = "\x1f"  # ASCII unit separator: in no text, so (1, 234) and (12, 34) differ
ID_BYTES = 8


def stable_id(*parts: str | int) -> str:
    """Hash `parts` to 16 hexadecimal digits. Raises ValueError if a part holds the separator."""
    joined = SEPARATOR.join(map(str, parts))
    if joined.count(SEPARATOR) >= len(parts):
        raise ValueError(f"an id's part may not hold {SEPARATOR!r}: {parts!r}")
    return blake2b(joined.encode(), digest_size=ID_BYTES).hexdigest()


class FactIds:
    """Gives the facts of one document their ids, counting equal spans within a clause."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self._seen: Counter[tuple[str, ...]] = Counter()

    def new(self, kind: str, clause_ref: str, span_text: str) -> str:
        """The id of the next fact of `kind` in `clause_ref` whose source span reads `span_text`."""
        folded = "".join(fold(span_text).split())
        key = (clause_ref, kind, folded)
        self._seen[key] += 1
        return stable_id(self._document_id, *key, self._seen[key])
