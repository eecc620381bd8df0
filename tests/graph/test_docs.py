"""docs/graph.md is true: it names every kind of node and edge, and its example runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from pipeline.graph import questions
from pipeline.graph.shapes import EdgeKind, NodeKind
from tests.documents import ROOT

PAGE = (ROOT / "docs/graph.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("heading", "kinds"), [("Nodes", NodeKind), ("Edges", EdgeKind)])
def test_every_kind_is_explained(heading: str, kinds: object) -> None:
    table = PAGE.split(f"## {heading}\n")[1].partition("\n## ")[0]
    first = "".join(re.findall(r"^\|([^|]*)\|", table, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", first)) == set(get_args(kinds))


def test_the_example_runs(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "extracted").mkdir()
    shutil.copyfile(database, tmp_path / "extracted" / "plans.db")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"(?s)```python\n(.*?)```", PAGE)
    exec(example, {})
    assert "西宁海关" in capsys.readouterr().out


def test_every_question_is_named() -> None:
    asked = PAGE.split("## Asking it\n")[1].partition("\n## ")[0]
    for name in re.findall(r"`(\w+)` ?[(,.]", asked):
        assert hasattr(questions, name), name
