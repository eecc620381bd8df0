"""Which data a page shows, so that what is cited can be found again: after a build, facts may differ."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path

from plans_pages.describe import is_ours

_SHOWN = 8  # digits; enough to tell builds apart


@cache
def data_version(path: str | None) -> str:
    """The day of the last build of the database at `path` and what tells its facts apart: 2026-11-26 3f2a9c1b.

    The same documents read by the same code have the same digits, whoever built them and when. Empty if the
    database is not ours. Served immutable, so once is enough.
    """
    if not path or not is_ours(path):
        return ""
    with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as connection:
        records = connection.execute("SELECT id, record_sha256 FROM documents ORDER BY id").fetchall()
        build = connection.execute(
            'SELECT "when", code_version FROM builds ORDER BY id DESC LIMIT 1'
        ).fetchone()
    if build is None:
        return ""
    when, code = build
    digits = sha256("\n".join(f"{name} {record}" for name, record in [*records, ("code", code)]).encode())
    return f"{when[:10]} {digits.hexdigest()[:_SHOWN]}"


def with_version(citation: str, path: str | None) -> str:
    """A citation that says which data it was taken from; it stays Chinese, as the documents are."""
    version = data_version(path)
    return f"{citation}（规划文本库数据 {version}）" if version else citation
