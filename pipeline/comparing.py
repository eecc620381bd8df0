"""Keeps the comparisons of a database up to date: a document that changed costs only its own pairs.

The records of a pair are read when it is compared, in as many processes as wanted; what is known of a
document is kept while its pairs follow each other.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, lru_cache
from multiprocessing import get_context
from pathlib import Path

import msgspec
from sqlite_utils import Database

from pipeline.compare import Comparison, Cut, align, profile_of
from pipeline.compare.comparable_targets import comparable_targets
from pipeline.compare.measure_pairs import MeasurePair, measure_profile, pair_measures
from pipeline.compare.neighbours import Pair, pairs_to_compare
from pipeline.compare.pair_order import in_order
from pipeline.compare.topics import clause_topics, outline
from pipeline.differing import Differing, differing
from pipeline.model import Record
from pipeline.sources import source_version
from pipeline.store.records import read_record, record_path
from pipeline.store.rows import Row, Rows
from pipeline.workers import end_with_parent

_BATCH = 64  # pairs that a process is given at a time
_DOCUMENTS = 96  # of which a process keeps what it knows: two or three megabytes each
_WORTH_PROCESSES = 64  # pairs; below it starting processes takes longer than comparing


class Compared(msgspec.Struct, frozen=True):
    """What comparing two documents gave: their provisions and their measures side by side.

    `differing` says of each of the alignments how the two provisions differ.
    """

    provisions: Comparison
    differing: tuple[Differing, ...]
    measures: tuple[MeasurePair, ...]


class Comparisons:
    """Derives the topics of provisions and their counterparts in other documents (`store.derived.Derived`)."""

    def __init__(self, records: Path, jobs: int = 1) -> None:
        self._records = records
        self._jobs = jobs

    @property
    def version(self) -> str:
        return _version()

    def document_rows(self, record: Record) -> Rows:
        """The topics of a document's provisions, with the headings that they need, and its targets as comparable."""
        found = clause_topics(profile_of(record))
        used = {topic.topic_id for topic in found}
        return {
            "topics": [msgspec.structs.asdict(topic) for topic in outline().values() if topic.id in used],
            "clause_topics": [{"document_id": record.id, **msgspec.structs.asdict(topic)} for topic in found],
            "comparable_targets": [
                {
                    "document_id": record.id,
                    **msgspec.structs.asdict(target),
                    "obstacles": json.dumps(target.obstacles),
                }
                for target in comparable_targets(record)
            ],
        }

    def complete(self, database: Database, changed: Collection[str]) -> None:
        """Compare the pairs of documents that are worth it and not compared yet; forget all others."""
        _known.cache_clear()  # what an earlier build of this process read may have changed since
        known = {(row["document_a"], row["document_b"]) for row in database.table("comparisons").rows}
        wanted = pairs_to_compare(_shares(database), _related(database))
        for pair in sorted(known - wanted):
            _forget(database, pair)
        for pair, compared in self._compared(in_order(wanted - known, _DOCUMENTS)):
            _insert(database, pair, compared)

    def _compared(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Compared]]:
        batches = [pairs[start : start + _BATCH] for start in range(0, len(pairs), _BATCH)]
        if self._jobs == 1 or len(pairs) < _WORTH_PROCESSES:
            for batch in batches:
                yield from zip(batch, compare_pairs(self._records, batch), strict=True)
            return
        jobs = min(self._jobs, len(batches))
        # Each process computes for itself: threads of its own would only stand in the others' way.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        pool = ProcessPoolExecutor(jobs, get_context("spawn"), end_with_parent)
        try:
            futures = [_submitted(pool, self._records, batch) for batch in batches]
            for batch, future in zip(batches, futures, strict=True):
                yield from zip(batch, self._result(batch, future), strict=True)
        finally:
            pool.shutdown(cancel_futures=True)

    def _result(self, batch: Sequence[Pair], future: Future[list[Compared]] | None) -> list[Compared]:
        """What a process found; where it died (out of memory, killed), the work is done here."""
        try:
            return compare_pairs(self._records, batch) if future is None else future.result()
        except BrokenProcessPool:
            return compare_pairs(self._records, batch)


def _submitted(
    pool: ProcessPoolExecutor, records: Path, batch: Sequence[Pair]
) -> Future[list[Compared]] | None:
    try:
        return pool.submit(compare_pairs, records, batch)
    except BrokenProcessPool:
        return None


