"""Tasks: which passage an attribution answers for, and how it is given to somebody."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from pipeline.annotate import annotate
from pipeline.extract.passages import passages
from pipeline.extract.reading import Reading
from pipeline.extract.tasks import extract_tasks
from pipeline.fold import fold
from pipeline.ids import FactIds
from pipeline.model import Metadata, Source, Task
from pipeline.outline import build_outline
from pipeline.read import read, read_bytes
from pipeline.tree import ClauseTree

ROOT = Path(__file__).parents[2]
CASES = [
    json.loads(line) for line in (ROOT / "tests/cases/tasks.jsonl").read_text("utf-8").splitlines() if line
]


def reading_of(source: Source, jurisdiction: str = "某省", level: str = "province") -> Reading:
    clauses, _ = build_outline("test", source)
    metadata = Metadata(
        title="",
        short_title="",
        jurisdiction=jurisdiction,
        level=level,  # type: ignore[arg-type]
        status="issued",
        attribution_style="none",
        plan_id="test",
    )
    tree = ClauseTree(clauses)
    return Reading("test", source, tree, annotate(source), metadata, FactIds("test"))


def reading_text(text: str) -> Reading:
    return reading_of(read_bytes(text.encode(), "test.txt"))


def tasks_of(text: str) -> list[tuple[str, str, str]]:
    """Text, title and status of each task."""
    reading = reading_text(text)
    tasks = extract_tasks(reading, passages(reading))
    return [(reading.text[t.char_start : t.char_end], t.title, t.attribution_status) for t in tasks]


HEAD = "某省行动计划\n\n为推进工作，制定本计划。\n\n一、重点任务\n"


@cache
def corpus_tasks(document: str) -> tuple[str, tuple[Task, ...]]:
    reading = reading_of(read(ROOT / f"corpus/{document}.txt"))
    return reading.text, extract_tasks(reading, passages(reading))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['doc']} {case['clause']}" for case in CASES])
def test_passages_of_the_corpus(case: dict[str, str]) -> None:
    text, tasks = corpus_tasks(case["doc"])
    found = [
        task
        for task in tasks
        if fold(text[task.char_start : task.char_end]).startswith(fold(case["starts_with"]))
        and fold(text[task.char_start : task.char_end]).endswith(fold(case["ends_with"]))
    ]
    assert [task.attribution_status for task in found] == [case["attribution_status"]], case["why"]


def test_one_passage_for_each_attribution_of_a_paragraph() -> None:
    text = (
        HEAD
        + "（一）优化结构。推进改革。（省发展改革委负责）加强监管。（省公安厅负责）\n（二）保障。做好工作。\n"
    )
    assert tasks_of(text) == [
        ("优化结构。推进改革。", "优化结构", "stated"),
        ("加强监管。", "加强监管", "stated"),
        ("保障。做好工作。", "保障", "none"),
    ]


def test_a_stop_behind_the_bracket_belongs_to_no_passage() -> None:
    text = HEAD + "（一）推进改革（省发展改革委负责）。加强监管（省公安厅负责）。\n"
    assert [passage for passage, _, _ in tasks_of(text)] == ["推进改革", "加强监管"]


def test_an_attribution_in_its_own_paragraph_answers_for_the_one_before() -> None:
    text = HEAD + "（一）优化结构。推进改革。\n责任单位：省发展改革委、财政厅\n（二）加强监管。做好工作。\n"
    assert tasks_of(text)[0] == ("优化结构。推进改革。", "优化结构", "stated")


def test_two_label_lines_answer_for_one_passage() -> None:
    text = HEAD + "（一）优化结构。推进改革。\n牵头单位：省发展改革委\n配合单位：省财政厅\n"
    assert len(tasks_of(text)) == 1


def test_items_with_own_attributions_begin_behind_their_labels() -> None:
    text = HEAD + "（一）优化结构。\n1.推进改革。（省发展改革委负责）\n2.加强监管。（省公安厅负责）\n"
    assert [passage for passage, _, _ in tasks_of(text)][-1] == "加强监管。"


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (
            ["（一）建设网络（责任单位：省民政厅）。建成站点。", "（二）保障。做好工作。"],
            [("建设网络（责任单位：省民政厅）。建成站点。", "stated"), ("保障。做好工作。", "none")],
            "in the heading, its text behind",
        ),
        (
            ["（一）建设网络", "责任单位：省民政厅", "建成一批站点，做好服务。"],
            [("建设网络\n责任单位：省民政厅\n建成一批站点，做好服务。", "stated")],
            "on the line below the heading",
        ),
        (
            ["（一）建设网络（省民政厅牵头）", "1.建成一批站点。", "2.建立一批队伍。"],
            [("建成一批站点。", "inherited"), ("建立一批队伍。", "inherited")],
            "for the items that it only gathers",
        ),
        (
            ["（一）建设网络（省民政厅牵头）", "做好统筹。", "1.建成一批站点。（省财政厅负责）"],
            [("建设网络（省民政厅牵头）\n做好统筹。", "stated"), ("建成一批站点。", "stated")],
            "up to the item that names its own",
        ),
        (
            ["（一）建设网络（省民政厅牵头）。建成一批站点。（省财政厅负责）建立队伍。"],
            [("建设网络", "stated"), ("建成一批站点。", "stated"), ("建立队伍。", "none")],
            "its own text names others: the heading alone",
        ),
    ],
)
def test_an_attribution_in_a_heading_answers_for_what_follows(
    lines: list[str], expected: list[tuple[str, str]], why: str
) -> None:
    found = [(passage, status) for passage, _, status in tasks_of(HEAD + "\n".join(lines) + "\n")]
    assert found == expected, why


def test_no_task_in_the_preamble() -> None:
    assert all("制定本计划" not in passage for passage, _, _ in tasks_of(HEAD + "（一）甲。做好工作。\n"))


@pytest.mark.parametrize(
    ("second", "status"),
    [
        ("加强监管。做好工作。", "inherited"),
        ("加强监管。各地要做好工作。", "subject"),
        ("监管。（省公安厅负责）", "stated"),
    ],
)
def test_status_where_an_attribution_speaks_for_all_that_follows(second: str, status: str) -> None:
    first = (
        "（一）改革。推进改革。（省发展改革委牵头，各市人民政府落实；以下均需各市人民政府落实，不再列出）\n"
    )
    assert tasks_of(f"{HEAD}{first}（二）{second}\n")[-1][2] == status


def test_rows_of_a_table_are_tasks() -> None:
    text = (
        "<html><body><p>某市方案</p><p>为做好有关工作，现将分工印发给你们，请结合实际，认真组织好各项任务，并按时报告进展。</p><p>附件</p><table>"
        "<tr><th>序号</th><th>重点任务</th><th>牵头单位</th><th>配合单位</th></tr>"
        "<tr><td>1</td><td>推进公园绿地建设改造</td><td>市绿化市容局</td><td>市水务局、各街镇</td></tr>"
        "<tr><td>2</td><td>开展管网健康普查</td><td>市水务局</td><td>市财政局</td></tr>"
        "</table></body></html>"
    )
    reading = reading_of(read_bytes(text.encode(), "test.html"))
    tasks = extract_tasks(reading, passages(reading))
    rows = [reading.text[t.char_start : t.char_end] for t in tasks if t.attribution_status == "stated"]
    assert rows == ["推进公园绿地建设改造", "开展管网健康普查"]
