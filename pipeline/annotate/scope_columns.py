"""Columns of tables that are headed by a term and list places: 重点市(州) ｜ 达州市、眉山市 …

Reads the tables of a source, which no block holds whole; gives `ScopeMark`s.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate.place_lists import Member, read_places
from pipeline.annotate.scope_terms import Term, term_at
from pipeline.fold import Folded
from pipeline.marks import MemberMark, PlaceMark, ScopeMark
from pipeline.model import Source, SourceCell, SourceTable

_FEWEST = 2  # places in all cells


def scopes_in_tables(source: Source) -> list[ScopeMark]:
    """The terms of all tables of `source`; a column in which anything but places stands defines none."""
    return [mark for table in source.tables for mark in _columns(source.text, table)]


def _columns(text: str, table: SourceTable) -> Iterator[ScopeMark]:
    for header in table.cells:
        if header.row + header.row_span != table.header_rows or header.column_span != 1:
            continue
        view = _view(text, header)
        term = term_at(view.text, 0)
        if term is None or term.behind != len(view.text) or term.kind != "places":
            continue
        cells = [c for c in table.cells if c.column == header.column and c.row >= table.header_rows]
        members = _members(text, term, [cell for cell in cells if text[cell.start : cell.end].strip()])
        if len(members) >= _FEWEST:
            yield ScopeMark(
                start=header.start, end=members[-1].end, name=term.name, kind="places", members=members
            )


def _members(text: str, term: Term, cells: list[SourceCell]) -> tuple[MemberMark, ...]:
    """The places of a column; none if a cell holds anything else."""
    members: list[MemberMark] = []
    for cell in cells:
        view = _view(text, cell)
        listed = read_places(view.text, 0, cities=term.of_cities, fewest=1)
        if listed is None or listed.end != len(view.text):
            return ()
        members += [to_member(view, member) for member in listed.members]
    return tuple(members)


def _view(text: str, cell: SourceCell) -> Folded:
    return Folded(text[cell.start : cell.end], cell.start)


def to_member(view: Folded, member: Member) -> MemberMark:
    """A member of a list as a mark."""
    place, within = member
    start, end = view.source(place.start, place.end)
    above = None
    if within is not None:
        first, last = view.source(within.start, within.end)
        above = PlaceMark(start=first, end=last, name=within.name, level=within.level)
    return MemberMark(start=start, end=end, name=place.name, level=place.level, within=above)
