"""The given corpus, built as a person builds it: every fact is its slice, and a rebuild does nothing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.store.test_database import SLICES

ROOT = Path(__file__).resolve().parent.parent


def plans(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    done = plans("build", "corpus", "--records", str(folder), "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture
def database(records: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(records / "plans.db")) as connection:
        yield connection


@pytest.mark.parametrize("name", SLICES)
def test_every_fact_is_its_slice(database: sqlite3.Connection, name: str) -> None:
    wrong = database.execute(
        f"SELECT f.id FROM {name} f JOIN documents d ON d.id = f.document_id "
        f"WHERE f.{SLICES[name]} IS NOT substr(d.text, f.char_start + 1, f.char_end - f.char_start)"
    ).fetchall()
    assert wrong == []


def test_the_keys_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("SELECT count(*) FROM documents").fetchone() == (5,)


def test_a_rebuild_reads_and_writes_nothing(records: Path) -> None:
    before = (records / "plans.db").read_bytes()
    done = plans("build", "corpus", "--records", str(records))
    assert done.stdout.startswith("读取 read 0, 未变 unchanged 5, 失败 failed 0")
    assert (records / "plans.db").read_bytes() == before


def test_one_process_writes_the_same_records_as_two(records: Path, tmp_path: Path) -> None:
    plans("build", "corpus", "--records", str(tmp_path), "--jobs", "1")
    for path in records.glob("*.json"):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_bad_input_is_one_line_each_and_the_rest_is_built(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    plan = "一、总体要求\n到2025年，全省森林覆盖率达到40%。\n" * 3
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (corpus / "encoding.txt").write_bytes(plan.encode("big5", "ignore") + b"\xff\xff" + plan.encode())
    (corpus / "folder.txt").mkdir()
    (corpus / "folder.txt" / "catalog.toml").write_text("[a]", encoding="utf-8")
    (corpus / "lost.txt").write_text("????????", encoding="utf-8")
    (corpus / "data.csv").write_text("id,value", encoding="utf-8")
    (corpus / "large.txt").write_text(plan * 20_000, encoding="utf-8")
    (corpus / "unnumbered.txt").write_text("关于加强工作的说明\n我们要做好各项工作。\n", encoding="utf-8")
    (corpus / "code.txt").write_text(
        f"某县方案\n\n{plan}（一）甲。项目代码20240711000012345678901。\n", encoding="utf-8"
    )
    (corpus / "label.txt").write_text(f"某县方案\n\n第1一章 总则\n{plan}", encoding="utf-8")
    (corpus / "dangling.txt").symlink_to(tmp_path / "nowhere")
    with (corpus / "catalog.toml").open("a", encoding="utf-8") as catalog:
        catalog.write('\n[gone]\nshort_title = "不在"\n')
    done = plans("build", str(corpus), "--records", str(tmp_path / "records"), "--max-size", "1")
    lines = {line.removeprefix(f"{corpus}/").partition(": ")[0]: line for line in done.stderr.splitlines()}
    assert done.returncode == 1
    assert len(lines) == len(done.stderr.splitlines())
    assert set(lines) == {
        "empty.txt",
        "binary.txt",
        "encoding.txt",
        "large.txt",
        "unnumbered.txt",
        "catalog.toml",
        "dangling.txt",
        "data.csv",
        "folder.txt/catalog.toml",
        "lost.txt",
    }
    for line in lines.values():
        reason, _, remedy = line.partition(": ")[2].rpartition("; ")
        assert reason and remedy, line
    built = {path.stem for path in (tmp_path / "records").glob("*.json")} - {"graph"}
    assert built == {path.stem for path in (ROOT / "corpus").glob("*.txt")} | {"unnumbered", "code", "label"}


def test_a_killed_build_leaves_no_process_and_the_last_build_whole(tmp_path: Path) -> None:
    corpus, records = tmp_path / "corpus", tmp_path / "records"
    shutil.copytree(ROOT / "corpus", corpus)
    assert plans("build", str(corpus), "--records", str(records)).returncode == 0
    before = {path.name: path.read_bytes() for path in records.iterdir() if path.is_file()}
    for path in corpus.glob("*.txt"):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n又一行。\n")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "build", str(corpus)]
    with subprocess.Popen([*command, "--records", str(records), "--jobs", "2"], cwd=ROOT) as running:
        build = psutil.Process(running.pid)
        while len(children := build.children(recursive=True)) < 3:  # two workers and their tracker
            assert running.poll() is None
        running.kill()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert alive == []
    for name in ("plans.db", *(path.name for path in records.glob("*.json"))):
        assert name == "plans.db" or (records / name).read_bytes()[-2:] == b"}\n"
    assert (records / "plans.db").read_bytes() == before["plans.db"]
    assert plans("build", str(corpus), "--records", str(records)).returncode == 0
