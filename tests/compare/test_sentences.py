"""How far provisions say each other's sentences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.sentences import said_by_each_other, sentences_of
from pipeline.compare.strings import Vocabulary, strings

STRAW = "加强秸秆综合利用。建立秸秆收储运体系"
FUEL = "加强油品监管,清理取缔黑加油站"
PUBLIC = "开展宣传教育"
TEXTS = st.lists(st.text(alphabet="秸秆油品监管教育,。;\n一", max_size=30), max_size=5)


def said(here: list[str], there: list[str]) -> np.ndarray:
    words = Vocabulary([strings(text, (2, 3)) for text in (*here, *there)])
    rare = np.ones(words.matrix([]).shape[1])
    return said_by_each_other(sentences_of(here), sentences_of(there), words, rare)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("一是", 1),
        ("推进减排", 1),
        (STRAW, 2),
        ("一是。加强秸秆综合利用。", 1),
        ("加强秸秆综合利用。一是", 1),
        ("加强秸秆综合利用;清理取缔黑加油站\n开展宣传教育活动", 3),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert sentences_of([text]).count == count


def test_a_shared_sentence_counts_whatever_stands_around_it() -> None:
    alike = said([f"{STRAW}。{FUEL}", PUBLIC], [FUEL, f"{PUBLIC}。{STRAW}"])
    assert alike[0, 0] > alike[1, 0]
    assert alike[0, 1] > alike[1, 0]
    assert alike[1, 0] == 0


def test_the_order_of_sentences_does_not_count() -> None:
    turned = "。".join(reversed(STRAW.split("。")))
    assert said([STRAW], [turned]) == pytest.approx(said([STRAW], [STRAW]))


@given(TEXTS, TEXTS)
def test_which_comes_first_does_not_count(here: list[str], there: list[str]) -> None:
    alike = said(here, there)
    assert alike.shape == (len(here), len(there))
    assert np.isfinite(alike).all()
    assert alike == pytest.approx(said(there, here).T, abs=1e-5)
