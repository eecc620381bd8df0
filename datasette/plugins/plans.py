"""Datasette's hooks for the plans' pages; each is one line into `plans_pages` beside this file.

Kept in ASCII: Datasette reads plugins in the system's encoding.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from datasette import handle_exception as datasette_errors
from datasette import hookimpl

sys.path.insert(0, str(Path(__file__).parent))

from plans_pages import (
    addresses,
    ahead,
    canned,
    cells,
    csv_files,
    describe,
    excel,
    language,
    mistakes,
    paging,
    routes,
    safety,
    search,
    template,
)

# With rich installed, Datasette prints the traceback even of a page that is not there, where there
# may be none: rich then raises, and the reader gets a bare 500.
datasette_errors.rich = None

# Each on top of those before it; Datasette's own comes first.
SHEETS = (
    "plans",
    "start",
    "lists",
    "reading",
    "compare",
    "chart",
    "indicators",
    "duties",
    "find",
    "network",
    "worklist",
    "phone",
    "print",
)

Function = TypeVar("Function", bound=Callable[..., Any])


def hook(function: Function) -> Function:
    """Mark a function as the hook of its name."""
    marked: Function = hookimpl(function)
    return marked


def last_hook(function: Function) -> Function:
    """Mark a function as the hook of its name that is called after all others."""
    marked: Function = hookimpl(function, trylast=True)
    return marked


@hook
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """What takes long is made before the first reader comes."""
    return lambda: ahead.read_ahead(datasette)


@hook
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Titles, descriptions, labels and facets, in the reader's language."""
    return describe.metadata(datasette)


@hook
def canned_queries(datasette: Any, database: str) -> dict[str, dict[str, Any]]:
    """The questions in queries/*.sql."""
    return canned.definitions(datasette, database)


# Last: Datasette registers an escape_fts of its own first.
@last_hook
def prepare_connection(conn: Any) -> None:
    """Full-text search for Chinese words."""
    search.prepare(conn)


@hook
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Codes as words, keys as links, citations to copy."""
    return cells.render(row, value, column, table, database, datasette)


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """Words and links for every template."""
    env.globals.update(template.GLOBALS)


@hook
def extra_template_vars(datasette: Any, request: Any, database: str | None) -> dict[str, Any]:
    """What the templates look up."""
    return template.variables(datasette, request, database)


@hook
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The pages of our own: a document to read, plans compared ..."""
    return routes.ROUTES


@hook
def register_output_renderer() -> dict[str, Any]:
    """Excel files: .xlsx behind any list."""
    return excel.RENDERER


@hook
def extra_css_urls() -> list[str]:
    """The pages' own sheets, each on top of those before it; Datasette's own comes first."""
    return [f"/static/{name}.css" for name in SHEETS]


@hook
def extra_js_urls() -> list[str]:
    """The pages' own script."""
    return ["/static/plans.js"]


@hook
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Where the server is; the reader's language; CSV files that Excel opens; nothing runs that is not ours."""
    return lambda app: addresses.wrapper(safety.wrapper(language.wrapper(csv_files.wrapper(app))), datasette)


@hook
def register_magic_parameters() -> list[tuple[str, Callable[[str, Any], int]]]:
    """Which rows of a canned query a page shows."""
    return paging.magic_parameters()


@hook
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Mistakes of the reader, said plainly; the page of an error is Datasette's."""
    mistake = mistakes.in_address(request, exception)
    if mistake is not None:
        return datasette_errors.handle_exception(datasette, request, mistake)
    mistakes.explain(request, exception)
    return None
