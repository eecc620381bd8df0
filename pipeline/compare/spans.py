"""The parts of a provision, each alone and with its neighbours: what is looked for in another provision.

All that is known of them without the other provision stands here, so that it is found once however many
provisions it is compared with.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.compare.portions import Portion, masked
from pipeline.compare.wording import Word

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
MOST = 3  # parts taken as one
_BITS = np.uint64(21)  # a code point's
STRING = np.uint64((1 << 42) - 1)  # of a number: the string's two code points
_COUNT = np.uint64(42)  # above them: how many of that string stand in the span before this one


class Spans(msgspec.Struct, frozen=True):
    """Runs of `MOST` parts at most, first those of one part, then those of two and so on, each in order.

    Each number is a string of two characters in the span that stands in `rows` at its place, numbers and dates
    masked: 到2025年达40% and 到2025年达15% have the same. A string that a span has twice is two numbers, so that
    what two spans share is what numbers both have. `indicators` are those whose targets stand in a span.
    """

    parts: int
    ranges: tuple[tuple[int, int], ...]
    numbers: Numbers
    rows: Places
    indicators: tuple[frozenset[str], ...]


def spans_of(words: Sequence[Word], parts: Sequence[Portion], indicators: Sequence[frozenset[str]]) -> Spans:
    """The spans of a provision from its words, its parts and the indicators of the targets in each of these."""
    size = len(parts)
    ranges = tuple((first, first + more) for more in range(min(MOST, size)) for first in range(size - more))
    texts = [masked(words, part) for part in parts]
    ends = np.cumsum([0, *map(len, texts)])
    firsts = np.array([first for first, _ in ranges], dtype=np.intp)
    lasts = np.array([last for _, last in ranges], dtype=np.intp)
    numbers, rows = _numbers("".join(texts), ends[firsts], ends[lasts + 1])
    return Spans(
        size,
        ranges,
        numbers,
        rows,
        tuple(frozenset().union(*indicators[first : last + 1]) for first, last in ranges),
    )


def _numbers(text: str, starts: Places, ends: Places) -> tuple[Numbers, Places]:
    """The numbers of the strings of `text[start:end]` for each start and end, and the row of each."""
    codes = np.fromiter(map(ord, text), dtype=np.uint64, count=len(text))
    pairs = codes.copy()  # the last character has none behind it: it is taken where it stands alone
    pairs[:-1] |= codes[1:] << _BITS
    sizes = np.maximum(ends - starts - 1, 0)
    rows = np.repeat(np.arange(len(starts)), sizes)
    strings = pairs[np.arange(len(rows)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)]
    single = np.flatnonzero(ends - starts == 1)
    strings, rows = np.concatenate([strings, codes[starts[single]]]), np.concatenate([rows, single])
    order = np.lexsort((strings, rows))
    strings, rows = strings[order], rows[order]
    return strings | _before(strings, rows) << _COUNT, rows


def _before(strings: Numbers, rows: Places) -> Numbers:
    """How many of the same string stand before each in its row; they are sorted by row and string."""
    new = np.ones(len(strings), dtype=np.bool_)
    new[1:] = (strings[1:] != strings[:-1]) | (rows[1:] != rows[:-1])
    first = np.flatnonzero(new)
    sizes = np.diff(np.append(first, len(strings)))
    return (np.arange(len(strings)) - np.repeat(first, sizes)).astype(np.uint64)
