"""What every extractor gets: one document's text, outline and marks, and the ids to give away."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.ids import FactIds
from pipeline.marks import Marks
from pipeline.model import Metadata, Source
from pipeline.tree import ClauseTree


@dataclass(frozen=True)
class Reading:
    """One document, read, outlined and annotated. `ids` is stateful: extract in a fixed order."""

    document_id: str
    source: Source
    tree: ClauseTree
    marks: Marks
    metadata: Metadata
    ids: FactIds

    @property
    def text(self) -> str:
        """The canonical text, into which all offsets point."""
        return self.source.text
