"""A build reads what changed, keeps what did not, and names what it could not read."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
import types
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import BuildResult, build
from pipeline.cache import CACHE, LOWER_HALF, RECORD_WRITERS
from pipeline.catalog import CatalogEntry
from pipeline.corpus import CorpusFile
from pipeline.errors import PlanError
from pipeline.model import Record
from pipeline.workers import InProcess, Outcome, Processes, Task
from tests.documents import ROOT
from tests.store.dying import die_or_read
from tests.store.samples import TEXT, SampleRecord


class Counting:
    """Reads in this process and notes what it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        self.seen += [task.document.id for task in tasks]
        return InProcess().run(tasks)


def read_sample(
    path: Path, document_id: str, file: str, catalog_entry: CatalogEntry | None, max_bytes: int
) -> Record:
    """Stands in for the upper half: a sample record, a number from the file and a title from the catalog."""
    content = path.read_text(encoding="utf-8")
    if content == "unreadable":
        raise PlanError(str(path), "line 1", "cannot be read", "write it anew")
    if content == "fault":
        raise ZeroDivisionError("boom")
    title = (catalog_entry and catalog_entry.short_title) or "示例市空气质量行动计划"
    return SampleRecord(document_id, TEXT).record(title=title, doc_number=content)


@pytest.fixture(autouse=True)
def sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("pipeline.document")
    module.read_document = read_sample  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pipeline.document", module)


