"""What a record holds, as facts."""

from __future__ import annotations

from collections.abc import Hashable

from pipeline.evaluate.facts import Fact, norm, value_key
from pipeline.evaluate.gold import OUTLINE_LEVELS
from pipeline.model import Clause, Record
from pipeline.tree import ClauseTree


def _article(tree: ClauseTree, clause: Clause) -> str:
    article = tree.article_of(clause)
    if article.level == "preamble" or _before_numbers(tree, article):
        return "preamble"
    return norm(article.label or article.heading or article.level)


def _before_numbers(tree: ClauseTree, article: Clause) -> bool:
    """Whether an unnumbered chapter stands before the first number: gold counts it to the preamble."""
    if article.level != "headed" or article.parent_id is not None:
        return False
    first = next((clause.char_start for clause in tree.clauses if clause.label), None)
    return first is not None and article.char_start < first


def found_outline(record: Record) -> list[Fact]:
    """As `gold_outline`."""
    clauses = [clause for clause in record.clauses if clause.level in OUTLINE_LEVELS]
    return [
        Fact((c.level, norm(c.label), norm(c.heading)), f"{c.level} {c.label} {c.heading}") for c in clauses
    ]


def found_comments(record: Record) -> list[Fact]:
    """As `gold_comments`; tracked changes are none."""
    return [
        Fact((comment.text, comment.author), comment.text)
        for comment in record.comments
        if comment.kind == "comment"
    ]


def found_assignments(record: Record, tree: ClauseTree, *, subject: bool) -> list[Fact]:
    """As `gold_assignments`."""
    facts = []
    for row in record.assignments:
        if (row.basis == "subject") != subject:
            continue
        clause = tree[row.clause_id]
        attribution = record.text[row.attribution_start : row.attribution_end]
        key = (_article(tree, clause), norm(row.name), row.role)
        facts.append(Fact(key, f"{clause.ref} {row.name} {row.role} | {attribution}", attribution))
    return facts


def found_deadlines(record: Record, tree: ClauseTree) -> list[Fact]:
    """As `gold_deadlines`."""
    facts = []
    for row in record.deadlines:
        clause, text = tree[row.clause_id], record.text[row.char_start : row.char_end]
        quote = record.text[max(row.char_start - 20, 0) : row.char_end + 20]
        shown = f"{clause.ref} {text} {row.end_date or row.period} | {quote}"
        facts.append(Fact((_article(tree, clause), norm(text), row.end_date or row.period), shown, quote))
    return facts


def found_targets(record: Record, tree: ClauseTree, kind: str) -> list[Fact]:
    """As `gold_targets`."""
    facts = []
    for row in record.targets:
        if row.kind != kind:
            continue
        article, quote = _article(tree, tree[row.clause_id]), record.text[row.char_start : row.char_end]
        value = value_key([row.value, row.value_high]) if row.value_high is not None else value_key(row.value)
        key: Hashable = (article, row.deadline)
        if kind == "quantitative":
            key = (article, value, norm(row.unit), row.deadline)
        shown = f"{tree[row.clause_id].ref} {row.value} {row.unit} {row.deadline} | {quote}"
        fields = {
            name: getattr(row, name)
            for name in ("indicator", "scope", "direction", "op", "baseline", "recurrence")
        }
        facts.append(Fact(key, shown, quote, {**fields, "hedges": list(row.hedges)}))
    return facts
