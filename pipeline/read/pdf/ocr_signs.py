"""Signs that look alike in a picture: what the line around them says they are. Lines keep their length."""

from __future__ import annotations

import re

_DASH = "[-－—–_~～一]"
_PAGE_NUMBER = re.compile(rf"{_DASH}(\s*\d{{1,4}}\s*){_DASH}")


def as_set(text: str) -> str:
    """A recognised line as it was set."""
    if number := _PAGE_NUMBER.fullmatch(text):  # GB/T 9704-2012, 7.5: between dashes
        return f"—{number[1]}—"
    return text
