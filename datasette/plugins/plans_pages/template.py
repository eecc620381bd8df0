"""What the templates can use beside Datasette's own variables."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils import path_with_added_args, path_with_removed_args
from markupsafe import Markup

from pipeline.store.codes import CODES
from plans_pages import canned, cells, describe
from plans_pages.excel import LIMITS
from plans_pages.home import Home, home
from plans_pages.language import CHINESE, ENGLISH, chosen, say
from plans_pages.passages import Fact, fact

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


def variables(datasette: Any, request: Any, database: str | None) -> dict[str, Any]:
    """For every template: words in the reader's language, and what looks things up."""
    other = ENGLISH if chosen() == CHINESE else CHINESE
    everything = bool(request and request.args.get("_columns") == "all")
    return {
        "say": say,
        "language": chosen(),
        "switch_href": path_with_added_args(request, {"_lang": other}) if request else f"/?_lang={other}",
        "plans_database": describe.our_database(datasette),
        "plans_queries": canned.queries(),
        "is_plans": database is not None and database == describe.our_database(datasette),
        "heading": describe.heading,
        "explained": describe.explained,
        "named": describe.named,
        "about": describe.about,
        "parts": describe.PARTS,
        "limits": [say(*limit) for limit in LIMITS],
        "all_columns": everything,
        "all_columns_href": _toggled(request, everything),
        "listed": lambda table, columns: describe.listed(table, columns, everything),
        "lookup_word": lambda key, english: say(_LOOKUPS.get(key, english), english),
        "code": lambda column, value: cells.code(column, value) if column in CODES else value,
        "badge": cells.status_badge,
        "copy_button": cells.copy_button,
        "reading_path": cells.reading_path,
        "row_path": cells.row_path,
        "as_markup": Markup,
        "home_page": _home(datasette),
        "fact_of": _fact(datasette),
        "choices_of": lambda database, name: canned.choices(datasette, database, name),
    }


def _toggled(request: Any, everything: bool) -> str:
    if request is None:
        return ""
    if everything:
        return str(path_with_removed_args(request, {"_columns"}))
    return str(path_with_added_args(request, {"_columns": "all"}))


def _home(datasette: Any) -> Callable[[], Awaitable[Home | None]]:
    async def page() -> Home | None:
        return await home(datasette, describe.our_database(datasette))

    return page


def _fact(datasette: Any) -> Callable[[str, str, list[str]], Awaitable[Fact | None]]:
    async def of(database: str, table: str, keys: list[str]) -> Fact | None:
        return await fact(datasette, database, table, keys)

    return of
