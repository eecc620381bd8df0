"""What rows are found by: the same whether the database knows how provisions differ, or it is found now."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.model import Record
from pipeline.report.row_facets import FacetedRow, matrix
from pipeline.report.stored_comparison import Pairwise, plans_together
from pipeline.report.stored_plans import stored_plan
from tests.datasette_pages.pages import make_database


@pytest.fixture(scope="module")
def known(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(corpus.values(), tmp_path_factory.mktemp("facets"))


@pytest.fixture(scope="module")
def forgotten(known: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same database, in which nothing was compared."""
    path = tmp_path_factory.mktemp("forgotten") / "plans.db"
    shutil.copyfile(known, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("comparisons", "alignments", "measure_pairs"):
            connection.execute(f"DELETE FROM {table}")
    return path


def rows(path: Path, *plans: str) -> tuple[FacetedRow, ...]:
    with closing(sqlite3.connect(path)) as connection:
        found = [stored_plan(connection, plan) for plan in plans]
        return plans_together(connection, [plan for plan in found if plan], Pairwise()).rows


def kinds(rows: tuple[FacetedRow, ...]) -> Iterator[tuple[str, str, Sequence[str]]]:
    for row in rows:
        for cell in row.provisions:
            yield from ((row.key, clause, row.kinds_of(clause)) for clause in cell)


@pytest.mark.parametrize(
    "plans", [("hunan", "qinghai"), ("sichuan", "hunan"), ("yichuan", "qinghai", "sichuan")]
)
def test_kinds_are_the_same_known_or_found_now(known: Path, forgotten: Path, plans: tuple[str, ...]) -> None:
    stored, found = rows(known, *plans), rows(forgotten, *plans)
    assert list(kinds(stored)) == list(kinds(found))
    assert any(differs for _, _, differs in kinds(stored))
    for one, other in zip(matrix(stored), matrix(found), strict=True):
        assert (one.topic, one.rows) == (other.topic, other.rows)
        for cell, its in zip(one.cells, other.cells, strict=True):
            assert (cell.provisions, cell.strongest, cell.times, cell.leads) == (
                its.provisions,
                its.strongest,
                its.times,
                its.leads,
            )
            assert bool(cell.change) == bool(its.change) == (cell.strongest is not None)


def test_what_the_database_knows_is_not_compared_again(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pairwise, "between", lambda *_: pytest.fail("compared again"))
    assert matrix(rows(known, "sichuan", "qinghai", "hunan", "yichuan"))
