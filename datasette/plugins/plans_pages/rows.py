"""What a query gives, row by row, as dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Parameters = Sequence[Any] | Mapping[str, Any]


def rows(connection: Any, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
    """All rows of a query."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def one(connection: Any, sql: str, parameters: Parameters = ()) -> dict[str, Any]:
    """The first row of a query; empty if there is none."""
    cursor = connection.execute(sql, parameters)
    row = cursor.fetchone()
    return dict(zip((column[0] for column in cursor.description), row, strict=True)) if row else {}


def value(connection: Any, sql: str, parameters: Parameters = ()) -> Any:
    """The first value of a query's first row; None if there is none."""
    row = connection.execute(sql, parameters).fetchone()
    return row[0] if row else None
