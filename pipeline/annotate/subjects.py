"""Bodies as grammatical subjects of a duty: "经济和信息化部门加强工业企业能耗管控".

A subject stands at the beginning of a clause of a sentence (or behind 由), every part of it is a
known form of a name, and right behind it a duty begins. So what is read backwards from the few
places where a name may end and a duty begin is all that is looked at. Bodies that somebody else
moves ("推动各地…", "支持成都市…"), places that only say where ("…在西宁市") and reports of what was
done ("省政府先后印发…") are no subjects.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.bodies import Name, parse_bodies
from pipeline.annotate.body_names import alternatives, forms, initials, is_generic
from pipeline.annotate.component import folded_view, put
from pipeline.annotate.roles import ROLE, role_of
from pipeline.annotate.subject_names import subject_kind
from pipeline.fold import Folded
from pipeline.marks import AttributedBody, SubjectMark
from pipeline.model import Role

LONGEST = 60  # characters of a predication
LONGEST_CLASS = 20  # characters of a class of cities with what qualifies it ("空气质量未达标的设区市")
_REACH = 120  # characters looked back for the beginning of a clause
_MODAL = alternatives(forms("duty", kind="modal"))
_VERB = alternatives(forms("duty", kind="verb"))
_ADVERB = alternatives(forms("duty", kind="adverb"))
_NO_DUTY = alternatives(forms("no_duty"))
_BEGINS = initials([",", *forms("duty")])
_TRIGGER = re.compile(
    rf"[门府委厅局办署会团司市州县镇乡道地旗位班组部关方院室)](?={_BEGINS})(?!{_NO_DUTY})(?=(?:,(?={_MODAL})|{_MODAL}|{_VERB}|{_ADVERB}))"
)
_MOVED = re.compile(
    "[与向对以在为从让使被把]|" + alternatives([form for form in forms("pivot") if len(form) > 1])
)
_OBLIGED = re.compile(f"(?:{_MODAL}|带头|负总责)")
# "各地贯彻落实本意见的有关情况，要及时报送": what seems the duty is an attribute.
_NOMINAL = re.compile("[^,;。]{1,25}(?:后的|的有关|的情况)[^,;。]{0,20},")
_DUTY = re.compile(rf"{_MODAL}|{_VERB}")
_STOPS = "。;,:!?\n"
_LEAD = re.compile(
    r"(?:\([^()]{1,3}\)|[一二三四五六七八九十]{1,3}[是、]|\d{1,3}[.、](?!\d)|第[一二三四五六七八九十百零\d]{1,6}[章节条](?![款例])|首先|其次|同时|此外|其中|并|另外|因此|原则上|必要时"
    r"|(?:到|在|于)?(?:20\d\d年)?(?:\d{1,2}月)?(?:底|末)?前|每年|每季度|每月)+"
)
_ENCLOSED = re.compile(r"《[^》]*》|\"[^\"]*\"|\([^()]*(?:\([^()]*\)[^()]*)*\)")
_PAST = re.compile(rf"{alternatives(forms('past'))}|[^,;。]{{1,6}}了")
_LEADS = re.compile("(?:[^;。]{0,60},)?[^,;。]{0,24}?(?<![厅局委办部门府院会人])牵头(?!的|单位|部门|人)")
_SUPPORTS = re.compile(f"(?:{_MODAL}|积极|主动|切实|做好|共同|协同)*(?:配合|协助|参与)")
_IMPLEMENTS = re.compile(
    "(?:(?:按照|根据|依据|按)[^;。]{1,30}?,)?(?:要|应|须|需|切实|认真|严格|具体|全面|积极|完善|协同|配合|组织|贯彻|加快|抓好|做好|负责)*落实"
    "|[^;。]{0,50}(?:抓好|组织|抓|推进|统筹)落实(?=[。;]|$)"
)
_PARTNER = re.compile(
    f"(?:{_MODAL}|将|负责|,)*会同(?P<partner>[^,;。]{{1,40}}?(?:部门|单位|政府|方面|[厅局委办]))(?=[^、和及与厅局委办等])"
)
_CREATED = re.compile(
    "(?:组建|成立|设立)(?P<body>[^,;。()]{0,16}?(?:专班|领导小组|指挥部|联席会议|工作组)),(?=负责|承担|统筹)"
)
_SENTENCE_REST = re.compile("[^;。\n]*")
_BY_DUTY = re.compile(f"(?:,|{_ADVERB})*(?:{_VERB})")
_OUTCOME = re.compile("力争|实现|达到|基本")
_LOWER = {"generic", "territory", "place", "government"}


@dataclass(frozen=True, slots=True)
class _Found:
    start: int  # of the predication
    names: tuple[Name, ...]
    stop: int  # of the names
    by: bool = False  # led in by 由


@Language.factory("plan_subjects")
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: stores `SubjectMark`s under "subjects"."""
    return annotate_subjects


