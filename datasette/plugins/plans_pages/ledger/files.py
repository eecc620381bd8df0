"""The ledger as a file: the same rows as the page, all of them, as .xlsx or .csv."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette.utils.asgi import Response
from plans_pages.duties.filter_words import chips
from plans_pages.duties.matching import matching
from plans_pages.duties.wanted import Wanted, wanted
from plans_pages.language import say
from plans_pages.ledger.page import chosen_sort, in_order
from plans_pages.rooms import Ask, asked, loaded

from pipeline.report.ledger import ledger_sheet
from pipeline.report.ledger_entry import entry
from pipeline.report.ledger_stored import stored
from pipeline.report.sheet import Sheet, csv_text, xlsx_bytes

MOST_ROWS = 50_000
PATH = r"^/ledger\.(?P<form>xlsx|csv)$"
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Load = Callable[[Any, Ask], "Sheet | None"]


def ledger(connection: Any, ask: Ask) -> Sheet:
    """The sheet that an address asks for."""
    filters = wanted(ask)
    found = in_order(connection, filters, matching(connection, filters), chosen_sort(ask))
    sheet = ledger_sheet([entry(told) for told in stored(connection, found[:MOST_ROWS])])
    notes = [*in_force(connection, filters), *sheet.notes]
    if len(found) > MOST_ROWS:
        notes.insert(
            0, say(f"行数过多：只导出前{MOST_ROWS}行", f"Too many rows: only the first {MOST_ROWS} are here")
        )
    return Sheet(title=sheet.title, head=sheet.head, rows=sheet.rows, notes=notes)


def in_force(connection: Any, wanted: Wanted) -> list[str]:
    """The filters in words, for the notes of a file."""
    return [f"{chip.label}：{chip.value}" for chip in chips(connection, "", wanted)]


def file_route(path: str, name: str, load: Load) -> tuple[str, Callable[..., Any]]:
    """A sheet for Datasette's table of routes; `path` has a part `form`. The mark of a CSV is put by `csv_files`."""

    async def send(datasette: Any, request: Any) -> Response:
        ask = await asked(datasette, request)
        form = ask.parts["form"]
        body = await loaded(datasette, ask, lambda connection, ask: _bytes(load(connection, ask), form))
        return Response(
            body,
            headers={"content-disposition": f'attachment; filename="{name}.{form}"'},
            content_type=_TYPES[form],
        )

    return path, send


def _bytes(sheet: Sheet | None, form: str) -> bytes | None:
    if sheet is None:
        return None
    return xlsx_bytes(sheet) if form == "xlsx" else csv_text(sheet).removeprefix("\ufeff").encode()


ROUTE = file_route(PATH, "fenjie", ledger)
