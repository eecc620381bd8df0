"""A corpus becomes records, a database and a graph: what changed is read, the rest stays, failures are named."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.cache import Cache, Cached, code_version, document_key, read_cache, write_cache
from pipeline.catalog import CatalogEntry, load_catalog
from pipeline.corpus import CorpusFile, Found, find_documents, strangers
from pipeline.deriving import all_derived
from pipeline.errors import PlanError
from pipeline.graphing import check_graph_files, graph_files, write_graph_files
from pipeline.store.database import BuildNote, update_database
from pipeline.store.files import clean_leftovers
from pipeline.store.records import find_records, read_record, record_path
from pipeline.store.rows import rows_of
from pipeline.workers import Executor, InProcess, Outcome, Processes, Task

DEFAULT_MAX_BYTES = 100 * 1024 * 1024
_SAVE_EVERY = 5.0  # seconds between writings of the cache: what a killed build loses at most

# Called after each document read: how many are done, of how many, and which one it was.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Failure:
    """What could not be read, in one line, and the traceback for `--debug`."""

    error: PlanError
    trace: str = ""


@dataclass(frozen=True)
class BuildResult:
    """What a build did. `written`: whether the database changed; `notices`: doubts about whole documents."""

    read: int
    skipped: int
    removed: int
    written: bool
    seconds: float
    failures: tuple[Failure, ...] = ()
    notices: tuple[PlanError, ...] = ()

    @property
    def exit_status(self) -> int:
        """0 if all was read, 1 if something could not be."""
        return 1 if self.failures else 0


def build(
    corpus: Path,
    database: Path,
    records: Path,
    jobs: int = 1,
    progress: Progress = lambda done, total, file: None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    executor: Executor | None = None,
) -> BuildResult:
    """Bring records, database and graph up to date with the documents of a corpus folder.

    A document that cannot be read keeps the record and the rows of its last good reading; the error
    says so. All others are built.

    Raises:
        PlanError: nothing can be built: the catalog is broken, the folder has no documents, the
            records belong to another corpus, or the database or a file of the graph is not ours.
        OSError: records, database or graph cannot be written.
    """
    started = time.monotonic()
    check_graph_files(database)
    catalog = load_catalog(corpus)
    found = find_documents(corpus, beside=(records, database, *graph_files(database)))
    if not found.documents and not found.errors:
        raise PlanError(str(corpus), "", "holds no documents", "put files there, or name another folder")
    known = {document.id for document in found.documents}
    work = _Build(corpus, records, known)
    kept = work.keep_unseen(found)
    work.failures += map(Failure, (*found.errors, *strangers(catalog, corpus, known | kept)))
    tasks = work.plan(found.documents, catalog, max_bytes)
    work.read(tasks, executor or _executor(jobs, len(tasks)), progress)
    removed = work.remove_vanished()
    note = BuildNote(
        code_version=work.code,
        documents_read=work.count_read,
        skipped=work.count_skipped,
        failed=len(found.errors) + work.count_failed,
        seconds=round(time.monotonic() - started, 3),
    )
    written = update_database(database, records, work.wanted, note, all_derived(records, jobs))
    write_graph_files(database)
    seconds = time.monotonic() - started
    return BuildResult(
        work.count_read,
        work.count_skipped,
        removed,
        written,
        seconds,
        tuple(work.failures),
        tuple(work.notices),
    )


def default_jobs() -> int:
    """How many processes this machine has room for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _executor(jobs: int, tasks: int) -> Executor:
    """Starting a process costs about a second: for one document it is not worth it."""
    return Processes(jobs) if min(jobs, tasks) > 1 else InProcess()


