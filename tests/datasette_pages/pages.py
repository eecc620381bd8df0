"""The pages without a server: Datasette's own client on the folder `datasette/`."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from datasette.app import Datasette
from datasette.utils import tilde_encode

from pipeline.deriving import all_derived
from pipeline.model import Record
from pipeline.store.database import BuildNote, update_database
from tests.store.samples import write_all

ROOT = Path(__file__).resolve().parent.parent.parent
NOTE = BuildNote(code_version="abc", documents_read=1, skipped=0, failed=0, seconds=0.5)


def make_database(records: Iterable[Record], folder: Path, name: str = "plans.db") -> Path:
    """The database of `records` in `folder`."""
    database = folder / name
    place = folder / "records"
    update_database(database, place, write_all(list(records), place), NOTE, all_derived(place))
    return database


class Pages:
    """What a database looks like in the browser, page by page."""

    def __init__(self, database: Path) -> None:
        self.name = database.stem
        self.base = "/" + tilde_encode(self.name)
        self._datasette = Datasette(immutables=[str(database)], config_dir=ROOT / "datasette")

    def metadata(self) -> dict[str, Any]:
        """What Datasette knows of the database's tables."""
        found: dict[str, Any] = self._datasette.metadata("tables", database=self.name)
        return found

    def response(self, path: str, **cookies: str) -> Any:
        """The answer to GET `path`, not followed."""

        async def get() -> Any:
            await self._datasette.invoke_startup()
            return await self._datasette.client.get(quote(path, safe="/?=&%~-_.+#:,"), cookies=cookies)

        return asyncio.run(get())

    def page(self, path: str, **cookies: str) -> str:
        """The HTML of a page that has to be there."""
        response = self.response(path, **cookies)
        assert response.status_code == 200, f"{path}: {response.status_code} {response.text[:500]}"
        return str(response.text)

    def rows(self, path: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows behind a table's or query's page."""
        found: list[dict[str, Any]] = self.response(
            f"{path}.json?{urlencode({'_shape': 'array', **parameters})}"
        ).json()
        return found


def links(page: str) -> list[str]:
    """Where the links of a page lead."""
    return [html.unescape(href) for href in re.findall(r'<a\b[^>]*?href="([^"]*)"', page)]


def text_of(page: str) -> str:
    """What a page reads, without its tags."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", "", page)
    return " ".join(html.unescape(body).split())
