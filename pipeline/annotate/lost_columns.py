"""Attributions of a column that an export left as one cell a line, where no table could be rebuilt.

Below a run of header words (序号, 事项, 工作措施, 责任单位), each a line of its own, what used to be a cell of
the column is a line that holds nothing but names of bodies. It has the role of the header's label. Where
the run holds two such labels nobody can tell whose the line is, and nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pipeline import lexicon
from pipeline.annotate.attribution_grammar import Attribution, parse_cell
from pipeline.annotate.attributions import to_mark
from pipeline.annotate.body_names import is_generic, kind_of, strict_kind
from pipeline.annotate.roles import role_of_label
from pipeline.fold import Folded, fold
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.marks import AttributionMark
from pipeline.model import Role, Source

LONGEST = 120  # characters of a cell of bodies
FEWEST_HEADERS = 3  # header words in a row, the label among them
FEWEST_CELLS = 2  # one line of names alone may be anything, a signature too
_LABEL = re.compile(r"[\u3400-\u9fff]{2,4}(?:单位|部门|主体)")
_LABEL_LINE = re.compile(r"(?:^|[\n\t])[ \u3000]*[\u3400-\u9fff]{2,4}(?:单位|部门|主体)[ \u3000]*(?=[\n\t])")
_HEADER = re.compile(alternatives(forms(lexicon.bodies().column)))
_ANNEX = re.compile(r"附[表件]\s*[\d一二三四五六七八九十]*(?:$|[:.\s])")
_DATE = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_LONG_LIST = 3  # names of which the looser ones lean on the others
_EACH = ("各", "有关", "相关")
_NAMED_COMPANY = re.compile("[\u3400-\u9fff]{2,10}(?:公司|集团)")
_NO_COMPANY = re.compile(alternatives(forms([*lexicon.bodies().pivot, *lexicon.bodies().verb])))


class _Line(NamedTuple):
    """A paragraph, or a cell of a table that lost its shape; `text` is folded."""

    start: int
    end: int
    text: str
    table: int | None


def annotate_lost_columns(source: Source, in_shape: Collection[int]) -> list[AttributionMark]:
    """The attributions of all such columns of `source`, with offsets into its text.

    Args:
        in_shape: the tables (indices) that have their column of bodies: nothing of them is lost.
    """
    if not _LABEL_LINE.search(source.text):
        return []
    lines = [line for line in _lines(source) if line.table not in in_shape]
    marks: list[AttributionMark] = []
    in_annex = False
    for index, line in enumerate(lines):
        in_annex = in_annex or _ANNEX.match(line.text) is not None
        role = _label_role(lines, index) if in_annex else None
        if role:
            column = list(_column(source.text, lines[index + 1 :], role, line.table))
            marks += column if len(column) >= FEWEST_CELLS else []
    return marks


def _lines(source: Source) -> Iterator[_Line]:
    """What the source prints as one paragraph or one cell, without empty ones."""
    for block in source.blocks:
        spans = [(block.start, block.end)]
        if block.table is not None:
            cells = source.tables[block.table].cells
            spans = [(c.start, c.end) for c in cells if block.start <= c.start and c.end <= block.end]
        for start, end in spans:
            text = fold(source.text[start:end]).strip()
            if text:
                yield _Line(start, end, text, block.table)


def _label_role(lines: Sequence[_Line], index: int) -> Role | None:
    """The role of the line at `index` if it is the only label in a run of header words."""
    if not _LABEL.fullmatch(lines[index].text):
        return None
    first, last = index, index + 1
    while first > 0 and _is_header(lines[first - 1].text):
        first -= 1
    while last < len(lines) and _is_header(lines[last].text):
        last += 1
    labels = sum(_label(line.text) is not None for line in lines[first:last])
    return _label(lines[index].text) if labels == 1 and last - first >= FEWEST_HEADERS else None


def _label(text: str) -> Role | None:
    return role_of_label(text) if _LABEL.fullmatch(text) else None


def _is_header(text: str) -> bool:
    return _HEADER.fullmatch(text) is not None or _label(text) is not None


def _column(text: str, lines: Sequence[_Line], role: Role, table: int | None) -> Iterator[AttributionMark]:
    """The lines of bodies up to the next annex: paragraphs, and cells of the table that holds the label."""
    for index, line in enumerate(lines):
        if _ANNEX.match(line.text):
            return
        if line.table not in {None, table} or len(line.text) > LONGEST or _label(line.text):
            continue
        signed = index + 1 < len(lines) and _DATE.fullmatch(lines[index + 1].text)
        view = Folded(text[line.start : line.end], line.start)
        found = parse_cell(view.text, role)
        if not signed and _only_bodies(found):
            yield to_mark(view, 0, len(view.text), found)


def _only_bodies(found: Attribution) -> bool:
    """Whether a cell names bodies of good form and nothing else; a list that begins with one may go on looser."""
    if not found.bodies or found.stray:
        return False
    names = [name.name for name, _ in found.bodies]
    sure = [_sure(name) for name in names]
    loose = len(names) >= _LONG_LIST and sure[0] and 2 * sum(sure) >= len(sure)
    return all(sure) or (loose and all(kind_of(name) is not None for name in names))


def _sure(name: str) -> bool:
    """A name that is known in every part, a class of bodies, or a named company."""
    if strict_kind(name) or is_generic(name):
        return True
    if name.startswith(_EACH):
        return kind_of(name) is not None
    return _NAMED_COMPANY.fullmatch(name) is not None and not _NO_COMPANY.match(name)
