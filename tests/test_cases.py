"""Single facts of the corpus, expected by hand: one row of `tests/cases`, one test."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.fold import fold
from pipeline.model import Record, TableRecord
from pipeline.tree import ClauseTree
from tests.documents import case_ids, cases

TASKS, CITATIONS, METADATA = cases("tasks"), cases("citations"), cases("metadata")
QUANTITIES, CELLS = cases("quantities"), cases("cells")


def path_of(record: Record, clause_id: str) -> str:
    """A clause as the rows name it: its labels and headings below the chapter."""
    tree = ClauseTree(record.clauses)
    nodes = list(tree.ancestors(tree[clause_id]))[::-1]
    for level in ("annex", "table", "preamble"):
        outer = next((node for node in nodes if node.level == level), None)
        if outer is not None:
            return outer.level if level == "preamble" else outer.ref
    named = [node for node in nodes if node.level in {"chapter", "article", "item", "headed"}]
    below = [node for node in named if node.level != "chapter"] or named
    parts = [
        node.label.rstrip(".．﹒、") if node.level == "item" else node.label or node.heading or ""
        for node in below
    ]
    return "/".join(parts)


def in_clause(record: Record, clause_id: str, clause: str) -> bool:
    """Whether a fact's clause is `clause` or lies below it."""
    path = path_of(record, clause_id)
    return path == clause or path.startswith(clause + "/")


@pytest.mark.parametrize("row", QUANTITIES, ids=case_ids(QUANTITIES))
def test_quantities(corpus: dict[str, Record], row: dict[str, Any]) -> None:
    record = corpus[row["doc"]]
    place = record.text.index(row["context"]) + row["context"].index(row["text"])
    end = place + len(row["text"])
    found = [q for q in record.quantities if q.char_start < end and place < q.char_end]
    if row["role"] == "date" and not found:  # a number in a deadline is accounted for there
        assert any(d.char_start <= place and end <= d.char_end for d in record.deadlines)
        return
    assert found, "no quantity stands there"
    quantity = found[0]
    assert in_clause(record, quantity.clause_id, row["clause"])
    assert quantity.role == row["role"]
    if row["value"] is not None:
        expected = row["value"]
        if isinstance(expected, list):
            expected = "-".join(map(str, expected))
        assert quantity.value == expected
    if row["unit"] is not None:
        assert quantity.unit == row["unit"]


@pytest.mark.parametrize("row", CITATIONS, ids=case_ids(CITATIONS))
def test_citations(corpus: dict[str, Record], row: dict[str, Any]) -> None:
    record = corpus[row["doc"]]
    found = [
        (c.doc_number, c.relation)
        for c in record.citations
        if record.text[c.char_start : c.char_end] == row["title"]
        and in_clause(record, c.clause_id, row["clause"])
    ]
    if row["relation"] is None:
        assert found == []
    else:
        assert (row["doc_number"], row["relation"]) in found


@pytest.mark.parametrize("row", METADATA, ids=case_ids(METADATA))
def test_metadata(corpus: dict[str, Record], row: dict[str, Any]) -> None:
    assert getattr(corpus[row["doc"]].metadata, row["field"]) == row["value"]


@pytest.mark.parametrize("row", TASKS, ids=case_ids(TASKS))
def test_tasks(corpus: dict[str, Record], row: dict[str, Any]) -> None:
    record = corpus[row["doc"]]
    texts = [
        (fold(record.text[t.char_start : t.char_end]), t)
        for t in record.tasks
        if in_clause(record, t.clause_id, row["clause"])
    ]
    starting = [(text, task) for text, task in texts if bare(text).startswith(fold(row["starts_with"]))]
    assert starting, [text[:20] for text, _ in texts]
    text, task = starting[0]
    assert text.endswith(fold(row["ends_with"]))
    assert (task.modality, task.attribution_status) == (row["modality"], row["attribution_status"])


def bare(text: str) -> str:
    """A task's text behind the label that its clause may start with."""
    return (
        text[text.index(")") + 1 :]
        if text.startswith("(") and ")" in text[:6]
        else text.lstrip("一二三四五六七八九十、0123456789. ")
    )


@pytest.mark.parametrize("row", CELLS, ids=case_ids(CELLS))
def test_cells(corpus: dict[str, Record], row: dict[str, Any]) -> None:
    record = corpus[row["doc"]]
    table = table_named(record, row["table"])
    (cell,) = [
        c
        for c in record.table_cells
        if (c.table_id, c.row, c.column) == (table.id, row["row"], row["column"])
    ]
    assert record.text[cell.char_start : cell.char_end] == row["text"]
    assert (cell.row_header, cell.column_header) == (row["row_header"], row["column_header"])


def table_named(record: Record, name: str) -> TableRecord:
    tree = ClauseTree(record.clauses)
    (table,) = [
        table
        for table in record.tables
        if name in {node.label for node in tree.ancestors(tree[table.clause_id])} | {table.caption}
    ]
    return table
