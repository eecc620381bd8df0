"""What of the tasks an address asks for; the same for the ledger and for the pages of bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from plans_pages.language import say
from plans_pages.rooms import Ask

from pipeline.fold import fold
from pipeline.report.ledger_entry import ROLES

# What an address may say, in the order of the form.
NAMES = (
    "plan",
    "who",
    "department",
    "function",
    "with",
    "withfunction",
    "role",
    "topic",
    "from",
    "to",
    "when",
    "said",
    "nolead",
)
WHEN = ("dated", "period", "none")


@dataclass(frozen=True)
class Wanted:
    """The filters of an address: each of `values` under its name; `plan` may have several."""

    values: dict[str, tuple[str, ...]]
    misread: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    @property
    def parameters(self) -> dict[str, Any]:
        """What the SQL names."""
        return {
            **{name: self.get(name) for name in NAMES},
            "who": fold(self.get("who")),
        }

    @property
    def query(self) -> str:
        """The filters as the end of an address, without the question mark."""
        return urlencode([(name, value) for name, found in self.values.items() for value in found])

    def but(self, **changes: str | None) -> str:
        """`query` with some filters set otherwise, or left out (None); `from_` and `with_` stand for from, with."""
        kept = dict(self.values)
        for name, value in changes.items():
            kept.pop(name.rstrip("_"), None)
            if value:
                kept[name.rstrip("_")] = (value,)
        return Wanted(kept).query


def wanted(ask: Ask, names: tuple[str, ...] = NAMES) -> Wanted:
    """The filters that an address names; what is no date or no choice is left out, and said."""
    values: dict[str, tuple[str, ...]] = {}
    misread: list[str] = []
    for name in names:
        found = tuple(ask.all(name)) if name == "plan" else tuple(filter(None, [ask.get(name)]))
        if found and _understood(name, found[0]):
            values[name] = found
        elif found:
            misread.append(
                say(f"看不懂“{found[0]}”，没有按它筛选。", f"{found[0]} is not understood and was left out.")
            )
    return Wanted(values, tuple(misread))


def _understood(name: str, value: str) -> bool:
    if name in ("from", "to"):
        return _is_day(value)
    if name == "role":
        return value in ROLES
    return value in WHEN if name == "when" else value == "1" if name == "nolead" else True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
