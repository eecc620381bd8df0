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

from plans_pages import canned, cells, describe, excel, language, routes, search, template


@hookimpl
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Titles, descriptions, labels and facets, in the reader's language."""
    return describe.metadata(datasette)


@hookimpl
def canned_queries(datasette: Any, database: str) -> dict[str, dict[str, Any]]:
    """The questions in queries/*.sql."""
    return canned.definitions(datasette, database)


# Last: Datasette registers an escape_fts of its own first.
@hookimpl(trylast=True)
def prepare_connection(conn: Any) -> None:
    """Full-text search for Chinese words."""
    search.prepare(conn)


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Codes as words, keys as links, citations to copy."""
    return cells.render(row, value, column, table, database, datasette)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Words and links for every template."""
    env.globals.update(template.GLOBALS)


@hookimpl
def extra_template_vars(datasette: Any, request: Any, database: str | None) -> dict[str, Any]:
    """What the templates look up."""
    return template.variables(datasette, request, database)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """/read/<document>."""
    return routes.ROUTES


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """Excel files: .xlsx behind any list."""
    return excel.RENDERER


@hookimpl
def extra_css_urls() -> list[str]:
    """The pages' own sheet."""
    return ["/static/plans.css"]


@hookimpl
def extra_js_urls() -> list[str]:
    """The pages' own script."""
    return ["/static/plans.js"]


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """The reader's language."""
    return language.wrapper
