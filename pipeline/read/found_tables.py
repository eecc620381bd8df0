"""What the finders of flattened tables say of each table."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.read.grid import Cell


@dataclass(frozen=True)
class FoundTable:
    """Lines `first:last` are one table. `rows` leave out the places that a span covers, as HTML does."""

    first: int
    last: int
    rows: list[list[Cell]]
    header_rows: int
    doubts: tuple[str, ...] = ()
