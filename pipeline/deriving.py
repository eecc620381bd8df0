"""Everything that is derived from records, in its order: comparisons, then the graph that holds them too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from sqlite_utils import Database

from pipeline.comparing import Comparisons
from pipeline.graphing import Graphs
from pipeline.model import Record
from pipeline.store.derived import Derived
from pipeline.store.rows import Rows


class Several:
    """Derives what each of `parts` does, one after the other (`store.derived.Derived`)."""

    def __init__(self, parts: Sequence[Derived]) -> None:
        self._parts = parts

    @property
    def version(self) -> str:
        return " ".join(part.version for part in self._parts)

    def document_rows(self, record: Record) -> Rows:
        rows: Rows = {}
        for part in self._parts:
            for name, found in part.document_rows(record).items():
                rows[name] = [*rows.get(name, []), *found]
        return rows

    def complete(self, database: Database, changed: Collection[str]) -> None:
        for part in self._parts:
            part.complete(database, changed)


def all_derived(records: Path, jobs: int = 1) -> Derived:
    """What a build adds to the rows of the records."""
    return Several([Comparisons(records, jobs), Graphs()])
