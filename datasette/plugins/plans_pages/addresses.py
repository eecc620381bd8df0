"""Addresses of our pages: Datasette may be served below a path of its own (its setting `base_url`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

from plans_pages.starting import CannotStartError

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

_root: ContextVar[str] = ContextVar("root", default="")


def root() -> str:
    """What stands before every address: /library, or nothing."""
    return _root.get()


def at(path: str) -> str:
    """The address of a page of this server: /ledger → /library/ledger."""
    return root() + path


def surely_at(address: str) -> str:
    """An address of Datasette's, which leaves out where the server is in links of facets of lists."""
    parts = urlsplit(address)
    if parts.path.startswith(f"{root()}/"):
        return address
    return at(parts._replace(scheme="", netloc="").geturl())


def settle(datasette: Any) -> None:
    """Note where the server is, for what is made from here on in this task."""
    _root.set(datasette.setting("base_url").rstrip("/"))


def check(datasette: Any, rooms: Iterable[str]) -> None:
    """Refuse a `base_url` that begins as addresses behind it do: nobody could tell /plans/tasks from /plans/plans/tasks.

    Those are the names of databases and of our `rooms`.

    Raises: CannotStartError.
    """
    first = datasette.setting("base_url").strip("/").partition("/")[0]
    if first in {*datasette.databases, *rooms} - {""}:
        raise CannotStartError(
            f"base_url /{first}/ is also the name of a database or a page: choose another, /{first}-library/"
        )


def wrapper(app: App, datasette: Any) -> App:
    """Lets every page know where the server is, whether or not a server in front took that off the address.

    What Datasette sees is without it: of the other kind it makes links that have it twice.
    """

    async def with_root(scope: Scope, receive: Any, send: Any) -> None:
        settle(datasette)
        if scope["type"] == "http" and root() and scope["path"].startswith(root() + "/"):
            raw = (scope.get("raw_path") or scope["path"].encode()).removeprefix(root().encode())
            scope = {**scope, "path": scope["path"].removeprefix(root()), "raw_path": raw}
        await app(scope, receive, send)

    return with_root
