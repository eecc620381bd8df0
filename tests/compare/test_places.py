"""Where provisions stand, and what their neighbours say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.places import nearness, support

SIZES = st.integers(0, 7)


@given(SIZES, SIZES)
def test_nearness_is_one_at_equal_depth_and_the_same_both_ways(rows: int, columns: int) -> None:
    near = nearness(rows, columns)
    assert near.shape == (rows, columns)
    assert np.allclose(near, nearness(columns, rows).T)
    assert np.allclose(np.diag(nearness(rows, rows)), 1)


@given(SIZES, SIZES, st.integers(0, 99))
def test_support_is_the_same_both_ways(rows: int, columns: int, seed: int) -> None:
    links = np.random.default_rng(seed).random((rows, columns))
    assert np.allclose(support(links), support(links.T).T)


@pytest.mark.parametrize(
    ("place", "expected"),
    [((2, 2), 0.0), ((1, 1), np.exp(-0.6)), ((3, 3), np.exp(-0.6)), ((1, 0), np.exp(-1.9)), ((1, 3), 0.0)],
)
def test_one_link_supports_those_before_and_after_it(place: tuple[int, int], expected: float) -> None:
    links = np.zeros((5, 5))
    links[2, 2] = 1
    assert support(links)[place] == pytest.approx(expected)
