"""What many tests share: the five documents of the corpus, read once a process."""

from __future__ import annotations

import pytest

from pipeline.model import Record
from tests.documents import DOCUMENTS, corpus_record


@pytest.fixture(scope="session")
def corpus() -> dict[str, Record]:
    """The records of the corpus by document id."""
    return {name: corpus_record(name) for name in DOCUMENTS}


@pytest.fixture(params=DOCUMENTS)
def record(request: pytest.FixtureRequest, corpus: dict[str, Record]) -> Record:
    """Each record of the corpus in turn."""
    return corpus[request.param]
