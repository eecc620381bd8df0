"""The database holds what the records hold, whole, however it came about."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.errors import PlanError
from pipeline.model import Record
from pipeline.store.database import BuildNote, update_database
from pipeline.store.schema import TABLES, VIEWS
from tests.store.samples import TEXT, SampleRecord, write_all

NOTE = BuildNote(code_version="abc", documents_read=1, skipped=0, failed=0, seconds=0.5)
SLICES = {
    "clauses": "text",
    "targets": "quote",
    "deadlines": "text",
    "assignments": "name_raw",
    "comments": "anchor",
    "tasks": "text",
    "citations": "title",
    "quantities": "text",
    "checks": "evidence",
    "table_cells": "text",
}


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def rows(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with opened(path) as connection:
        return [tuple(row) for row in connection.execute(sql, values)]


def everything(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables and views but `builds`, in an order that does not depend on how they came."""
    names = [*(part.name for part in TABLES if part.name != "builds"), *(view.name for view in VIEWS)]
    return {name: sorted(rows(path, f'SELECT * FROM "{name}"'), key=repr) for name in names}


def found(path: Path, word: str) -> set[str]:
    sql = "SELECT ref FROM clauses WHERE rowid IN (SELECT rowid FROM clauses_fts WHERE clauses_fts MATCH ?)"
    return {ref for (ref,) in rows(path, sql, word)}


def built(directory: Path, *records: Record, name: str = "plans.db") -> Path:
    database = directory / name
    update_database(database, directory, write_all(list(records), directory), NOTE)
    return database


