"""Where the predicate of a clause begins, and what it is made of: force, verb, and whom it is laid upon.

"重点区域｜原则上｜不再新增｜自备燃煤机组": what stands before the predicate says whom or where it binds, an
adverb or a word of force opens it, its first verb is the action.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from pipeline.annotate.measure_words import (
    CIRCUMSTANCE,
    FORCE,
    LATER,
    MASK,
    MODIFIERS,
    MOVING,
    OF_CITIES,
    REQUIRED,
    VERBS,
    first_verb,
    forces_in,
    is_weak,
    modality_of,
    opener_at,
    openers,
    opens_later,
)
from pipeline.annotate.wordcuts import verbs, words_of
from pipeline.model import Modality

Range = tuple[int, int]
_LONGEST_CHAIN = (
    3  # those who are moved to move others: nobody writes longer ones, and a text may repeat for ever
)
_LONGEST_PREFIX = 60  # characters before a predicate; behind more of them no reader looks for one
_TURNED = re.compile("[将把](?P<object>.{2,60}?)(?P<verb>作为|纳入|列入|列为|转为|改为|用于)")
_SOME = re.compile("(?P<verb>有所(?:增长|提高|提升|下降|降低|改善|减少))$")
_DONE_TO = re.compile(
    "对(?P<object>.{2,60}?)(?:进行|予以|给予|作出|实行)(?P<verb>[^,;。]{2,12}?)(?:并[^,;。]+)?$"
)
_REACHED = re.compile(
    "(?P<verb>达到?|不低于|不少于|不高于|不超过|增长|下降|提高|降低|减少|(?:控制|稳定|保持|维持)在)"
    "(?=[^\\d,]{0,6}\\d)"
)
_SUBJECT = re.compile(
    "^.{2,40}?(?:项目|企业|单位|机组|锅炉|炉|车辆|货车|设施|设备|工地|园区|行业|产品|机构|场所|路段|地区|区域|城市)"
    "(?=采用|使用|实施|落实|配套|安装|改用|达到|实现|具备|接入|执行)"
)
_AGENT_ENDS = f"(?:企业|机构|单位|地区|城市(?!{OF_CITIES})|部门|园区|高校|院校|资本|农户)"
_AGENT = re.compile(
    f"[^,;。]{{0,24}}?{_AGENT_ENDS}(?:[、和][^,;。的、]{{0,6}}{_AGENT_ENDS})*(?=[\u4e00-\u9fff]{{2}})"
)
_MOVERS = ("督促", "要求", "组织", "指导")  # they move others as well, with the force of a plain duty
_NOUN_ENDS = re.compile("的[^,;。的]{1,24}$")


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
    if reached and reached.start() > 2 and (start is None or not opener_at(clause, start)):
        return Head(reached.start(), reached.start(), *reached.span("verb"), "require")
    return None if start is None else _head(clause, start)


def _done_to(clause: str, start: int | None, done: re.Match[str]) -> Head:
    """The predicate of "对…进行…": what is done is the last verb, whom it is done to the object."""
    force = _head(clause, start) if start is not None and start < done.start() else None
    modality: Modality = next(iter(forces_in(done["verb"])), "require")
    if force is None:
        return Head(done.start(), done.start(), *done.span("verb"), modality, object=done.span("object"))
    return msgspec.structs.replace(
        force,
        action=done.start("verb"),
        action_end=done.end("verb"),
        object=done.span("object"),
        laid_on=(0, 0),
    )


def _start(clause: str) -> int | None:
    """Where the predicate begins: at the first verb, or at the first adverb or word of force behind a noun."""
    words = [(begin, end) for begin, end in words_of(clause) if clause[begin] != MASK]
    if not words:
        return None
    at = words[0][0]
    opening = [opener for opener in openers(clause) if clause[opener] != MASK]
    if (
        clause[at] == "对"
    ):  # whom it is done to may have verbs of its own: "对限期整改仍不达标的矿山｜依法｜关闭"
        behind = clause.rfind("的")
        opening = [opener for opener in opening if opener > behind] or opening
    verbs_later = [begin for begin, end in words[1:] if opens_later(clause, begin, end)]
    later = [opener for opener in opening if opener > at]
    if not CIRCUMSTANCE.match(clause, at):
        if at in opening:
            return at
        first = first_verb(clause, at)
        if first and not _qualifies_subject(clause, at, first, later or verbs_later):
            return at
    if later and later[0] <= _LONGEST_PREFIX:
        return later[0]
    return next(iter(verbs_later), None)


def _qualifies_subject(clause: str, at: int, first: str, later: list[int]) -> bool:
    """Whether a verb at the head only qualifies the subject: "投诉集中的工业园区｜要｜安装…"."""
    if first in MODIFIERS:
        return bool(later) or _is_noun(clause[at:])
    if first in REQUIRED or first in FORCE or not later:
        return False
    return _NOUN_ENDS.search(clause[at : later[0]]) is not None


def _is_noun(words: str) -> bool:
    """Whether what begins with a verb is a noun: "使用高污染燃料的锅炉｜改用…", "涉及产能置换的项目"."""
    return _SUBJECT.match(words) is not None or _NOUN_ENDS.search(words) is not None


def _head(clause: str, start: int, moved: int = 0) -> Head:
    """The head of the predicate that begins at `start`; `moved`: how many predicates before it move on to it."""
    said: list[str] = []
    force_end = start
    while opener := opener_at(clause, force_end):
        said.append(opener)
        force_end += len(opener)
        while clause[force_end : force_end + 1] == MASK:
            force_end += 1
    modality = modality_of(said)
    if turned := _TURNED.match(clause, force_end):
        return Head(start, force_end, *turned.span("verb"), modality, object=turned.span("object"))
    verb = first_verb(clause, force_end)
    if moved < _LONGEST_CHAIN:
        if verb in _MOVERS and (whom := _moved_agent(clause, force_end + len(verb))):
            head = Head(start, force_end, force_end, force_end + len(verb), modality)
            return _acting(clause, head, *whom, moved + 1)
        if moving := [word for word in said if FORCE.get(word) in MOVING]:
            head = Head(start, force_end, force_end - len(moving[-1]), force_end, modality)
            return _moved(clause, head, verb, moved + 1)
    if verb:
        return _plain(start, force_end, said, modality, verb)
    return _without_verb(clause, start, force_end, said, modality)


def _plain(start: int, force_end: int, said: list[str], modality: Modality, verb: str) -> Head:
    """Force and verb. Under 原则上 the negation belongs to the action: 原则上｜不再新增."""
    if not said:
        modality = FORCE.get(verb, modality)
    negated = "原则上" in said and said[-1] in ("不再", "不得")
    begin = force_end - len(said[-1]) if negated else force_end
    return Head(start, begin, begin, force_end + len(verb), modality)


def _without_verb(clause: str, start: int, force_end: int, said: list[str], modality: Modality) -> Head:
    """A predicate whose verb stands later, or is the word of force itself (杜绝, 严格), or is unknown."""
    later = next(
        (word for word in words_of(clause) if word[0] > force_end and opens_later(clause, *word)), None
    )
    if later:
        return Head(start, force_end, *later, modality, laid_on=(force_end, later[0]))
    if said and (said[-1] in verbs() or said[-1] in FORCE):
        return Head(start, force_end - len(said[-1]), force_end - len(said[-1]), force_end, modality)
    while force_end < len(clause) and not clause[force_end].isalnum():
        force_end += 1
    end = force_end + (words_of(clause[force_end:]) or ((0, 0),))[0][1]
    return Head(start, force_end, force_end, end, modality)


def _moved_agent(clause: str, begin: int) -> tuple[int, int] | None:
    """Where those stand who are moved to act, if a verb of theirs follows: "支持｜符合条件的企业｜发行…"."""
    agent = _AGENT.match(clause, begin)
    if agent is None or not (opener_at(clause, agent.end()) or first_verb(clause, agent.end())):
        return None
    return agent.span()


def _acting(clause: str, head: Head, begin: int, end: int, moved: int) -> Head:
    """`head` with the verb of those in `begin:end`, whom it moves, as its action."""
    inner = _head(clause, end, moved)
    return msgspec.structs.replace(
        head, action=inner.action, action_end=inner.action_end, object=inner.object, laid_on=(begin, end)
    )


def _moved(clause: str, head: Head, verb: str, moved: int) -> Head:
    """A predicate that moves: the verb behind it is the action, or that of those whom it moves."""
    begin, end = head.force_end, head.force_end + len(verb)
    if whom := _moved_agent(clause, begin):
        return _acting(clause, head, *whom, moved)
    if verb in (LATER | REQUIRED) - MODIFIERS:
        return msgspec.structs.replace(head, action=begin, action_end=end)
    words = [(begin + first, begin + last) for first, last in words_of(clause[begin:])]
    for first, last in words[1:]:
        adverb = opener_at(clause, first) and not is_weak(clause, first)
        if adverb or opens_later(clause, first, last):
            return _acting(clause, head, begin, first, moved)
    if len(words) > 1 and words[-1][1] == len(clause) and clause[slice(*words[-1])] in VERBS | REQUIRED:
        deed = words[-1][0]
        return msgspec.structs.replace(head, action=deed, action_end=len(clause), object=(begin, deed))
    return msgspec.structs.replace(head, action=begin, action_end=end) if verb else head
