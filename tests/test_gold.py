"""The gate: a fresh reading of the corpus against the annotations made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluate import Report, evaluate
from pipeline.model import Record
from pipeline.store.records import write_record
from tests.documents import ROOT

LEAST = {
    "outline": 0.99,
    "comments": 1.0,
    "stated and inherited assignments": 0.99,
    "subject assignments": 0.85,
    "deadlines": 0.98,
    "quantitative targets": 0.97,
    "qualitative targets": 0.90,
}
LEAST_OF_FIELDS = {
    "op": 0.98,
    "direction": 0.98,
    "indicator": 0.95,
    "baseline": 0.95,
    "hedges": 0.95,
    "scope": 0.90,
    "role of other numbers": 0.95,
}


@pytest.fixture(scope="module")
def report(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder: Path = tmp_path_factory.mktemp("records")
    for record in corpus.values():
        write_record(record, folder)
    return evaluate(ROOT / "tests/gold", folder)


@pytest.mark.parametrize("kind", LEAST)
def test_score(report: Report, kind: str) -> None:
    score = report.total(kind)
    assert score.hits
    assert score.f1 >= LEAST[kind], report.render(misses=True)


@pytest.mark.parametrize("name", LEAST_OF_FIELDS)
def test_field(report: Report, name: str) -> None:
    right, seen = report.field_accuracy()[name]
    assert seen
    assert right / seen >= LEAST_OF_FIELDS[name], report.render(misses=True)


def test_every_document_has_gold(report: Report, corpus: dict[str, Record]) -> None:
    assert {score.document for score in report.scores} == set(corpus)
