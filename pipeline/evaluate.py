"""Strict precision, recall and F1 of records against gold annotations made by hand.

Gold is a folder per document with JSON Lines files; what a hit needs is the table at the end of the
annotation guide (docs/annotation.md): article, value, unit and date equal, not merely near.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import PlanError
from pipeline.fold import fold
from pipeline.model import Clause, Record
from pipeline.store.records import read_record, record_path
from pipeline.tree import ClauseTree

_OUTLINE_LEVELS = {"chapter", "article", "item", "headed"}
_QUOTE_SHARE = 0.5
_INDICATOR_SHARE = 0.6
_SCOPE_SHARE = 0.5
_PERIODS = {"每年": "P1Y", "每季度": "P3M", "每月": "P1M", "每周": "P1W"}


@dataclass(frozen=True)
class Fact:
    """A gold or extracted fact reduced to what a hit needs (`key`), with the rest for its fields."""

    key: Hashable
    shown: str
    quote: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass
class Score:
    """Hits, misses and inventions of one kind in one document."""

    kind: str
    document: str
    hits: list[tuple[Fact, Fact]] = field(default_factory=list)
    misses: list[Fact] = field(default_factory=list)
    inventions: list[Fact] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the extracted facts that are in gold; 1 if none were extracted."""
        return _share(len(self.hits), len(self.hits) + len(self.inventions))

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1 if gold is empty."""
        return _share(len(self.hits), len(self.hits) + len(self.misses))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * len(self.hits), 2 * len(self.hits) + len(self.misses) + len(self.inventions))


@dataclass(frozen=True)
class Report:
    """The scores of all kinds and documents."""

    scores: tuple[Score, ...]

    def total(self, kind: str) -> Score:
        """The score of a kind over all documents."""
        total = Score(kind, "all")
        for score in self.scores:
            if score.kind == kind:
                total.hits += score.hits
                total.misses += score.misses
                total.inventions += score.inventions
        return total

    def kinds(self) -> list[str]:
        """The kinds evaluated, in order."""
        return list(dict.fromkeys(score.kind for score in self.scores))

    def field_accuracy(self) -> dict[str, tuple[int, int]]:
        """Right and all of each field of the matched targets."""
        counts: dict[str, tuple[int, int]] = {}
        for kind in ("quantitative targets", "qualitative targets"):
            for gold, found in self.total(kind).hits:
                for name, right in _field_hits(gold, found).items():
                    done, seen = counts.get(name, (0, 0))
                    counts[name] = (done + right, seen + 1)
        return counts

    def render(self, misses: bool = False) -> str:
        """The report as text: a line a kind, then the fields, then (`misses`) each miss and invention."""
        lines = [f"{'kind':<34}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}"]
        for kind in self.kinds():
            score = self.total(kind)
            gold, found = len(score.hits) + len(score.misses), len(score.hits) + len(score.inventions)
            lines.append(
                f"{kind:<34}{score.precision:>7.3f}{score.recall:>7.3f}{score.f1:>7.3f}{gold:>7}{found:>7}"
            )
        for name, (right, seen) in sorted(self.field_accuracy().items()):
            lines.append(f"field {name:<28}{right / seen:>7.3f}{'':>14}{seen:>7}")
        if misses:
            lines += _differences(self.scores)
        return "\n".join(lines)


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
        ("outline", "clauses", lambda: (_gold_outline(folder), _outline(record))),
        ("comments", "comments", lambda: (_gold_comments(folder), _comments(record))),
        (
            "stated and inherited assignments",
            "assignments",
            lambda: (_gold_assignments(folder, subject=False), _assignments(record, tree, subject=False)),
        ),
        (
            "subject assignments",
            "assignments",
            lambda: (_gold_assignments(folder, subject=True), _assignments(record, tree, subject=True)),
        ),
        ("deadlines", "deadlines", lambda: (_gold_deadlines(folder), _deadlines(record, tree))),
        (
            "quantitative targets",
            "targets",
            lambda: (_gold_targets(folder, "quantitative"), _targets(record, tree, "quantitative")),
        ),
        (
            "qualitative targets",
            "targets",
            lambda: (_gold_targets(folder, "qualitative"), _targets(record, tree, "qualitative")),
        ),
    ]
    return [
        _score(kind, record.id, *sides())
        for kind, file, sides in kinds
        if (folder / f"{file}.jsonl").exists()
    ]


def _score(kind: str, document: str, gold: list[Fact], found: list[Fact]) -> Score:
    """Pair gold with found facts of the same key, the best shared quote first."""
    score = Score(kind, document)
    left = list(found)
    for fact in gold:
        same = [other for other in left if other.key == fact.key]
        if kind == "qualitative targets":
            same = [other for other in same if _pair_share(fact.quote, other.quote) >= _QUOTE_SHARE]
        if not same:
            score.misses.append(fact)
            continue
        best = max(same, key=lambda other: _pair_share(fact.quote, other.quote) + _scope_bonus(fact, other))
        left.remove(best)
        score.hits.append((fact, best))
    score.inventions = left
    return score


def _scope_bonus(gold: Fact, found: Fact) -> float:
    return 0.5 * _pair_share(gold.fields.get("scope") or "", found.fields.get("scope") or "")


# --- the two sides, kind by kind ----------------------------------------------------------------


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    path = folder / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _norm(text: str | None) -> str:
    return fold(text or "").replace(" ", "").rstrip("。.、").lower()


def _gold_article(clause: str) -> str:
    return _norm(clause.split("/", maxsplit=1)[0])


def _article(tree: ClauseTree, clause: Clause) -> str:
    article = tree.article_of(clause)
    if article.level == "preamble":
        return "preamble"
    return _norm(article.label or article.heading or article.level)


def _gold_outline(folder: Path) -> list[Fact]:
    rows = [row for row in _rows(folder, "clauses") if row["level"] in _OUTLINE_LEVELS]
    return [
        Fact(
            (row["level"], _norm(row["label"]), _norm(row["heading"])),
            f"{row['level']} {row['label']} {row['heading']}",
        )
        for row in rows
    ]


def _outline(record: Record) -> list[Fact]:
    clauses = [clause for clause in record.clauses if clause.level in _OUTLINE_LEVELS]
    return [
        Fact((c.level, _norm(c.label), _norm(c.heading)), f"{c.level} {c.label} {c.heading}") for c in clauses
    ]


def _gold_comments(folder: Path) -> list[Fact]:
    return [Fact((row["text"], row["author"]), row["text"]) for row in _rows(folder, "comments")]


def _comments(record: Record) -> list[Fact]:
    return [
        Fact((comment.text, comment.author), comment.text)
        for comment in record.comments
        if comment.kind == "comment"
    ]


def _gold_assignments(folder: Path, *, subject: bool) -> list[Fact]:
    rows = [row for row in _rows(folder, "assignments") if (row["basis"] == "subject") == subject]
    return [
        Fact(
            (_gold_article(row["clause"]), _norm(row["name"]), row["role"]),
            f"{row['clause']} {row['name']} {row['role']} | {row['attribution']}",
            row["attribution"],
        )
        for row in rows
    ]


def _assignments(record: Record, tree: ClauseTree, *, subject: bool) -> list[Fact]:
    facts = []
    for row in record.assignments:
        if (row.basis == "subject") != subject:
            continue
        clause = tree[row.clause_id]
        attribution = record.text[row.attribution_start : row.attribution_end]
        key = (_article(tree, clause), _norm(row.name), row.role)
        facts.append(Fact(key, f"{clause.ref} {row.name} {row.role} | {attribution}", attribution))
    return facts


def _gold_deadlines(folder: Path) -> list[Fact]:
    return [
        Fact(
            (_gold_article(row["clause"]), _norm(row["text"]), row["end"] or row["period"]),
            f"{row['clause']} {row['text']} {row['end'] or row['period']} | {row['quote']}",
            row["quote"],
        )
        for row in _rows(folder, "deadlines")
    ]


def _deadlines(record: Record, tree: ClauseTree) -> list[Fact]:
    facts = []
    for row in record.deadlines:
        clause, text = tree[row.clause_id], record.text[row.char_start : row.char_end]
        quote = record.text[max(row.char_start - 20, 0) : row.char_end + 20]
        shown = f"{clause.ref} {text} {row.end_date or row.period} | {quote}"
        facts.append(Fact((_article(tree, clause), _norm(text), row.end_date or row.period), shown, quote))
    return facts


def _value_key(value: Any) -> Hashable:
    return (
        tuple(float(part) for part in value)
        if isinstance(value, list)
        else (float(value) if isinstance(value, (int, float)) else value)
    )


def _gold_targets(folder: Path, kind: str) -> list[Fact]:
    facts = []
    for row in _rows(folder, "targets"):
        if row["kind"] != kind:
            continue
        key: Hashable = (_gold_article(row["clause"]), row["deadline"])
        if kind == "quantitative":
            key = (
                _gold_article(row["clause"]),
                _value_key(row["value"]),
                _norm(row["unit"]),
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


def _targets(record: Record, tree: ClauseTree, kind: str) -> list[Fact]:
    facts = []
    for row in record.targets:
        if row.kind != kind:
            continue
        article, quote = _article(tree, tree[row.clause_id]), record.text[row.char_start : row.char_end]
        value = (
            _value_key([row.value, row.value_high]) if row.value_high is not None else _value_key(row.value)
        )
        key: Hashable = (article, row.deadline)
        if kind == "quantitative":
            key = (article, value, _norm(row.unit), row.deadline)
        shown = f"{tree[row.clause_id].ref} {row.value} {row.unit} {row.deadline} | {quote}"
        fields = {
            name: getattr(row, name)
            for name in ("indicator", "scope", "direction", "op", "baseline", "recurrence")
        }
        facts.append(Fact(key, shown, quote, {**fields, "hedges": list(row.hedges)}))
    return facts


# --- fields and text ----------------------------------------------------------------------------


def _field_hits(gold: Fact, found: Fact) -> dict[str, bool]:
    """Which fields of a matched target are right."""
    g, f = gold.fields, found.fields
    return {
        "op": g["op"] == f["op"],
        "direction": g["direction"] == f["direction"],
        "hedges": set(g["hedges"]) == set(f["hedges"]),
        "baseline": bool(g["baseline"]) == bool(f["baseline"]),
        "recurrence": g["recurrence"] == f["recurrence"],
        "indicator": _pair_share(g["indicator"], f["indicator"]) >= _INDICATOR_SHARE,
        "scope": _same_scope(g["scope"], f["scope"]),
    }


def _same_scope(gold: str | None, found: str | None) -> bool:
    if not gold or not found:
        return not gold and not found
    return _pair_share(gold, found) >= _SCOPE_SHARE


def _pair_share(a: str, b: str) -> float:
    """Shared character pairs over those of the shorter text; single characters compare as such."""
    first, second = _pairs(_norm(a)), _pairs(_norm(b))
    shorter = min(sum(first.values()), sum(second.values()))
    return sum((first & second).values()) / shorter if shorter else float(_norm(a) == _norm(b))


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(max(len(text) - 1, 1 if text else 0)))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _differences(scores: Iterable[Score]) -> list[str]:
    lines: list[str] = []
    for score in scores:
        for sign, facts in (("miss", score.misses), ("invention", score.inventions)):
            lines += [f"{score.kind} | {score.document} | {sign}: {fact.shown}" for fact in facts]
    for score in scores:
        if "targets" in score.kind:
            lines += _field_differences(score.document, score.hits)
    return lines


def _field_differences(document: str, hits: Sequence[tuple[Fact, Fact]]) -> list[str]:
    lines = []
    for gold, found in hits:
        for name, right in _field_hits(gold, found).items():
            if not right:
                lines.append(
                    f"field {name} | {document}: gold {gold.fields[name]!r}, found {found.fields[name]!r} | {found.shown}"
                )
    return lines
