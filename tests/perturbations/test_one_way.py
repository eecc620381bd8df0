"""Each plan of the corpus told in each way: the same facts, field by field, on the same clauses."""

from __future__ import annotations

import pytest

from tests.documents import DOCUMENTS
from tests.perturbations.attributions import ATTRIBUTIONS
from tests.perturbations.numbers import NUMBERS
from tests.perturbations.outlines import DECIMALS, OUTLINES, POINTS
from tests.perturbations.places import KINDS, PLACES
from tests.perturbations.plans import plain
from tests.perturbations.signs import SIGNS
from tests.perturbations.spaces import SPACES
from tests.perturbations.topics import TOPICS
from tests.perturbations.units import UNITS
from tests.perturbations.ways import Way, assert_told
from tests.perturbations.years import YEARS

WAYS = [*SIGNS, *SPACES, *YEARS, *PLACES, *NUMBERS, *UNITS, *OUTLINES, POINTS, *TOPICS]


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same(name: str, way: Way) -> None:
    assert_told(name, way)


# What makes sense of some plans only.
SOME = [*((way, name) for way, names in KINDS.items() for name in names),
        *((way, name) for way in ATTRIBUTIONS for name in ("hunan", "yichuan", "qinghai")),
        *((DECIMALS, name) for name in DOCUMENTS if any(c.level == "article" for c in plain(name).clauses))]  # fmt: skip


@pytest.mark.parametrize(
    ("way", "name"), [pytest.param(*case, id=f"{case[1]}-{case[0].name}") for case in SOME]
)
def test_the_same_of_some_plans(way: Way, name: str) -> None:
    assert_told(name, way)
