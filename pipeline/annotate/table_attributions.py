"""Attributions in tables: columns headed 牵头单位, 责任部门, 配合部门 …, read row by row.

Where a column of departments stands beside one of areas (组别 ｜ 部门 ｜ 重点市 ｜ 工作内容), the row
pairs the two: its text up to the areas is the attribution.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from pipeline.annotate.attribution_grammar import Attribution, parse_cell
from pipeline.annotate.attributions import to_mark
from pipeline.annotate.body_names import DIVISION, kind_of
from pipeline.annotate.lost_columns import annotate_lost_columns
from pipeline.annotate.roles import LABEL, role_of_label
from pipeline.fold import Folded, fold
from pipeline.marks import AttributionMark
from pipeline.model import Role, Source, SourceCell, SourceTable

COVERED = 0.6  # share of a cell's characters that names of bodies must make up
_UNIT_HEADER = re.compile("(?:单位|部门|主体|机构)(?:名称)?(?:\\([^)]*\\))?")
_ROLE_HEADER = re.compile("单位|部门|主体|机构|处室|科室|负责|牵头|责任(?!人|书|制)|配合")
_NO_ROLE_HEADER = re.compile("情况|内容|事项|任务|措施|联系|电话|人$|领导")
_AREA_HEADER = re.compile(
    "(?:重点|帮扶|包片|联系|对口|责任|包保|督导|负责|片区)*(?:市|县|区|州|地区|区域|城市|区县|市州|县区|乡镇|街道|地市|盟市|片区)"
    "(?:名称)?(?:\\([^)]*\\))?"
)


def annotate_tables(source: Source) -> list[AttributionMark]:
    """The attributions of all tables of `source`, and of columns without a table, as offsets into its text."""
    of_tables = [list(_table(source.text, table)) for table in source.tables]
    in_shape = {index for index, marks in enumerate(of_tables) if marks}
    return [*chain.from_iterable(of_tables), *annotate_lost_columns(source, in_shape)]


def _table(text: str, table: SourceTable) -> Iterator[AttributionMark]:
    headers = _headers(text, table)
    roles = {column: role for column, header in headers.items() if (role := _role(header))}
    areas = {column for column, header in headers.items() if _AREA_HEADER.fullmatch(header)}
    if not roles:
        return
    rows: dict[int, dict[int, SourceCell]] = defaultdict(dict)
    for cell in table.cells:
        if cell.row >= table.header_rows:
            rows[cell.row][cell.column] = cell
    for row in rows.values():
        for column, role in roles.items():
            found = _cell(text, row, column, role) if column in row else None
            if found is None:
                continue
            view, parsed = found
            start, end = 0, len(view.text)
            mark = to_mark(view, start, end, parsed)
            area = row.get(column + 1)
            if area is not None and column + 1 in areas:
                first = min(row.values(), key=lambda cell: cell.start)
                mark = AttributionMark(start=first.start, end=area.end, bodies=mark.bodies)
            yield mark


def _headers(text: str, table: SourceTable) -> dict[int, str]:
    """The folded header of each column, the rows of a header joined from the top down."""
    headers: dict[int, str] = defaultdict(str)
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row < table.header_rows:
            for column in range(cell.column, cell.column + cell.column_span):
                headers[column] += fold(text[cell.start : cell.end]).replace("\n", "")
    return headers


def _role(header: str) -> Role | None:
    """The role that a column's header gives to the bodies below it."""
    if len(header) > 20 or _NO_ROLE_HEADER.search(header) or not _ROLE_HEADER.search(header):
        return None
    if _UNIT_HEADER.fullmatch(header):
        return "responsible"
    return role_of_label(header)


def _cell(
    text: str, row: dict[int, SourceCell], column: int, role: Role
) -> tuple[Folded, Attribution] | None:
    """The bodies of one cell, if most of what stands there has the form of bodies."""
    cell = row[column]
    if cell.end - cell.start < 2:
        return None
    view = Folded(text[cell.start : cell.end], cell.start)
    found = parse_cell(view.text, role)
    named = [
        name
        for name, _ in found.bodies
        if (kind_of(name.name) or DIVISION.fullmatch(name.name)) and not _UNIT_HEADER.fullmatch(name.name[2:])
    ]
    printed = sum(len(name.raw) + 1 for name in named)
    labels = sum(len(label[0]) for label in LABEL.finditer(view.text))
    return (view, found) if printed >= COVERED * (len(view.text) - labels) else None
