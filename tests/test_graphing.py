"""The graph of a database: kept up to date step by step as if made from scratch, and written beside it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from pipeline import graphing
from pipeline.deriving import all_derived
from pipeline.errors import PlanError
from pipeline.graphing import check_graph_files, graph_files, stored_graph, write_graph_files
from pipeline.model import Record
from pipeline.store.database import BuildNote, update_database
from tests.datasette_pages.pages import make_database
from tests.documents import read_plan
from tests.store.samples import write_all

NOTE = BuildNote(code_version="abc", documents_read=1, skipped=0, failed=0, seconds=0.5)
STRAW = "秸秆综合利用。到2025年，秸秆综合利用率达到90%以上，加强秸秆禁烧。（省农业农村厅牵头）"
DUST = "扬尘污染治理。施工工地落实扬尘防治措施，每年检查。（省住房城乡建设厅、省公安厅按职责分工负责）"
SCHOOL = "学校建设。新建改建一批学校，补充教师，改善办学条件。（省教育厅负责）"
CHARGE = "充电设施。按照《某省充电规划》（某政发〔2022〕3号）加快充电桩建设。（省能源局负责）"


def plan(name: str, *provisions: str, number: str = "", basis: str = "") -> Record:
    lines = "".join(f"（{'一二三四五'[n]}）{text}\n" for n, text in enumerate(provisions))
    head = f"某省某某实施方案\n{number}\n" if number else "某省某某实施方案\n"
    return read_plan(f"{head}\n为{basis}推进工作，制定本方案。\n\n一、重点任务\n{lines}", name)


def successor(record: Record, earlier: str) -> Record:
    metadata = msgspec.structs.replace(record.metadata, predecessor_id=earlier)
    return msgspec.structs.replace(record, metadata=metadata)


PARENT = plan("parent", CHARGE, number="某政发〔2022〕3号")
STEPS = [
    [plan("a", STRAW, DUST), plan("b", CHARGE, SCHOOL), plan("2024/c", CHARGE)],
    [plan("a", STRAW, DUST), plan("b", CHARGE, STRAW), plan("2024/c", CHARGE)],  # one changed
    [plan("a", STRAW), plan("b", CHARGE, STRAW), plan("2024/c", CHARGE), PARENT],  # what is cited comes
    [successor(plan("a", STRAW), "b"), plan("b", CHARGE, STRAW), plan("2024/c", CHARGE), PARENT],
    [successor(plan("a", STRAW), "b"), plan("b", CHARGE, STRAW), plan("2024/c", CHARGE)],  # and goes again
    [plan("a", STRAW), plan("2024/c", CHARGE)],
    [plan("a", SCHOOL)],
]


@pytest.fixture(scope="module")
def database(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the five documents."""
    return make_database(corpus.values(), tmp_path_factory.mktemp("graphing"))


def update(database: Path, records: list[Record], folder: Path) -> None:
    update_database(database, folder, write_all(records, folder), NOTE, all_derived(folder))


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in ("nodes", "edges")
        }


def kinds(database: Path) -> set[str]:
    with stored_graph(database) as (nodes, edges):
        return {node.kind for node in nodes} | {edge.kind for edge in edges}


