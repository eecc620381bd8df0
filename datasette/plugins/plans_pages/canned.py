"""The canned queries: one SQL file each in `queries/`, with what people read in its head.

The head's lines are comments: `-- zh:` and `-- en:` title, `-- about zh:`, `-- about en:` one line;
`-- parameter NAME: Chinese | English`, below it `-- choose NAME: SQL` giving value and label of what
may be picked; `-- date NAME: example` for a parameter that has to be a date; `-- heading COLUMN: Chinese | English` for a column that the schema words otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from plans_pages.cells import in_words
from plans_pages.describe import is_ours
from plans_pages.language import say
from plans_pages.paging import paged

FOLDER = Path(__file__).resolve().parent.parent.parent / "queries"
_HEAD = re.compile(r"--\s*([a-z]+(?: [a-z_]+)?):\s*(.+)")


@dataclass(frozen=True)
class Words:
    """The same in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return say(self.zh, self.en)


@dataclass(frozen=True)
class Query:
    name: str
    title: Words
    about: Words
    sql: str
    parameters: dict[str, Words] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    headings: dict[str, Words] = field(default_factory=dict)

    def misread(self, values: Mapping[str, str]) -> list[str]:
        """One line for each of `values` that has to be a date and is none."""
        return [
            say(
                f"{self.parameters[name]}：“{values[name]}”不是日期，请写成 {example}。",
                f"{self.parameters[name]}: {values[name]} is no date; write it as {example}.",
            )
            for name, example in self.dates.items()
            if values.get(name) and not _is_date(values[name])
        ]


def _is_date(text: str) -> bool:
    """Whether it is a day as the database writes them: 2025-12-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def parse(name: str, text: str) -> Query:
    """The query in a file's `text`. Raises KeyError if its head lacks a title or a description."""
    head: dict[str, str] = {}
    lines = text.splitlines()
    while lines and (match := _HEAD.fullmatch(lines[0].strip())):
        head[match[1]] = match[2].strip()
        lines.pop(0)

    def plain(kind: str) -> dict[str, str]:
        return {key.split(" ", 1)[1]: value for key, value in head.items() if key.startswith(f"{kind} ")}

    def pairs(kind: str) -> dict[str, Words]:
        return {
            key: Words(*(part.strip() for part in value.split("|", 1))) for key, value in plain(kind).items()
        }

    return Query(
        name,
        Words(head["zh"], head["en"]),
        Words(head["about zh"], head["about en"]),
        "\n".join(lines).strip(),
        pairs("parameter"),
        plain("choose"),
        plain("date"),
        pairs("heading"),
    )


@cache
def queries() -> dict[str, Query]:
    """All canned queries by name, in the order of their files' names."""
    found = {}
    for path in sorted(FOLDER.glob("*.sql")):
        name = re.sub(r"^\d+_", "", path.stem)
        found[name] = parse(name, path.read_text(encoding="utf-8"))
    return found


def definitions(datasette: Any, database: str) -> dict[str, dict[str, Any]]:
    """Datasette's definitions of the queries for a database of ours, in the reader's language."""
    if not is_ours(datasette.databases[database].path):
        return {}
    # What the server's own metadata says of a query (who may ask it) stays.
    own = datasette.metadata("queries", database=database, fallback=False) or {}
    return {
        query.name: {
            **(own[query.name] if isinstance(own.get(query.name), dict) else {}),
            "sql": paged(query.sql),
            "title": str(query.title),
            "description": str(query.about),
            "hide_sql": True,
        }
        for query in queries().values()
    }


async def choices(datasette: Any, database: str, name: str) -> dict[str, list[tuple[str, str]]]:
    """What may be picked for each parameter of a query: (value, label)."""
    query = queries()[name]
    found = {}
    for parameter, sql in query.choices.items():
        rows = (await datasette.execute(database, sql)).rows
        found[parameter] = [(str(row[0]), _label(parameter, row[0], row[1])) for row in rows]
    return found


def _label(parameter: str, value: Any, label: Any) -> str:
    """What an option reads: a code (牵头, 每年) in the reader's language."""
    column = "period" if parameter == "year" else parameter
    return in_words(column, value) or str(label)
