"""A record read back from the database is the record that went in, as far as laying documents side by side needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.compare import differences, profile_of
from pipeline.model import Record
from pipeline.store.stored_records import stored_record
from tests.datasette_pages.pages import make_database

_KEPT = (
    *("id", "file", "format", "sha256", "metadata", "text"),
    *("clauses", "quantities", "targets", "tasks", "assignments", "measures"),
)


@pytest.fixture(scope="module")
def database(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Database:
    return Database(make_database(corpus.values(), tmp_path_factory.mktemp("stored")))


def test_what_is_kept_is_the_same(record: Record, database: Database) -> None:
    stored = stored_record(database.conn, record.id)
    assert stored is not None
    for name in _KEPT:
        assert getattr(stored, name) == getattr(record, name), name
    used = {each.department_id for each in record.assignments}
    bodies = {body.id: body for body in record.departments if body.id in used}
    assert {body.id: body for body in stored.departments}.keys() == bodies.keys()
    for body in stored.departments:
        assert set(body.functions) == set(bodies[body.id].functions)
    dates = [(d.id, d.kind, d.end_date, d.period, d.char_start, d.char_end) for d in record.deadlines]
    assert [(d.id, d.kind, d.end_date, d.period, d.char_start, d.char_end) for d in stored.deadlines] == dates


def test_it_compares_like_the_record(corpus: dict[str, Record], database: Database) -> None:
    stored = {name: stored_record(database.conn, name) for name in corpus}
    for name, record in corpus.items():
        own = stored[name]
        assert own is not None and profile_of(own).provisions == profile_of(record).provisions
    pairs = [*database.query("SELECT * FROM alignments ORDER BY clause_a, clause_b")][::12]
    assert len(pairs) > 20
    for pair in pairs:
        one, other = stored[pair["document_a"]], stored[pair["document_b"]]
        assert one and other
        assert differences(one, pair["clause_a"], other, pair["clause_b"]) == differences(
            corpus[pair["document_a"]], pair["clause_a"], corpus[pair["document_b"]], pair["clause_b"]
        )


def test_what_is_not_there_is_none(database: Database, tmp_path: Path) -> None:
    assert stored_record(database.conn, "nowhere") is None
