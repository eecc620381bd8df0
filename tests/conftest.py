"""What many tests share: the five documents of the corpus, read once a process."""

from __future__ import annotations

import pytest
from hypothesis import settings

from pipeline.model import Record
from tests.documents import DOCUMENTS, corpus_record

# How long an example takes says something of the machine, nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def corpus() -> dict[str, Record]:
    """The records of the corpus by document id."""
    return {name: corpus_record(name) for name in DOCUMENTS}


@pytest.fixture(params=DOCUMENTS)
def record(request: pytest.FixtureRequest, corpus: dict[str, Record]) -> Record:
    """Each record of the corpus in turn."""
    return corpus[request.param]
