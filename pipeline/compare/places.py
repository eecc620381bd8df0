"""Where provisions stand: plans of one matter go through it in much the same order."""

from __future__ import annotations

import math

import numpy as np

from pipeline.compare.strings import Matrix

_FAR = 3  # how far before and after a provision its neighbours reach
_LESS = 0.3  # how much less each step counts


def nearness(rows: int, columns: int) -> Matrix:
    """1 for a row and a column that stand equally far down, 0 for the first and the last."""
    down = (np.arange(rows)[:, None] + 0.5) / max(rows, 1)
    along = (np.arange(columns)[None, :] + 0.5) / max(columns, 1)
    near: Matrix = 1 - np.abs(down - along)
    return near


def support(links: Matrix) -> Matrix:
    """How much those who stand before a pair, and those after it, belong together by `links`.

    Pairs equally far off on both sides count in full, others less.
    """
    rows, columns = links.shape
    edge = np.zeros((rows + 2 * _FAR, columns + 2 * _FAR))
    edge[_FAR : _FAR + rows, _FAR : _FAR + columns] = links
    found = np.zeros_like(links)
    for down in range(1, _FAR + 1):
        for along in range(1, _FAR + 1):
            before = edge[_FAR - down :, _FAR - along :][:rows, :columns]
            after = edge[_FAR + down :, _FAR + along :][:rows, :columns]
            found += math.exp(-abs(down - along) - _LESS * (down + along)) * (before + after)
    return found
