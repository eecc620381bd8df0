"""Which documents are compared: all of a small corpus, the nearest of a large one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.neighbours import NEAREST, pairs_to_compare

SHARES = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.floats(0.1, 5), max_size=5)
CORPORA = st.dictionaries(st.text("abc123", min_size=1, max_size=4), SHARES, max_size=60)


@given(CORPORA)
def test_each_document_has_its_nearest_and_no_more_than_grows_with_the_corpus(
    corpus: dict[str, dict[str, float]],
) -> None:
    pairs = pairs_to_compare(corpus)
    assert all(a < b and {a, b} <= corpus.keys() for a, b in pairs)
    assert len(pairs) <= NEAREST * len(corpus)
    for name in corpus:
        assert sum(name in pair for pair in pairs) >= min(NEAREST, len(corpus) - 1)


@given(CORPORA.filter(lambda corpus: len(corpus) <= NEAREST + 1))
def test_a_small_corpus_is_compared_throughout(corpus: dict[str, dict[str, float]]) -> None:
    assert pairs_to_compare(corpus) == {tuple(sorted(pair)) for pair in combinations(corpus, 2)}


@given(CORPORA, st.randoms())
def test_the_order_of_the_documents_makes_no_difference(
    corpus: dict[str, dict[str, float]],
    random: st.randoms,  # type: ignore[valid-type]
) -> None:
    names = list(corpus)
    random.shuffle(names)  # type: ignore[attr-defined]
    assert pairs_to_compare({name: corpus[name] for name in names}) == pairs_to_compare(corpus)


def test_near_is_who_deals_with_the_same_topics() -> None:
    corpus = {f"air{n:02}": {"扬尘": 2.0, "秸秆": 1.0} for n in range(30)} | {
        f"school{n:02}": {"学校": 3.0, "教师": 1.0} for n in range(30)
    }
    pairs = pairs_to_compare(corpus)
    assert all(a[:3] == b[:3] for a, b in pairs)


def test_documents_that_cite_each_other_are_compared_however_far_apart() -> None:
    corpus = {f"air{n:02}": {"扬尘": 2.0} for n in range(30)} | {
        "school": {"学校": 1.0},
        "other": {"学校": 1.0},
    }
    cited = ("school", "air29")
    assert ("air29", "school") not in pairs_to_compare(corpus)
    assert ("air29", "school") in pairs_to_compare(
        corpus, [cited, ("school", "elsewhere"), ("other", "other")]
    )
