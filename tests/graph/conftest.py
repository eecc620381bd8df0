"""The database and the graph of the corpus, made once a process."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.graph.network import Network
from pipeline.model import Record
from tests.datasette_pages.pages import make_database
from tests.graph.plans import read


@pytest.fixture(scope="session")
def database(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the five documents."""
    return make_database(corpus.values(), tmp_path_factory.mktemp("graph"))


@pytest.fixture(scope="session")
def plans(database: Path) -> Network:
    """The graph of the five documents."""
    return read(database)
