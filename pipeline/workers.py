"""Reading documents, one or many at a time: every way of running does the same, file → record.

An `Executor` takes tasks and gives back outcomes in any order. `InProcess` reads here, `Processes`
in several processes of this machine, batch by batch; a cluster would be a third.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Protocol

from pipeline.catalog import CatalogEntry
from pipeline.corpus import CorpusFile
from pipeline.errors import PlanError
from pipeline.model import NO_NUMBERING, Record
from pipeline.store.files import write_whole
from pipeline.store.records import record_bytes, record_path
from pipeline.store.rows import rows_of

_LARGEST_BATCH = 16


@dataclass(frozen=True)
class Task:
    """One document to read, and the folder that its record goes to. `key`: what the cache knows it by."""

    document: CorpusFile
    entry: CatalogEntry | None
    key: str | None
    max_bytes: int
    records: Path


@dataclass(frozen=True)
class Outcome:
    """What came of a task: the SHA-256 of the record written, or the error (with its traceback).

    `notices`: what a person should know of a document that was read all the same.
    """

    document: CorpusFile
    key: str | None = None
    record: str | None = None
    error: PlanError | None = None
    trace: str = ""
    notices: tuple[PlanError, ...] = ()


class Executor(Protocol):
    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Read all `tasks`, each exactly once; outcomes come as they are there."""


def read_one(task: Task) -> Outcome:
    """Read one document and write its record. Never raises for what a document can bring about."""
    from pipeline.document import read_document

    document = task.document
    try:
        record = read_document(document.path, document.id, document.file, task.entry, task.max_bytes)
        content = record_bytes(record)
        digest = sha256(content).hexdigest()
        rows_of(record, digest)  # a record that contradicts itself is refused here, not in the database
        write_whole(record_path(task.records, document.id), content)
    except PlanError as error:
        return Outcome(document, error=error, trace=traceback.format_exc())
    except OSError as error:
        reason = f"{error.strerror or error} ({error.filename})"
        return Outcome(
            document, error=PlanError(str(document.path), "", reason), trace=traceback.format_exc()
        )
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not stop the others
        reason = f"internal error, {type(error).__name__}: {error}"
        fault = PlanError(str(document.path), "", reason, "plans build --debug shows where; please report it")
        return Outcome(document, error=fault, trace=traceback.format_exc())
    return Outcome(document, task.key, digest, notices=_notices(document, record))


def _notices(document: CorpusFile, record: Record) -> tuple[PlanError, ...]:
    """The doubts that put a whole document into question."""
    return tuple(
        PlanError(str(document.path), "", doubt.message, "check that the file is the plan itself")
        for doubt in record.doubts
        if doubt.rule == NO_NUMBERING
    )


def read_batch(tasks: Sequence[Task]) -> list[Outcome]:
    """Read `tasks` one after the other: what one process is given at a time."""
    return [read_one(task) for task in tasks]


def end_with_parent() -> None:
    """Have this worker end when the process that started it is gone, however that ended."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_and_exit, args=(parent.sentinel,), daemon=True).start()


def _wait_and_exit(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


class InProcess:
    """Reads in this process: no start-up, and the debugger sees everything."""

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        return map(read_one, tasks)


class Processes:
    """Reads in up to `jobs` processes, each given `read` and a batch at a time."""

    def __init__(self, jobs: int, read: Callable[[Sequence[Task]], list[Outcome]] = read_batch) -> None:
        self._jobs = jobs
        self._read = read

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        size = max(1, min(_LARGEST_BATCH, len(tasks) // (4 * self._jobs)))
        lost = yield from self._round([tasks[at : at + size] for at in range(0, len(tasks), size)])
        for task in lost:
            # A process died and took others' work along: alone, each shows whether it was the cause.
            if (yield from self._round([[task]])):
                reason = "the process that read it was killed (out of memory?)"
                remedy = "try again with --jobs 1, or without this file"
                yield Outcome(task.document, error=PlanError(str(task.document.path), "", reason, remedy))

    def _round(self, batches: Sequence[Sequence[Task]]) -> Generator[Outcome, None, list[Task]]:
        """Read all `batches`; returns the tasks that were lost because a process died."""
        lost: list[Task] = []
        pool = ProcessPoolExecutor(
            min(self._jobs, len(batches)), mp_context=get_context("spawn"), initializer=end_with_parent
        )
        try:
            futures = {}
            for batch in batches:
                try:
                    futures[pool.submit(self._read, batch)] = batch
                except BrokenProcessPool:  # one died while work was still being handed over
                    lost.extend(batch)
            for future in as_completed(futures):
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    lost.extend(futures[future])
        finally:
            pool.shutdown(cancel_futures=True)
        return lost
