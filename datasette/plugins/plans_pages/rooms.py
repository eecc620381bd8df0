"""How a page of our own is made: what it is asked for, what it reads in the database, its template.

A page's state is all in its address, so that it can be shared. Whoever may not see the database in Datasette
sees no page of it here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Response
from plans_pages.describe import our_database
from plans_pages.language import in_thread, say

_MOST_VALUES = 50  # of one name in an address
_LONGEST = 500  # characters of one value


@dataclass(frozen=True)
class Ask:
    """What a page is asked for. `parts` are the named parts of its path; `database` is ours, as Datasette names it.

    `corpus` is the folder of the documents' files, if this server knows it.
    """

    database: str
    parts: dict[str, str]
    arguments: dict[str, list[str]]
    corpus: Path | None = None

    def get(self, name: str, default: str = "") -> str:
        """The last value of `name` in the address, without blanks around it."""
        return (self.arguments.get(name) or [default])[-1]

    def all(self, name: str) -> list[str]:
        """All values of `name` in the address, each once, in their order; empty ones left out."""
        return list(dict.fromkeys(value for value in self.arguments.get(name, []) if value))


@dataclass(frozen=True)
class Room:
    """A page. `load` reads what it shows, None if there is no such page; the template sees that as `page`."""

    path: str
    template: str
    load: Callable[[Any, Ask], Any]

    @property
    def route(self) -> tuple[str, Callable[..., Awaitable[Any]]]:
        """The page for Datasette's table of routes."""

        async def show(datasette: Any, request: Any) -> Response:
            return await self.answer(datasette, request)

        return self.path, show

    async def answer(self, datasette: Any, request: Any) -> Response:
        """The page that `request` asks for. Raises: as `asked` and `loaded`."""
        ask = await asked(datasette, request)
        page = await loaded(datasette, ask, self.load)
        context = {"page": page, "ask": ask, "database": ask.database}
        view = self.template.removesuffix(".html")
        return Response.html(
            await datasette.render_template(self.template, context, request=request, view_name=view)
        )


async def asked(datasette: Any, request: Any) -> Ask:
    """What `request` asks for. Raises: NotFound, no database of ours is served; Forbidden, it may not be seen."""
    database = our_database(datasette)
    if database is None:
        raise NotFound(say("没有规划数据库", "There is no database of plans"))
    await datasette.ensure_permissions(request.actor, [("view-database", database), "view-instance"])
    arguments = {
        name: [value.strip()[:_LONGEST] for value in request.args.getlist(name)[:_MOST_VALUES]]
        for name in request.args
    }
    parts = {name: tilde_decode(part) for name, part in request.url_vars.items() if part}
    corpus = (datasette.plugin_config("plans") or {}).get("corpus")
    return Ask(database, parts, arguments, Path(corpus) if corpus else None)


async def loaded(datasette: Any, ask: Ask, load: Callable[[Any, Ask], Any]) -> Any:
    """What `load` reads in the database, in the reader's language. Raises: NotFound, it found nothing to show."""
    found = await datasette.get_database(ask.database).execute_fn(
        in_thread(lambda connection: load(connection, ask))
    )
    if found is None:
        wanted = "、".join(ask.parts.values())
        raise NotFound(say(f"没有“{wanted}”", f"There is no “{wanted}”"))
    return found
