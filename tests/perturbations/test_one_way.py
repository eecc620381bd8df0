"""Each plan of the corpus told in each way: the same facts, field by field, on the same clauses."""

from __future__ import annotations

import pytest

from tests.documents import DOCUMENTS
from tests.perturbations.numbers import NUMBERS
from tests.perturbations.places import KINDS, PLACES
from tests.perturbations.signs import SIGNS
from tests.perturbations.spaces import SPACES
from tests.perturbations.units import UNITS
from tests.perturbations.ways import Way, assert_told
from tests.perturbations.years import YEARS

WAYS = [*SIGNS, *SPACES, *YEARS, *PLACES, *NUMBERS, *UNITS]


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same(name: str, way: Way) -> None:
    assert_told(name, way)


@pytest.mark.parametrize(
    ("name", "way"),
    [pytest.param(name, way, id=f"{name}-{way.name}") for way, names in KINDS.items() for name in names],
)
def test_the_same_of_another_kind_of_territory(name: str, way: Way) -> None:
    assert_told(name, way)
