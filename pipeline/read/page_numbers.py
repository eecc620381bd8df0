"""What a page number looks like: - 3 -, 第3页, 3/16, 3."""

from __future__ import annotations

import re

DASHED_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})$"
)
BARE_PAGE_NUMBER = re.compile(r"^\d{1,4}$")


def is_page_number(text: str) -> bool:
    """Whether a line at the edge of a page is nothing but its number."""
    return bool(DASHED_PAGE_NUMBER.match(text) or BARE_PAGE_NUMBER.match(text))
