"""What may be ranked, against a reading by hand of every pair on ten matters; and the database says the same."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.comparability import verdict
from pipeline.compare.comparable_targets import comparable_targets
from pipeline.compare.comparands import Comparand, comparands_of
from pipeline.compare.target_rows import matters
from pipeline.comparing import Comparisons
from pipeline.store.database import BuildNote, update_database
from tests.documents import DOCUMENTS, corpus_record
from tests.store.samples import write_all

HERE = Path(__file__).parents[1]
PAIRS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "rankings/pairs.jsonl").read_text("utf-8").splitlines()
]
NOTE = BuildNote(code_version="abc", documents_read=1, skipped=0, failed=0, seconds=0.5)


@cache
def comparands(document: str) -> list[Comparand]:
    return list(comparands_of(corpus_record(document)))


def quoted(side: dict[str, str]) -> Iterator[Comparand]:
    """The targets within a quoted sentence of a document."""
    quote = re.sub(r"\s", "", side["quote"])
    pattern = re.compile(r"\s*".join(map(re.escape, quote)))
    for match in pattern.finditer(corpus_record(side["document"]).text):
        for comparand in comparands(side["document"]):
            if comparand.target.char_start < match.end() and match.start() < comparand.target.char_end:
                yield comparand


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{n}-{pair['matter']}" for n, pair in enumerate(PAIRS)])
def test_the_verdict_is_that_of_a_reader(pair: dict[str, Any]) -> None:
    verdicts = [verdict(a, b, drafts=True) for a in quoted(pair["a"]) for b in quoted(pair["b"])]
    assert verdicts
    if not pair["comparable"]:
        assert not all(found.ranked for found in verdicts)
        return
    a_first = pair["a"]["document"] < pair["b"]["document"]
    relation = {"equal": "tie", "a": "lower" if a_first else "higher", "b": "higher" if a_first else "lower"}
    assert relation[pair["lower_level"]] in {found.relation for found in verdicts if found.ranked}


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> list[sqlite3.Row]:
    folder = tmp_path_factory.mktemp("ranked")
    records = [corpus_record(name) for name in DOCUMENTS]
    update_database(folder / "plans.db", folder, write_all(records, folder), NOTE, Comparisons(folder))
    with closing(sqlite3.connect(folder / "plans.db")) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM ranked_targets").fetchall()


@pytest.mark.parametrize(("drafts", "column"), [(False, "rank"), (True, "rank_with_drafts")])
def test_the_database_ranks_as_the_program_does(ranked: list[sqlite3.Row], drafts: bool, column: str) -> None:
    found = matters([corpus_record(name) for name in DOCUMENTS], drafts)
    expected = {
        (matter.family, entry.comparand.target.id): entry.rank for matter in found for entry in matter.entries
    }
    assert {(row["family"], row["target_id"]): row[column] for row in ranked} == expected


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_has_a_row(document: str) -> None:
    rows = list(comparable_targets(corpus_record(document)))
    assert {row.target_id for row in rows} == {target.id for target in corpus_record(document).targets}
    assert len({(row.family, row.target_id) for row in rows}) == len(rows)
    assert all(row.group_key and row.level is not None for row in rows if not row.obstacles)
