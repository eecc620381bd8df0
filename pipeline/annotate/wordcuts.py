"""What jieba decides: where a word ends, and whether its dictionary knows a word as a place, a verb, a noun."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import jieba

from pipeline import lexicon
from pipeline.fold import fold
from pipeline.lexicon.patterns import forms
from pipeline.tokenizer import new_tokenizer

_PLACE_TAG = " ns"
_NO_PLACE_END = ("满意度", "率")  # measures that the dictionary takes for places
_VERB_TAGS = (" v", " vn")
_ADVERB_TAG = " d"
_NOUN_TAGS = (" n", " b")
_TERM = re.compile(r"[A-Za-z]+[\d.]*[A-Za-z]*")


@cache
def tokenizer() -> jieba.Tokenizer:
    """Jieba's tokenizer with the lexicon's terms, loaded once a process."""
    return new_tokenizer(_terms())


@cache
def _terms() -> frozenset[str]:
    """The lexicon's terms made of Chinese characters alone: jieba cuts at digits and letters anyway."""
    terms = map(fold, forms(lexicon.indicators().substance))
    return frozenset(term for term in terms if re.fullmatch(r"[\u4e00-\u9fff]+", term))


@lru_cache(maxsize=4096)
def word_ends(text: str) -> tuple[int, ...]:
    """Offsets at which words of `text` (a short phrase, folded) end; Latin terms stay whole."""
    ends: list[int] = []
    position = 0
    for word in tokenizer().cut(text, HMM=False):
        position += len(word)
        ends.append(position)
    for term in _TERM.finditer(text):
        ends = [end for end in ends if not term.start() < end < term.end()]
    return tuple(ends)


def is_word(text: str) -> bool:
    """Whether jieba's dictionary knows `text`, as whatever word."""
    return bool(tokenizer().FREQ.get(text))


@cache
def place_names() -> frozenset[str]:
    """Words that jieba's dictionary tags as places (长沙, 湘潭 …)."""
    names = {name for name in _tagged(_PLACE_TAG) if not name.endswith(_NO_PLACE_END)}
    return frozenset(names | {name[:-1] for name in names if len(name) > 2 and name[-1] in "市县"})


@lru_cache(maxsize=4096)
def says_a_deed(text: str) -> bool:
    """Whether a word of `text` (a short phrase, folded) is a verb of two characters or more (栽植, 救助)."""
    return any(word in _verbs() for word in tokenizer().cut(text, HMM=False))


@lru_cache(maxsize=4096)
def ends_with_a_deed(text: str) -> bool:
    """Whether the last word of `text` (a short phrase, folded) is a verb of two characters or more."""
    words = [*tokenizer().cut(text, HMM=False)]
    return bool(words) and words[-1] in _verbs()


@lru_cache(maxsize=4096)
def is_a_deed(text: str) -> bool:
    """Whether `text` (a short phrase, folded) is nothing but verbs and adverbs ("年均开辟"): it names no thing."""
    words = [*tokenizer().cut(text, HMM=False)]
    return ends_with_a_deed(text) and all(word in _verbs() or word in _adverbs() for word in words)


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[tuple[int, int], ...]:
    """The words of `text` (a clause, folded) as ranges; Latin terms stay whole."""
    ends = word_ends(text)
    return tuple(zip((0, *ends), ends, strict=False))


@cache
def verbs() -> frozenset[str]:
    """The verbs of two characters and more that jieba's dictionary knows."""
    return frozenset(word for word in _tagged(*_VERB_TAGS) if len(word) > 1)


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(_tagged(_ADVERB_TAG)) | {"年均", "月均", "日均"}


@lru_cache(maxsize=4096)
def begins_with_a_deed(text: str) -> bool:
    """Whether the first word of `text` (a short phrase, folded) is a verb of two characters or more (活跃, 赋予)."""
    return next(iter(tokenizer().cut(text, HMM=False)), "") in _verbs()


@lru_cache(maxsize=4096)
def qualifies_a_noun(text: str) -> bool:
    """Whether the first word of `text` (folded, what stands behind an adverb) is known as a noun or adjective."""
    word = next(iter(tokenizer().cut(text, HMM=False)), "")
    return len(word) > 1 and not word.startswith("全") and word in _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_tagged(*_NOUN_TAGS))


@cache
def _verbs() -> frozenset[str]:
    none = frozenset(forms(lexicon.acts().no_deed))
    return frozenset(word for word in _tagged(*_VERB_TAGS) if len(word) > 1) - none


def _tagged(*tags: str) -> set[str]:
    """The words of jieba's dictionary that carry one of `tags`."""
    with jieba.get_dict_file() as lines:
        tagged = (raw.decode("utf-8").rstrip() for raw in lines)
        return {line.split(" ", 1)[0] for line in tagged if line.endswith(tags)}
