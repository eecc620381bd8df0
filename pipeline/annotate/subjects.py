"""Bodies as grammatical subjects of a duty: "经济和信息化部门加强工业企业能耗管控".

A subject stands at the beginning of a clause of a sentence (or behind 由), every part of it is a
known form of a name, and right behind it a duty begins. So what is read backwards from the few
places where a name may end and a duty begin is all that is looked at. Bodies that somebody else
moves ("推动各地…", "支持成都市…"), places that only say where ("…在西宁市") and reports of what was
done ("省政府先后印发…") are no subjects.

Four shapes name bodies that are no subjects of their own: who is to make up a body that is set up
("组建专班，负责…", "成立由A牵头，B参与的机制"), who is what in it ("A为召集人单位", "成员由B、C组成"), and whom
an unnamed subject works with ("会同公安等部门开展…").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.bodies import Name, parse_bodies
from pipeline.annotate.body_names import is_generic, kind_of
from pipeline.annotate.component import folded_view, put
from pipeline.annotate.duty_lists import duty_lists
from pipeline.annotate.predicates import (
    ADVERB,
    CHARGE,
    LONGEST,
    MODAL,
    PARTNERS,
    VERB,
    obliges,
    partners,
    rest_of_part,
    roles,
)
from pipeline.annotate.subject_names import list_kinds, subject_kind
from pipeline.fold import Folded
from pipeline.lexicon.patterns import alternatives, forms, initials
from pipeline.marks import AttributedBody, SubjectMark
from pipeline.model import Role

LONGEST_CLASS = 20  # characters of a class of cities with what qualifies it ("空气质量未达标的设区市")
_REACH = 120  # characters looked back for the beginning of a clause
_BODIES = lexicon.bodies()
_NO_DUTY = alternatives(forms(_BODIES.no_duty))
_BEGINS = initials([",", "对", *forms([*_BODIES.modal, *_BODIES.verb, *_BODIES.adverb])])
_TRIGGER = re.compile(
    rf"(?:[门府委厅局办署会团司市州县区盟镇乡道地旗位班组部关方院室构体)]|(?<=席会)议|(?<=[支大总])队|(?<=事)处|(?<=[分支银])行|(?<=团)[场镇]|(?<=[妇残侨])联|(?<=科)协|(?<=中)[心央])(?={_BEGINS})(?!{_NO_DUTY})"
    rf"(?=(?:,(?={MODAL})|{MODAL}|{VERB}|{ADVERB}|{CHARGE}))"
)
_MOVED = re.compile(
    "[与向对以在为从让使被把就]|" + alternatives([form for form in forms(_BODIES.pivot) if len(form) > 1])
)
_STOPS = "。;,:!?\n\t"
_LEAD = re.compile(
    r"(?:\([^()]{1,3}\)|[一二三四五六七八九十]{1,3}[是、]|\d{1,3}[.、](?!\d)|第[一二三四五六七八九十百零\d]{1,6}[章节条](?![款例])|首先|其次|同时|此外|其中|并|另外|因此|原则上|必要时"
    r"|(?:到|在|于)?(?:20\d\d年)?(?:\d{1,2}月)?(?:底|末)?前|每(?:年|季度|月)[末底初]?)+"
)
_BY = re.compile("(?<![自理事缘])由(?!于)")
_ENCLOSED = re.compile(r"《[^》]*》|\"[^\"]*\"|\([^()]*(?:\([^()]*\)[^()]*)*\)")
_CREATED = re.compile(
    "(?:组建|成立|设立)(?P<body>[^,;。()]{0,16}?(?:专班|领导小组|指挥部|联席会议|工作组)),(?=负责|承担|统筹)"
)
_MADE_UP = re.compile(
    "(?:成立|建立|组建|设立|形成|健全|完善)[^,;。由]{0,6}由(?P<lead>[^,;。的]{2,40}?)牵头[,、]"
    "(?P<support>[^;。的]{2,200}?)(?:共同|联合|协同|分工)*(?:参与|参加|配合|协作)的"
)
_OF_A_LEVEL = re.compile("[省市县区州](?![级内外域])[\u3400-\u9fff]{2,4}办")
_CONVENES = re.compile(
    "(?:(?<=[,;、。\n\t])|^)(?P<names>[^,;。()]{3,60}?)(?:作?为|是|担任)(?P<part>副?(?:召集人|牵头)|成员)单位(?=[,;、。\n\t]|$)"
)
_MEMBERS = re.compile(
    "成员(?:单位)?(?:由|包括)(?P<names>[^,;。()]{3,300}?)(?:等(?:单位|部门)?)?(?:共同)?(?:组成|构成)(?=[,;。\n\t]|$)"
)
_WITH = re.compile(
    rf"(?:(?<=[,;。:\n\t])|(?<=\d[.、])|^)(?:{MODAL}|将|并|积极|主动)*{PARTNERS}(?=,|(?:{ADVERB})*(?:{VERB}))"
)
_SENTENCE_END = re.compile("[;。\n\t]")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int  # of the predication
    names: tuple[Name, ...]
    stop: int  # of the names
    by: bool = False  # led in by 由
    elided: bool = False  # the names are the partners of a subject that stands before, or nowhere


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
    found = [
        *_made_up(text),
        *_members(text),
        *_created(text),
        *_with(text),
        *(_Found(*duty) for duty in duty_lists(text)),
    ]
    found = sorted([*found, *_subjects(text, [(f.start, f.stop) for f in found])], key=lambda f: f.start)
    ends = [*(one.start for one in found[1:]), len(text)]
    marks: list[SubjectMark] = []
    subject: _Found | None = None
    for one, end in zip(found, ends, strict=False):
        marks.append(_mark(view, _subject_before(text, subject, one) if one.elided else one, end))
        subject = subject if one.elided else one
    return sorted(marks, key=lambda mark: mark.start)


def _subjects(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    """What stands before a duty, outside of `taken`, titles and brackets."""
    enclosed: list[tuple[int, int]] | None = None
    last = 0
    for match in _TRIGGER.finditer(text):
        found = _read_back(text, max(last, match.end() - _REACH), match.end())
        if found is None:
            continue
        if enclosed is None:
            enclosed = [*taken, *(m.span() for m in _ENCLOSED.finditer(text))]
        if not any(a <= found.start and match.end() <= b for a, b in enclosed):
            yield found
            last = match.end()


def _created(text: str) -> Iterator[_Found]:
    """Bodies that are set up for what follows: "组建工作专班，负责…"."""
    for match in _CREATED.finditer(text):
        name = Name(match.start("body"), match.end("body"), match["body"], match["body"])
        yield _Found(match.start(), (name,), match.end())


def _made_up(text: str) -> Iterator[_Found]:
    """Who leads and who takes part in what is set up: "成立由A牵头，B、C等部门共同参与的…机制"."""
    if "牵头" not in text:
        return
    for match in _MADE_UP.finditer(text):
        names = [*_known(text, *match.span("lead"), "lead"), *_known(text, *match.span("support"), "support")]
        if {name.role for name in names} == {"lead", "support"}:
            yield _Found(match.start(), tuple(names), match.end())


def _members(text: str) -> Iterator[_Found]:
    """Who convenes a body that is set up, and who belongs to it: "A为召集人单位，成员由B、C等单位组成"."""
    if "成员" not in text and "召集人" not in text:
        return
    for match in _CONVENES.finditer(text):
        role: Role = "support" if match["part"].startswith(("副", "成员")) else "lead"
        if names := _known(text, *match.span("names"), role):
            yield _Found(match.start(), tuple(names), match.end())
    for match in _MEMBERS.finditer(text):
        if names := _known(text, *match.span("names"), "support"):
            yield _Found(match.start(), tuple(names), match.end())


def _with(text: str) -> Iterator[_Found]:
    """Partners of a subject that the clause does not name: "会同城管执法、公安等部门开展…"."""
    if "会同" not in text:
        return
    for match in _WITH.finditer(text):
        names = _known(text, *match.span("partner"), "support")
        if names:
            yield _Found(match.start(), tuple(names), match.end(), elided=True)


def _known(text: str, start: int, end: int, role: Role) -> list[Name]:
    """The names of a list, each with `role`; none if one of them is no known form."""
    names = parse_bodies(text, start, end)
    if None in map(subject_kind, (name.name for name in names)):
        return []
    return [name._replace(role=role) for name in names]


def _subject_before(text: str, subject: _Found | None, partner: _Found) -> _Found:
    """`partner` with the subject of the same sentence, which leads with it."""
    if subject is None or _SENTENCE_END.search(text, subject.stop, partner.start):
        return partner
    leading = [name._replace(role="lead") for name in subject.names if name.role is None]
    return _Found(subject.start, (*leading, *partner.names), partner.stop) if leading else partner


def _office_of_a_level(name: str) -> str | None:
    """The kind of an office known by its level and its ending alone ("省审改办"), else None."""
    return kind_of(name) if _OF_A_LEVEL.fullmatch(name) and kind_of(name) == "department" else None


def _read_back(text: str, floor: int, stop: int) -> _Found | None:
    """The subject that ends at `stop`, if the clause up to there is nothing but a list of bodies."""
    start = stop
    while start > floor and text[start - 1] not in _STOPS:
        start -= 1
    lead = _LEAD.match(text, start, stop)
    start = lead.end() if lead else start
    begin = start
    by = [match.start() for match in _BY.finditer(text, start, stop)]
    if by:
        start, begin = by[-1], by[-1] + 1
    qualified = begin
    relative = text.rfind("的", begin, stop)
    share = relative > begin and text[relative - 1] in "%‰"  # "100%的镇卫生院完成改造": what is reached
    if _MOVED.match(text, begin) or share or (relative >= 0 and text[begin] in "对向把将"):
        return None
    if relative >= 0:
        begin = relative + 1
    if stop - begin < 2 or text.count("(", begin, stop) != text.count(")", begin, stop):
        return None
    names = parse_bodies(text, begin, stop)
    kinds = [
        kind or _office_of_a_level(name.name)
        for kind, name in zip(list_kinds([n.name for n in names]), names, strict=True)
    ]
    if not kinds or None in kinds:
        return None
    if kinds == ["class"] and stop - qualified <= LONGEST_CLASS:
        names = [Name(qualified, stop, text[qualified:stop], text[qualified:stop])]
    if not by and start == begin:
        start, names = _from_commas_before(text, start, names)
    if not obliges(rest_of_part(text, stop), [name.name for name in names], set(kinds), by=bool(by)):
        return None
    return _Found(start, tuple(names), stop, bool(by))


def _from_commas_before(text: str, start: int, names: list[Name]) -> tuple[int, list[Name]]:
    """The list from where it begins, if a comma parts it: "市教育局、市财政局，各县人民政府要…"."""
    while start and text[start - 1] == ",":
        before = max(text.rfind(stop, 0, start - 1) for stop in _STOPS) + 1
        more = parse_bodies(text, before, start - 1)
        if not more or None in [subject_kind(name.name) for name in more]:
            break
        start, names = before, [*more, *names]
    return start, names


def _mark(view: Folded, found: _Found, limit: int) -> SubjectMark:
    """The mark of a subject whose predicate ends before `limit`, where the next subject stands."""
    text = view.text
    predicate = rest_of_part(text, found.stop)[: max(limit - found.stop, 0)]
    named = [
        (name, role)
        for name in found.names
        for role in ([name.role] if name.role else roles(predicate, subject_kind(name.name), by=found.by))
    ]
    joined = partners(predicate)
    if joined:
        named = [(name, "lead") for name in found.names]
        span = (found.stop + joined[0], found.stop + joined[1])
        named += [(name, "support") for name in parse_bodies(text, *span)]
    first, last = view.source(found.start, _cut(text, found, found.stop + len(predicate)))
    bodies = tuple(_body(view, name, role, i, len(named)) for i, (name, role) in enumerate(named))
    return SubjectMark(start=first, end=last, bodies=bodies)


def _cut(text: str, found: _Found, end: int) -> int:
    """Where the predication is cut: after as many clauses as fit, or after `LONGEST` characters.

    The names are never cut.
    """
    start, least = found.start, max(name.end for name in found.names)
    end = len(text[:end].rstrip(",")) if end > least else end
    if end - start <= LONGEST:
        return end
    comma = text.rfind(",", start, start + LONGEST)
    return max(least, comma if comma > start + 8 else start + LONGEST)


def _body(view: Folded, name: Name, role: Role, index: int, count: int) -> AttributedBody:
    start, end = view.source(name.start, name.end)
    return AttributedBody(
        start=start,
        end=end,
        name=name.name.replace("(", "（").replace(")", "）"),
        role=role,
        position=index + 1,
        sole=count == 1 and not name.among,
        generic=is_generic(name.name),
        doubt=name.doubt,
    )
