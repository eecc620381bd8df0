"""Group keys say of two rows what the records say of their targets."""

from __future__ import annotations

from itertools import combinations

import pytest

from pipeline.compare.comparability import differences, obstacles
from pipeline.compare.comparable_targets import comparable_targets
from pipeline.compare.comparands import Comparand, comparands_of, plain_name
from pipeline.compare.group_keys import Respects, between, nearness, respects
from pipeline.compare.implied_changes import start_of
from pipeline.compare.target_rows import group_key
from pipeline.model import Record


def _keyed(records: dict[str, Record]) -> list[tuple[Comparand, Respects]]:
    found = []
    for record in records.values():
        for comparand in comparands_of(record):
            target, indicator = comparand.target, comparand.indicator
            name = plain_name(
                target.indicator,
                target.direction,
                indicator.name if indicator else None,
                indicator.base_unit if indicator else None,
            )
            assert name == comparand.name
            read = respects(group_key(comparand), name)
            assert (read is not None) == comparand.numeric
            if read is not None:
                found.append((comparand, read))
    return found


def test_keys_tell_what_keeps_two_numbers_of_the_corpus_apart(corpus: dict[str, Record]) -> None:
    keyed = _keyed(corpus)
    assert len(keyed) > 100
    for (one, one_key), (other, other_key) in combinations(keyed, 2):
        own = obstacles(one, True) | obstacles(other, True)
        said = set(between(one_key, other_key))
        assert said == set(between(other_key, one_key))
        assert said | own == differences(one, other, True) | (said & {"genre"})
        assert (not said) == (one.key == other.key)


def test_a_key_of_another_make_is_none() -> None:
    assert respects(None, "PM2.5") is None
    assert respects("PM2.5 | place:county", "PM2.5") is None


def test_the_same_indicator_is_nearer_than_fewer_reasons() -> None:
    assert nearness(("statistic", "territory", "year")) < nearness(("indicator",))
    assert nearness(("year",)) < nearness(("statistic",)) < nearness(("statistic", "year"))


@pytest.mark.parametrize(
    ("formula", "start"),
    [
        ("由2021年现状值40推算 derived: (40−35)/40 = 12.5%，下降 a fall", (2021, 40.0)),
        ("由现状值29.7推算 derived: 29.7−28 = 1.7", (None, 29.7)),
        ("推算 derived: 9/(6×365) = 0.41%", None),
    ],
)
def test_where_a_change_starts(formula: str, start: tuple[int | None, float] | None) -> None:
    assert start_of(formula) == start


def test_the_corpus_tells_where_its_implied_changes_start(corpus: dict[str, Record]) -> None:
    rows = [row for record in corpus.values() for row in comparable_targets(record) if row.formula]
    assert rows
    for row in rows:
        found = start_of(row.formula or "")
        assert found is not None
        assert row.level is not None
        fall = row.level - found[1]
        assert (fall < 0) == ((row.implied_change or 0) < 0)
