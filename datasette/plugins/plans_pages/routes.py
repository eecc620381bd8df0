"""Pages of our own beside Datasette's: a document to read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Response
from plans_pages.describe import our_database
from plans_pages.language import say
from plans_pages.reading import reading


async def read(datasette: Any, request: Any) -> Response:
    """/read/<document>: its text with every fact marked."""
    database = our_database(datasette)
    document_id = tilde_decode(request.url_vars["document"])
    found = await reading(datasette, database, document_id) if database else None
    if found is None:
        raise NotFound(say(f"没有这份文件：{document_id}", f"There is no document {document_id}"))
    return Response.html(
        await datasette.render_template(
            "read.html", {"reading": found, "database": database}, request=request, view_name="read"
        )
    )


ROUTES: list[tuple[str, Callable[..., Awaitable[Any]]]] = [(r"/read/(?P<document>[^/]+)$", read)]
