"""Units: known behind a number, and converted to the base of their kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import fold
from pipeline.units import base_unit_of, magnitudes, parse_unit, to_base, units


def test_spellings_are_those_of_the_folded_view() -> None:
    assert all(name == fold(name) for name in units())
    assert all(unit.factor > 0 for unit in units().values())


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("千瓦时", (1, "千瓦时")),
        ("亿千瓦时", (1e8, "千瓦时")),
        ("百分点", (1, "%")),
        ("千克标准煤", (1, "吨标准煤")),
        ("千伏", (1, "千伏")),
        ("千户", (1000, "户")),
    ],
)
def test_a_unit_that_begins_like_a_magnitude_is_a_unit(printed: str, expected: tuple[float, str]) -> None:
    scale, unit = parse_unit(printed)
    assert unit is not None
    assert (scale, unit.base) == expected


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        (5.95, "万吨", (59500, "吨")),
        (0.1, "%", (0.1, "%")),
        (0.1, "％", (0.1, "%")),
        (2.5, "个百分点", (2.5, "%")),
        (4, "‰", (0.4, "%")),
        (3, "亿立方米", (300_000_000, "立方米")),
        (40, "万台", (400_000, "台")),
        (260, "万千瓦", (2_600_000, "千瓦")),
        (2.6, "吉瓦", (2_600_000, "千瓦")),
        (1, "亿千瓦时", (100_000_000, "千瓦时")),
        (1.5, "万亿元", (1_500_000_000_000, "元")),
        (30, "公里", (30_000, "米")),
        (15, "公顷", (150_000, "平方米")),
        (1, "平方公里", (1_000_000, "平方米")),
        (90, "分钟", (1.5, "小时")),
        (0.035, "mg/m3", (35, "微克/立方米")),
        (7, "没有的单位", (7, "没有的单位")),
    ],
)
def test_conversion(value: float, printed: str, expected: tuple[float, str]) -> None:
    assert to_base(value, printed) == expected


def test_areas_of_fields_and_of_land_meet() -> None:
    assert to_base(15, "亩")[0] == pytest.approx(to_base(1, "公顷")[0])


@pytest.mark.parametrize(("printed", "base"), [(None, None), ("", None), ("万吨", "吨"), ("怪", "怪")])
def test_base_units(printed: str | None, base: str | None) -> None:
    assert base_unit_of(printed) == base


@given(st.sampled_from(sorted(units())), st.sampled_from(["", *sorted(magnitudes())]))
def test_a_magnitude_only_scales(name: str, scale: str) -> None:
    factor, unit = parse_unit(scale + name)
    if unit is not None and unit.base == units()[name].base:
        assert factor * unit.factor == pytest.approx(magnitudes().get(scale, 1) * units()[name].factor)


@given(st.decimals(0, 9999, places=3), st.sampled_from(sorted(units())))
def test_conversion_is_exact_in_decimals(value: object, name: str) -> None:
    """No 59499.99999999999 for 5.95万吨."""
    number, base = to_base(float(str(value)), name)
    assert base == units()[name].base
    assert float(f"{number:.12g}") == pytest.approx(float(number))
    if units()[name].factor == 1:
        assert number == float(str(value))
