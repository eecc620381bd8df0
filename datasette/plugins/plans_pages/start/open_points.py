"""What is still open: remarks of reviewers, and what the reading itself doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans_pages.rows import rows, value
from plans_pages.worklist.comments import STATES

_EACH = 4
_OPEN = STATES["open"]  # as in the list that the page leads to


@dataclass(frozen=True)
class OpenPoints:
    """Open remarks and doubts: how many, and the first; `rules` counts the doubts by what they are of."""

    comments: int
    first_comments: list[dict[str, Any]]
    checks: int
    serious: int
    rules: list[dict[str, Any]]
    first_checks: list[dict[str, Any]]


def open_points(connection: Any) -> OpenPoints:
    """Remarks that are not resolved, and doubts with the gravest first."""
    return OpenPoints(
        value(connection, f"SELECT count(*) FROM comments AS row WHERE {_OPEN}"),
        rows(
            connection,
            "SELECT row.id, row.author, row.text, row.anchor, row.kind, row.before, row.after, row.document_id,"
            " document.short_title, document.status FROM comments AS row"
            f" JOIN documents AS document ON document.id = row.document_id WHERE {_OPEN}"
            " ORDER BY row.document_id, row.char_start, row.id LIMIT ?",
            [_EACH],
        ),
        value(connection, "SELECT count(*) FROM checks"),
        value(connection, "SELECT count(*) FROM checks WHERE severity IN ('warning', 'error')"),
        rows(
            connection,
            "SELECT rule, count(*) AS number FROM checks GROUP BY rule ORDER BY number DESC, rule LIMIT 8",
        ),
        _first_checks(connection),
    )


def _first_checks(connection: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for severity in ("error", "warning", "info"):
        if len(found) < _EACH:
            found += rows(
                connection,
                "SELECT doubt.id, doubt.rule, doubt.severity, doubt.message, doubt.document_id, document.short_title,"
                " document.status FROM checks AS doubt JOIN documents AS document ON document.id = doubt.document_id"
                " WHERE doubt.severity = ? ORDER BY doubt.document_id, doubt.id LIMIT ?",
                [severity, _EACH - len(found)],
            )
    return found
