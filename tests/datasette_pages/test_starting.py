"""A server that cannot show what it is given says so in one line, and does not start."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.datasette_pages.pages import ROOT, make_database
from tests.store.samples import SampleRecord


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database([SampleRecord("one").record()], tmp_path_factory.mktemp("starting"))


def started(*databases: Path) -> subprocess.CompletedProcess[str]:
    """What `datasette serve` says that is asked for one page and ends."""
    files = [part for path in databases for part in ("--immutable", str(path))]
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        str(ROOT / "datasette"),
        *files,
        "--get",
        "/compare",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_one_database_starts(database: Path) -> None:
    assert started(database).returncode == 0


@pytest.mark.parametrize(
    "change",
    ["DROP VIEW schedule", "DROP TABLE lifted", "ALTER TABLE lifted RENAME COLUMN line TO row"],
)
def test_a_database_of_an_earlier_version_has_to_be_built_again(
    database: Path, tmp_path: Path, change: str
) -> None:
    earlier = tmp_path / "earlier.db"
    shutil.copy(database, earlier)
    with closing(sqlite3.connect(earlier)) as connection:
        connection.execute(change)
        connection.commit()
    said = started(earlier)
    assert said.returncode == 1
    assert said.stderr.startswith("Error: earlier: made by another version of plans (it has no ")
    assert "plans build" in said.stderr and "Traceback" not in said.stderr


def test_two_databases_of_plans_are_not_shown_as_one(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(database, other)
    said = started(database, other)
    assert said.returncode == 1
    assert said.stderr.startswith("Error: plans, other: several databases of plans")


def test_a_foreign_database_beside_it_is_served_too(database: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)")
        connection.commit()
    assert started(database, foreign).returncode == 0
