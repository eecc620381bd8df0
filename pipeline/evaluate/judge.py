"""Judging records against a folder of gold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import PlanError
from pipeline.evaluate.facts import Fact
from pipeline.evaluate.found import (
    found_assignments,
    found_comments,
    found_deadlines,
    found_outline,
    found_targets,
)
from pipeline.evaluate.gold import gold_assignments, gold_comments, gold_deadlines, gold_outline, gold_targets
from pipeline.evaluate.report import Report
from pipeline.evaluate.roles import role_scores
from pipeline.evaluate.scores import Score, pair_facts
from pipeline.model import Record
from pipeline.store.records import read_record, record_path
from pipeline.tree import ClauseTree


def evaluate(gold: Path, records: Path) -> Report:
    """Score the records of a build against a folder of gold annotations.

    Raises:
        PlanError: there is no gold, or a record that gold names is missing or broken.
    """
    folders = sorted(path for path in gold.iterdir() if path.is_dir()) if gold.is_dir() else []
    if not folders:
        raise PlanError(str(gold), "", "no folder with gold annotations", "give a folder like tests/gold")
    scores: list[Score] = []
    for folder in folders:
        path = record_path(records, folder.name)
        if not path.exists():
            raise PlanError(str(path), "", "there is no record of this document", "run `plans build` first")
        scores += evaluate_record(read_record(path), folder)
    order = list(dict.fromkeys(score.kind for score in scores))
    return Report(tuple(sorted(scores, key=lambda score: order.index(score.kind))))


def evaluate_record(record: Record, folder: Path) -> list[Score]:
    """The scores of one record against its gold folder; a kind without a gold file is left out."""
    tree = ClauseTree(record.clauses)
    kinds: list[tuple[str, str, Callable[[], tuple[list[Fact], list[Fact]]]]] = [
        ("outline", "clauses", lambda: (gold_outline(folder), found_outline(record))),
        ("comments", "comments", lambda: (gold_comments(folder), found_comments(record))),
        (
            "stated and inherited assignments",
            "assignments",
            lambda: (gold_assignments(folder, subject=False), found_assignments(record, tree, subject=False)),
        ),
        (
            "subject assignments",
            "assignments",
            lambda: (gold_assignments(folder, subject=True), found_assignments(record, tree, subject=True)),
        ),
        ("deadlines", "deadlines", lambda: (gold_deadlines(folder), found_deadlines(record, tree))),
        (
            "quantitative targets",
            "targets",
            lambda: (gold_targets(folder, "quantitative"), found_targets(record, tree, "quantitative")),
        ),
        (
            "qualitative targets",
            "targets",
            lambda: (gold_targets(folder, "qualitative"), found_targets(record, tree, "qualitative")),
        ),
    ]
    scores = [
        pair_facts(kind, record.id, *sides())
        for kind, file, sides in kinds
        if (folder / f"{file}.jsonl").exists()
    ]
    if (folder / "excluded.jsonl").exists():
        scores.append(role_scores(record, folder))
    return scores
