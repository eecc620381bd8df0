"""The pages of the corpus, made once a process."""

from __future__ import annotations

import pytest

from pipeline.model import Record
from tests.datasette_pages.pages import Pages, make_database


@pytest.fixture(scope="session")
def pages(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the five documents."""
    return Pages(make_database(corpus.values(), tmp_path_factory.mktemp("pages")))