class Place:
    """A corpus, its records and its database in a folder of their own."""

    def __init__(self, root: Path) -> None:
        self.corpus = root / "corpus"
        self.records = root / "extracted"
        self.database = self.records / "plans.db"
        self.corpus.mkdir()
        for name in ("a", "b", "2024/c"):
            self.write(f"{name}.txt", name)

    def write(self, file: str, content: str) -> None:
        path = self.corpus / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def build(self, max_bytes: int = 10**6) -> tuple[BuildResult, list[str]]:
        counting = Counting()
        result = build(self.corpus, self.database, self.records, max_bytes=max_bytes, executor=counting)
        return result, counting.seen

    def numbers(self) -> dict[str, str]:
        with closing(sqlite3.connect(self.database)) as connection:
            return dict(connection.execute("SELECT id, doc_number FROM documents"))

    def count_builds(self) -> int:
        with closing(sqlite3.connect(self.database)) as connection:
            return int(connection.execute("SELECT count(*) FROM builds").fetchone()[0])

    def files(self) -> dict[str, tuple[int, bytes]]:
        return {
            path.relative_to(self.records).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(self.records.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def lines(result: BuildResult) -> list[str]:
    return [str(failure.error) for failure in result.failures]


def test_all_is_read_once_then_nothing_is_touched(place: Place) -> None:
    result, seen = place.build()
    assert sorted(seen) == ["2024/c", "a", "b"]
    assert (result.read, result.skipped, result.exit_status, result.written) == (3, 0, 0, True)
    assert (place.records / "2024" / "c.json").is_file()
    before = place.files()
    result, seen = place.build()
    assert (seen, result.read, result.skipped, result.written) == ([], 0, 3, False)
    assert place.files() == before
    assert place.count_builds() == 1


def test_the_graph_lies_beside_the_database(place: Place, tmp_path: Path) -> None:
    place.database = tmp_path / "elsewhere" / "x.db"
    place.build()
    written = {path.name: path.read_bytes() for path in place.database.parent.iterdir()}
    assert set(written) == {"x.db", "graph.graphml", "graph.json"}
    assert not list(place.records.rglob("graph.*"))
    place.write("a.txt", "another")
    place.build()
    assert (place.database.parent / "graph.json").read_bytes() == written[
        "graph.json"
    ]  # of a number it says nothing
    (place.corpus / "b.txt").unlink()
    place.build()
    assert b'"b"' in written["graph.json"]
    assert b'"b"' not in (place.database.parent / "graph.json").read_bytes()


def test_another_program_s_graph_is_left_alone(place: Place) -> None:
    place.records.mkdir()
    (place.records / "graph.json").write_text('{"nodes": []}', encoding="utf-8")
    with pytest.raises(PlanError, match="not a graph that plans has written; move it away"):
        place.build()
    assert (place.records / "graph.json").read_text(encoding="utf-8") == '{"nodes": []}'
    assert not place.database.exists()


def test_a_graph_within_the_corpus_is_no_document(place: Place) -> None:
    place.database = place.corpus / "plans.db"
    place.build()
    result, _ = place.build()
    assert (place.corpus / "graph.json").is_file() and lines(result) == []


def test_only_what_changed_is_read(place: Place) -> None:
    place.build()
    place.write("b.txt", "new")
    result, seen = place.build()
    assert (seen, result.skipped) == (["b"], 2)
    assert place.numbers() == {"a": "a", "b": "new", "2024/c": "2024/c"}
    assert place.count_builds() == 2


def test_a_catalog_entry_is_part_of_its_document(place: Place) -> None:
    place.build()
    place.write("catalog.toml", '["2024/c"]\nshort_title = "甘肃"\nissued_on = 2024-01-02\n')
    assert place.build()[1] == ["2024/c"]
    assert place.build()[1] == []


def test_other_code_reads_everything_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.build()
    before = place.files()
    monkeypatch.setattr("pipeline.build.code_version", lambda: "other")
    result, seen = place.build()
    assert sorted(seen) == ["2024/c", "a", "b"]
    assert not result.written  # it read the same
    assert {name: content for name, (_, content) in place.files().items() if name != CACHE.as_posix()} == {
        name: content for name, (_, content) in before.items() if name != CACHE.as_posix()
    }


def test_a_record_that_was_edited_or_lost_is_made_again(place: Place) -> None:
    place.build()
    before = place.files()
    (place.records / "a.json").unlink()
    (place.records / "b.json").write_text("{}", encoding="utf-8")
    result, seen = place.build()
    assert (sorted(seen), result.written) == (["a", "b"], False)
    assert {name: content for name, (_, content) in place.files().items()} == {
        name: content for name, (_, content) in before.items()
    }


def test_a_lost_database_is_made_from_the_records(place: Place) -> None:
    place.build()
    place.database.unlink()
    result, seen = place.build()
    assert (seen, result.written) == ([], True)
    assert len(place.numbers()) == 3


def test_a_broken_cache_only_costs_time(place: Place) -> None:
    place.build()
    (place.records / CACHE).write_text("{", encoding="utf-8")
    assert len(place.build()[1]) == 3


def test_a_document_that_is_gone_leaves_nothing(place: Place) -> None:
    place.build()
    (place.corpus / "2024" / "c.txt").unlink()
    (place.records / "notes.json").write_text('{"mine": true}', encoding="utf-8")
    result, seen = place.build()
    assert (seen, result.removed, result.exit_status) == ([], 1, 0)
    assert not (place.records / "2024").exists()
    assert (place.records / "notes.json").exists()
    assert set(place.numbers()) == {"a", "b"}


def test_a_renamed_only_document_is_no_foreign_corpus(tmp_path: Path) -> None:
    place = Place(tmp_path)
    for name in ("b.txt", "2024/c.txt"):
        (place.corpus / name).unlink()
    place.build()
    (place.corpus / "a.txt").rename(place.corpus / "z.txt")
    assert place.build()[0].removed == 1
    assert set(place.numbers()) == {"z"}


def test_records_of_another_corpus_are_not_removed(place: Place, tmp_path: Path) -> None:
    place.build()
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PlanError, match="none of the documents"):
        build(other, place.database, place.records)
    assert (place.records / "a.json").exists()


def test_what_cannot_be_read_is_named_and_the_rest_is_built(place: Place) -> None:
    place.write("bad.txt", "unreadable")
    place.write("fault.txt", "fault")
    result, _ = place.build()
    assert result.exit_status == 1
    assert lines(result) == [
        f"{place.corpus / 'bad.txt'}: line 1: cannot be read; write it anew",
        f"{place.corpus / 'fault.txt'}: internal error, ZeroDivisionError: boom; "
        "plans build --debug shows where; please report it",
    ]
    assert "ZeroDivisionError" in result.failures[1].trace
    assert set(place.numbers()) == {"a", "b", "2024/c"}


def test_a_failing_document_keeps_its_last_good_record(place: Place) -> None:
    place.build()
    place.write("b.txt", "unreadable")
    result, seen = place.build()
    assert (seen, result.exit_status, result.written) == (["b"], 1, False)
    assert lines(result) == [
        f"{place.corpus / 'b.txt'}: line 1: cannot be read; write it anew; its earlier record stays"
    ]
    assert place.numbers()["b"] == "b"
    place.write("b.txt", "b")
    assert place.build()[0].exit_status == 0


def test_two_files_with_one_id(place: Place) -> None:
    place.write("a.md", "first by name")
    result, _ = place.build()
    assert lines(result) == [
        f"{place.corpus / 'a.txt'}: has the same id as a.md; rename or remove one of them"
    ]
    assert place.numbers()["a"] == "first by name"


def test_hidden_files_locks_and_own_output_are_no_documents(tmp_path: Path) -> None:
    place = Place(tmp_path)
    for name in (".hidden.txt", ".git/x.txt", "~$b.docx"):
        place.write(name, "x")
    place.records = place.corpus / "extracted"
    place.database = place.corpus / "plans.db"
    for _ in range(2):
        result, _ = place.build()
        assert result.exit_status == 0
        assert set(place.numbers()) == {"a", "b", "2024/c"}


def test_an_entry_of_the_catalog_without_its_file_is_one_line(place: Place) -> None:
    place.write("catalog.toml", "[nowhere]\n[a]\nlevel = 'county'\n")
    result, _ = place.build()
    assert result.exit_status == 1
    assert lines(result) == [
        f"{place.corpus / 'catalog.toml'}: [nowhere]: has no file in the corpus; "
        "correct the id (the file's path without suffix) or remove the entry"
    ]
    assert set(place.numbers()) == {"a", "b", "2024/c"}


@pytest.mark.parametrize("catalog", ["[a\n", "[a]\nlevl = 'county'\n", "[a]\nlevel = 'village'\n"])
def test_a_broken_catalog_changes_nothing(place: Place, catalog: str) -> None:
    place.build()
    before = place.files()
    place.write("catalog.toml", catalog)
    with pytest.raises(PlanError, match=r"catalog\.toml: "):
        place.build()
    assert place.files() == before


def test_an_empty_corpus_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="holds no documents"):
        build(tmp_path, tmp_path / "plans.db", tmp_path / "records")


