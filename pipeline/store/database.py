"""The database, built from the records: one transaction in a new file, put in place as a whole.

What changed since the last build is replaced in a copy of the last database; whoever reads the old
file meanwhile keeps it, and a build that is killed leaves it as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.errors import PlanError
from pipeline.store.derived import Derived, Nothing
from pipeline.store.files import clean_leftovers, move_whole, temporary_beside
from pipeline.store.links import link_documents
from pipeline.store.records import read_record, record_path
from pipeline.store.rows import rows_of
from pipeline.store.schema import schema_version
from pipeline.store.tables import SEARCHED, delete_documents, delete_orphans, insert_rows, make_tables

NOTHING = Nothing()
APPLICATION_ID = 0x504C414E  # "PLAN": tells our files from other people's
# Above this share of changed documents a fresh file is quicker than a copy, and more compact.
_COPY_UP_TO = 0.5


@dataclass(frozen=True)
class BuildNote:
    """What the table `builds` says of a build."""

    code_version: str
    documents_read: int
    skipped: int
    failed: int
    seconds: float


class SharedConflictError(Exception):
    """Two records describe the same indicator or body differently (one of them is outdated)."""


def update_database(
    database: Path, records: Path, wanted: Mapping[str, str], note: BuildNote, derived: Derived = NOTHING
) -> bool:
    """Bring `database` to hold exactly the records of the documents `wanted` (id → SHA-256 of the record).

    `derived` adds what follows from them. Returns whether anything had to be written.

    Raises:
        PlanError: `database` is another program's file, a record is broken, or a reference leads to
            nothing; the database then stays as it was.
        OSError: the file cannot be written; the database stays as it was.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    clean_leftovers(database.parent, database.name)
    version = schema_version(derived.version)
    last = _last_build(database, version)
    changed = sorted(document for document, sha in wanted.items() if last.records.get(document) != sha)
    gone = sorted(last.records.keys() - wanted.keys())
    if last.exists and not changed and not gone:
        return False
    small = last.extendable and len(changed) + len(gone) <= _COPY_UP_TO * len(wanted)
    temporary = temporary_beside(database)
    temporary.unlink(missing_ok=True)
    whole = _Contents(records, wanted, derived, note)
    try:
        try:
            if small:
                news = {name: wanted[name] for name in changed}
                _write(temporary, _Contents(records, news, derived, note, gone), version, copy_of=database)
            else:
                _write(temporary, whole, version, history=last.builds)
        except SharedConflictError:
            temporary.unlink()
            _write(temporary, whole, version, history=last.builds)
        move_whole(temporary, database)
    finally:
        temporary.unlink(missing_ok=True)
    return True


@dataclass(frozen=True)
class _Last:
    """What the database in place holds. `extendable`: a copy of it can be brought up to date."""

    exists: bool = False
    extendable: bool = False
    records: Mapping[str, str] = field(default_factory=dict)
    builds: tuple[dict[str, Any], ...] = ()


def _last_build(database: Path, expected: int) -> _Last:
    """Read what was built last; nothing if there is no file yet or it has another schema."""
    if not database.exists() or not database.stat().st_size:
        return _Last()
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            (ours,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError:
            ours, version = 0, 0
        if ours != APPLICATION_ID:
            raise PlanError(
                str(database), "", "not a database that plans has made", "name another file, or move it away"
            )
        if abs(version) != expected:
            return _Last()
        connection.row_factory = sqlite3.Row
        records = dict(map(tuple, connection.execute("SELECT id, record_sha256 FROM documents")))
        builds = tuple(dict(row) for row in connection.execute("SELECT * FROM builds ORDER BY id"))
    return _Last(True, version > 0, records, builds)


@dataclass(frozen=True)
class _Contents:
    """What goes into a database: the records `wanted` and what is derived; documents `gone` go out of it."""

    records: Path
    wanted: Mapping[str, str]
    derived: Derived
    note: BuildNote
    gone: Iterable[str] = ()


def _write(
    temporary: Path,
    contents: _Contents,
    version: int,
    copy_of: Path | None = None,
    history: Iterable[dict[str, Any]] = (),
) -> None:
    """Make the new database in `temporary`: from `copy_of` with what changed replaced, or anew.

    Raises:
        SharedConflictError: only in a copy; the database must be made anew.
    """
    with closing(sqlite3.connect(temporary)) as connection:
        # Nobody reads this file before it is whole: no journal, no waiting for the disk yet.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        if copy_of is not None:
            with closing(sqlite3.connect(f"{copy_of.resolve().as_uri()}?mode=ro", uri=True)) as source:
                source.backup(connection)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database = Database(connection)
        with database.atomic():
            if copy_of is None:
                make_tables(database)
                database.table("builds").insert_all(history, pk="id")
            else:
                delete_documents(database, [*contents.gone, *contents.wanted])
            conflict = _insert(database, contents)
            if conflict and copy_of is not None:
                raise SharedConflictError
            delete_orphans(database)
            link_documents(database)
            contents.derived.complete(database, contents.wanted.keys())
            when = datetime.now(UTC).isoformat(timespec="seconds")
            database.table("builds").insert({"when": when, **asdict(contents.note)})
            check_references(database)
            # The sign says that a copy cannot be brought up to date: which description of a shared
            # row holds depends on all records.
            database.execute(f"PRAGMA user_version={-version if conflict else version}")
        for name in SEARCHED:
            database.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'optimize\')')
        database.analyze()


def _insert(database: Database, contents: _Contents) -> bool:
    """Insert the records' rows in the order of their ids; whether two described a shared row differently."""
    conflict = False
    for document in sorted(contents.wanted):
        path = record_path(contents.records, document)
        record = read_record(path)
        if record.id != document:
            raise PlanError(str(path), "id", f"says {record.id!r}, not {document!r}", "run plans build")
        rows = rows_of(record, contents.wanted[document]) | contents.derived.document_rows(record)
        conflict |= insert_rows(database, rows)
    return conflict


def check_references(database: Database) -> None:
    """Raise PlanError if any reference of any table leads to nothing."""
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        name, row, other, _ = broken
        raise PlanError("database", f"{name} row {row}", f"refers to a row that is not in {other}")
