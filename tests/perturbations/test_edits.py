"""An edit elsewhere: what is written or taken away in one article changes no id outside it."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.model import Record
from pipeline.tree import ClauseTree
from tests.documents import DOCUMENTS, corpus_text, own_text, read_plan
from tests.perturbations.plans import plain


def ids_elsewhere(record: Record, ref: str) -> dict[str, list[str]]:
    """The ids of all facts that stand neither in the clause `ref` nor below it."""
    tree = ClauseTree(record.clauses)
    inside = {c.id for c in record.clauses if any(node.ref == ref for node in tree.ancestors(c))}
    kinds: dict[str, Any] = {
        "targets": record.targets, "deadlines": record.deadlines, "quantities": record.quantities, "tasks": record.tasks,
        "assignments": record.assignments, "citations": record.citations, "comments": record.comments,
    }  # fmt: skip
    ids = {kind: [fact.id for fact in rows if fact.clause_id not in inside] for kind, rows in kinds.items()}
    return {**ids, "clauses": [c.id for c in record.clauses if c.id not in inside]}


ARTICLES = [
    (name, clause.ref)
    for name in DOCUMENTS
    for clause in plain(name).clauses
    if clause.level == "article" and not clause.ref.startswith("附件")
]


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(ARTICLES),
    st.sampled_from(
        [
            "加强宣传引导，营造良好氛围，动员全社会共同参与。",
            "到2030年，宣传覆盖率达到95%以上，每年培训不少于20次。",
        ]
    ),
)
def test_ids_survive_an_unrelated_edit(article: tuple[str, str], addition: str) -> None:
    name, ref = article
    before = plain(name)
    clause = next(c for c in before.clauses if c.ref == ref)
    line = max(o.line or 0 for o in before.origins if clause.char_start <= o.start < clause.char_end)
    lines = corpus_text(name).split("\n")
    after = read_plan("\n".join([*lines[:line], "", addition, "", *lines[line:]]))
    assert addition in after.text
    assert any(addition in own_text(after, c) for c in after.clauses)
    assert ids_elsewhere(after, ref) == ids_elsewhere(before, ref)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(ARTICLES))
def test_ids_survive_where_an_article_is_taken_away(article: tuple[str, str]) -> None:
    """Articles keep their printed numbers, so what is left keeps its ids."""
    name, ref = article
    before = plain(name)
    tree = ClauseTree(before.clauses)
    clause = next(c for c in before.clauses if c.ref == ref)
    inherits = any(row.basis == "inherited" for row in before.assignments)
    repeated = sum(c.label == clause.label for c in before.clauses) > 1
    assume(not inherits and not repeated)
    numbers = {o.line for o in before.origins if clause.char_start <= o.start < clause.char_end}
    kept = [line for number, line in enumerate(corpus_text(name).split("\n"), 1) if number not in numbers]
    after = read_plan("\n".join(kept))
    assert tree[clause.id] is clause
    assert ids_elsewhere(after, ref) == ids_elsewhere(before, ref)