def annotate_subjects(doc: Doc) -> Doc:
    """Mark the bodies of one block that are subjects of a duty."""
    put(doc, "subjects", find_subjects(folded_view(doc)))
    return doc


def find_subjects(view: Folded) -> list[SubjectMark]:
    """The subjects of a text, in order."""
    text = view.text
    enclosed: list[tuple[int, int]] | None = None
    marks: list[SubjectMark] = []
    last = 0
    for match in _TRIGGER.finditer(text):
        found = _read_back(text, max(last, match.end() - _REACH), match.end())
        if found is None:
            continue
        if enclosed is None:
            enclosed = [m.span() for m in _ENCLOSED.finditer(text)]
        if not any(a < found.start and match.end() <= b for a, b in enclosed):
            marks.append(_mark(view, found))
            last = match.end()
    for match in _CREATED.finditer(text):
        name = Name(match.start("body"), match.end("body"), match["body"], match["body"])
        marks.append(_mark(view, _Found(match.start(), (name,), match.end())))
    return sorted(marks, key=lambda mark: mark.start)


def _read_back(text: str, floor: int, stop: int) -> _Found | None:
    """The subject that ends at `stop`, if the clause up to there is nothing but a list of bodies."""
    start = stop
    while start > floor and text[start - 1] not in _STOPS:
        start -= 1
    lead = _LEAD.match(text, start, stop)
    start = lead.end() if lead else start
    begin = start
    by = text.rfind("由", start, stop)
    if by >= 0:
        begin = by + 1
        start = by
    qualified = begin
    relative = text.rfind("的", begin, stop)
    if _MOVED.match(text, begin) or (relative >= 0 and text[begin] in "对向把将"):
        return None
    if relative >= 0:
        begin = relative + 1
    if (
        stop - begin < 2
        or _PAST.match(text, stop)
        or text.count("(", begin, stop) != text.count(")", begin, stop)
    ):
        return None
    names = parse_bodies(text, begin, stop)
    kinds = [subject_kind(name.name) for name in names]
    if not kinds or None in kinds:
        return None
    if kinds == ["class"] and stop - qualified <= LONGEST_CLASS:
        names = [Name(qualified, stop, text[qualified:stop], text[qualified:stop])]
    return (
        _Found(start, tuple(names), stop, by >= 0)
        if _is_duty(text, stop, [n.name for n in names], set(kinds), by >= 0)
        else None
    )


def _is_duty(text: str, stop: int, names: list[str], kinds: set[str | None], by: bool) -> bool:
    """Whether what follows the names obliges them."""
    clause = _SENTENCE_REST.match(text, stop)
    rest = clause[0] if clause else ""
    if not _DUTY.search(rest[:LONGEST]) or _NOMINAL.match(rest):
        return False
    if names in (["政府"], ["地方"]) and not _OBLIGED.match(rest):
        return False
    if kinds == {"class"} and _OUTCOME.match(rest):
        return False  # where the outcome lies, not who acts
    return not by or _BY_DUTY.match(rest) is not None


def _mark(view: Folded, found: _Found) -> SubjectMark:
    text = view.text
    sentence = _SENTENCE_REST.match(text, found.stop)
    predicate = sentence[0] if sentence else ""
    end = _cut(text, found.start, found.stop + len(predicate))
    names = [(name, _role(predicate, subject_kind(name.name), by=found.by)) for name in found.names]
    partner = _PARTNER.match(predicate)
    if partner:
        names = [(name, "lead") for name, _ in names]
        span = (found.stop + partner.start("partner"), found.stop + partner.end("partner"))
        names += [(name, "support") for name in parse_bodies(text, *span)]
    first, last = view.source(found.start, end)
    bodies = tuple(_body(view, name, role, i, len(names)) for i, (name, role) in enumerate(names))
    return SubjectMark(start=first, end=last, bodies=bodies)


def _cut(text: str, start: int, end: int) -> int:
    """Where the predication is cut: after as many clauses as fit, or after `LONGEST` characters."""
    if end - start <= LONGEST:
        return end
    comma = text.rfind(",", start, start + LONGEST)
    return comma if comma > start + 8 else start + LONGEST


def _role(predicate: str, kind: str | None, *, by: bool) -> Role:
    phrase = ROLE.match(predicate) if by else None
    if phrase:  # "由区机管局落实"
        return role_of(phrase[0])
    if _LEADS.match(predicate):
        return "lead"
    if (kind in _LOWER or kind == "class") and _IMPLEMENTS.match(predicate.lstrip(",")):
        return "implement"
    if _SUPPORTS.match(predicate):
        return "support"
    return "responsible"


def _body(view: Folded, name: Name, role: Role, index: int, count: int) -> AttributedBody:
    start, end = view.source(name.start, name.end)
    return AttributedBody(
        start=start,
        end=end,
        name=name.name.replace("(", "（").replace(")", "）"),
        role=role,
        position=index + 1,
        sole=count == 1,
        generic=is_generic(name.name),
        doubt=name.doubt,
    )
