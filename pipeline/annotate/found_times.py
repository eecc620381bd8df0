"""What a finder of times says of each: where it stands in the folded text, and what it means."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline import lexicon
from pipeline.dates import number
from pipeline.marks import TimeUse
from pipeline.model import DeadlineKind

# The periods that words name, as ISO 8601 durations.
PERIODS = {
    form: entry.iso for entry in (*lexicon.times().period, *lexicon.times().rhythm) for form in entry.forms
}
COUNT = r"(?:[一两二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九]|\d{1,3})"


class FoundTime(NamedTuple):
    """A time expression at `start:end` of the folded text.

    `end_date` is an ISO date (of `OPEN_YEAR` where the text leaves the year open) or None, `period` an ISO
    duration of a recurring time, `year` the last year that is named, `years_on` how many years an open one lies behind the document's.
    """

    start: int
    end: int
    kind: DeadlineKind
    end_date: str | None = None
    period: str | None = None
    use: TimeUse = "deadline"
    year: int | None = None
    years_on: int = 0


def period(count: str | None, unit: str) -> str:
    """`count` (in either numerals, 半 for a half, None for one) times a unit of time, as ISO 8601."""
    base = PERIODS[unit]
    if count == "半":
        return {"P1Y": "P6M", "P1M": "P15D"}.get(base, base)
    times = number(count) if count else 1
    return re.sub(r"\d+", lambda match: str(int(match[0]) * (times or 1)), base)
