"""What a term looks like that a plan defines by listing who is in it: 重点区域, 六城市, 第一档, 禁燃区, 川南地区.

All texts are folded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline import lexicon
from pipeline.annotate.place_lists import NUMERAL, PLACE_CLASS
from pipeline.annotate.wordcuts import says_a_deed
from pipeline.dates import number
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.model import ScopeKind

_SCOPES = lexicon.scopes()
_HAN = "[\u3400-\u9fff]"


def _classes(kind: ScopeKind) -> str:
    return alternatives(form for entry in _SCOPES.term_class if entry.kind == kind for form in entry.forms)


_QUALIFIED = rf"{alternatives(forms(_SCOPES.qualifier))}{_HAN}{{0,8}}?"
_TERM = (
    rf"(?P<places>{_QUALIFIED}{_classes('places')}|{alternatives(forms(_SCOPES.zone))}"
    rf"|{NUMERAL}个?{PLACE_CLASS}|第[一二三四五六七八九十]{{1,2}}{alternatives(forms(_SCOPES.tier))})"
    rf"|(?P<groups>{_QUALIFIED}{_classes('groups')})"
)
_RANGE = "(?:的?(?:具体|实施)?(?:范围|名单|对象))?"
_TERM_AT_END = re.compile(rf'"?(?:{_TERM})"?{_RANGE}$')
_TERM_HERE = re.compile(rf'(?:[本我全][省市区县州])?的?"?(?P<name>{_HAN}{{0,10}}?(?:{_TERM}))"?{_RANGE}')
_REGION_AT_END = re.compile(rf"(?P<stem>{_HAN}{{2,10}}){alternatives(forms(_SCOPES.region))}$")
# The last character of a term, or of what belongs to it: others need not be looked at.
TERM_ENDS = frozenset(
    form[-1]
    for section in (_SCOPES.term_class, _SCOPES.zone, _SCOPES.region, _SCOPES.tier)
    for form in forms(section)
) | frozenset('围单象"')
# What stands before a term is no part of its name up to here.
_LEAD = re.compile(
    "[的在由将把向从]|对(?!口)|其中|所称|现阶段|以下|[本我全][省市区县州]|确定|划定|明确|各(?!类)"
)
_NO_NAME = re.compile("[^\u3400-\u9fff]")
_CHIEF = "重点"
_LONGEST_PREFIX = 12
_CITY_END = re.compile(r"(?:城市|市\(州\)|市州|市)$")
_CITY = r"(?:城市|市\(州\)|市州|市(?!场|民|政|级|容|域))"
_NUMBERED = re.compile(rf"(?P<head>.*?)(?P<n>{NUMERAL})个?(?P<of>{PLACE_CLASS})")
_NO_NUMERAL = "(?<![第十百千万一二三四五六七八九两\\d])"
_NO_TAIL = "(?![群圈化性])"


class Term(NamedTuple):
    """A term's place and name, and where 范围 or a quotation mark behind it ends (`behind`).

    `region`: it is the name of a region, which only 包括 and its like define.
    """

    start: int
    end: int
    behind: int
    name: str
    kind: ScopeKind
    region: bool

    @property
    def of_cities(self) -> bool:
        """Whether its members are cities."""
        return _CITY_END.search(self.name) is not None


def term_before(text: str, start: int, end: int) -> Term | None:
    """The term that `text[start:end]` (a clause up to its definition) ends with."""
    found = _TERM_AT_END.search(text, start, end) if end - start > 1 else None
    if found is None:
        return _region_before(text, start, end)
    kind: ScopeKind = "groups" if found["groups"] else "places"
    first, last = found.span(kind)
    first = max(first, text.rfind(_CHIEF, first, last))  # 控制｜重点区域
    begin = _name_start(text, start, first)
    if not says_a_deed(text[begin:first]):
        first = begin
    return Term(first, last, found.end(), text[first:last], kind, region=False)


def _region_before(text: str, start: int, end: int) -> Term | None:
    found = _REGION_AT_END.search(text, _name_start(text, start, end), end)
    if found is None or says_a_deed(found["stem"]):
        return None
    return Term(found.start(), found.end(), found.end(), found[0], "places", region=True)


def term_at(text: str, at: int) -> Term | None:
    """The shortest term that stands at `at`, with the words that belong to its name."""
    found = _TERM_HERE.match(text, at)
    if found is None:
        return None
    kind: ScopeKind = "groups" if found["groups"] else "places"
    first, last = found.start("name"), found.end(kind)
    if says_a_deed(text[first : found.start(kind)]):
        return None
    return Term(first, last, found.end(), text[first:last], kind, region=False)


def _name_start(text: str, start: int, first: int) -> int:
    """Where the words start that may belong to the name of a term at `first`: 长株潭及传输通道｜六城市."""
    begin = start
    for lead in _LEAD.finditer(text, start, first):
        begin = lead.end()
    within = first - begin <= _LONGEST_PREFIX and _NO_NAME.search(text, begin, first) is None
    return begin if within else first


def spellings(name: str) -> str:
    """A pattern of how the text may write a term again: 六城市 is also 六市, 6市, 六个城市; 重点市(州) 重点城市."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered:
        count = number(numbered["n"]) or 0
        head = f"(?:{re.escape(numbered['head'])})?" if numbered["head"] else ""
        written = alternatives({numbered["n"], str(count), chinese(count)})
        bare = (
            f"|{re.escape(numbered['head'])}{_CITY}" if numbered["head"] and _is_city(numbered["of"]) else ""
        )
        of = _CITY if _is_city(numbered["of"]) else re.escape(numbered["of"])
        return rf"(?:{head}{_NO_NUMERAL}{written}个?{of}{bare}){_NO_TAIL}"
    city = _CITY_END.search(name)
    if city:
        return rf"{re.escape(name[: city.start()])}{_CITY}{_NO_TAIL}"
    return re.escape(name) + _NO_TAIL


def count_in(name: str) -> int | None:
    """How many a term says there are: 六城市 → 6."""
    numbered = _NUMBERED.fullmatch(name)
    return number(numbered["n"]) if numbered else None


def is_mere_count(name: str) -> bool:
    """Whether a term is nothing but a number of a class: 三县. It is a term only if the text comes back to it."""
    numbered = _NUMBERED.fullmatch(name)
    return numbered is not None and not numbered["head"]


def _is_city(of: str) -> bool:
    return _CITY_END.fullmatch(of) is not None


def chinese(count: int) -> str:
    """A count below 100 in Chinese numerals: 6 → 六, 15 → 十五."""
    digits = " 一二三四五六七八九"
    tens, units = divmod(count, 10)
    return ("" if tens == 0 else (digits[tens] if tens > 1 else "") + "十") + digits[units].strip()
