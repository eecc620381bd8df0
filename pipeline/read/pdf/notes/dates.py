"""Dates as PDF files write them (D:20240301090000+08'00') → ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_DATE = re.compile(
    r"^\s*(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)?(\d\d)?)?\s*(?:(Z)|([-+])(\d\d)'?(\d\d)?)?", re.ASCII
)


def iso_date(written: str) -> str | None:
    """The moment, or the day if no hour is given; None if this is no date."""
    found = _DATE.match(written)
    if not found:
        return None
    year, month, day, hour, minute, second, utc, sign, hours, minutes = found.groups()
    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
        if sign:
            apart = timedelta(hours=int(hours), minutes=int(minutes or 0))
            moment = moment.replace(tzinfo=timezone(-apart if sign == "-" else apart))
    except ValueError:
        return None
    if hour is None:
        return moment.date().isoformat()
    text = moment.isoformat()
    return f"{text.removesuffix('+00:00')}Z" if utc or text.endswith("+00:00") else text
