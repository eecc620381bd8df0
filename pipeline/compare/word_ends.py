"""Where words end, by jieba: so that a difference never begins within one.

The one module of this room that knows jieba. It only says where a range may end; what is compared are the
characters. jieba is loaded when the first text is cut, so that what asks for no differences stays fast.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.tokenizer import new_tokenizer

if TYPE_CHECKING:
    import jieba

_LATIN = re.compile(r"[A-Za-z0-9]+(?:[./+\-][A-Za-z0-9]+)*[%‰]?")


@lru_cache(maxsize=16384)
def word_ends(text: str) -> tuple[int, ...]:
    """Offsets at which words of `text` (folded, without punctuation) end; numbers and Latin terms stay whole."""
    ends: list[int] = []
    position = 0
    for word in _tokenizer().cut(text, HMM=False):
        position += len(word)
        ends.append(position)
    inside = {at for term in _LATIN.finditer(text) for at in range(term.start() + 1, term.end())}
    return tuple(end for end in ends if end not in inside)


@cache
def _tokenizer() -> jieba.Tokenizer:
    return new_tokenizer()
