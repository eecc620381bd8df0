"""The comparison that a page shows as a file to keep: Excel, CSV, one page of HTML. The same rows, all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import NotFound, Response
from plans_pages.compare import measures, side_by_side
from plans_pages.compare.asked import Choice, choice_of
from plans_pages.compare.kept import KeptPairwise
from plans_pages.language import say
from plans_pages.rooms import Ask, asked, loaded

from pipeline.report.comparison import comparison_sheet
from pipeline.report.measures import measures_sheet
from pipeline.report.row_differences import ComparedRow
from pipeline.report.sheet import Sheet, csv_text, xlsx_bytes
from pipeline.report.side_by_side_page import side_by_side_page
from pipeline.report.stored_measures import measures_together

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
Route = tuple[str, Callable[..., Awaitable[Any]]]


def _compared(connection: Any, ask: Ask) -> bytes:
    choice = _choice(ask, side_by_side.PATH)
    together = side_by_side.together_of(connection, choice)
    rows: list[ComparedRow] = [row.row for row in side_by_side.rows_asked(together.rows, choice)]
    records = [plan.record for plan in together.plans]
    if ask.parts["form"] == "html":
        return side_by_side_page(records, [plan.profile for plan in together.plans], rows)
    return _sheet(comparison_sheet(records, rows), ask.parts["form"])


def _measures(connection: Any, ask: Ask) -> bytes:
    choice = _choice(ask, measures.PATH)
    plans = side_by_side.asked_plans(connection, choice)
    rows = measures.measures_asked(measures_together(connection, plans, KeptPairwise(plans)), choice)
    sheet = measures_sheet([plan.record for plan in plans], [each.row for each in rows])
    return _sheet(sheet, ask.parts["form"])


def _choice(ask: Ask, path: str) -> Choice:
    """What is asked for. Raises: NotFound, not two to four plans."""
    choice = choice_of(ask, path)
    if not choice.compares:
        raise NotFound(
            say("请在地址中给出两至四份文件：?plan=甲&plan=乙", "Name two to four plans: ?plan=a&plan=b")
        )
    return choice


def _sheet(sheet: Sheet, form: str) -> bytes:
    if form == "xlsx":
        return xlsx_bytes(sheet)
    # The mark by which Excel knows UTF-8 is put before every CSV file on its way out.
    return csv_text(sheet).removeprefix("\ufeff").encode()


def _route(path: str, name: str, load: Callable[[Any, Ask], bytes]) -> Route:
    async def send(datasette: Any, request: Any) -> Response:
        ask = await asked(datasette, request)
        form = ask.parts["form"]
        return Response(
            await loaded(datasette, ask, load),
            headers={"content-disposition": f'attachment; filename="{name}.{form}"'},
            content_type=_TYPES[form],
        )

    return path, send


ROUTES: list[Route] = [
    _route(r"/compare\.(?P<form>xlsx|csv|html)$", "compare", _compared),
    _route(r"/compare/measures\.(?P<form>xlsx|csv)$", "measures", _measures),
]
