"""A target's value as people write it: ≥95, −5, 80～90; one place for the pages and the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.store.codes import CODES

_CHANGES = {"increase": "+", "decrease": "−"}


def number(row: Mapping[str, Any]) -> str | None:
    """The value of a row of `targets` with its comparison and direction; None if it has no value."""
    if row["value"] is None:
        return None
    ends = [_plain(row[name]) for name in ("value", "value_high") if row.get(name) is not None]
    sign = "" if row["op"] in (None, "=") else str(CODES["op"].get(row["op"], row["op"]))
    return sign + _CHANGES.get(row.get("direction") or "", "") + "～".join(ends)


def _plain(value: Any) -> str:
    """A value as printed: whole numbers without a point."""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)
