"""Files to keep of what a page shows: the same rows, all of them, as Excel, CSV or one page of HTML."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils.asgi import Response
from plans_pages.language import say
from plans_pages.rooms import Ask, asked, loaded

from pipeline.report.sheet import Sheet, csv_text, xlsx_bytes

MOST_ROWS = 50_000
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
Route = tuple[str, Callable[..., Awaitable[Any]]]


def file_route(path: str, name: str, load: Callable[[Any, Ask], Sheet | bytes | None]) -> Route:
    """A file for Datasette's table of routes; `path` has a part `form`, and `load` finds its sheet or its bytes."""

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


def without_page(query: str) -> str:
    """An address's query that asks for all rows, from one that asks for a page of them."""
    return urlencode(
        [each for each in parse_qsl(query, keep_blank_values=True) if each[0] not in ("_next", "_size")]
    )


def only_these(filters: Iterable[tuple[str, str]]) -> str:
    """What a file says whose rows are filtered: each filter's name and what is chosen; empty if nothing is."""
    said = [f"{label}：{chosen}" for label, chosen in filters if chosen]
    return say("只含符合筛选的行：", "Only rows that meet: ") + "；".join(said) if said else ""


def too_many() -> str:
    """What a file says first that does not hold all rows."""
    return say(f"行数过多：只导出前{MOST_ROWS}行", f"Too many rows: only the first {MOST_ROWS} are here")


def _bytes(found: Sheet | bytes | None, form: str) -> bytes | None:
    if not isinstance(found, Sheet):
        return found
    if form == "xlsx":
        return xlsx_bytes(found)
    # The mark by which Excel knows UTF-8 is put before every CSV file on its way out (`csv_files`).
    return csv_text(found).removeprefix("\ufeff").encode()
