"""CSV files for a double click: with a byte order mark, by which Excel knows that they are UTF-8, and without formulas.

Only what is sent as a file to keep has it (`_dl=1`, as all links of the pages ask for). A program that
reads `.csv` without that gets plain text, whose first heading starts with its first letter.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import MutableMapping
from typing import Any

from plans_pages.addresses import App, Scope

from pipeline.report.sheet import harmless

_MARK = b"\xef\xbb\xbf"
_NUMBER = re.compile(r"[-+]?[0-9.]+(?:e[-+]?[0-9]+)?")  # a lower temperature is no formula


def wrapper(app: App) -> App:
    """Puts the mark before the first bytes of every CSV file, streamed ones too, and an apostrophe before formulas.

    Datasette sends whole rows at a time, however many.
    """

    async def with_mark(scope: Scope, receive: Any, send: Any) -> None:
        is_file, due = False, b""

        async def send_marked(message: MutableMapping[str, Any]) -> None:
            nonlocal is_file, due
            if message["type"] == "http.response.start" and _is_csv(message):
                is_file, due = True, _MARK
                # What is written into it makes it longer than it was said to be.
                message = {**message, "headers": [*filter(_stays, message["headers"])]}
            elif message["type"] == "http.response.body" and is_file:
                message = {**message, "body": due + _harmless(message.get("body", b""))}
                due = b""
            await send(message)

        await app(scope, receive, send_marked)

    return with_mark


def _is_csv(start: MutableMapping[str, Any]) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/csv")
        for name, value in start.get("headers", [])
    )


def _stays(header: tuple[bytes, bytes]) -> bool:
    return header[0].lower() != b"content-length"


def _harmless(rows: bytes) -> bytes:
    """Rows of CSV; what a spreadsheet would take for a formula is led by an apostrophe."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    for row in csv.reader(io.StringIO(rows.decode("utf-8"), newline="")):
        writer.writerow([cell if _NUMBER.fullmatch(cell) else harmless(cell) for cell in row])
    return lines.getvalue().encode("utf-8")
