"""`plans graph`: what it prints, writes, refuses and exits with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.graphing import graph_files, write_graph_files
from pipeline.model import Record
from tests.datasette_pages.pages import make_database


@pytest.fixture(scope="module")
def database(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_database([corpus["yichuan"]], tmp_path_factory.mktemp("command"))
    write_graph_files(made)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["graph", *arguments])


@pytest.mark.parametrize("form", ["graphml", "json"])
def test_the_same_bytes_as_a_build_writes(database: Path, form: str, tmp_path: Path) -> None:
    written = {path.suffix: path.read_bytes() for path in graph_files(database)}[f".{form}"]
    done = run("--db", str(database), "--format", form)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout_bytes == written
    out = tmp_path / "deep" / f"图.{form}"
    done = run("--db", str(database), "--out", str(out))  # as FILE ends
    assert (done.exit_code, done.stdout) == (0, f"已写入 wrote {out}\n")
    assert out.read_bytes() == written


def test_graphml_is_what_comes_without_a_word(database: Path, tmp_path: Path) -> None:
    assert run("--db", str(database)).stdout.startswith("<?xml")
    out = tmp_path / "plans.txt"
    run("--db", str(database), "--out", str(out), "--format", "json")
    assert json.loads(out.read_text(encoding="utf-8"))["multigraph"]


def test_mistakes_are_said_in_one_line(tmp_path: Path) -> None:
    done = run("--db", str(tmp_path / "plans.db"))
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.endswith("没有这个数据库 no such database; run plans build\n")
    assert run("--format", "gexf").exit_code == 2
