"""Hostile PDF files beside a good one, as a person builds them: one line each, and the good one is built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.store.records import read_record
from tests.read.pdf.hostile import HOSTILE, Hostile
from tests.read.pdf.raw_pdf import pdf

ROOT = Path(__file__).resolve().parents[3]
MEMORY = 2 << 30  # bytes of addresses, a third of them for libraries
SECONDS = 600
# Limits itself, then runs `plans`.
LIMITED = f"""
import sys
if sys.platform == "linux":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from pipeline.cli import main
main()
"""


@dataclass(frozen=True)
class Built:
    """What one build of the good file and all hostile ones said and made."""

    status: int
    lines: tuple[str, ...]
    records: frozenset[str]
    corpus: Path
    folder: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One process reads them all: what one takes is not there for the next."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus, records = folder / "corpus", folder / "records"
    corpus.mkdir()
    (corpus / "good.pdf").write_bytes(pdf())
    for case in HOSTILE:
        (corpus / case.name).write_bytes(case.make())
    # Each thread of a numerical library reserves addresses.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", LIMITED, "build", str(corpus), "--records", str(records), "--jobs", "1"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    made = frozenset(path.stem for path in records.glob("*.json")) - {"graph"}
    return Built(done.returncode, tuple(done.stderr.splitlines()), made, corpus, records)


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_it_is_read_or_said_in_one_line_why_not(case: Hostile, built: Built) -> None:
    said = [line for line in built.lines if line.startswith(f"{built.corpus / case.name}: ")]
    assert said == ([] if case.is_read else [f"{built.corpus / case.name}: {case.happens}"])
    assert (Path(case.name).stem in built.records) == case.is_read


@pytest.mark.parametrize("case", [case for case in HOSTILE if case.is_read], ids=lambda case: case.name)
def test_what_is_read_is_what_a_reader_sees(case: Hostile, built: Built) -> None:
    path = built.folder / f"{Path(case.name).stem}.json"
    assert path.exists(), "not read"
    text = "".join(read_record(path).text.split())
    assert [words for words in case.holds if words not in text] == []
    assert [words for words in case.lacks if words in text] == []


def test_the_good_one_is_built_and_nothing_else_is_said(built: Built) -> None:
    assert built.status == 1
    assert "good" in built.records
    assert len(built.lines) == sum(not case.is_read for case in HOSTILE)  # no traceback, no warning


def test_the_documentation_has_the_same_list() -> None:
    text = (ROOT / "docs" / "pdf.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.-]+)` \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    assert rows == [(case.name, case.what, case.happens) for case in HOSTILE], "\n".join(map(row, HOSTILE))


def row(case: Hostile) -> str:
    return f"| `{case.name}` | {case.what} | {case.happens} |"
