"""What a predicate says of its subject: whether it obliges, in which role, and together with whom.

A predicate is the folded text right behind the names of its subject, to the end of its part of the
sentence or to the next subject.
"""

from __future__ import annotations

import re

from pipeline import lexicon
from pipeline.annotate.roles import ROLE, role_of
from pipeline.lexicon.patterns import any_of
from pipeline.model import Role

LONGEST = 60  # characters of a predication
MODAL = any_of(lexicon.bodies().modal)
VERB = any_of(lexicon.bodies().verb)
ADVERB = any_of(lexicon.bodies().adverb)
PARTNERS = "会同(?P<partner>[^,;。]{1,60}?(?:部门|单位|政府|方面|[厅局委办]))(?=[^、和及与厅局委办等])"
_DUTY = re.compile(rf"{MODAL}|{VERB}|负(?:总|主要|全面|直接)责")
_BY_DUTY = re.compile(f"(?:,|{ADVERB})*(?:{VERB})")
_ATTRIBUTE = re.compile(f"(?:{ADVERB}|{VERB}|共)+的")
# "各地可因地制宜…": who may need not.
_PERMITTED = re.compile(
    "(?:(?:结合|根据|按照|依据|按|在)[^,;。]{0,16}?(?:实际|规定|情况|需要|前提下|基础上|范围内),?)?"
    "(?:也|还|均|都)?可(?:以)?(?!能|持续|再生|靠|行|控|视|追|信)"
)
# "各地贯彻落实本意见的有关情况，要及时报送": what seems the duty is an attribute.
_NOMINAL = re.compile(
    "[^,;。]{1,25}(?:后的|的有关|的情况)[^,;。]{0,20},"
    "|(?:(?![将把对])[^,;。]){2,25}(?:情况|成效|结果)(?:将|要|应)?(?:作为|纳入|列入|将)"
)
_PAST = re.compile(rf"{any_of(lexicon.bodies().past)}|[^,;。]{{1,6}}了")
_OUTCOME = re.compile("力争|实现|达到|基本")
CHARGE = "对[^,;。]{1,24}负(?:总|主要|全面|直接)?责"
_OBLIGED = re.compile(f"(?:{MODAL}|带头|负总责|主要负责|{CHARGE}|通过[^,;。]{{2,20}},)")
_LEADS = re.compile(
    "(?:[^;。]{0,60},)?[^,;。]{0,24}?(?<![厅局委办部门府院会人])牵头(?!的|单位|部门|人|[^,;。]{0,4}任务)"
)
_CHARGED = re.compile("(?:主要|具体|统一)?负责(?!人|同志|制)[^,;。牵]*,")
_CHARGED_TOO = re.compile("[^;。]{4,60},(?:并|同时|具体|主要)*负责(?!人|同志|制)")
_GUIDES = re.compile("(?:主要|具体)?负责(?:统筹|监督|督促)?(?:指导|督导)")
_SUPPORTS = re.compile(f"(?:{MODAL}|积极|主动|切实|做好|共同|协同)*(?:配合|协助|参与)")
_IMPLEMENTS = re.compile(
    "(?:(?:按照|根据|依据|按)[^;。]{1,30}?,)?(?:要|应|须|需|切实|认真|严格|具体|全面|积极|完善|协同|配合|组织|贯彻|加快|抓好|做好|负责)*落实"
    "|[^;。]{0,50}(?:抓好|组织|抓|推进|统筹)落实(?=[。;]|$)"
)
_PARTNER = re.compile(f"(?:{MODAL}|将|负责|,)*{PARTNERS}")
_LOWER = {"generic", "local", "territory", "place", "government", "class"}
_REST = re.compile("[^;。\n\t]{0,400}")


def rest_of_part(text: str, stop: int) -> str:
    """What follows `stop` in the same part of the sentence."""
    rest = _REST.match(text, stop)
    return rest[0] if rest else ""


def obliges(predicate: str, names: list[str], kinds: set[str | None], *, by: bool) -> bool:
    """Whether what follows `names`, which may be led in by 由, is a duty of theirs."""
    if any(no.match(predicate) for no in (_PAST, _PERMITTED, _NOMINAL, _ATTRIBUTE)):
        return False
    if not _DUTY.search(predicate[:LONGEST]):
        return False
    if names in (["政府"], ["地方"]) and not _OBLIGED.match(predicate):
        return False
    if kinds == {"class"} and _OUTCOME.match(predicate):
        return False  # where the outcome lies, not who acts
    return not by or _BY_DUTY.match(predicate) is not None


def roles(predicate: str, kind: str | None, *, by: bool) -> tuple[Role, ...]:
    """The roles that a predicate gives to a body of `kind`: two where it is charged first and leads then."""
    phrase = ROLE.match(predicate) if by else None
    if phrase:  # "由区机管局落实"
        return (role_of(phrase[0]),)
    if _LEADS.match(predicate):
        return ("responsible", "lead") if _CHARGED.match(predicate) else ("lead",)
    if _GUIDES.match(predicate):
        return ("guide",)
    if kind in _LOWER and _IMPLEMENTS.match(predicate.lstrip(",")):
        return ("implement",)
    if _SUPPORTS.match(predicate):
        return ("support", "responsible") if _CHARGED_TOO.search(predicate) else ("support",)
    return ("responsible",)


def partners(predicate: str) -> tuple[int, int] | None:
    """Where those stand who are joined by 会同, if the predicate begins with that."""
    match = _PARTNER.match(predicate)
    return match.span("partner") if match else None