def test_step_by_step_gives_the_same_graph_as_from_scratch(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    seen: set[str] = set()
    for number, step in enumerate(STEPS):
        update(database, step, tmp_path)
        fresh = tmp_path / f"fresh{number}.db"
        update(fresh, step, tmp_path)
        assert contents(database) == contents(fresh), number
        seen |= kinds(fresh)
    assert {"counterpart", "compared_with", "cited_document", "cites", "succeeds", "deals_with"} <= seen
    left = {row[2] for row in contents(database)["nodes"]}
    assert "省教育厅" in left and left.isdisjoint({"省农业农村厅", "省能源局", "2025-12-31", "农业农村"})


def test_what_is_cited_becomes_the_document_once_it_is_here(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    for step, targets in ((STEPS[1], {"某省充电规划（某政发〔2022〕3号）"}), (STEPS[2], {"parent"})):
        update(database, step, tmp_path)
        with stored_graph(database) as (nodes, edges):
            names = {node.id: node.label for node in nodes if node.kind == "cited_document"}
            cites = [edge for edge in edges if edge.kind == "cites" and edge.document_id == "b"]
        assert {names.get(edge.target, edge.target) for edge in cites} == targets


def test_counterparts_follow_the_alignments(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        drawn = connection.execute(
            "SELECT source, target, weight, detail, document_id, other_document_id FROM edges"
            " WHERE kind = 'counterpart'"
        ).fetchall()
        aligned = connection.execute(
            "SELECT clause_a, clause_b, score, relation, document_a, document_b FROM alignments"
        ).fetchall()
        shares = connection.execute(
            "SELECT clause_id, topic_id, share FROM clause_topics EXCEPT"
            " SELECT source, target, weight FROM edges WHERE kind = 'deals_with'"
        ).fetchall()
    assert sorted(drawn) == sorted(aligned) and drawn
    assert shares == []


def test_ids_are_those_of_the_other_tables(database: Path) -> None:
    tables = {
        "provision": "clauses",
        "cited_document": None,
        "function": None,
        "deadline": None,
        "place": None,
    }
    with closing(sqlite3.connect(database)) as connection:
        for (kind,) in connection.execute("SELECT DISTINCT kind FROM nodes").fetchall():
            if (name := tables.get(kind, f"{kind}s")) is not None:
                lost = f"SELECT id FROM nodes WHERE kind = ? EXCEPT SELECT id FROM {name}"
                assert connection.execute(lost, [kind]).fetchall() == [], kind


def test_every_code_of_an_edge_s_detail_has_its_word(database: Path) -> None:
    from pipeline.store.codes import word

    with stored_graph(database) as (nodes, edges):
        assert [node.kind for node in nodes if word("kind", node.kind) is None] == []
        for edge in edges:
            assert word("kind", edge.kind) and (edge.detail is None or word("detail", edge.detail)), edge


def test_files_are_written_when_they_are_missing_or_older(tmp_path: Path) -> None:
    database = tmp_path / "deep" / "其他.db"
    update(database, STEPS[0], tmp_path)
    write_graph_files(database)
    one, other = graph_files(database)
    assert {one.name, other.name} == {"graph.graphml", "graph.json"} and one.parent == database.parent
    before = {path: path.read_bytes() for path in (one, other)}
    one.unlink()
    other.write_bytes(b"old")
    os.utime(other, ns=(0, 0))
    write_graph_files(database)
    assert {path: path.read_bytes() for path in (one, other)} == before
    times = [path.stat().st_mtime_ns for path in (one, other)]
    write_graph_files(database)
    assert [path.stat().st_mtime_ns for path in (one, other)] == times


def test_a_change_of_the_graph_s_code_makes_the_database_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "plans.db"
    wanted = write_all(STEPS[0], tmp_path)
    assert update_database(database, tmp_path, wanted, NOTE, all_derived(tmp_path))
    assert not update_database(database, tmp_path, wanted, NOTE, all_derived(tmp_path))
    monkeypatch.setattr(graphing, "_version", lambda: "another")
    assert update_database(database, tmp_path, wanted, NOTE, all_derived(tmp_path))


@pytest.mark.parametrize("name", ["graph.json", "graph.graphml"])
def test_another_program_s_file_is_left_alone(tmp_path: Path, name: str) -> None:
    database = tmp_path / "plans.db"
    check_graph_files(database)
    (tmp_path / name).write_text('{"nodes": []}', encoding="utf-8")
    with pytest.raises(PlanError, match="not a graph that plans has written"):
        check_graph_files(database)
    (tmp_path / name).unlink()
    update(database, STEPS[0], tmp_path)
    write_graph_files(database)
    check_graph_files(database)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such database; run plans build"),
        (b"no database at all, but long enough to be looked at", "not a database that plans has made"),
        (b"", "not a database that plans has made"),
    ],
)
def test_without_a_database_one_line_says_so(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "plans.db").write_bytes(content)
    with pytest.raises(PlanError) as error, stored_graph(tmp_path / "plans.db"):
        pass
    assert str(error.value).endswith(said) and "\n" not in str(error.value)


def test_a_database_of_another_version_says_so(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    update(database, STEPS[0], tmp_path)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TABLE nodes")
    with (
        pytest.raises(PlanError, match="made by another version; run plans build"),
        stored_graph(database) as (nodes, _),
    ):
        list(nodes)
