"""Charts: scales, ticks, marks that do not cover each other, crowds."""

from __future__ import annotations

import math
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "datasette" / "plugins"))

from plans_pages.charts.chart import chart
from plans_pages.charts.points import SMALL, WIDE, Point, gathered
from plans_pages.charts.scale import ticks
from plans_pages.charts.signs import MOST_PLANS, SHAPES, shape, signs


def point(plan: str = "a", year: int | None = 2025, value: float = 35.0, **others: object) -> Point:
    fields: dict[str, object] = {"label": f"{value:g}", "hint": "", "href": f"/{plan}", **others}
    return Point(plan, year, value, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (21, 42, [20, 25, 30, 35, 40, 45]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-8, 3, [-10, -7.5, -5, -2.5, 0, 2.5, 5]),
        (85.5, 96.3, [85, 87.5, 90, 92.5, 95, 97.5]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ],
)
def test_ticks_are_round(low: float, high: float, found: list[float]) -> None:
    assert ticks(low, high) == found


_NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 2))


@given(_NUMBERS, _NUMBERS)
def test_ticks_hold_what_they_are_of(one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high)
    assert found == sorted(set(found))
    assert 2 <= len(found) <= 8
    slack = 1e-6 * max(1, abs(low), abs(high))
    assert found[0] <= low + slack
    assert found[-1] >= high - slack


_POINTS = st.lists(
    st.builds(
        point,
        st.sampled_from("abcdefgh"),
        st.one_of(st.none(), st.integers(2015, 2060)),
        _NUMBERS,
        bound=st.sampled_from([-1, 0, 1]),
        start=st.one_of(st.none(), st.tuples(st.one_of(st.none(), st.integers(2000, 2024)), _NUMBERS)),
    ),
    min_size=1,
    max_size=40,
)


@given(_POINTS, st.sampled_from([WIDE, SMALL]))
def test_every_point_has_its_mark_within_the_chart(points: list[Point], size: object) -> None:
    assert size in (WIDE, SMALL)
    box = WIDE if size == WIDE else SMALL
    drawn = chart(points, signs((plan, "issued") for plan in "abcdefgh"), box)
    assert sorted(mark.href for mark in drawn.marks) == sorted(each.href for each in points)
    assert sum(mark.line is not None for mark in drawn.marks) == sum(
        each.start is not None for each in points
    )
    for mark in drawn.marks:
        assert 0 <= mark.x <= box.width
        assert 0 <= mark.y <= box.height
        assert "nan" not in mark.path


def test_marks_of_the_same_place_stand_side_by_side() -> None:
    drawn = chart([point("a") for _ in range(7)], signs([("a", "issued")]))
    assert len({mark.y for mark in drawn.marks}) == 1
    assert min(abs(a.x - b.x) for a, b in combinations(drawn.marks, 2)) >= 2 * WIDE.radius
    assert [label.text for label in drawn.labels] == ["35"]


def test_the_higher_value_stands_higher_and_the_later_year_further_right() -> None:
    drawn = chart([point(value=35), point(value=21), point(year=2030, value=21)], signs([("a", "draft")]))
    places = {(mark.y, mark.x) for mark in drawn.marks}
    (_, top), (_, low), (_, late) = sorted((y, x) for y, x in places)
    assert top == low < late
    assert [text for _, text in drawn.columns] == ["2025", "2030"]


def test_what_has_no_year_stands_apart() -> None:
    drawn = chart([point(year=2025), point(year=None)], signs([("a", "issued")]))
    assert drawn.unsaid == max(mark.x for mark in drawn.marks)
    assert chart([point()], signs([("a", "issued")])).unsaid is None


@pytest.mark.parametrize(
    ("values", "cut"), [([21, 42], True), ([5, 42], False), ([35], False), ([-3, 4], False)]
)
def test_a_scale_that_does_not_begin_at_zero_says_so(values: list[float], cut: bool) -> None:
    assert chart([point(value=value) for value in values], signs([("a", "issued")])).cut == cut


@pytest.mark.parametrize(("bound", "sense"), [(-1, 1), (1, -1)])
def test_an_arrow_points_to_where_the_value_may_lie_as_well(bound: int, sense: int) -> None:
    (mark,) = chart([point(bound=bound)], signs([("a", "issued")])).marks
    tip = float(mark.arrow.split("V")[1].split("M")[0])
    assert math.copysign(1, tip - mark.y) == sense
    (plain,) = chart([point()], signs([("a", "issued")])).marks
    assert not plain.arrow


def test_twelve_plans_have_twelve_signs() -> None:
    found = signs((str(number), "issued") for number in range(MOST_PLANS))
    assert len({(sign.colour, sign.shape) for sign in found.values()}) == MOST_PLANS


def test_shapes_differ() -> None:
    assert len({shape(name, 8, 8, 5) for name in SHAPES}) == len(SHAPES)


def test_a_crowd_counts_plans() -> None:
    crowd = gathered(
        [(2025, 35.0, "a"), (2025, 35.0, "a"), (2025, 35.1, "b"), (2025, 60.0, "c"), (None, 35.0, "d")]
    )
    assert [(each.year, each.low, each.high, each.count) for each in crowd] == [
        (None, 35.0, 35.0, 1),
        (2025, 35.0, 35.1, 2),
        (2025, 60.0, 60.0, 1),
    ]
    drawn = chart([], {}, WIDE, crowd)
    assert not drawn.marks
    assert max(drawn.crowd, key=lambda bar: bar.width).crowd.count == 2
    assert gathered([]) == []
