"""What the templates can use beside Datasette's own: words, links, and what looks things up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from datasette.utils import path_with_added_args, path_with_removed_args, tilde_encode
from plans_pages import canned, cells, describe, paging, routes
from plans_pages.addresses import at, root, surely_at
from plans_pages.charts.signs import shape
from plans_pages.data_version import data_version
from plans_pages.downloads import without_page
from plans_pages.excel import limits
from plans_pages.graph.kinds import weight_words
from plans_pages.language import CHINESE, ENGLISH, chosen, say, spoken
from plans_pages.passages import Fact, fact
from plans_pages.reading.paper import page_path
from plans_pages.search import asks_nothing

from pipeline.store.codes import CODES
from pipeline.store.doubts import in_chinese

_LOOKUPS = {
    "exact": "等于",
    "not": "不等于",
    "contains": "包含",
    "endswith": "结尾是",
    "startswith": "开头是",
    "gt": "＞",
    "gte": "≥",
    "lt": "＜",
    "lte": "≤",
    "like": "形如",
    "notlike": "不形如",
    "glob": "匹配",
    "in": "属于",
    "notin": "不属于",
    "arraycontains": "含有",
    "arraynotcontains": "不含",
    "date": "日期为",
    "isnull": "为空",
    "notnull": "不为空",
    "isblank": "空白",
    "notblank": "不空白",
}


def _lookup_word(key: str, english: str) -> str:
    """A filter's condition: 等于, 包含."""
    return say(_LOOKUPS.get(key, english), english)


def _counted(number: int, name: str) -> str:
    """A name that follows a number: in English without its plural if there is one only."""
    if chosen() != ENGLISH or number != 1:
        return name
    return f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s")


def _all_rows(number: int) -> str:
    """How many rows there are: 共 12 行."""
    return say(f"共 {number:,} 行", f"{number:,} {_counted(number, 'rows')}")


def _whole_file(url: str, **more: str) -> str:
    """The address of a file with all rows of a table, from that of one page of them."""
    path, _, query = url.partition("?")
    asked = "&".join(filter(None, (without_page(query), urlencode(more))))
    return f"{path}?{asked}".rstrip("?")


# For every template, the error page's too, which knows no request.
GLOBALS: dict[str, Any] = {
    "root": root,
    "surely_at": surely_at,
    "say": say,
    "language": chosen,
    "spoken": spoken,
    "limits": limits,
    "heading": describe.heading,
    "explained": describe.explained,
    "one_each": describe.one_each,
    "named": describe.named,
    "about": describe.about,
    "is_technical": describe.is_technical,
    "is_blank": describe.is_blank,
    "parts": describe.PARTS,
    "lookup_word": _lookup_word,
    "counted": _counted,
    "all_rows": _all_rows,
    "whole_file": _whole_file,
    "code": lambda column, value: cells.code(column, value) if column in CODES else value,
    "badge": cells.status_badge,
    "reading_path": cells.reading_path,
    "page_path": page_path,
    "row_path": cells.row_path,
    "plans_queries": canned.queries,
    "rooms_menu": routes.menu,
    "amount": cells.amount,
    "ref_word": cells.ref_word,
    "shape": shape,
    "doubt": lambda message: say(in_chinese(message) or message, message),
    "matter_path": lambda family: at(f"/indicators/{tilde_encode(str(family))}"),
    "weight_words": weight_words,
}


def variables(datasette: Any, request: Any, database: str | None) -> dict[str, Any]:
    """For the templates of a request."""
    ours = describe.our_database(datasette)
    everything = bool(request and request.args.get("_columns") == "all")

    async def fact_of(table: str, keys: list[str]) -> Fact | None:
        return await fact(datasette, ours, table, keys) if ours else None

    async def choices_of(query: str) -> dict[str, list[tuple[str, str]]]:
        return await canned.choices(datasette, ours, query) if ours else {}

    async def page_of(sql: str, parameters: dict[str, str]) -> paging.Page:
        return await paging.page(datasette, str(database), sql, parameters, request)

    path = datasette.databases[ours].path if ours else None
    return {
        "plans_database": ours,
        "data_version": data_version(path),
        "copy_button": lambda citation: cells.copy_button(citation, path),
        "is_plans": ours is not None and database == ours,
        "switch_href": _switch(request),
        "search_is_blank": request is not None and asks_nothing(request.query_string),
        "all_columns": everything,
        "all_columns_href": _toggled(request, everything),
        "listed": lambda table, columns, rows: describe.listed(table, columns, everything, rows),
        "facet_label": _facet_label(datasette, database),
        "site": datasette.metadata,
        "fact_of": fact_of,
        "choices_of": choices_of,
        "page_of": page_of,
    }


def _facet_label(datasette: Any, database: str | None) -> Callable[[str, Any], Any]:
    """What a facet's value reads: words for codes, a document's short title for its id."""
    path = datasette.databases[database].path if database in datasette.databases else None

    def label(column: str, value: Any) -> Any:
        if column == "document_id" and value in describe.documents(path):
            return describe.documents(path)[value][0]
        return cells.code(column, value) if column in CODES else value

    return label


def _switch(request: Any) -> str:
    """The same page in the other language."""
    other = ENGLISH if chosen() == CHINESE else CHINESE
    return at(path_with_added_args(request, {"_lang": other})) if request else at(f"/?_lang={other}")


def _toggled(request: Any, everything: bool) -> str:
    """The same page with all columns, or with the main ones again."""
    if request is None:
        return ""
    if everything:
        return at(path_with_removed_args(request, {"_columns"}))
    return at(path_with_added_args(request, {"_columns": "all"}))
