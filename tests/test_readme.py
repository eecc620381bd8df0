"""The README is true: its commands run, its figures are those that the command prints, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


LINES = [line for block in blocks("sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person has after a build: the corpus, the gold, the records and the database."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("corpus", "tests/gold"):
        shutil.copytree(ROOT / name, folder / name)
    assert run(folder, "build corpus").returncode == 0
    return folder


def run(folder: Path, arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from pipeline.cli import main; main()"
    command = [sys.executable, "-c", code, *shlex.split(arguments, comments=True)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


COMMANDS = [line for line in LINES if line.startswith(".venv/bin/plans ")]


@pytest.fixture(scope="module")
def printed(clone: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """What each command printed, run in their order: one may need what another wrote."""
    arguments = {line: line.removeprefix(".venv/bin/plans ") for line in COMMANDS}
    return {line: run(clone, text.replace("/tmp/", f"{clone}/tmp/")) for line, text in arguments.items()}


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_run(line: str, printed: dict[str, subprocess.CompletedProcess[str]]) -> None:
    done = printed[line]
    told = [line for line in done.stderr.splitlines() if not line.startswith("找到 found: ")]
    assert (done.returncode, told) == (0, [])
    assert done.stdout.strip()


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("make ")])
def test_targets_exist(line: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("sqlite3 ")])
def test_sql_answers(line: str, clone: Path) -> None:
    _, database, query = shlex.split(line)
    with closing(sqlite3.connect(clone / database)) as connection:
        assert connection.execute(query).fetchall()


def test_no_command_goes_untried() -> None:
    assert all(line.startswith((".venv/bin/plans ", "make ", "sqlite3 ")) for line in LINES)


def test_windows_installs_what_make_installs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (by_hand,) = blocks("bat")
    for install in re.findall(r"install (-c constraints\.txt .*)$", makefile, re.MULTILINE):
        assert install.replace("'", "") in by_hand


def test_figures_are_printed_by_the_command(clone: Path) -> None:
    (printed,) = blocks("text")
    assert run(clone, "evaluate tests/gold").stdout.strip() == printed.strip()
    kinds = re.findall(r"^\D+(?:\d\.\d{3} +){3}(\d+) +\d+$", printed, re.MULTILINE)
    assert f"{sum(map(int, kinds)):,} facts and clauses" in README


@pytest.mark.parametrize(
    "path", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(path: str) -> None:
    file = ROOT / path
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
        assert (file.parent / link).exists(), link


def test_the_cases_are_counted_right() -> None:
    table = (ROOT / "docs" / "gold.md").read_text(encoding="utf-8")
    counted = dict(re.findall(r"^\| `(\w+)\.jsonl` \| (\d+) \|", table, re.MULTILINE))
    there = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests/cases").glob("*.jsonl")}
    assert counted == {name: str(len(text.splitlines())) for name, text in there.items()}
