"""The folded view: one spelling to match against, and the way back to every source character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import Folded, fold, fold_characters, is_han

SOUP = st.text(
    st.sampled_from('到２０25年 　\xa0Aab，,（(【〔)）】〕％%—–-～“”"‘’：:；;．.\u200b\ufeff\u2009目标PM')
    | st.characters(),
    max_size=30,
)


@pytest.mark.parametrize(
    ("printed", "folded", "why"),
    [
        ("到 2025 年", "到2025年", "spaces that typesetting put around digits"),
        ("到２０２５年", "到2025年", "full-width digits"),
        ("１２．５％", "12.5%", "full-width point and sign"),
        ("〔2024〕", "(2024)", "hexagonal brackets"),
        ("【一】［二］", "(一)(二)", "other brackets"),
        ("“十四五”", '"十四五"', "curly quotation marks"),
        ("「十四五」", '"十四五"', "corner brackets as quotation marks"),
        ("2024—2026", "2024-2026", "dash"),
        ("2024～2026", "2024-2026", "tilde"),
        ("Comment by Admin", "Comment by Admin", "spaces between Latin words stay"),
        ("PM 2.5", "PM2.5", "a space before a digit is typesetting"),
        ("全 省　各市", "全省各市", "full-width spaces"),
        ("目\u200b标", "目标", "characters without width"),
        ("，。；：", ",。;:", "the full stop stays what it is"),
        ("", "", "nothing"),
    ],
)
def test_folding(printed: str, folded: str, why: str) -> None:
    assert fold(printed) == folded, why
    assert Folded(printed).text == folded, why


@given(SOUP)
def test_characters_fold_one_for_one(text: str) -> None:
    assert len(fold_characters(text)) == len(text)


@given(SOUP)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold_characters(fold_characters(text)) == fold_characters(text)


@given(SOUP, st.integers(0, 10_000))
def test_the_way_back(text: str, offset: int) -> None:
    view = Folded(text, offset)
    for at, char in enumerate(view.text):
        start, end = view.source(at, at + 1)
        assert end == start + 1
        assert fold_characters(text[start - offset]) == char
        assert view.position(start) == at
        assert view.printed(at, at + 1) == text[start - offset]


@given(SOUP.filter(lambda text: bool(fold(text))), st.data())
def test_a_range_leads_back_to_its_characters(text: str, data: st.DataObject) -> None:
    view = Folded(text, 7)
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    first, last = view.source(start, end)
    assert 7 <= first < last <= 7 + len(text)
    assert view.printed(start, end) == text[first - 7 : last - 7]
    kept = [i for i in range(first, last) if view.source(view.position(i), view.position(i) + 1)[0] == i]
    assert "".join(fold_characters(text[i - 7]) for i in kept) == view.text[start:end]


@given(SOUP)
def test_positions_never_go_back(text: str) -> None:
    view = Folded(text)
    positions = [view.position(i) for i in range(len(text))]
    assert positions == sorted(positions)


def test_an_empty_range_has_no_source() -> None:
    with pytest.raises(ValueError, match="empty"):
        Folded("文本").source(1, 1)


@given(st.characters())
def test_chinese_characters(char: str) -> None:
    if is_han(char):
        assert unicodedata.category(char) in {"Lo", "Cn", "So"}
    assert is_han("教")
    assert not is_han("A") and not is_han("，")
