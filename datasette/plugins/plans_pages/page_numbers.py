"""Which page of a long list an address asks for. Nonsense is the first page; behind the last one is the last."""

from __future__ import annotations

_DIGITS = 9  # of a page's number; longer ones are nonsense


def number_asked(asked: str) -> int:
    """The page that is asked for, from 1, however many there are."""
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else 1


def page_of(asked: str, total: int, size: int) -> tuple[int, int]:
    """The page that is asked for of `total` rows, `size` on a page, and the last one there is."""
    last = max(1, -(-total // size))
    return min(number_asked(asked), last), last