def test_too_large_a_file_is_not_even_hashed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *rest: object) -> Record:
        raise PlanError(str(path), "", "too large")

    monkeypatch.setattr(sys.modules["pipeline.document"], "read_document", refuse)
    result, seen = place.build(max_bytes=3)
    assert "2024/c" in seen
    assert result.exit_status == 1


def test_a_cancelled_build_reads_nothing_twice(place: Place) -> None:
    class StoppedError(Exception):
        """The user pressed Ctrl-C."""

    def stop(done: int, total: int, file: str) -> None:
        if done == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        build(place.corpus, place.database, place.records, progress=stop)
    assert not place.database.exists()
    assert len(place.build()[1]) == 1


def test_leftovers_of_a_killed_run_are_cleaned(place: Place) -> None:
    place.build()
    for name in (".a.json.999999999.tmp", ".plans.db.999999999.tmp", ".plans.db.999999999.tmp-journal"):
        (place.records / name).write_bytes(b"half")
    place.build()
    assert [name for name in place.files() if ".tmp" in name] == []


def test_records_do_not_depend_on_where_and_when(place: Place, tmp_path: Path) -> None:
    place.build()
    (tmp_path / "elsewhere").mkdir()
    other = Place(tmp_path / "elsewhere")
    other.build()
    for name in ("a.json", "b.json", "2024/c.json"):
        assert (place.records / name).read_bytes() == (other.records / name).read_bytes()


