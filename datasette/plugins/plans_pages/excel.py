"""Any table, view or query as an Excel sheet (.xlsx) that opens with a double click, Chinese intact.

The sheet is for people: all rows and not one page of them, headings and codes in words, references
by name. Programs take .csv or .json, which hold the columns as they are.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Response
from datasette.views.base import DatasetteError
from plans_pages.addresses import at
from plans_pages.canned import queries
from plans_pages.cells import in_words
from plans_pages.describe import LABELS, PARTS, heading, is_ours, named
from plans_pages.downloads import MOST_ROWS, too_many, without_page
from plans_pages.language import CHINESE, chosen, say

from pipeline.report.sheet import Sheet, xlsx_bytes
from pipeline.store.codes import LISTED, is_list, ref_word, words
from pipeline.store.doubts import in_chinese

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAGE = re.compile(r"\s+limit \d+(\s+offset \d+)?\s*$", re.IGNORECASE)

# Columns with Chinese words for what are no codes.
_WORDS: dict[str, Callable[[str], str | None]] = {"ref": ref_word, "message": in_chinese}


def _readable(column: str, value: Any) -> Any:
    """Words for codes, a list without its brackets, a reference by its label."""
    if column in LISTED and is_list(value):
        return words(column, value, chinese=chosen() == CHINESE)
    if not isinstance(value, str | int):
        return value
    if column in _WORDS and chosen() == CHINESE:
        return _WORDS[column](str(value)) or value
    return in_words(column, value) or value


async def _labels(
    datasette: Any, database: str, table: str | None, columns: Sequence[str], rows: Sequence[Any]
) -> dict[str, dict[str, str]]:
    """For each reference of `table`: what the rows that it leads to are called."""
    part = PARTS.get(table or "")
    found: dict[str, dict[str, str]] = {}
    for column, other in part.references if part else ():
        if other in LABELS and column in columns:
            at_place = columns.index(column)
            ids = json.dumps(sorted({row[at_place] for row in rows if row[at_place] is not None}))
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
    if table and request.args.get("_next"):
        return Response.redirect(at(f"{request.path}?{without_page(request.query_string)}".rstrip("?")))
    query = data.get("query") or {}
    canned = queries().get(query_name or "")
    if view_name != "row" and query.get("sql"):
        sql = canned.sql if canned else query["sql"]
        if table:
            sql = _PAGE.sub("", sql) + f"\nLIMIT {MOST_ROWS + 1}"
        parameters = {**dict(query.get("params") or {})}
        rows = await _all_rows(datasette, database, sql, parameters)
    labels = await _labels(datasette, database, table, columns, rows)
    cut = len(rows) > MOST_ROWS
    shown = [
        # By place: a query may give two columns one name.
        [labels.get(c, {}).get(value, _readable(c, value)) for c, value in zip(columns, row, strict=True)]
        for row in rows[:MOST_ROWS]
    ]
    title = str(canned.title) if canned else named(table) if table else say("查询结果", "Result")
    headings = [str((canned.headings if canned else {}).get(c) or heading(table, c)) for c in columns]
    notes = [
        title,
        *([str(canned.about)] if canned else []),
        datasette.absolute_url(request, at(f"{request.path}?{request.query_string}".rstrip("?"))),
    ]
    notes += limits()
    if cut:
        notes.insert(0, too_many())
        shown.append([notes[0], *[None] * (len(columns) - 1)])
    name = canned.name if canned else table or "plans"
    return Response(
        xlsx_bytes(
            Sheet(title=title, head=headings, rows=shown, notes=notes, notes_title=say("说明", "Notes"))
        ),
        headers={"content-disposition": f'attachment; filename="{name}.xlsx"'},
        content_type=_TYPE,
    )


LIMITS = (
    ("征求意见稿、待核实文件的内容均已标明；征求意见稿只在要求时参与排序。", "Drafts and unverified texts are marked as such; drafts are ranked only when asked for."),
    ("期限已过，完成情况未知：过期不等于未完成。", "A date behind us says nothing about completion."),
    ("文中未写，不等于没有。", "What a text does not state is not stated there; that is all."),
    ("排在首位不等于牵头。", "Named first does not mean lead."),
)  # fmt: skip


def limits() -> list[str]:
    """What may and may not be said of what is shown."""
    return [say(chinese, english) for chinese, english in LIMITS]


async def _all_rows(datasette: Any, database: str, sql: str, parameters: dict[str, Any]) -> list[Any]:
    """All rows of a query that Datasette has just run, up to the limit. Raises: DatasetteError, it takes too long."""
    most = datasette.setting("sql_time_limit_ms")
    for name in re.findall(r":(\w+)", sql):
        parameters.setdefault(name, "")

    def fetch(connection: Any) -> list[Any]:
        with sqlite_timelimit(connection, most):
            try:
                return list(connection.execute(sql, parameters).fetchmany(MOST_ROWS + 1))
            except sqlite3.OperationalError as error:
                if error.args == ("interrupted",):
                    raise DatasetteError(
                        say(
                            "查询用时过长，没有导出。请缩小范围。", "The query takes too long: ask for less."
                        ),
                        title=say("超时", "Too long"),
                        status=400,
                    ) from error
                raise

    return list(await datasette.get_database(database).execute_fn(fetch))


def _can_render(datasette: Any, database: str) -> bool:
    return database in datasette.databases and is_ours(datasette.databases[database].path)


RENDERER = {"extension": "xlsx", "render": render, "can_render": _can_render}
