"""The comparisons of a database: kept up to date step by step as if made from scratch, by their own pairs only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import comparing
from pipeline.compare import Comparison
from pipeline.compare.neighbours import NEAREST, Pair
from pipeline.comparing import Comparisons
from pipeline.model import Record
from pipeline.store.database import BuildNote, update_database
from tests.documents import read_plan
from tests.store.samples import write_all

NOTE = BuildNote(code_version="abc", documents_read=1, skipped=0, failed=0, seconds=0.5)
STRAW = "秸秆综合利用。推进秸秆肥料化、饲料化利用，加强秸秆禁烧。"
DUST = "扬尘污染治理。施工工地落实扬尘防治措施，推进道路机械化清扫。"
SCHOOL = "学校建设。新建改建一批学校，补充教师，改善办学条件。"
CHARGE = "充电设施。加快充电桩建设，推广新能源汽车。"
TABLES = ("comparisons", "alignments", "unmatched", "topics", "clause_topics")


def plan(name: str, *provisions: str) -> Record:
    lines = "".join(f"（{'一二三四五'[n]}）{text}\n" for n, text in enumerate(provisions))
    return read_plan(f"某省某某实施方案\n\n为推进工作，制定本方案。\n\n一、重点任务\n{lines}", name)


STEPS = [
    [plan("a", STRAW, DUST), plan("b", DUST, SCHOOL), plan("2024/c", CHARGE)],
    [plan("a", STRAW, DUST), plan("b", CHARGE, SCHOOL), plan("2024/c", CHARGE)],  # one changed
    [plan("a", STRAW, DUST), plan("b", CHARGE, SCHOOL), plan("2024/c", CHARGE), plan("d", STRAW, SCHOOL)],
    [plan("a", STRAW, DUST), plan("d", STRAW, SCHOOL)],  # two gone
    [plan("d", STRAW, SCHOOL)],
]


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in TABLES}


def test_step_by_step_gives_the_same_comparisons_as_from_scratch(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    for number, step in enumerate(STEPS):
        update_database(database, tmp_path, write_all(step, tmp_path), NOTE, Comparisons(tmp_path))
        fresh = tmp_path / f"fresh{number}.db"
        update_database(fresh, tmp_path, write_all(step, tmp_path), NOTE, Comparisons(tmp_path))
        assert contents(database) == contents(fresh), number
    assert not contents(database)["comparisons"]


def test_a_document_that_changes_costs_only_its_own_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[Pair] = []
    original = comparing.compare_pairs

    def watched(records: Path, pairs: list[Pair]) -> list[Comparison]:
        compared.extend(pairs)
        return original(records, pairs)

    monkeypatch.setattr(comparing, "compare_pairs", watched)
    database = tmp_path / "plans.db"
    for step in STEPS[:3]:
        compared.clear()
        update_database(database, tmp_path, write_all(step, tmp_path), NOTE, Comparisons(tmp_path))
    assert compared == [("2024/c", "d"), ("a", "d"), ("b", "d")]


def test_what_changed_is_compared_as_it_now_is(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    for first, aligned in ((STRAW, 1), (SCHOOL, 0)):
        records = [plan("a", first, DUST), plan("b", STRAW)]
        update_database(database, tmp_path, write_all(records, tmp_path), NOTE, Comparisons(tmp_path))
        assert len(contents(database)["alignments"]) == aligned


def test_a_change_of_the_method_compares_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "plans.db"
    wanted = write_all(STEPS[0], tmp_path)
    assert update_database(database, tmp_path, wanted, NOTE, Comparisons(tmp_path))
    assert not update_database(database, tmp_path, wanted, NOTE, Comparisons(tmp_path))
    monkeypatch.setattr(comparing, "_version", lambda: "another")
    assert update_database(database, tmp_path, wanted, NOTE, Comparisons(tmp_path))


def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_WORTH_PROCESSES", 2)
    monkeypatch.setattr(comparing, "_BATCH", 2)
    wanted = write_all(STEPS[2], tmp_path)
    for jobs in (1, 2):
        database = tmp_path / f"{jobs}.db"
        update_database(database, tmp_path, wanted, NOTE, Comparisons(tmp_path, jobs))
    assert contents(tmp_path / "1.db") == contents(tmp_path / "2.db")


def test_a_small_corpus_is_compared_throughout(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    records = [plan(f"p{n}", (STRAW, DUST, SCHOOL)[n % 3]) for n in range(6)]
    assert len(records) <= NEAREST + 1
    update_database(database, tmp_path, write_all(records, tmp_path), NOTE, Comparisons(tmp_path))
    pairs = {row[:2] for row in contents(database)["comparisons"]}
    assert pairs == {(a.id, b.id) for a in records for b in records if a.id < b.id}
