"""What a worklist is narrowed by: conditions for its query, choices with their counts, exports of the same rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from plans_pages.addresses import at
from plans_pages.cells import row_path
from plans_pages.rooms import Ask
from plans_pages.rows import rows

SIZE = 50


@dataclass(frozen=True)
class Option:
    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its name in the address, its heading, its options with their counts."""

    name: str
    label: str
    options: list[Option]


@dataclass
class Narrowed:
    """Conditions on a table's rows (`row`), and the same as arguments of Datasette's own table.

    `in_table`: whether that table can be narrowed so without SQL, which a server may forbid.
    """

    conditions: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)
    arguments: list[tuple[str, str]] = field(default_factory=list)
    in_table: bool = True

    def by(self, column: str, value: str) -> None:
        """Only rows with this value; an empty one narrows nothing."""
        if value:
            self.conditions.append(f"row.{column} = ?")
            self.parameters.append(value)
            self.arguments.append((column, value))

    def where(self, condition: str, argument: tuple[str, str] | None) -> None:
        """Only rows for which a condition without parameters holds; `argument` says the same to the table."""
        self.conditions.append(condition)
        if argument:
            self.arguments.append(argument)
        self.in_table = self.in_table and argument is not None

    @property
    def sql(self) -> str:
        return " AND ".join(self.conditions) or "1"


def options(
    connection: Any,
    table: str,
    column: str,
    narrowed: Narrowed,
    chosen: str,
    label: Callable[[Any], Any] = str,
) -> list[Option]:
    """The values of a column among the rows, the most frequent first; what is chosen is always there."""
    found = rows(
        connection,
        f"SELECT row.{column} AS key, count(*) AS number FROM {table} AS row"
        f" WHERE {narrowed.sql} AND row.{column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1",
        narrowed.parameters,
    )
    listed = [
        Option(row["key"], str(label(row["key"])), row["number"], row["key"] == chosen) for row in found
    ]
    if chosen and not any(option.chosen for option in listed):
        listed.append(Option(chosen, str(label(chosen)), 0, True))
    return listed


def exports(ask: Ask, table: str, narrowed: Narrowed) -> dict[str, str]:
    """The same rows as Excel and CSV files, and where it can show just these, in Datasette's table and as JSON."""
    asked = urlencode(
        [(name, value) for name, found in ask.arguments.items() for value in found if name != "page"]
    )
    files = {form: at(f"/worklist.{form}" + (f"?{asked}" if asked else "")) for form in ("xlsx", "csv")}
    if not narrowed.in_table:
        return files
    base = row_path(ask.database, table, "").rstrip("/")
    query = urlencode(narrowed.arguments)
    as_json = urlencode([*narrowed.arguments, ("_size", "max")])
    return {**files, "table": f"{base}?{query}".rstrip("?"), "json": f"{base}.json?{as_json}"}


def plan_titles(connection: Any) -> dict[str, dict[str, Any]]:
    """Short title and status of every document."""
    return {row["id"]: row for row in rows(connection, "SELECT id, short_title, status FROM documents")}


def turns(path: str, arguments: Sequence[tuple[str, str]], pages: tuple[int, int]) -> dict[str, str]:
    """The addresses of the pages before and after."""
    number, last = pages
    kept = [(name, value) for name, value in arguments if value and name != "page"]

    def href(other: int) -> str:
        return f"{path}?{urlencode([*kept, ('page', str(other))])}"

    return {
        "previous": href(number - 1) if number > 1 else "",
        "next": href(number + 1) if number < last else "",
    }
