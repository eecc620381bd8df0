"""Search finds every row that holds the word, and no other, whatever the word's length."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.fold import fold_characters
from pipeline.store.search import Searched, create_index_sql, match_query, spaced, words

HAN = st.sampled_from("秸秆臭氧牵头的一十")
WORDS = st.text(HAN, min_size=1, max_size=4)
# Han with everything that stands between: stops, quotes, brackets, spaces, numbers, Latin.
TEXTS = st.text(HAN | st.sampled_from("，。、；（）“”《》：:,\n 　\t2５PMｐ.-/%"), max_size=30)


def matching(texts: list[str], query: str) -> list[int]:
    """The positions of the texts that `query` finds, in an ordinary connection."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (text)")
        connection.execute(create_index_sql("t", "text"))
        connection.executemany(
            "INSERT INTO t_fts (rowid, text) VALUES (?, ?)",
            [(i, spaced(text)) for i, text in enumerate(texts)],
        )
        sql = "SELECT rowid FROM t_fts WHERE t_fts MATCH ? ORDER BY rowid"
        return [row for (row,) in connection.execute(sql, [query])]


def holds(text: str, word: str) -> bool:
    """Whether `text` holds the Chinese `word`, spaces and quotation marks passed over."""
    return word in re.sub(r"""[ "'.\-/%]""", "", fold_characters(text))


@given(st.lists(TEXTS, max_size=6), WORDS)
@example(["焚烧秸秆。", "秸、秆", "“秸”秆", "秸 秆", "秸\t秆"], "秸秆")
def test_every_row_that_holds_the_word_and_no_other(texts: list[str], word: str) -> None:
    assert matching(texts, match_query(word)) == [i for i, text in enumerate(texts) if holds(text, word)]


@given(TEXTS, st.data())
def test_a_part_of_a_text_finds_it(text: str, data: st.DataObject) -> None:
    runs = re.findall("[秸秆臭氧牵头的一十]+", text)
    if runs:
        assert matching([text], match_query(data.draw(st.sampled_from(runs)))) == [0]


@given(st.lists(TEXTS, max_size=4), WORDS, WORDS)
def test_every_word_must_be_there(texts: list[str], one: str, other: str) -> None:
    expected = [i for i, text in enumerate(texts) if holds(text, one) and holds(text, other)]
    assert matching(texts, match_query(f"{one} {other}")) == expected


@given(st.text(st.characters(codec="utf-8")) | st.text('"*^():+-{}NEAROTD秸 \x00'))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    matching(["秸秆", typed], match_query(typed))


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("到 2025 年", "2025年", True),
        ("到２０２５年", "2025年", True),
        ("PM2.5浓度", "pm2.5", True),
        ("PM2.5浓度", "ＰＭ２．５浓度", True),
        ("PM2.5浓度", "PM₂.₅", True),
        ("PM₂.₅浓度", "PM2.5", True),
        ("NOₓ减排", "NOx", True),
        ("μg/m³", "m3", True),
        ("VOCs治理", "VOCs", True),
        ("VOCs治理", "voc", False),  # part of a Latin word
        ("“十四五”期间", "十四五期间", True),
        ("比例为1：3", "1:3", True),
        ("35蒸吨/小时", "蒸吨/小时", True),
        ("省发展改革委（省能源局）", "省能源局", True),
        ("（一）臭氧", "一臭氧", False),  # across a bracket
        ("重点。区域", "重点区域", False),  # across a stop
        ("重点\t区域", "重点区域", False),  # across a tab, from one column into the next
        ("秸秆禁烧", "“秸秆”", True),
        ("秸秆禁烧", "秸秆。", True),
        ("秸秆禁烧", "秸秆　禁烧", True),
        ("秸秆禁烧", "、", False),
        ("秸秆禁烧", "", False),
        ("秸秆禁烧", "秸秆 OR 臭氧", False),  # a word like any other
    ],
)
def test_what_is_found(text: str, typed: str, found: bool) -> None:
    assert bool(matching([text], match_query(typed))) == found


@given(TEXTS, WORDS)
@example("焚烧“秸 秆”，秸、秆", "秸秆")
def test_a_row_that_is_found_shows_where(text: str, word: str) -> None:
    places = [text[start:end] for start, end in Searched(text).places(word)]
    assert bool(places) == holds(text, word)
    assert all(
        Searched(place).text == word and place[0] == word[0] and place[-1] == word[-1] for place in places
    )


@pytest.mark.parametrize(
    ("text", "typed", "places"),
    [
        ("禁烧秸秆。", "秸秆。", ["秸秆"]),
        ("省生态环境厅牵头", "（生态环境厅；", ["生态环境厅"]),
        ("PM₂.₅浓度", "(PM2.5)", ["PM₂.₅"]),
        ("达到 35 微克", "≥35", ["35"]),
        ("覆盖率１.５万", "1.5", ["１.５"]),
        ("覆盖率15万", "1.5", []),
        ("秸秆，禁烧", "秸秆禁烧", []),
        ("一、总体要求........................3", "............3", ["3"]),
        ("一、总体要求" + "." * 60 + "3", "." * 40 + "x", []),
    ],
)
def test_what_is_typed_around_a_word_is_not_looked_for(text: str, typed: str, places: list[str]) -> None:
    assert [text[a:b] for word in words(typed) for a, b in Searched(text).places(word)] == places
