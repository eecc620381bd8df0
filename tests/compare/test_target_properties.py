"""What holds of every comparison of targets, whatever the plans say."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare.comparability import level_of, verdict
from pipeline.compare.comparands import Comparand, comparands_of
from pipeline.compare.target_rows import matters
from pipeline.model import Record, Status
from tests.compare.targets import plan
from tests.documents import DOCUMENTS, corpus_record

SENTENCES = (
    "到2025年，全省秸秆综合利用率达到90%以上。",
    "到2025年，秸秆综合利用率达到86%以上。",
    "到2025年，力争全省秸秆综合利用率达到90%。",
    "全省秸秆综合利用率达到90%以上。",
    "到2025年，县城秸秆综合利用率达到85%以上。",
    "到2025年，全省秸秆综合利用率控制在95%以内。",
    "到2025年，全省秸秆综合利用率达到国家要求。",
    "到2025年，全省秸秆综合利用量达到80万吨。",
    "到2025年，全省秸秆综合利用率较2020年提高5个百分点。",
    "到2025年，全省秸秆综合利用率较2020年提高3个百分点。",
)
STATUSES: tuple[Status, ...] = ("issued", "draft", "unverified")
# Reading takes a while: each sentence once, for each of three issuers.
POOL = [
    plan(sentence, f"{issuer}{number}省", status=STATUSES[(number + at) % 3])
    for at, issuer in enumerate("甲乙丙")
    for number, sentence in enumerate(SENTENCES)
] + [corpus_record(name) for name in DOCUMENTS]
TARGETS = [comparand for record in POOL for comparand in comparands_of(record)]

targets = st.sampled_from(TARGETS)
plans = st.lists(st.sampled_from(POOL), min_size=2, max_size=6, unique_by=lambda record: record.id)


@given(targets, targets, st.booleans())
def test_a_verdict_is_symmetric(one: Comparand, other: Comparand, drafts: bool) -> None:
    assert verdict(one, other, drafts) == verdict(other, one, drafts)


@given(targets, targets, targets)
def test_what_may_be_ranked_is_an_equivalence(one: Comparand, other: Comparand, third: Comparand) -> None:
    if verdict(one, other, True).ranked and verdict(other, third, True).ranked:
        assert verdict(one, third, True).ranked


@given(targets, targets, st.booleans())
def test_a_verdict_either_ranks_or_says_why_not(one: Comparand, other: Comparand, drafts: bool) -> None:
    found = verdict(one, other, drafts)
    assert (found.relation is None) == bool(found.reasons)
    assert len({reason.code for reason in found.reasons}) == len(found.reasons)
    assert all(reason.chinese.endswith("。") and reason.english.endswith(".") for reason in found.reasons)


@settings(max_examples=40)
@given(plans, st.booleans())
def test_ranks_are_a_weak_order_and_agree_with_the_verdicts(read: list[Record], drafts: bool) -> None:
    for matter in matters(read, drafts):
        for one, other in combinations(matter.entries, 2):
            a, b = one.comparand, other.comparand
            if a.document_id == b.document_id:
                continue
            ranked = verdict(a, b, drafts).ranked
            assert ranked == (one.group == other.group and None not in (one.rank, other.rank))
            if ranked:
                assert one.rank is not None and other.rank is not None
                assert (one.rank < other.rank) == (level_of(a) < level_of(b))
                assert (one.rank == other.rank) == (level_of(a) == level_of(b))


@settings(max_examples=30)
@given(plans, st.sampled_from(POOL))
def test_a_further_document_changes_nothing_between_two_others(read: list[Record], further: Record) -> None:
    def between(records: list[Record]) -> set[tuple[object, ...]]:
        return {
            (matter.family, entry.comparand.target.id, entry.group, entry.implied, against)
            for matter in matters(records)
            for entry in matter.entries
            for against in (*entry.against, None)
        }

    more = [*read, further] if further.id not in {record.id for record in read} else read
    assert between(read) <= between(more)


@settings(max_examples=30)
@given(plans, st.randoms(use_true_random=False))
def test_the_order_of_the_plans_changes_nothing(read: list[Record], random: object) -> None:
    shuffled = list(read)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert matters(read) == matters(shuffled)


@pytest.mark.parametrize("record", POOL[-len(DOCUMENTS) :], ids=DOCUMENTS)
def test_no_target_is_lost(record: Record) -> None:
    assert [comparand.target for comparand in comparands_of(record)] == list(record.targets)
    assert all(comparand.families and comparand.full for comparand in comparands_of(record))
