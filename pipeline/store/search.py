"""Full-text search that finds Chinese words of any length, in any SQLite client, without an extension.

SQLite's own tokenizer takes a run of Chinese for one word. So the index is given the text with
blanks around every Chinese character, and a word is looked for as a phrase of characters:
秸秆 becomes "秸 秆". In another client, write it so by hand:

    SELECT ref, text FROM clauses WHERE rowid IN
        (SELECT rowid FROM clauses_fts WHERE clauses_fts MATCH '"秸 秆"')

Widths, brackets, spaces inside numbers and small figures (PM₂.₅) do not matter. A word is not found across a comma, a
stop, a bracket, a tab (it parts columns) or a line's end; quotation marks and other signs are passed
over.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.fold import fold_characters

# Chinese and other scripts written without spaces; SQLite knows no letters beyond these planes.
_IDEOGRAPHS = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u318f\u31a0-\u9fff\uac00-\ud7ff\uf900-\ufaff"
_IDEOGRAPHS += "\U00020000-\U0003ffff"
# A character of its own, or a run of others; joined by blanks in one go, which is fast.
_PIECE = re.compile(f"[{_IDEOGRAPHS}]|[^{_IDEOGRAPHS}]+")
# What ends a phrase, unless it stands between two digits (1:3, 1,000).
_BREAK = re.compile(r"(?<![0-9])[,:]|[,:](?![0-9])|[;!?。、()<>《》\t\n]")
_BROKEN = "\ue000"  # a private-use character: a token to SQLite, and in no text
_BREAK_TOKEN = f" {_BROKEN} "
# What is no token to SQLite, or parts two; a sign between two digits tells 1.5 from 15.
_SIGN = f"(?:[^\\w{_BROKEN}]|_)"
_PASSED_OVER = re.compile(rf"[\s\"']|(?<![0-9]){_SIGN}|{_SIGN}(?![0-9])")
_WORD = re.compile(r"[^\W_]")
# PM₂.₅, NOₓ, m³: small characters that are printed raised or lowered, as the ones that people type.
_SMALL = {
    code: plain
    for code in (0xB2, 0xB3, 0xB9, *range(0x2070, 0x20A0))
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1
}


def comparable(text: str) -> str:
    """`text` as search compares it, character for character: folded, nothing raised or lowered."""
    return fold_characters(text).translate(_SMALL)


def spaced(text: str) -> str:
    """`text` as the index gets it: folded, every Chinese character a word of its own."""
    return " ".join(_PIECE.findall(_BREAK.sub(_BREAK_TOKEN, comparable(text))))


NOTHING = '""'  # a query that finds nothing


def match_query(text: str) -> str:
    """What a person typed, as an FTS5 query: every word must be found; nothing typed can break it.

    Words are what blanks part; each is a phrase. Quotation marks and FTS5's operators have no
    meaning. Nothing to look for gives a query that finds nothing.
    """
    words = (spaced(word.strip("\"'")) for word in fold_characters(text.replace("\0", " ")).split())
    phrases = (" ".join(_trimmed(word).replace('"', " ").split()) for word in words)
    query = " AND ".join(f'"{phrase}"' for phrase in phrases if _WORD.search(phrase))
    return query or NOTHING


def words(typed: str) -> list[str]:
    """The words that a person looks for, as `Searched` compares them."""
    found = (Searched(word).text.strip(_BROKEN) for word in fold_characters(typed).split())
    return [word for word in found if word]


class Searched:
    """A text as search compares it, without what the index passes over, and where that stood.

    Breaks are kept, so that no word is found across one.
    """

    def __init__(self, text: str) -> None:
        broken = _BREAK.sub(_BROKEN, comparable(text))
        self.text = _PASSED_OVER.sub("", broken)
        # Where in `self.text` a character was left out; there are as many more before each as stand before it here.
        self._gaps = [match.start() - before for before, match in enumerate(_PASSED_OVER.finditer(broken))]

    def places(self, word: str) -> Iterator[tuple[int, int]]:
        """Where `word`, one of `words`, stands in the text as it was given."""
        for match in re.finditer(re.escape(word), self.text, re.IGNORECASE):
            yield self._place(match.start()), self._place(match.end() - 1) + 1

    def _place(self, at: int) -> int:
        return at + bisect_right(self._gaps, at)


def _trimmed(word: str) -> str:
    """`word` without the breaks at its ends: who types "秸秆。" looks for 秸秆."""
    return word.strip(f" {_BROKEN}")


def create_index_sql(table: str, column: str) -> str:
    """The statement that makes the index of `table`; its content is the table's, spaced.

    The double quotes are what Datasette recognises the index by.
    """
    return (
        f'CREATE VIRTUAL TABLE "{table}_fts" USING FTS5 '
        f"({column}, content=\"{table}\", tokenize='unicode61 remove_diacritics 2')"
    )
