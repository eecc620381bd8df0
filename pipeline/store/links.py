"""References between documents, known only when all are there: who is cited, which version came before.

A reference is set when exactly one document answers to it; otherwise it stays empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from pipeline.fold import fold


def link_documents(database: Database) -> None:
    """Set documents.predecessor_id and citations.cited_document_id, for all rows, by what they say."""
    database.execute(
        "UPDATE documents SET predecessor_id = "
        "CASE WHEN predecessor IN (SELECT id FROM documents) THEN predecessor END"
    )
    find = CitedDocuments(database.execute("SELECT id, title, short_title, doc_number FROM documents"))
    changes = [
        (cited, citation)
        for citation, document, title, number, before in database.execute(
            "SELECT id, document_id, title, doc_number, cited_document_id FROM citations"
        ).fetchall()
        if (cited := find(document, title, number)) != before
    ]
    database.conn.executemany("UPDATE citations SET cited_document_id = ? WHERE id = ?", changes)


class CitedDocuments:
    """Finds the document that a citation means, by number, else by title."""

    def __init__(self, documents: Iterable[tuple[str, str, str, str | None]]) -> None:
        self._numbers: dict[str, str] = {}
        self._by_number: defaultdict[str, set[str]] = defaultdict(set)
        self._by_title: defaultdict[str, set[str]] = defaultdict(set)
        for document, title, short_title, number in documents:
            self._by_title[fold(title)].add(document)
            self._by_title[fold(short_title)].add(document)
            if number:
                self._numbers[document] = fold(number)
                self._by_number[fold(number)].add(document)

    def __call__(self, citing: str, title: str, number: str | None) -> str | None:
        """The one document meant by `citing`; None if none or several answer.

        A document of the same title but another number is another document.
        """
        if number and (found := self._by_number.get(fold(number))):
            candidates = found
        else:
            candidates = {
                document
                for document in self._by_title.get(fold(title), ())
                if not number or document not in self._numbers
            }
        others = candidates - {citing}
        return next(iter(others)) if len(others) == 1 else None
