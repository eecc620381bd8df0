"""Facts won and lost between two builds: every change is told, and nothing but changes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from pipeline.changes import changes, render
from pipeline.cli import main
from pipeline.errors import PlanError
from pipeline.store.records import write_record
from tests.documents import read_article

BEFORE = "到2025年，森林覆盖率达到41%。（省林业局负责）"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    return before, after


def test_nothing_changed(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        write_record(read_article(BEFORE), folder)
    assert changes(*folders) == []
    assert render([]) == "no fact won or lost"


def test_the_graph_beside_the_records_is_no_record(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        write_record(read_article(BEFORE), folder)
        (folder / "graph.json").write_text('{"nodes": []}', encoding="utf-8")
    assert changes(*folders) == []


def test_a_changed_fact_is_lost_and_won(folders: tuple[Path, Path]) -> None:
    before, after = folders
    write_record(read_article(BEFORE), before)
    write_record(read_article(BEFORE.replace("41%", "42%").replace("负责", "牵头")), after)
    (change,) = changes(before, after)
    lost = {kind: fact for kind, fact in change.lost if kind != "task"}
    won = {kind: fact for kind, fact in change.won if kind != "task"}
    assert lost.keys() == won.keys() == {"quantitative target", "assignment", "quantity"}
    assert "=41%" in lost["quantitative target"] and "=42%" in won["quantitative target"]
    assert lost["assignment"].endswith("省林业局 ｜ responsible ｜ stated")
    assert won["assignment"].endswith("省林业局 ｜ lead ｜ stated")


def test_a_new_document_wins_all(folders: tuple[Path, Path]) -> None:
    before, after = folders
    record = read_article(BEFORE)
    write_record(record, before)
    write_record(record, after)
    (after / "more").mkdir()
    other = msgspec.structs.replace(record, id="more/other")
    write_record(other, after)
    (change,) = changes(before, after)
    assert (change.document, change.lost) == ("more/other", ())
    assert "assignment: 1 won, 0 lost" in render([change])


def test_a_folder_without_records_is_refused(folders: tuple[Path, Path]) -> None:
    with pytest.raises(PlanError, match="no records"):
        changes(*folders)
    done = CliRunner().invoke(main, ["changes", str(folders[0]), str(folders[1])])
    assert done.exit_code == 1
    assert "plans build" in done.stderr
