"""The words that predicates of duty are built of: what opens one, what is a verb, and which force words give.

jieba decides where words end; its dictionary and the lexicon say which of them are verbs.
"""

from __future__ import annotations

import re

from pipeline import lexicon
from pipeline.annotate.wordcuts import verbs, words_of
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.model import Modality

MASK = "\ue000"  # stands for each character of a time: no part of a predicate
CIRCUMSTANCE = re.compile("(?:重点)?(?:按照?|根据|依据|结合|围绕|通过|依托|参照|针对|为|以|从)")
_WORDS = lexicon.measures()
_NO_MORE = "不再"
FORCE: dict[str, Modality] = {
    _NO_MORE if form.startswith(_NO_MORE) else form: entry.name
    for entry in lexicon.modality().modality
    if entry.name != "require"
    for form in entry.forms
}
MOVING: frozenset[Modality] = frozenset({"promote", "encourage", "explore"})
REQUIRED = frozenset(
    form for entry in lexicon.modality().modality if entry.name == "require" for form in entry.forms
)
VERBS = frozenset(forms(_WORDS.verb))
MODIFIERS = frozenset(forms(_WORDS.modifier))
# Verbs that open a predicate behind a noun as well.
LATER = VERBS - MODIFIERS | {"采用", "使用", "实施"}
_OPENERS = frozenset(forms(_WORDS.adverb)) | FORCE.keys()
_SHIELDS = {shield for entry in (*lexicon.modality().modality, *_WORDS.adverb) for shield in entry.shields}
_OPENER = re.compile(alternatives({*_OPENERS, *_SHIELDS}))
# Adverbs that are adjectives as well: only before a verb do they open a predicate.
_WEAK = frozenset(forms(_WORDS.weak))
_STRIVEN = ("力争", "大力")
_MOST_WEAK = 3  # adverbs in a row that are adjectives as well
_NEAR = 8  # characters in which the next word is looked for
_NO_VERBS = ("有关", "没有", "属于", "具有", "相关")
_NO_VERB_BEHIND = "的率量化、和与及者性类区"  # behind a verb: it is part of a noun
# What 城市 only qualifies: "城市建成区", "新能源城市公共汽电车" are no city.
OF_CITIES = "(?:建成区|规划区|公共|公交|配送|轨道|道路|更新)"
_NO_OPENER_BEFORE = ("等", "不力")  # "新能源车推广｜等领域", "工作推进｜不力": the last word of a noun
# Those who act: behind them even a verb that mostly qualifies a noun (建设, 治理) is one.
_ACTS = ("企业", "园区", "单位", "城市", "地区", "部门", "行业", "机构", "政府", "各地")


def opener_at(clause: str, at: int) -> str:
    """The adverb or word of force that opens a predicate at `at`; "" if none does.

    One that is an adjective as well (重点, 集中) does only before a verb, another opener or a circumstance.
    """
    match = _OPENER.match(clause, at)
    if match is None or match[0] not in _OPENERS or match.end() == len(clause):
        return ""
    if clause.startswith(_NO_OPENER_BEFORE, match.end()):
        return ""
    return match[0] if match[0] not in _WEAK or _led_to(clause, match.end()) else ""


def _led_to(clause: str, at: int) -> bool:
    """Whether what stands at `at`, behind a few more weak adverbs, goes on with a predicate."""
    following = _OPENER.match(clause, at)
    for _ in range(_MOST_WEAK):
        if following is None or following[0] not in _WEAK:
            break
        at = following.end()
        following = _OPENER.match(clause, at)
    opens = following is not None and following[0] in _OPENERS and following.end() < len(clause)
    return opens or bool(first_verb(clause, at) or CIRCUMSTANCE.match(clause, at))


def openers(clause: str) -> list[int]:
    """Where adverbs and words of force open a predicate, at the start of a word."""
    begins = {begin for begin, _ in words_of(clause)}
    found = (match.start() for match in _OPENER.finditer(clause))
    return [at for at in found if at in begins and opener_at(clause, at)]


def is_weak(clause: str, at: int) -> bool:
    """Whether an adverb that is an adjective as well stands at `at`."""
    return clause.startswith(tuple(_WEAK), at)


def forces_in(words: str) -> list[Modality]:
    """The forces of the words of force in a stretch of text, in order."""
    return [FORCE[word] for word in _OPENER.findall(words) if word in FORCE]


def first_verb(clause: str, at: int) -> str:
    """The verb of two characters or more that stands at `at`; "" if none does.

    jieba joins an adverb with its verb (进一步提高), so it is asked from here on.
    """
    words = words_of(clause[at : at + _NEAR])
    word = clause[at : at + words[0][1]] if words else ""
    if len(word) < 2 or word in _NO_VERBS:
        return ""
    return word if word in verbs() or word in VERBS or word in REQUIRED else ""


def opens_later(clause: str, begin: int, end: int) -> bool:
    """Whether the word in `begin:end` opens a predicate behind a noun ("生物质锅炉｜采用｜…")."""
    verb = clause[begin:end]
    if end >= len(clause) or clause[end] in _NO_VERB_BEHIND or begin == 0:
        return False
    return verb in LATER or (
        verb in MODIFIERS and (clause[begin - 1] == MASK or clause.endswith(_ACTS, 0, begin))
    )


def ends_with_verb(words: str) -> bool:
    """Whether the last word of folded `words` names a deed (水泥行业超低排放｜改造)."""
    last = words_of(words)[-1:]
    return bool(last) and words[slice(*last[0])] in VERBS | REQUIRED


def modality_of(said: list[str]) -> Modality:
    """The force of a predicate: 原则上 before all, a ban before what only qualifies it, else the outermost word."""
    named = [FORCE[word] for word in said if word in FORCE]
    if "in_principle" in named:
        return "in_principle"
    if "prohibit" in named:
        return "prohibit"
    if named:
        return named[0]
    return "promote" if any(word in _STRIVEN for word in said) else "require"
