"""Any table, view or query as an Excel sheet (.xlsx) that opens with a double click, Chinese intact.

The sheet is for people: all rows and not one page of them, headings and codes in words, references
by name. Programs take .csv or .json, which hold the columns as they are.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from datasette.utils.asgi import Response
from plans_pages.canned import queries
from plans_pages.describe import LABELS, PARTS, heading, is_ours, named
from plans_pages.language import CHINESE, chosen, say

from pipeline.store.codes import ref_word, word
from pipeline.store.doubts import in_chinese

MOST_ROWS = 50_000
_MOST_CHARACTERS = 32_767  # of a cell, says Excel
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAGE = re.compile(r"\s+limit \d+(\s+offset \d+)?\s*$", re.IGNORECASE)

# Columns with Chinese words for what are no codes.
_WORDS: dict[str, Callable[[str], str | None]] = {"ref": ref_word, "message": in_chinese}

_NAMESPACE = "http://schemas.openxmlformats.org"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_NAMESPACE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.main+xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE.removesuffix("sheet")}{kind}+xml"/>'
        for part, kind in (
            ("worksheets/sheet1", "worksheet"),
            ("worksheets/sheet2", "worksheet"),
            ("styles", "styles"),
        )
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_NAMESPACE}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_NAMESPACE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_NAMESPACE}/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_NAMESPACE}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for number, kind, target in (
            (1, "worksheet", "worksheets/sheet1.xml"),
            (2, "worksheet", "worksheets/sheet2.xml"),
            (3, "styles", "styles.xml"),
        )
    )
    + "</Relationships>",
    "xl/styles.xml": f'<styleSheet xmlns="{_NAMESPACE}/spreadsheetml/2006/main">'
    '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders count='1'><border/></borders><cellStyleXfs count='1'><xf/></cellStyleXfs>"
    '<cellXfs count="2"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    "</styleSheet>",
}


def workbook(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[str]
) -> bytes:
    """An Excel file: a sheet `title` of `rows` under `headings`, and a second one with `notes`."""
    rows = list(rows)
    name = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31] or "plans"
    sheets = "".join(
        f'<sheet name={quoteattr(each)} sheetId="{number}" r:id="rId{number}"/>'
        for number, each in ((1, name), (2, say("说明", "Notes")))
    )
    parts = {
        **_PARTS,
        "xl/workbook.xml": f'<workbook xmlns="{_NAMESPACE}/spreadsheetml/2006/main" '
        f'xmlns:r="{_NAMESPACE}/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>',
        "xl/worksheets/sheet1.xml": _sheet([headings, *rows], _widths(headings, rows), frozen=True),
        "xl/worksheets/sheet2.xml": _sheet([[note] for note in notes], [100], frozen=False),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            # A fixed time: the same rows give the same file.
            archive.writestr(
                zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), (_HEAD + content).encode(), zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()


def _widths(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """A width for each column, by what its first rows hold; a Chinese character takes two."""
    sample = [headings, *rows[:200]]
    return [
        min(
            60,
            4
            + max(sum(1 + (c > "\xff") for c in str(row[i] if row[i] is not None else "")) for row in sample),
        )
        for i in range(len(headings))
    ]


def _sheet(rows: Sequence[Sequence[Any]], widths: Sequence[int], frozen: bool) -> str:
    view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if frozen else ""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, 1)
    )
    body = "".join(
        f"<row>{''.join(_cell(value, bold=frozen and not number) for value in row)}</row>"
        for number, row in enumerate(rows)
    )
    return (
        f'<worksheet xmlns="{_NAMESPACE}/spreadsheetml/2006/main">'
        f'<sheetViews><sheetView workbookViewId="0">{view}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{body}</sheetData></worksheet>"
    )


def _cell(value: Any, bold: bool) -> str:
    style = ' s="1"' if bold else ""
    if value is None or value == "":
        return f"<c{style}/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c{style}><v>{value!r}</v></c>"
    text = escape(_ILLEGAL.sub("", str(value))[:_MOST_CHARACTERS])
    return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _readable(column: str, value: Any) -> Any:
    """Words for codes (in Chinese), a list without its brackets, a reference by its label."""
    if column == "hedges" and isinstance(value, str):
        return "、".join(map(str, json.loads(value)))
    if not isinstance(value, str | int) or chosen() != CHINESE:
        return value
    if column in _WORDS:
        return _WORDS[column](str(value)) or value
    return word(column, value) or value


async def _labels(
    datasette: Any, database: str, table: str | None, rows: Sequence[Any]
) -> dict[str, dict[str, str]]:
    """For each reference of `table`: what the rows that it leads to are called."""
    part = PARTS.get(table or "")
    found: dict[str, dict[str, str]] = {}
    for column, other in part.references if part else ():
        if other in LABELS:
            ids = json.dumps(sorted({row[column] for row in rows if row[column] is not None}))
            sql = f"SELECT id, {LABELS[other]} FROM {other} WHERE id IN (SELECT value FROM json_each(?))"
            result = await datasette.get_database(database).execute_fn(
                lambda connection, sql=sql, ids=ids: connection.execute(sql, [ids]).fetchall()
            )
            found[column] = {row[0]: row[1] for row in result}
    return found


async def render(
    datasette: Any, columns: list[str], rows: list[Any], database: str, table: str | None, query_name: str | None,
    request: Any, view_name: str, data: dict[str, Any],
) -> Response:  # fmt: skip
    """The response with the Excel file of what a page shows."""
    query = data.get("query") or {}
    canned = queries().get(query_name or "")
    if view_name != "row" and query.get("sql"):
        sql = canned.sql if canned else query["sql"]
        if table:
            sql = _PAGE.sub("", sql) + f"\nLIMIT {MOST_ROWS + 1}"
        parameters = {**dict(query.get("params") or {})}
        rows = await _all_rows(datasette, database, sql, parameters)
    labels = await _labels(datasette, database, table, rows)
    cut = len(rows) > MOST_ROWS
    shown = [
        [labels.get(c, {}).get(row[c], _readable(c, row[c])) for c in columns] for row in rows[:MOST_ROWS]
    ]
    title = str(canned.title) if canned else named(table) if table else say("查询结果", "Result")
    headings = [str((canned.headings if canned else {}).get(c) or heading(table, c)) for c in columns]
    notes = [
        title,
        *([str(canned.about)] if canned else []),
        datasette.absolute_url(request, f"{request.path}?{request.query_string}".rstrip("?")),
    ]
    notes += limits()
    if cut:
        notes.insert(
            0, say(f"行数过多：只导出前{MOST_ROWS}行", f"Too many rows: only the first {MOST_ROWS} are here")
        )
        shown.append([notes[0], *[None] * (len(columns) - 1)])
    name = canned.name if canned else table or "plans"
    return Response(
        workbook(title, headings, shown, notes),
        headers={"content-disposition": f'attachment; filename="{name}.xlsx"'},
        content_type=_TYPE,
    )


LIMITS = (
    ("征求意见稿、待核实文件的内容均已标明，不参与排名。", "Drafts and unverified texts are marked as such and never ranked."),
    ("期限已过，完成情况未知：过期不等于未完成。", "A date behind us says nothing about completion."),
    ("文中未写，不等于没有。", "What a text does not state is not stated there; that is all."),
    ("排在首位不等于牵头。", "Named first does not mean lead."),
)  # fmt: skip


def limits() -> list[str]:
    """What may and may not be said of what is shown."""
    return [say(chinese, english) for chinese, english in LIMITS]


async def _all_rows(datasette: Any, database: str, sql: str, parameters: dict[str, Any]) -> list[Any]:
    """All rows of a query that Datasette has just run, up to the limit."""
    for name in re.findall(r":(\w+)", sql):
        parameters.setdefault(name, "")

    def fetch(connection: Any) -> list[Any]:
        return list(connection.execute(sql, parameters).fetchmany(MOST_ROWS + 1))

    return list(await datasette.get_database(database).execute_fn(fetch))


def _can_render(datasette: Any, database: str) -> bool:
    return database in datasette.databases and is_ours(datasette.databases[database].path)


RENDERER = {"extension": "xlsx", "render": render, "can_render": _can_render}