class _Build:
    """One build under way. `wanted` becomes the database: id → SHA-256 of the record to store."""

    def __init__(self, corpus: Path, records: Path, known: Collection[str]) -> None:
        self._records = records
        self._known = known
        # As seen from the records, so that a project may be moved as a whole.
        self._corpus = Path(os.path.relpath(corpus.resolve(), records.resolve())).as_posix()
        cache = read_cache(records)
        self._there = set(find_records(records))
        if self._there and self._there.isdisjoint(known) and cache.corpus != self._corpus:
            reason = f"holds records, but none of the documents in {corpus}: they would be removed"
            raise PlanError(str(records), "", reason, "name another folder with --records")
        self._cached = {name: entry for name, entry in cache.documents.items() if name in known}
        self._saved = time.monotonic()
        self.code = code_version()
        self.wanted: dict[str, str] = {}
        self.failures: list[Failure] = []
        self.notices: list[PlanError] = []
        self.count_read = self.count_skipped = self.count_failed = 0
        for folder in {record_path(records, name).parent for name in {*known, *self._there}} | {
            records / ".cache"
        }:
            clean_leftovers(folder, "*.json")

    def keep_unseen(self, found: Found) -> set[str]:
        """Keep the records of documents that lie where nobody could look: they are not gone."""
        unseen = {name for name in self._there - set(self._known) if found.may_hold(name)}
        for name in unseen:
            with contextlib.suppress(PlanError):
                self._want_last(name)
        self._there -= unseen
        return unseen

    def plan(
        self, documents: Sequence[CorpusFile], catalog: Mapping[str, CatalogEntry], max_bytes: int
    ) -> list[Task]:
        """What must be read; what has not changed is wanted as it is."""
        tasks = []
        for document in documents:
            entry = catalog.get(document.id)
            key = document_key(self.code, document, entry, max_bytes)
            cached = self._cached.get(document.id)
            if cached and cached.key == key and self._record_on_disk(document.id) == cached.record:
                self.wanted[document.id] = cached.record
                self.count_skipped += 1
            else:
                tasks.append(Task(document, entry, key, max_bytes, self._records))
        return tasks

    def read(self, tasks: Sequence[Task], executor: Executor, progress: Progress) -> None:
        """Have `tasks` read; the cache is kept up to date on the way, so that nothing is read twice."""
        try:
            for done, outcome in enumerate(executor.run(tasks), 1):
                if outcome.record is None:
                    self._fail(outcome)
                else:
                    self.count_read += 1
                    self.wanted[outcome.document.id] = outcome.record
                    self.notices += outcome.notices
                    self._remember(outcome)
                progress(done, len(tasks), outcome.document.file)
        finally:
            self._save()
        self.failures.sort(key=lambda failure: failure.error.file)
        self.notices.sort(key=lambda notice: notice.file)

    def remove_vanished(self) -> int:
        """Remove the records whose documents are gone, and the folders that this leaves empty."""
        vanished = self._there - set(self._known)
        for name in vanished:
            path = record_path(self._records, name)
            path.unlink()
            for folder in path.relative_to(self._records).parents[:-1]:
                with contextlib.suppress(OSError):  # not empty
                    (self._records / folder).rmdir()
        return len(vanished)

    def _remember(self, outcome: Outcome) -> None:
        """Note what a document was read with; without a key it could not be told whether it changed."""
        if outcome.key is not None and outcome.record is not None:
            self._cached[outcome.document.id] = Cached(outcome.key, outcome.record)
        if time.monotonic() - self._saved > _SAVE_EVERY:
            self._save()

    def _save(self) -> None:
        write_cache(self._records, Cache(self._corpus, self._cached))
        self._saved = time.monotonic()

    def _fail(self, outcome: Outcome) -> None:
        """Note a failure; the document's last good record, if there is one, stays wanted."""
        error = outcome.error
        assert error is not None
        self.count_failed += 1
        with contextlib.suppress(PlanError):
            if self._want_last(outcome.document.id):
                remedy = "; ".join(part for part in (error.remedy, "its earlier record stays") if part)
                error = PlanError(error.file, error.place, error.reason, remedy)
        self.failures.append(Failure(error, outcome.trace))

    def _want_last(self, document_id: str) -> bool:
        """Want the record of the last good reading, if there is one. Raises PlanError if it is broken."""
        last = self._record_on_disk(document_id)
        if last is None:
            return False
        rows_of(read_record(record_path(self._records, document_id)), last)
        self.wanted[document_id] = last
        return True

    def _record_on_disk(self, document_id: str) -> str | None:
        """The SHA-256 of a document's record file; None if there is none."""
        path = record_path(self._records, document_id)
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
