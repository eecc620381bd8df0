"""Where the predicate of a clause begins, and what it is made of: force, verb, and whom it is laid upon.

"重点区域｜原则上｜不再新增｜自备燃煤机组": what stands before the predicate says whom or where it binds, an
adverb or a word of force opens it, its first verb is the action. jieba decides where words end.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from pipeline import lexicon
from pipeline.annotate.wordcuts import verbs, words_of
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.model import Modality

MASK = "\ue000"  # stands for each character of a time: no part of a predicate
_WORDS = lexicon.measures()
_LONGEST_PREFIX = 60  # characters before a predicate; behind more of them no reader looks for one
_VERBS = frozenset(forms(_WORDS.verb))
_NO_MORE = "不再"
_FORCE: dict[str, Modality] = {
    _NO_MORE if form.startswith(_NO_MORE) else form: entry.name
    for entry in lexicon.modality().modality
    if entry.name != "require"
    for form in entry.forms
}
_SHIELDS = {shield for entry in lexicon.modality().modality for shield in entry.shields}
_ADVERBS = frozenset(forms(_WORDS.adverb))
_OPENERS = _ADVERBS | _FORCE.keys()
_OPENER = re.compile(
    alternatives({*_OPENERS, *_SHIELDS, *(shield for entry in _WORDS.adverb for shield in entry.shields)})
)
_MODIFIERS = frozenset(forms(_WORDS.modifier))
_STRIVEN = ("力争", "大力")
_MOVING: frozenset[Modality] = frozenset({"promote", "encourage", "explore"})
_REQUIRED = frozenset(
    form for entry in lexicon.modality().modality if entry.name == "require" for form in entry.forms
)
_NO_VERBS = ("有关", "没有", "属于", "具有", "相关")
_LATER = _VERBS - _MODIFIERS | {"采用", "使用", "实施"}
_NO_VERB_BEHIND = "的率量化、和与及者性类区"  # behind a verb: it is part of a noun
_CIRCUMSTANCE = re.compile("(?:重点)?(?:按照?|根据|依据|结合|围绕|通过|依托|参照|针对|为|以|从)")
_TURNED = re.compile("[将把](?P<object>.{2,60}?)(?P<verb>作为|纳入|列入|列为|转为|改为|用于)")
_SOME = re.compile("(?P<verb>有所(?:增长|提高|提升|下降|降低|改善|减少))$")
_DONE_TO = re.compile("对(?P<object>.{2,60}?)(?:进行|予以|给予|作出|实行)(?P<verb>[^,;。]{2,12})$")
_REACHED = re.compile(
    "(?P<verb>达到?|不低于|不少于|不高于|不超过|增长|下降|提高|降低|减少|(?:控制|稳定|保持|维持)在)(?=[^\\d,]{0,6}\\d)"
)
_SUBJECT = re.compile(
    "^.{2,40}?(?:项目|企业|单位|机组|锅炉|炉|车辆|货车|设施|设备|工地|园区|行业|产品|机构|场所|路段|地区|区域|城市)"
    "(?=采用|使用|实施|落实|配套|安装|改用|达到|实现|具备|接入|执行)"
)
# Those who act: behind them even a verb that mostly qualifies a noun (建设, 治理) is one.
_ACTS = re.compile("(?:企业|园区|单位|城市|地区|部门|行业|机构|政府|各地)$")
_AGENT_ENDS = "(?:企业|机构|单位|地区|城市|部门|园区|高校|院校|资本|农户)"
_AGENT = re.compile(
    f"[^,;。]{{0,24}}?{_AGENT_ENDS}(?:[、和][^,;。的、]{{0,6}}{_AGENT_ENDS})*(?=[\u4e00-\u9fff]{{2}})"
)
_MOVERS = ("督促", "要求", "组织", "指导")  # they move others as well, with the force of a plain duty
_NOUN_ENDS = re.compile("的[^,;。的]{1,24}$")
# Adverbs that are adjectives as well: only before a verb do they open a predicate.
_WEAK = frozenset(forms(_WORDS.weak))


class Head(msgspec.Struct, frozen=True, gc=False):
    """The head of a predicate, as offsets into the clause.

    `start:force_end` are the words that give it its force, `action:action_end` its verb. `laid_on` is the
    range of those whom it moves to act ("推动｜重点城市｜采取…"), `object` that of an object which stands
    before its verb ("加快｜热力管网｜建设"); both are empty where there are none.
    """

    start: int
    force_end: int
    action: int
    action_end: int
    modality: Modality
    laid_on: tuple[int, int] = (0, 0)
    object: tuple[int, int] = (0, 0)


@lru_cache(maxsize=4096)
def find_head(clause: str) -> Head | None:
    """The predicate of a folded clause; None if it has none of its own (a condition, more of a list)."""
    start = _start(clause)
    if done := _DONE_TO.search(clause):
        return _done_to(clause, start, done)
    turned = _TURNED.search(clause)
    if turned and (start is None or start > turned.start()):
        return Head(
            turned.start(), turned.start(), *turned.span("verb"), "require", object=turned.span("object")
        )
    reached = _REACHED.search(clause) or _SOME.search(clause)
    if reached and reached.start() > 2 and (start is None or not _opens(clause, start)):
        return Head(reached.start(), reached.start(), *reached.span("verb"), "require")
    return None if start is None else _head(clause, start)


def _done_to(clause: str, start: int | None, done: re.Match[str]) -> Head:
    """The predicate of "对…进行…": what is done is the last verb, whom it is done to the object."""
    force = _head(clause, start) if start is not None and start < done.start() else None
    said = [_FORCE[word] for word in _OPENER.findall(done["verb"]) if word in _FORCE]
    modality: Modality = said[0] if said else "require"
    if force is None:
        return Head(done.start(), done.start(), *done.span("verb"), modality, object=done.span("object"))
    return msgspec.structs.replace(
        force,
        action=done.start("verb"),
        action_end=done.end("verb"),
        object=done.span("object"),
        laid_on=(0, 0),
    )


def _opens(clause: str, at: int) -> bool:
    """Whether an adverb or a word of force stands at `at`, and not only a word that is an adjective as well."""
    match = _OPENER.match(clause, at)
    if match is None or match[0] not in _OPENERS or match.end() == len(clause):
        return False
    end = match.end()
    return (
        match[0] not in _WEAK
        or _opens(clause, end)
        or bool(_first_verb(clause, end) or _CIRCUMSTANCE.match(clause, end))
    )


def _start(clause: str) -> int | None:
    """Where the predicate begins: at the first verb, or at the first adverb or word of force behind a noun."""
    words = [(begin, end) for begin, end in words_of(clause) if clause[begin] != MASK]
    if not words:
        return None
    begins = {begin for begin, _ in words}
    openers = [
        match.start()
        for match in _OPENER.finditer(clause)
        if match.start() in begins and _opens(clause, match.start())
    ]
    at = words[0][0]
    if (
        clause[at] == "对"
    ):  # whom it is done to may have verbs of its own: "对限期整改仍不达标的矿山｜依法｜关闭"
        behind = clause.rfind("的")
        openers = [opener for opener in openers if opener > behind] or openers
    verbs_later = [begin for begin, end in words[1:] if _opens_later(clause, begin, end)]
    later = [opener for opener in openers if opener > at]
    circumstance = _CIRCUMSTANCE.match(clause, at)
    if not circumstance:
        if at in openers:
            return at
        first = _first_verb(clause, at)
        if first and not _qualifies_subject(clause, at, first, later or verbs_later):
            return at
    if later and later[0] <= _LONGEST_PREFIX:
        return later[0]
    return next(iter(verbs_later), None)


def _qualifies_subject(clause: str, at: int, first: str, later: list[int]) -> bool:
    """Whether a verb at the head only qualifies the subject: "投诉集中的工业园区｜要｜安装…"."""
    if first in _MODIFIERS:
        return bool(later) or _is_noun(clause[at:])
    if first in _REQUIRED or first in _FORCE or not later:
        return False
    return _NOUN_ENDS.search(clause[at : later[0]]) is not None


def _opens_later(clause: str, begin: int, end: int) -> bool:
    verb = clause[begin:end]
    if end >= len(clause) or clause[end] in _NO_VERB_BEHIND or begin == 0:
        return False
    return verb in _LATER or (
        verb in _MODIFIERS and (clause[begin - 1] == MASK or _ACTS.search(clause, 0, begin) is not None)
    )


def _first_verb(clause: str, at: int) -> str:
    """The verb of two characters or more that stands at `at`; "" if none does.

    jieba joins an adverb with its verb (进一步提高), so it is asked from here on.
    """
    words = words_of(clause[at:])
    word = clause[at : at + words[0][1]] if words else ""
    if word in _NO_VERBS:
        return ""
    return word if len(word) > 1 and (word in verbs() or word in _VERBS or word in _REQUIRED) else ""


def ends_with_verb(words: str) -> bool:
    """Whether the last word of folded `words` names a deed (水泥行业超低排放｜改造)."""
    last = words_of(words)[-1:]
    return bool(last) and words[slice(*last[0])] in _VERBS | _REQUIRED


def _is_noun(words: str) -> bool:
    """Whether what begins with a verb is a noun: "使用高污染燃料的锅炉｜改用…", "涉及产能置换的项目"."""
    return _SUBJECT.match(words) is not None or _NOUN_ENDS.search(words) is not None


def _head(clause: str, start: int) -> Head:
    said: list[str] = []
    force_end = start
    while _opens(clause, force_end):
        match = _OPENER.match(clause, force_end)
        assert match
        said.append(match[0])
        force_end = match.end()
        while clause[force_end : force_end + 1] == MASK:
            force_end += 1
    modality = _modality(said)
    turned = _TURNED.match(clause, force_end)
    if turned:
        return Head(start, force_end, *turned.span("verb"), modality, object=turned.span("object"))
    verb = _first_verb(clause, force_end)
    moving = [word for word in said if _FORCE.get(word) in _MOVING]
    if verb in _MOVERS and (whom := _moved_agent(clause, force_end + len(verb))):
        head = Head(start, force_end, force_end, force_end + len(verb), modality)
        return _acting(clause, head, *whom)
    if verb and not moving:
        modality = modality if said else _FORCE.get(verb, modality)
        negated = "in_principle" in {_FORCE.get(word) for word in said} and said[-1] in ("不再", "不得")
        begin = force_end - len(said[-1]) if negated else force_end
        return Head(start, begin, begin, force_end + len(verb), modality)
    if not moving:
        later = next(
            (word for word in words_of(clause) if word[0] > force_end and _opens_later(clause, *word)), None
        )
        if later:
            return Head(start, force_end, *later, modality, laid_on=(force_end, later[0]))
        if said and (said[-1] in verbs() or said[-1] in _FORCE):
            return Head(start, force_end - len(said[-1]), force_end - len(said[-1]), force_end, modality)
        while force_end < len(clause) and not clause[force_end].isalnum():
            force_end += 1
        end = force_end + (words_of(clause[force_end:]) or ((0, 0),))[0][1]
        return Head(start, force_end, force_end, end, modality)
    return _moved(clause, Head(start, force_end, force_end - len(moving[-1]), force_end, modality), verb)


def _moved_agent(clause: str, begin: int) -> tuple[int, int] | None:
    """Where those stand who are moved to act, if a verb of theirs follows: "支持｜符合条件的企业｜发行…"."""
    agent = _AGENT.match(clause, begin)
    if agent is None or not (_opens(clause, agent.end()) or _first_verb(clause, agent.end())):
        return None
    return agent.span()


def _acting(clause: str, head: Head, begin: int, end: int) -> Head:
    """`head` with the verb of those in `begin:end`, whom it moves, as its action."""
    inner = _head(clause, end)
    return msgspec.structs.replace(
        head, action=inner.action, action_end=inner.action_end, object=inner.object, laid_on=(begin, end)
    )


def _moved(clause: str, head: Head, verb: str) -> Head:
    """A predicate that moves: the verb behind it is the action, or that of those whom it moves."""
    begin, end = head.force_end, head.force_end + len(verb)
    if whom := _moved_agent(clause, begin):
        return _acting(clause, head, *whom)
    if verb in (_LATER | _REQUIRED) - _MODIFIERS:
        return msgspec.structs.replace(head, action=begin, action_end=end)
    words = [(begin + first, begin + last) for first, last in words_of(clause[begin:])]
    for first, last in words[1:]:
        if (_opens(clause, first) and not clause.startswith(tuple(_WEAK), first)) or _opens_later(
            clause, first, last
        ):
            return _acting(clause, head, begin, first)
    if (
        words
        and words[-1][1] == len(clause)
        and clause[slice(*words[-1])] in _VERBS | _REQUIRED
        and len(words) > 1
    ):
        return msgspec.structs.replace(
            head, action=words[-1][0], action_end=len(clause), object=(begin, words[-1][0])
        )
    if verb:
        return msgspec.structs.replace(head, action=begin, action_end=end)
    return head


def _modality(said: list[str]) -> Modality:
    """The force of a predicate: 原则上 before all, a ban before what only qualifies it, else the outermost word."""
    named = [_FORCE[word] for word in said if word in _FORCE]
    if "in_principle" in named:
        return "in_principle"
    if "prohibit" in named:
        return "prohibit"
    if named:
        return named[0]
    return "promote" if any(word in _STRIVEN for word in said) else "require"
