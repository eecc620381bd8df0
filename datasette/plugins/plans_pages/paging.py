"""Canned queries page by page: a page shows 100 rows of the answer, an export holds them all.

The SQL that Datasette runs ends in two of its magic parameters, which look at the request; the SQL that
people see and copy does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from datasette.utils import path_with_replaced_args
from plans_pages.addresses import at
from plans_pages.page_numbers import number_asked

SIZE = 100
_ALL = {"size": -1, "start": 0}  # to SQLite a negative limit is none


@dataclass(frozen=True)
class Page:
    """Which rows of how many a page shows, and where the pages beside it are; `first` is behind `total` where none is."""

    first: int
    last: int
    total: int
    previous_href: str | None
    next_href: str | None


def paged(sql: str) -> str:
    """`sql`, limited to the page that the request asks for."""
    return f"{sql}\nLIMIT :_page_size OFFSET :_page_start"


def unordered(sql: str) -> str:
    """`sql` without its own last ORDER BY: to be counted, a thousand plans' rows need not be sorted."""
    asked, order, by = sql.rpartition("\nORDER BY ")
    return asked if order and by.count("(") == by.count(")") else sql


def magic_parameters() -> list[tuple[str, Callable[[str, Any], int]]]:
    """What Datasette puts for :_page_size and :_page_start."""
    return [("page", _limit)]


def _limit(which: str, request: Any) -> int:
    """One of the two numbers. Raises KeyError for any other name, which is none of ours."""
    if request.url_vars.get("format"):
        return _ALL[which]
    return {"size": SIZE, "start": (_number(request) - 1) * SIZE}[which]


def _number(request: Any) -> int:
    """The page that a request asks for, from 1; the first one if it asks for none or for nonsense."""
    return number_asked(request.args.get("_page") or "")


async def page(datasette: Any, database: str, sql: str, parameters: Mapping[str, str], request: Any) -> Page:
    """The page of the answer to `sql` (without its limit) that `request` asks for."""
    counted = await datasette.execute(database, f"SELECT count(*) FROM ({unordered(sql)})", dict(parameters))
    total = int(counted.first()[0])
    number = _number(request)
    first = (number - 1) * SIZE
    last_page = max(1, -(-total // SIZE))

    def href(other: int) -> str:
        return at(path_with_replaced_args(request, {"_page": other if other > 1 else None}))

    return Page(
        first + 1,
        min(first + SIZE, total),
        total,
        href(min(number - 1, last_page)) if number > 1 else None,
        href(number + 1) if first + SIZE < total else None,
    )
