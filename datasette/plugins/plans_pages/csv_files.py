"""CSV files begin with a byte order mark: by it Excel knows, at a double click, that they are UTF-8.

Only what is sent as a file to keep has it (`_dl=1`, as all links of the pages ask for). A program that
reads `.csv` without that gets plain text, whose first heading starts with its first letter.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from plans_pages.language import App, Scope

_MARK = b"\xef\xbb\xbf"


def wrapper(app: App) -> App:
    """Puts the mark before the first bytes of every CSV file, streamed ones too."""

    async def with_mark(scope: Scope, receive: Any, send: Any) -> None:
        due = False

        async def send_marked(message: MutableMapping[str, Any]) -> None:
            nonlocal due
            if message["type"] == "http.response.start" and _is_csv(message):
                due = True
                message = {**message, "headers": [*map(_longer, message["headers"])]}
            elif message["type"] == "http.response.body" and due:
                due = False
                message = {**message, "body": _MARK + message.get("body", b"")}
            await send(message)

        await app(scope, receive, send_marked)

    return with_mark


def _is_csv(start: MutableMapping[str, Any]) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/csv")
        for name, value in start.get("headers", [])
    )


def _longer(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """A header; if it says how long the body is, with the mark's length added."""
    name, value = header
    return (name, b"%d" % (int(value) + len(_MARK))) if name.lower() == b"content-length" else (name, value)
