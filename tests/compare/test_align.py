"""Which provisions belong in one row: against what people read, and what holds of any two plans."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from pipeline.compare import Comparison, Profile, align, profile_of, side_by_side
from pipeline.compare.sentences import sentences_of
from pipeline.provision_kinds import kind_of_headings
from pipeline.store.records import read_record, record_path
from tests.documents import read_plan

ROOT = Path(__file__).parents[2]
PLANS = ("hunan", "qinghai", "sichuan", "yichuan")
PAIRS = [f"{a}--{b}" for a, b in combinations(PLANS, 2)]
HEAD = (
    "某省人民政府关于印发某省教育发展实施方案的通知\n某政发〔2023〕15号\n\n为推进教育工作，制定本方案。\n\n"
)


@cache
def profile(document: str) -> Profile:
    return profile_of(read_record(record_path(ROOT / "extracted", document)))


@cache
def compared(one: str, other: str) -> Comparison:
    return align(profile(one), profile(other))


def refs(document: str) -> dict[str, str]:
    return {provision.id: provision.ref for provision in profile(document).provisions}


def plan(*provisions: str) -> Profile:
    lines = [f"（{'一二三四五'[n]}）{text}" for n, text in enumerate(provisions)]
    return profile_of(read_plan(HEAD + "一、重点任务\n" + "\n".join(lines) + "\n"))


@pytest.mark.parametrize("pair", PAIRS)
def test_pairs_that_people_read(pair: str) -> None:
    """The weights are fitted to these pairs; `bench/alignment.py` says what they do on pairs left out."""
    one, other = pair.split("--")
    rows = [json.loads(line) for line in (ROOT / f"tests/pairs/{pair}.jsonl").read_text("utf-8").splitlines()]
    graded = {(row["a"], row["b"]): row["grade"] for row in rows}
    core = {place for place, grade in graded.items() if grade == "core"}
    names = refs(one) | refs(other)
    found = {(names[a.clause_a], names[a.clause_b]) for a in compared(one, other).alignments}
    assert len(core & found) >= 0.9 * len(core)
    assert sum(place in graded for place in found) >= 0.9 * len(found)


@pytest.mark.parametrize("pair", PAIRS)
def test_every_pair_read_names_provisions(pair: str) -> None:
    one, other = pair.split("--")
    for line in (ROOT / f"tests/pairs/{pair}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        assert row["a"] in refs(one).values() and row["b"] in refs(other).values()


def test_the_order_of_the_two_makes_no_difference() -> None:
    assert compared("sichuan", "qinghai") == compared("qinghai", "sichuan")


def test_names_of_documents_make_no_difference() -> None:
    """Which of two comes first in the alphabet decides nothing but the order of the answer."""
    one, other = profile("qinghai"), profile("sichuan")
    renamed = align(msgspec.structs.replace(one, document_id="z"), other)
    scores = {(a.clause_b, a.clause_a): a.score for a in renamed.alignments}
    assert scores == pytest.approx(
        {(a.clause_a, a.clause_b): a.score for a in compared("qinghai", "sichuan").alignments}, abs=2e-4
    )


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("重点区域", "areas"),
        ("重点区域和重点城市", "areas"),
        ("开展重点区域协同控制试点", "measure"),
        ("落实重点区域管控", "measure"),
    ],
)
def test_areas_stand_last_in_a_heading(heading: str, kind: str) -> None:
    assert kind_of_headings([heading]) == kind


def test_each_provision_is_aligned_or_unmatched() -> None:
    for one, other in combinations(PLANS, 2):
        result = compared(one, other)
        aligned = {c for a in result.alignments for c in (a.clause_a, a.clause_b)}
        alone = {entry.clause_id for entry in result.unmatched}
        assert not aligned & alone
        assert aligned | alone == {*refs(one), *refs(other)}


def test_scores_are_probabilities_and_what_is_left_alone_scores_less() -> None:
    result = compared("hunan", "sichuan")
    assert all(0 <= alignment.score <= 1 for alignment in result.alignments)
    assert max(entry.best_score for entry in result.unmatched) < min(a.score for a in result.alignments)


def test_a_plan_with_itself_is_the_same_throughout() -> None:
    own = profile("qinghai")
    result = align(own, own)
    assert {a.clause_a for a in result.alignments if a.clause_a == a.clause_b} == {*refs("qinghai")}


def test_departments_and_dates_make_no_difference() -> None:
    matter = "加强学校建设。新建改建一批学校，改善办学条件，补充教师。"
    one = plan(f"{matter}（省教育厅负责）", "加强食品安全。开展食品抽检。")
    other = plan(f"到2025年，{matter}（市教育局牵头，市财政局配合）", "推进农村公路建设。建设农村公路。")
    (found,) = [a for a in align(one, other).alignments if a.clause_a == one.provisions[0].id]
    assert found.clause_b == other.provisions[0].id


def test_a_document_without_provisions_is_compared_with_nothing() -> None:
    empty = Profile("empty", (), (), sentences_of([]), (), (), 0.0)
    result = align(empty, profile("hunan"))
    assert not result.alignments
    assert {entry.best_score for entry in result.unmatched} == {0.0}


def test_side_by_side_leaves_nothing_out() -> None:
    plans = [profile(name) for name in ("sichuan", "hunan", "yichuan")]
    shown = {c.provision.id for row in side_by_side(plans) for cell in row.cells for c in cell}
    assert shown == {provision.id for each in plans for provision in each.provisions}


def test_rows_follow_the_first_plan_and_then_show_what_only_others_have() -> None:
    plans = [profile("sichuan"), profile("qinghai")]
    rows = side_by_side(plans)
    led = [row.cells[0][0].provision.id for row in rows if row.cells[0]]
    assert led == [provision.id for provision in plans[0].provisions]
    assert all(not row.cells[0] for row in rows[len(led) :])
    assert [row.cells[1][0].provision.ref for row in rows[len(led) :]] == ["三、/(十三)"]  # clean heating
