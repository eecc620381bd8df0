"""Numbers that say a place in an order (前十名, 第一位) or a part of a whole (一半, 三分之二).

All functions take folded text and give folded ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from pipeline import lexicon
from pipeline.dates import number
from pipeline.lexicon.patterns import any_of

_HAN = "一二三四五六七八九十"
_RANKED = f"(?:{any_of(lexicon.acts().rank)}|力争)"  # what leads to a place
_FIRST = re.compile(
    rf"{_RANKED}[^,。;、:]{{0,16}}?(?P<front>前(?P<n>\d{{1,3}}|[{_HAN}]{{1,3}})(?P<unit>名|位|强|列)?)(?![年期款项述提后个月季次天日小条名位强列批届章段茅\d{_HAN}])"
)
_NTH = re.compile(
    rf"{_RANKED}[^,。;、:]{{0,16}}?(?P<front>第(?P<n>\d{{1,3}}|[{_HAN}]{{1,3}})(?P<unit>名|位)?)(?=[,。;)]|$)"
)
_PART = re.compile(rf"(?P<half>一半|半数|过半(?![年载途]))|(?P<of>[二三四五六七八九十])分之(?P<n>[{_HAN}])")
_HALF = 0.5
_DECIMALS = 4


class Rank(msgspec.Struct, frozen=True, gc=False):
    """A place in an order: `start` where 前 or 第 stands, the number's own range, its value; `first`: 前."""

    start: int
    value_start: int
    value_end: int
    end: int
    value: int
    first: bool


class Share(msgspec.Struct, frozen=True, gc=False):
    """A part of a whole, as a fraction of one; `more`: the word itself says more than that (过半)."""

    start: int
    end: int
    value: float
    more: bool


def ranks(text: str) -> Iterator[Rank]:
    """The places in an order that something is to reach: 进入全国前十名, 位居全省前三."""
    for pattern in (_FIRST, _NTH) if "前" in text or "第" in text else ():
        for match in pattern.finditer(text):
            value = number(match["n"])
            if value:
                yield Rank(
                    match.start("front"), *match.span("n"), match.end("front"), value, pattern is _FIRST
                )


def shares(text: str) -> Iterator[Share]:
    """一半, 过半, 三分之二."""
    for match in _PART.finditer(text) if "半" in text or "分之" in text else ():
        if match["half"]:
            yield Share(*match.span(), _HALF, match["half"] == "过半")
        else:
            whole, part = number(match["of"]), number(match["n"])
            if whole and part and part < whole:
                yield Share(*match.span(), round(part / whole, _DECIMALS), more=False)