def compare_pairs(records: Path, pairs: Sequence[Pair]) -> list[Compared]:
    """Compare the documents of each pair: what one process is given at a time."""
    return [_compared(records, a, b) for a, b in pairs]


class _Known:
    """What is known of a document whichever it is compared with; its provisions are cut when they are first needed."""

    def __init__(self, record: Record) -> None:
        self.profile = profile_of(record)
        self.measures = measure_profile(record)
        self._record = record
        self._cuts: dict[str, Cut] = {}

    def cut(self, clause: str) -> Cut:
        if clause not in self._cuts:
            self._cuts[clause] = Cut(self._record, clause)
        return self._cuts[clause]


@lru_cache(_DOCUMENTS)
def _known(records: Path, document: str) -> _Known:
    return _Known(read_record(record_path(records, document)))


def _compared(records: Path, a: str, b: str) -> Compared:
    one, other = _known(records, a), _known(records, b)
    comparison = align(one.profile, other.profile)
    found = [(alignment.clause_a, alignment.clause_b) for alignment in comparison.alignments]
    return Compared(
        comparison,
        tuple(differing(one.cut(clause_a), other.cut(clause_b)) for clause_a, clause_b in found),
        tuple(pair_measures(one.measures, other.measures, set(found))),
    )


def _shares(database: Database) -> dict[str, dict[str, float]]:
    """How much of each document deals with each topic; a document without provisions with none."""
    shares: dict[str, dict[str, float]] = {row["id"]: {} for row in database.table("documents").rows}
    for document, topic, share in database.execute(
        "SELECT document_id, topic_id, sum(share) FROM clause_topics GROUP BY document_id, topic_id"
    ):
        shares[document][topic] = share
    return shares


def _related(database: Database) -> list[Pair]:
    """Documents one of which cites the other, or was its draft."""
    found = database.execute(
        "SELECT document_id, cited_document_id FROM citations WHERE cited_document_id IS NOT NULL"
        " UNION SELECT id, predecessor_id FROM documents WHERE predecessor_id IS NOT NULL"
    )
    return [(one, other) for one, other in found]


def _forget(database: Database, pair: Pair) -> None:
    for name in ("comparisons", "alignments", "measure_pairs"):
        database.table(name).delete_where("document_a = ? AND document_b = ?", pair)
    for own, other in (pair, pair[::-1]):
        database.table("unmatched").delete_where("own_document_id = ? AND document_id = ?", [own, other])


def _insert(database: Database, pair: Pair, compared: Compared) -> None:
    comparison = compared.provisions
    alone = {
        document: [entry for entry in comparison.unmatched if entry.document_id != document]
        for document in pair
    }
    rows: dict[str, list[Row]] = {
        "comparisons": [_comparison_row(pair, comparison, [len(alone[document]) for document in pair])],
        "alignments": [
            {
                **msgspec.structs.asdict(found),
                **msgspec.structs.asdict(how),
                "differs": json.dumps(how.differs),
            }
            for found, how in zip(comparison.alignments, compared.differing, strict=True)
        ],
        "unmatched": [
            {**msgspec.structs.asdict(entry), "own_document_id": document}
            for document, entries in alone.items()
            for entry in entries
        ],
        "measure_pairs": [
            {**msgspec.structs.asdict(found), "differs": json.dumps(found.differs)}
            for found in compared.measures
        ],
    }
    for name, found in rows.items():
        database.table(name).insert_all(found, batch_size=1000)


def _comparison_row(pair: Pair, comparison: Comparison, alone: Sequence[int]) -> Row:
    matched_a = len({alignment.clause_a for alignment in comparison.alignments})
    matched_b = len({alignment.clause_b for alignment in comparison.alignments})
    return {
        "document_a": pair[0],
        "document_b": pair[1],
        "aligned": len(comparison.alignments),
        "provisions_a": matched_a + alone[0],
        "matched_a": matched_a,
        "provisions_b": matched_b + alone[1],
        "matched_b": matched_b,
    }


@cache
def _version() -> str:
    """Changes with all that comparisons depend on beside the records."""
    return source_version(
        "comparing.py",
        "differing.py",
        "fold.py",
        "indicator_names.py",
        "provision_kinds.py",
        "tree.py",
        "units.py",
        "lexicon/*",
        "compare/*",
    )
