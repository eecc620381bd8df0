"""Two provisions sentence by sentence: nothing lost, nothing twice, and what differs on either side marked."""

from __future__ import annotations

from itertools import combinations

from pipeline.compare import Differences, differences, profile_of, side_by_side
from pipeline.model import Record
from pipeline.report.marked_sentences import sentence_rows
from pipeline.report.marked_text import Runs


def _pairs(corpus: dict[str, Record]) -> list[tuple[Record, Record, Differences]]:
    found = []
    for one, other in combinations((corpus["sichuan"], corpus["qinghai"], corpus["yichuan"]), 2):
        for row in side_by_side([profile_of(one), profile_of(other)])[::4]:
            for each in row.cells[1] if row.cells[0] else ():
                leader = row.cells[0][0].provision.id
                found.append((one, other, differences(one, leader, other, each.provision.id)))
    return found


def _said(runs: tuple[Runs, ...]) -> str:
    return "".join(run.text for group in runs for run in group.runs)


def test_every_sentence_stands_once_on_its_side(corpus: dict[str, Record]) -> None:
    pairs = _pairs(corpus)
    assert len(pairs) > 20
    for one, other, found in pairs:
        rows = sentence_rows(found, one.text, other.text)
        own = {a for a, _ in found.sentences if a}
        its = {b for _, b in found.sentences if b}
        assert sum(len(row.a_text) for row in rows) == sum(end - start for start, end in own)
        assert sum(len(row.b_text) for row in rows) == sum(end - start for start, end in its)
        assert all(any(one.text[start:end] in row.a_text for row in rows) for start, end in own)
        assert all(any(other.text[start:end] in row.b_text for row in rows) for start, end in its)
        for row in rows:
            assert (_said(row.a), _said(row.b)) == (row.a_text, row.b_text)


def test_what_is_the_same_has_no_mark_and_what_differs_has_one(corpus: dict[str, Record]) -> None:
    same = 0
    for one, other, found in _pairs(corpus):
        for row in sentence_rows(found, one.text, other.text):
            marks = {group.kind for group in (*row.a, *row.b)} & {"added", "alone"}
            assert row.same == (bool(row.a and row.b) and not marks)
            assert "dropped" not in {group.kind for group in (*row.a, *row.b)}
            same += row.same
    assert same > 10


def test_a_sentence_without_a_counterpart_stands_alone(corpus: dict[str, Record]) -> None:
    for one, other, found in _pairs(corpus):
        alone = {a for a, b in found.sentences if a and b is None}
        for row in sentence_rows(found, one.text, other.text):
            if row.a_text and not row.b_text:
                assert any(one.text[start:end] == row.a_text for start, end in alone)
