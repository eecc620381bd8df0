"""What the database holds beyond its records: how the store asks for it, without knowing how it is found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from sqlite_utils import Database

from pipeline.model import Record
from pipeline.store.rows import Rows


class Derived(Protocol):
    """Derives rows from records. The store calls it within the transaction that inserts these."""

    @property
    def version(self) -> str:
        """Changes whenever other rows would come of the same records: all is then derived anew."""

    def document_rows(self, record: Record) -> Rows:
        """Rows that follow from one record alone; they go with its document."""

    def complete(self, database: Database, changed: Collection[str]) -> None:
        """Bring the rows between documents up to date, once the rows of the `changed` ones are new.

        Rows that went with a changed document (`Table.documents`) are deleted already.
        """


class Nothing:
    """Derives nothing: a database of records alone."""

    version = ""

    def document_rows(self, record: Record) -> Rows:
        return {}

    def complete(self, database: Database, changed: Collection[str]) -> None:
        pass