def test_every_slice_is_its_column(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    for name, column in SLICES.items():
        pairs = rows(
            database,
            f"SELECT f.{column}, substr(d.text, f.char_start + 1, f.char_end - f.char_start) "
            f"FROM {name} f JOIN documents d ON d.id = f.document_id",
        )
        assert pairs
        assert all(stored == slice_ for stored, slice_ in pairs), name


def test_attribution_and_quote_are_slices_too(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    assert rows(
        database,
        "SELECT DISTINCT attribution = substr(text, attribution_start + 1, attribution_end - attribution_start) "
        "FROM assignments JOIN documents ON documents.id = document_id",
    ) == [(1,)]
    ((quote,),) = rows(database, "SELECT quote FROM deadlines")
    assert quote.startswith("到2025年")
    assert quote.endswith("万吨。")


def test_keys_hold_and_the_file_is_ready_to_be_served(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    assert rows(database, "PRAGMA foreign_key_check") == []
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA journal_mode") != [("wal",)]
    assert rows(database, "SELECT count(*) > 0 FROM sqlite_stat1") == [(1,)]
    for part in TABLES:
        declared = {(row[3], row[2]) for row in rows(database, f"PRAGMA foreign_key_list({part.name})")}
        assert declared == set(part.references)


def test_hedges_are_a_list_and_numbers_numbers(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    assert rows(database, "SELECT hedges, typeof(value) FROM targets") == [('["力争", "左右"]', "real")] * 2
    assert rows(
        database, "SELECT count(*) FROM targets, json_each(hedges) WHERE json_each.value = '力争'"
    ) == [(2,)]


@pytest.mark.parametrize(("value", "stored"), [(80, 80), (80.0, 80), (83.3, 83.3), ("1:3", "1:3")])
def test_values_stand_as_printed(tmp_path: Path, value: float | str, stored: float | str) -> None:
    record = SampleRecord().record()
    target = msgspec.structs.replace(record.targets[0], value=value)
    record = msgspec.structs.replace(record, targets=(target, *record.targets[1:]))
    ((found_value,),) = rows(built(tmp_path, record), "SELECT value FROM targets WHERE id = ?", target.id)
    assert (found_value, type(found_value)) == (stored, type(stored))


def test_inherited_assignments_are_spread_over_what_they_cover(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    assert set(rows(database, "SELECT task_id, name, role, basis FROM task_departments")) == {
        ("sample-task二2", "市农业农村局", "lead", "stated"),
        ("sample-task二2", "市城管局", "support", "inherited"),
        ("sample-task二3", "市城管局", "support", "inherited"),
        ("sample-task二3", "市城管局", "responsible", "stated"),
    }


def test_the_three_questions_are_one_query_each(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record(doc_number="示发〔2024〕1号"))
    assert rows(
        database,
        "SELECT short_title, ref, indicator, op, value, unit, deadline FROM promises ORDER BY value DESC",
    )[0] == ("sample计划", "一、/（一）", "PM2.5年均浓度", "<=", 29.5, "微克/立方米", "2025-12-31")
    assert rows(database, "SELECT name, ref, title FROM duties WHERE role = 'lead'") == [
        ("市农业农村局", "二、/（二）", "秸秆禁烧")
    ]
    assert rows(database, "SELECT end_date, text, ref FROM schedule") == [
        ("2025-12-31", "到2025年", "一、/（一）")
    ]
    assert rows(database, "SELECT DISTINCT citation FROM promises WHERE value = 5.95") == [
        ("《示例市空气质量行动计划》（示发〔2024〕1号）第一部分（一），“氮氧化物减排量达5.95万吨”",)
    ]


def test_search_gives_the_smallest_clause(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    assert found(database, '"秸 秆"') == {"二、/（二）"}
    assert found(database, '"臭 氧"') == {"表"}
    assert found(database, '"牵 头"') == {"二、/（二）"}
    assert found(database, '"重 点 任 务"') == {"二、"}


def test_a_citation_finds_the_document_in_the_corpus(tmp_path: Path) -> None:
    parent = SampleRecord("parent").record(title="国家空气行动计划", doc_number="国发〔2023〕24号")
    database = built(tmp_path, SampleRecord().record(), parent)
    sql = "SELECT document_id, cited_document_id FROM citations ORDER BY document_id"
    assert rows(database, sql) == [("parent", None), ("sample", "parent")]


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    before = (database.stat().st_ino, database.stat().st_mtime_ns, database.read_bytes())
    assert not update_database(database, tmp_path, write_all([SampleRecord().record()], tmp_path), NOTE)
    assert (database.stat().st_ino, database.stat().st_mtime_ns, database.read_bytes()) == before


CHANGED = TEXT.replace("严禁露天焚烧秸秆", "禁止焚烧垃圾").replace("29.5微克", "30.5微克")


def sample_like(document_id: str, text: str) -> Record:
    """A sample whose words were edited: places move with them."""

    class Edited(SampleRecord):
        def place(self, words: str) -> dict[str, int]:
            return super().place(words.replace("29.5微克", "30.5微克") if "30.5微克" in text else words)

    return Edited(document_id, text).record()


STEPS: list[list[Record]] = [
    [SampleRecord(name).record() for name in ("a", "b", "c", "2024/d")],
    [
        SampleRecord("a").record(),
        sample_like("b", CHANGED),
        SampleRecord("c").record(),
        SampleRecord("2024/d").record(),
    ],
    [SampleRecord("a").record(), sample_like("b", CHANGED), SampleRecord("2024/d").record()],
    [SampleRecord(name).record() for name in ("a", "2024/d", "e")],
    [
        SampleRecord("e", function="水利").record(),
        SampleRecord("a").record(),
        SampleRecord("2024/d").record(),
    ],
    [SampleRecord("e", function="水利").record()],
]


def test_step_by_step_gives_the_same_rows_as_from_scratch(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    for number, step in enumerate(STEPS):
        assert update_database(database, tmp_path, write_all(step, tmp_path), NOTE)
        fresh = built(tmp_path, *step, name=f"fresh{number}.db")
        assert everything(database) == everything(fresh), number
        for word in ('"秸 秆"', '"垃 圾"', '"臭 氧"'):
            assert found(database, word) == found(fresh, word)
        with closing(sqlite3.connect(database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(rows(database, "SELECT * FROM builds")) == len(STEPS)


def test_orphans_go_with_the_last_document_that_names_them(tmp_path: Path) -> None:
    database = built(tmp_path, *STEPS[0])
    bare = msgspec.structs.replace(
        SampleRecord("a").record(), targets=(), quantities=(), indicators=(), assignments=(), departments=()
    )
    update_database(database, tmp_path, write_all([bare], tmp_path), NOTE)
    for name in ("indicators", "departments", "department_functions"):
        assert rows(database, f"SELECT count(*) FROM {name}") == [(0,)]


def test_a_record_that_contradicts_itself_changes_nothing(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    before = database.read_bytes()
    sound = SampleRecord("b").record()
    for bad in (
        msgspec.structs.replace(sound, clauses=sound.clauses[:-1]),
        msgspec.structs.replace(sound, tasks=sound.tasks * 2),
        msgspec.structs.replace(sound, text=sound.text[:40]),
    ):
        with pytest.raises(PlanError, match=r"^b\.txt: "):
            update_database(database, tmp_path, write_all([bad], tmp_path), NOTE)
        assert database.read_bytes() == before
    assert not list(tmp_path.glob(".*.tmp*"))


@pytest.mark.parametrize("content", [b"my thesis", b""])
def test_another_programs_file_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    database = tmp_path / "mine.db"
    database.write_bytes(content)
    if not content:  # an empty file holds nothing to lose
        built(tmp_path, SampleRecord().record(), name="mine.db")
        return
    with pytest.raises(PlanError, match="not a database that plans has made"):
        built(tmp_path, SampleRecord().record(), name="mine.db")
    assert database.read_bytes() == content


def test_another_programs_database_is_not_overwritten(tmp_path: Path) -> None:
    database = tmp_path / "mine.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE thesis (id)")
    with pytest.raises(PlanError, match="not a database that plans has made"):
        built(tmp_path, SampleRecord().record(), name="mine.db")


def test_another_schema_is_built_anew(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("PRAGMA user_version=7; DROP TABLE origins;")
    assert update_database(database, tmp_path, write_all([SampleRecord().record()], tmp_path), NOTE)
    assert rows(database, "SELECT count(*) FROM origins") == [(2,)]


KILLED = """
    import sys
    from pathlib import Path
    from pipeline.store.database import update_database
    from tests.store.samples import SampleRecord, write_all
    from tests.store.test_database import NOTE

    folder, database = Path(sys.argv[1]), Path(sys.argv[2])
    wanted = write_all([SampleRecord(f"n{number}").record() for number in range(60)], folder)
    print("ready", flush=True)
    while True:
        for leave_out in (0, 3, 40):  # anew, a copy with little changed, a copy with much changed
            part = dict(list(wanted.items())[leave_out:])
            update_database(database, folder, part, NOTE)
"""


def test_killing_it_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    database = built(tmp_path, SampleRecord().record())
    for delay in (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(KILLED), str(tmp_path), str(database)],
            cwd=Path(__file__).parent.parent.parent,
            stdout=subprocess.PIPE,
        )
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(delay)
            child.kill()
        assert rows(database, "PRAGMA integrity_check") == [("ok",)]
        assert rows(database, "PRAGMA foreign_key_check") == []
        assert rows(database, "SELECT count(*) FROM documents")[0][0] >= 1
    built(tmp_path, SampleRecord().record())
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
