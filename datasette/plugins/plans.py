"""Datasette's hooks for the plans' pages; each is one line into `plans_pages` beside this file.

Kept in ASCII: Datasette reads plugins in the system's encoding.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette import hookimpl

sys.path.insert(0, str(Path(__file__).parent))

from plans_pages import canned, cells, describe, excel, language, routes, search, template  # noqa: E402


@hookimpl
def get_metadata(datasette: Any) -> dict[str, Any]:
    return describe.metadata(datasette)


@hookimpl
def canned_queries(datasette: Any, database: str) -> dict[str, dict[str, Any]]:
    return canned.definitions(datasette, database)


# Last: Datasette registers an escape_fts of its own first.
@hookimpl(trylast=True)
def prepare_connection(conn: Any) -> None:
    search.prepare(conn)


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    return cells.render(row, value, column, table, database, datasette)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    env.globals.update(template.GLOBALS)


@hookimpl
def extra_template_vars(datasette: Any, request: Any, database: str | None) -> dict[str, Any]:
    return template.variables(datasette, request, database)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    return routes.ROUTES


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    return excel.RENDERER


@hookimpl
def extra_css_urls() -> list[str]:
    return ["/static/plans.css"]


@hookimpl
def extra_js_urls() -> list[str]:
    return ["/static/plans.js"]


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    return language.wrapper
