"""Finding one's way in an outline."""

from __future__ import annotations

import pytest

from pipeline.model import Clause, Record
from pipeline.tree import ClauseTree
from tests.documents import HEAD, read_plan

LONG = "完善工作机制，推进项目建设，加强要素保障，确保各项任务按时完成并取得实效。"
PLAN = (
    HEAD
    + f"为推进工作，制定本方案。\n\n一、甲\n（一）子\n1.丑。{LONG}\n2.寅。{LONG}\n（二）卯。{LONG}\n二、乙。{LONG}\n表1 目标\n市\t目标\n甲市\t90\n乙市\t95\n\n附件\n名词解释\n一、辰。{LONG}\n（一）巳。{LONG}\n"
)


@pytest.fixture(scope="module")
def plan() -> Record:
    return read_plan(PLAN)


@pytest.fixture(scope="module")
def tree(plan: Record) -> ClauseTree:
    return ClauseTree(plan.clauses)


def by_ref(tree: ClauseTree, ref: str) -> Clause:
    return next(clause for clause in tree.clauses if clause.ref == ref)


@pytest.mark.parametrize(
    ("word", "ref"),
    [
        ("为推进工作", "preamble"),
        ("甲", "一、"),
        ("子", "一、/（一）"),
        ("丑", "一、/（一）/1"),
        ("寅。", "一、/（一）/2"),
        ("卯", "一、/（二）"),
        ("90", "表1"),
        ("巳", "附件/一、/（一）"),
    ],
)
def test_the_innermost_clause_holds_a_range(plan: Record, tree: ClauseTree, word: str, ref: str) -> None:
    start = plan.text.index(word)
    assert tree.at(start, start + len(word)).ref == ref


def test_a_range_over_several_clauses_is_held_by_what_is_above_them(plan: Record, tree: ClauseTree) -> None:
    start, end = plan.text.index("丑"), plan.text.index("寅")
    assert tree.at(start, end + 1).ref == "一、/（一）"


def test_a_range_outside_has_no_clause(plan: Record, tree: ClauseTree) -> None:
    with pytest.raises(LookupError, match="no clause"):
        tree.at(0, len(plan.text))


@pytest.mark.parametrize(
    ("ref", "article", "provision"),
    [
        ("一、/（一）/1", "一、/（一）", "一、/（一）/1"),
        ("一、/（二）", "一、/（二）", "一、/（二）"),
        ("二、", "二、", "二、"),
        ("preamble", "preamble", None),
        ("表1", "表1", None),
        ("附件/一、/（一）", "附件/一、/（一）", "附件/一、/（一）"),
    ],
)
def test_articles_and_provisions(tree: ClauseTree, ref: str, article: str, provision: str | None) -> None:
    clause = by_ref(tree, ref)
    assert tree.article_of(clause).ref == article
    found = tree.provision_of(clause)
    if ref != "表1":  # a table inside a chapter lies within its provision
        assert (found.ref if found else None) == provision


def test_up_and_down(tree: ClauseTree) -> None:
    item = by_ref(tree, "一、/（一）/2")
    assert [clause.ref for clause in tree.ancestors(item)] == ["一、/（一）/2", "一、/（一）", "一、"]
    assert [clause.ref for clause in tree.children(by_ref(tree, "一、/（一）"))] == [
        "一、/（一）/1",
        "一、/（一）/2",
    ]
    assert tree[item.id] is item
    assert tree.children(item) == ()


def test_provisions_in_order(tree: ClauseTree) -> None:
    refs = [clause.ref for clause in tree.provisions()]
    assert refs[:4] == ["一、/（一）/1", "一、/（一）/2", "一、/（二）", "二、"]


def test_documents(record: Record) -> None:
    tree = ClauseTree(record.clauses)
    for clause in tree.clauses:
        assert tree.at(clause.char_start, clause.char_end).char_start == clause.char_start
        for child in tree.children(clause):
            assert child in tree.clauses
            assert list(tree.ancestors(child))[1] is clause
        for position in range(clause.char_start, clause.own_end, 97):
            assert clause.id in {node.id for node in tree.ancestors(tree.at(position, position + 1))}


def test_the_way_to_a_clause_is_how_it_is_cited(tree: ClauseTree) -> None:
    def way(ref: str) -> list[str]:
        return [clause.ref for clause in tree.path(by_ref(tree, ref))]

    assert way("一、/（一）/2") == ["一、", "一、/（一）", "一、/（一）/2"]
    assert way("表1") == ["表1"]  # its own name says where
    assert way("附件/一、") == ["附件", "附件/一、"]


def test_a_table_without_a_name_is_cited_by_where_it_stands() -> None:
    unnamed = ClauseTree(
        read_plan(PLAN.replace("表1 目标\n", "") + "\n市\t目标\n丙市\t80\n丁市\t85\n").clauses
    )
    ways = [[node.ref for node in unnamed.path(c)] for c in unnamed.clauses if c.level == "table"]
    assert ways and all(len(way) > 1 for way in ways)