def test_a_process_that_dies_takes_no_other_document_along(tmp_path: Path) -> None:
    tasks = [
        Task(CorpusFile(name, tmp_path / f"{name}.txt", f"{name}.txt"), None, "key", 1, tmp_path)
        for name in ("a", "b", "kill", "c", "d")
    ]
    outcomes = list(Processes(2, read=die_or_read).run(tasks))
    assert sorted(outcome.document.id for outcome in outcomes) == ["a", "b", "c", "d", "kill"]
    (failed,) = (outcome for outcome in outcomes if outcome.error)
    assert (
        str(failed.error)
        == f"{tmp_path / 'kill.txt'}: the process that read it was killed (out of memory?); "
        "try again with --jobs 1, or without this file"
    )


def test_a_process_that_dies_while_work_is_handed_over_loses_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = ProcessPoolExecutor.submit

    def slowly(*arguments: Any, **named: Any) -> Any:
        time.sleep(0.05)  # the first worker is dead long before the last batch is handed over
        return submit(*arguments, **named)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", slowly)
    names = ["kill", *(f"d{number}" for number in range(60))]
    tasks = [
        Task(CorpusFile(name, tmp_path / f"{name}.txt", f"{name}.txt"), None, "key", 1, tmp_path)
        for name in names
    ]
    outcomes = list(Processes(2, read=die_or_read).run(tasks))
    assert sorted(outcome.document.id for outcome in outcomes) == sorted(names)
    assert [outcome.document.id for outcome in outcomes if outcome.error] == ["kill"]


@contextmanager
def without_privileges() -> Iterator[None]:
    """As somebody whom permissions bind, also where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared() -> Iterator[Place]:
    """A place that others than the owner may write to."""
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name))
        place.records.mkdir()
        for path in [Path(name), *Path(name).rglob("*")]:
            path.chmod(0o777 if path.is_dir() else 0o666)
        yield place
        for path in (place.corpus, *place.corpus.rglob("*")):
            path.chmod(0o777)


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_without_permission_loses_no_record(shared: Place, mode: int) -> None:
    with without_privileges():
        shared.build()
    (shared.corpus / "2024").chmod(mode)
    with without_privileges():
        result, _ = shared.build()
    (line,) = lines(result)
    assert line.startswith(f"{shared.corpus / '2024'}") and line.count("; ") == 1
    assert (result.exit_status, result.removed) == (1, 0)
    assert set(shared.numbers()) == {"a", "b", "2024/c"}


def test_what_is_no_file_is_one_line_and_no_record_goes(place: Place, tmp_path: Path) -> None:
    place.build()
    (place.corpus / "a.txt").unlink()
    os.mkfifo(place.corpus / "a.txt")  # reading it would wait for ever
    (place.corpus / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere").mkdir()
    place.write("graph.txt", "x")
    place.write("x.json/d.txt", "x")
    result, _ = place.build()
    assert [line.removeprefix(f"{place.corpus}/") for line in lines(result)] == [
        "a.txt: is no regular file; remove it, or put a file in its place",
        "graph.txt: its record would be graph.json, which is the graph; rename the file",
        "linked: is a link to a folder; copy the folder to this place",
        "x.json/d.txt: a folder whose name ends in .json cannot hold records; rename the folder",
    ]
    assert set(place.numbers()) == {"a", "b", "2024/c"}


def test_a_point_inside_a_name_is_no_suffix(place: Place) -> None:
    place.write("关于〔2024〕1.5号方案", "x")
    place.build()
    assert "关于〔2024〕1.5号方案" in place.numbers()


def test_what_changes_no_record_is_named_right() -> None:
    root = ROOT / "pipeline"
    assert [name for name in (*LOWER_HALF, *RECORD_WRITERS) if not (root / name).exists()] == []
