"""The language of a page: Chinese, unless a person chose English (`?_lang=en`, kept in a cookie)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeVar
from urllib.parse import parse_qs, parse_qsl, urlencode

from markupsafe import Markup
from plans_pages.addresses import App, Scope, at

Result = TypeVar("Result")

CHINESE, ENGLISH = "zh", "en"
_COOKIE = "plans_language"
_HEADERS = {CHINESE: b"zh-CN", ENGLISH: b"en"}
_CHINESE = Markup(' lang="zh-CN"')
_HAN, _TAG = re.compile("[\u3400-\u9fff]"), re.compile("<[^>]*>")
_language: ContextVar[str] = ContextVar("language", default=CHINESE)
_searched: ContextVar[str] = ContextVar("searched", default="")


def chosen() -> str:
    """The language of the page that is being made: zh or en."""
    return _language.get()


def say(chinese: str, english: str) -> str:
    """Whichever of the two the reader chose."""
    return english if chosen() == ENGLISH else chinese


def spoken(shown: object) -> Markup:
    """The attribute of an element that says that its words are Chinese, where the page is in English."""
    return _CHINESE if chosen() == ENGLISH and _HAN.search(_TAG.sub("", str(shown))) else Markup("")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make in that language what no reader has asked for yet."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def in_thread(function: Callable[[Any], Result]) -> Callable[[Any], Result]:
    """`function`, speaking the reader's language in the thread in which Datasette reads a database."""
    context = copy_context()
    return lambda connection: context.run(function, connection)


def searched() -> str:
    """What the page's reader searches for; empty if nothing."""
    return _searched.get()


def wrapper(app: App) -> App:
    """Notes the language and the search of each request; `?_lang=` sets a cookie and leads back."""

    async def with_language(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        arguments = parse_qs(scope["query_string"].decode("latin-1"))
        if arguments.get("_lang", [""])[-1] in _HEADERS:
            await _set_cookie(scope, send, arguments["_lang"][-1])
            return
        language = _cookie(scope)
        _language.set(language)
        _searched.set(arguments.get("_search", [""])[-1])

        async def send_with_language(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                message = {**message, "headers": [*headers, (b"content-language", _HEADERS[language])]}
            await send(message)

        await app(scope, receive, send_with_language)

    return with_language


def _cookie(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                cookie = SimpleCookie(value.decode("latin-1"))
            except CookieError:
                continue
            if _COOKIE in cookie and cookie[_COOKIE].value in _HEADERS:
                return cookie[_COOKIE].value
    return CHINESE


async def _set_cookie(scope: Scope, send: Any, language: str) -> None:
    """Redirect to the same page without `_lang`, the choice kept for a year."""
    kept = [
        (name, value)
        for name, value in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if name != "_lang"
    ]
    # The path alone: a Location that starts with two slashes would lead to another site.
    path = "/" + (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").split("?")[0].lstrip("/")
    location = at(path) + ("?" + urlencode(kept) if kept else "")
    cookie = f"{_COOKIE}={language}; Path=/; Max-Age=31536000; SameSite=Lax"
    headers = [(b"location", location.encode("latin-1")), (b"set-cookie", cookie.encode())]
    await send({"type": "http.response.start", "status": 302, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
