"""The same plan some years earlier or later: all its dates move, and nothing else."""

from __future__ import annotations

import re

from tests.perturbations.facts import Facts, in_words
from tests.perturbations.ways import Way

_LONGEST_SPAN = 1900  # of years; what is more is a date
_PLANS = "一二三四五六七八"  # of 十一五 to 十八五
# A year by itself, the year of a document's number, and the first of two years ("2024—2026年").
_YEAR = re.compile(
    r"(?<![\d.])(?:19|20)\d\d(?=\s*年|\s*[〕\]］)）]\s*\d*\s*号|\s*[-—–－~～至]\s*20\d\d|-\d\d-\d\d)"
)
_PLAN = re.compile(r"十([一二三四五六])五(?=[”\"期时末])")


def _moved(text: str, by: int) -> str:
    """`by` is a multiple of five, so that the five-year plans move with the years."""
    text = _YEAR.sub(lambda match: str(int(match[0]) + by), text)
    return _PLAN.sub(lambda match: f"十{_PLANS[_PLANS.index(match[1]) + by // 5]}五", text)


def _day(date: str | None, by: int) -> str | None:
    if date is None:
        return None
    year, rest = int(date[:4]) + by, date[4:]
    return f"{year}{'-02-28' if rest == '-02-29' and year % 4 else rest}"


def _facts(found: Facts, by: int) -> Facts:
    found = in_words(found, lambda words: _moved(words, by))
    return found._replace(
        head=tuple(head._replace(issued_on=_day(head.issued_on, by)) for head in found.head),
        targets=tuple(t._replace(deadline=_day(t.deadline, by)) for t in found.targets),
        deadlines=tuple(d._replace(end_date=_day(d.end_date, by)) for d in found.deadlines),
        numbers=tuple(
            n._replace(value=n.value + by) if n.unit == "年" and n.value > _LONGEST_SPAN else n
            for n in found.numbers
        ),
    )  # fmt: skip


def _years(by: int) -> Way:
    return Way(f"{by:+d} years", lambda text: _moved(text, by), lambda found, _: _facts(found, by))


YEARS = [_years(by) for by in (-10, -5, 5, 10)]
