"""Gold annotations of one document, as facts: a folder of JSON Lines files, one fact a line."""

from __future__ import annotations

import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from pipeline.evaluate.facts import Fact, norm, value_key

OUTLINE_LEVELS = frozenset({"chapter", "article", "item", "headed"})
_PERIODS = {"每年": "P1Y", "每半年": "P6M", "每季度": "P3M", "每月": "P1M", "每周": "P1W"}


def read_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one gold file."""
    path = folder / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _article(clause: str) -> str:
    return norm(clause.split("/", maxsplit=1)[0])


def gold_outline(folder: Path) -> list[Fact]:
    """Clauses: level, label and heading."""
    rows = [row for row in read_rows(folder, "clauses") if row["level"] in OUTLINE_LEVELS]
    return [
        Fact(
            (row["level"], norm(row["label"]), norm(row["heading"])),
            f"{row['level']} {row['label']} {row['heading']}",
        )
        for row in rows
    ]


def gold_comments(folder: Path) -> list[Fact]:
    """Comments: text and author."""
    return [Fact((row["text"], row["author"]), row["text"]) for row in read_rows(folder, "comments")]


def gold_assignments(folder: Path, *, subject: bool) -> list[Fact]:
    """Assignments: article, name and role; those of subjects apart from the others."""
    rows = [row for row in read_rows(folder, "assignments") if (row["basis"] == "subject") == subject]
    return [
        Fact(
            (_article(row["clause"]), norm(row["name"]), row["role"]),
            f"{row['clause']} {row['name']} {row['role']} | {row['attribution']}",
            row["attribution"],
        )
        for row in rows
    ]


def gold_deadlines(folder: Path) -> list[Fact]:
    """Deadlines: article, text, end date or period."""
    return [
        Fact(
            (_article(row["clause"]), norm(row["text"]), row["end"] or row["period"]),
            f"{row['clause']} {row['text']} {row['end'] or row['period']} | {row['quote']}",
            row["quote"],
        )
        for row in read_rows(folder, "deadlines")
    ]


def gold_targets(folder: Path, kind: str) -> list[Fact]:
    """Targets of one kind: article, value, unit, deadline; qualitative ones: article and deadline."""
    facts = []
    for row in read_rows(folder, "targets"):
        if row["kind"] != kind:
            continue
        key: Hashable = (_article(row["clause"]), row["deadline"])
        if kind == "quantitative":
            key = (
                _article(row["clause"]),
                value_key(row["value"]),
                norm(row["unit"]),
                row["deadline"],
            )
        shown = f"{row['clause']} {row['value']} {row['unit']} {row['deadline']} | {row['quote']}"
        facts.append(
            Fact(
                key,
                shown,
                row["quote"],
                {**row, "recurrence": _PERIODS.get(row["recurrence"], row["recurrence"])},
            )
        )
    return facts
