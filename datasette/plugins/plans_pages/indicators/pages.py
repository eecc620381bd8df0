"""Which rows of a long list a page shows, and the addresses of the pages beside it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from plans_pages.page_numbers import page_of
from plans_pages.rooms import Ask


@dataclass(frozen=True)
class Pages:
    """`start` counts from 0; first and last of `total` from 1. The addresses hold the whole state."""

    start: int
    last: int
    total: int
    previous_href: str | None
    next_href: str | None

    @property
    def first(self) -> int:
        """The first row that is shown, counted from 1; 0 if there is none."""
        return min(self.start + 1, self.total)


def pages(ask: Ask, total: int, size: int) -> Pages:
    """The page that is asked for with `page`, from 1; the last one for a number behind it."""
    number, last = page_of(ask.get("page"), total, size)
    start = (number - 1) * size
    return Pages(
        start,
        min(start + size, total),
        total,
        _href(ask, number - 1) if number > 1 else None,
        _href(ask, number + 1) if number < last else None,
    )


def _href(ask: Ask, number: int) -> str:
    kept = {name: values for name, values in ask.arguments.items() if name != "page"}
    return "?" + urlencode({**kept, "page": [number]}, doseq=True)
