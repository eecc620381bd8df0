"""How alike the parts of two provisions are, alone and with their neighbours.

They are alike by the strings of two characters that they share. What either provision repeats in many parts (its
subject) weighs less; targets of one indicator in both draw them together, targets of others keep them apart.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.compare.spans import STRING, Numbers, Places, Spans

Matrix = npt.NDArray[np.float64]
_REPEATED = -0.35  # the power of the number of parts with a string that it weighs
# Weights are whole numbers of these: their sums are exact, whatever order they are added in.
_GRAIN = 1 << 20
_SAME_INDICATOR = 0.15
_OTHER_INDICATOR = 0.1


class Likeness(msgspec.Struct, frozen=True):
    """From 0 to 1, more or less than that where both measure something.

    `a` has a row for each span of the one provision and a column for each part of the other, `b` a row for each
    span of the other and a column for each part of the one. Of parts alone, both say the same.
    """

    a: Matrix
    b: Matrix


def likeness(a: Spans, b: Spans) -> Likeness:
    """How alike each span of either is to each part of the other."""
    strings, places = np.unique(np.concatenate([a.numbers, b.numbers]), return_inverse=True)
    columns_a, columns_b = places[: len(a.numbers)], places[len(a.numbers) :]
    weights = _weights(strings, (a, columns_a), (b, columns_b))
    there = Likeness(
        _shares((a, columns_a), (b, columns_b), weights), _shares((b, columns_b), (a, columns_a), weights)
    )
    return Likeness(there.a + _measured(a, b), there.b + _measured(b, a))


def _weights(strings: Numbers, *texts: tuple[Spans, Places]) -> Matrix:
    """Each string's weight: the less, the more parts of either text have it."""
    having = np.ones(len(strings))
    for spans, columns in texts:
        alone = columns[spans.rows < spans.parts]
        having = np.maximum(having, np.bincount(alone, minlength=len(strings)))
    # The same string again in a part weighs as its first does.
    first: Matrix = np.round(_GRAIN * having**_REPEATED)[np.searchsorted(strings, strings & STRING)]
    return first


def _shares(own: tuple[Spans, Places], other: tuple[Spans, Places], weights: Matrix) -> Matrix:
    """What part of what both have, each span of the one and each part of the other share."""
    (a, columns_a), (b, columns_b) = own, other
    alone = b.rows < b.parts
    rows_b, columns_b = b.rows[alone], columns_b[alone]
    size = (len(a.ranges), b.parts)
    shared = _shared(a.rows, columns_a, rows_b, columns_b, weights, size)
    whole_a = np.bincount(a.rows, weights[columns_a], minlength=size[0])
    whole_b = np.bincount(rows_b, weights[columns_b], minlength=size[1])
    whole = whole_a[:, None] + whole_b[None, :]
    found: Matrix = np.divide(2 * shared, whole, out=np.zeros(size), where=whole > 0)
    return found


def _shared(
    rows_a: Places,
    columns_a: Places,
    rows_b: Places,
    columns_b: Places,
    weights: Matrix,
    size: tuple[int, int],
) -> Matrix:
    """The weights that each pair of rows has in common: the columns of one joined with those of the other."""
    order = np.argsort(columns_b, kind="stable")
    counts = np.bincount(columns_b, minlength=len(weights))
    starts = np.cumsum(counts) - counts
    times = counts[columns_a]
    begins = np.cumsum(times) - times
    within = np.arange(int(times.sum())) - np.repeat(begins - starts[columns_a], times)
    cells = np.repeat(rows_a, times) * size[1] + rows_b[order[within]]
    found = np.bincount(cells, np.repeat(weights[columns_a], times), minlength=size[0] * size[1])
    return np.asarray(found, dtype=np.float64).reshape(size)


def _measured(a: Spans, b: Spans) -> Matrix:
    """What targets in both add to their likeness, or take from it: of one indicator, or of others."""
    found = np.zeros((len(a.ranges), b.parts))
    measuring = [(place, own) for place, own in enumerate(b.indicators[: b.parts]) if own]
    for row, own in enumerate(a.indicators):
        for place, its in measuring if own else ():
            found[row, place] = -_OTHER_INDICATOR if own.isdisjoint(its) else _SAME_INDICATOR
    return found
