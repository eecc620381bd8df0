"""How a document says who is responsible: in brackets, as subjects of sentences, in a table, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.marks import Marks
from pipeline.model import AttributionStyle, Clause, Source
from pipeline.tree import ClauseTree

_COLUMN = re.compile("(?:责任|牵头|负责|配合|主责|实施|主办|协办|落实)(?:单位|部门|主体|机构)")


def attribution_style(source: Source, tree: ClauseTree, marks: Marks) -> AttributionStyle:
    """The way in which most provisions are given to somebody.

    Rows of tables with a column of responsible bodies count as provisions of that table; on a tie
    brackets go before a table and a table before subjects.
    """
    rows = dict(_attributing_rows(source))
    bracketed: set[str] = set()
    for mark in marks.attributions:
        clause = tree.at(mark.start, mark.end)
        if not _in_table(tree, clause):
            bracketed.add(_unit(tree, clause))
    subjects = {_unit(tree, tree.at(mark.start, mark.end)) for mark in marks.subjects} - bracketed
    counts: tuple[tuple[AttributionStyle, int], ...] = (
        ("brackets", len(bracketed)),
        ("table", sum(rows.values())),
        ("subjects", len(subjects)),
    )
    style, count = max(counts, key=lambda item: item[1])
    return style if count else "none"


def _unit(tree: ClauseTree, clause: Clause) -> str:
    return (tree.provision_of(clause) or tree.article_of(clause)).id


def _in_table(tree: ClauseTree, clause: Clause) -> bool:
    return any(node.level == "table" for node in tree.ancestors(clause))


def _attributing_rows(source: Source) -> Iterator[tuple[int, int]]:
    """Tables with a column of responsible bodies, and how many rows stand below their headers."""
    for index, table in enumerate(source.tables):
        headers = (
            source.text[cell.start : cell.end] for cell in table.cells if cell.row < max(table.header_rows, 1)
        )
        if any(_COLUMN.search("".join(header.split())) for header in headers):
            yield index, table.rows - table.header_rows
