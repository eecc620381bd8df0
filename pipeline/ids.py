"""Stable identity: text ids that survive a rebuild and an unrelated edit.

An id is a hash of parts that name a fact (document, clause ref, kind, folded source span, number of
the occurrence in the clause), never of interpreted fields, row order or absolute offsets.
"""

from __future__ import annotations

from hashlib import blake2b

from pipeline.fold import without_spaces

SEPARATOR = "\x1f"  # ASCII unit separator: in no text, so (1, 234) and (12, 34) differ
ID_BYTES = 8


def stable_id(*parts: str | int) -> str:
    """Hash `parts` to 16 hexadecimal digits. Raises ValueError if a part holds the separator."""
    joined = SEPARATOR.join(map(str, parts))
    if joined.count(SEPARATOR) >= len(parts):
        raise ValueError(f"an id's part may not hold {SEPARATOR!r}: {parts!r}")
    return _hash(joined)


def _hash(joined: str) -> str:
    return blake2b(joined.encode(), digest_size=ID_BYTES).hexdigest()


class FactIds:
    """Gives the facts of one document their ids, counting equal spans within a clause."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self._seen: dict[tuple[str, str, str], int] = {}

    def new(self, kind: str, clause_ref: str, span_text: str) -> str:
        """The id of the next fact of `kind` in `clause_ref` whose source span reads `span_text`."""
        key = (clause_ref, kind, without_spaces(span_text))
        number = self._seen[key] = self._seen.get(key, 0) + 1
        # As `stable_id`, whose check is not needed here: a span without spaces holds no separator.
        return _hash(f"{self._document_id}{SEPARATOR}{SEPARATOR.join(key)}{SEPARATOR}{number}")
