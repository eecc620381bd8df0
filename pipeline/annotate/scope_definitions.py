"""How a text says who is in a term, form by form. Takes folded text; the component is in `defined_scopes`.

A list of examples (学校、医院等重点区域) defines nothing, nor does a class of which nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import lexicon
from pipeline.annotate.group_lists import read_groups
from pipeline.annotate.place_lists import NUMERAL, Listed, Member, read_places
from pipeline.annotate.scope_terms import TERM_ENDS, Term, term_at, term_before
from pipeline.dates import number
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.model import GovernmentLevel, ScopeKind

_SCOPES = lexicon.scopes()
LABEL = re.compile(
    r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|附件\d*:?)*"
)
_ADVERB = "(?:主要|具体|共|暂|均|分别|现)?"
_ANY = alternatives(forms(entry for entry in _SCOPES.defining if not entry.only_terms))
_IS = alternatives(forms(entry for entry in _SCOPES.defining if entry.only_terms))
_DEFINES = re.compile(rf"[,:]?{_ADVERB}(?:(?P<any>{_ANY})|{_IS}):?|:")
_RUN_IN = re.compile(rf"。(?:{_ADVERB}(?P<any>{_ANY}):?)?")
_OPENING = re.compile(rf"\((?:{_ANY}|含|即|为|指|分别为|:)*")
_NAMING = alternatives(forms(_SCOPES.naming))
_CALLED = re.compile(
    rf'[(,;]?{_NAMING}(?:为|作)?:?"?(?P<name>[\u3400-\u9fff\d()]{{2,14}}?)"?(?=[),。;]|$)\)?'
)
_PICKED = re.compile(alternatives(forms(_SCOPES.picked)))
_ASSIGNED = re.compile(f",?{alternatives(forms(_SCOPES.assigning))}")
_LIST_LIKE = re.compile(r"[^。;、,]{2,16}[、,][^。\t]*[省市县区州盟旗镇乡域等)][。;]?$")
_STOPS = frozenset("。;,:!?()\t ")
_CLOSED = re.compile(r"[。;,!?)\t]|$")
_SENTENCE_END = re.compile(r"。?$|[。;]")
_LEVELS: dict[str, GovernmentLevel] = {
    "地级及以上城市": "prefecture",
    "设区的市级城市": "prefecture",
    **{
        form: entry.level
        for entry in lexicon.regions().territory
        for form in entry.forms
        if entry.level in {"prefecture", "county"}
    },
}
_ALL_OF = re.compile(
    rf"(?:范围|区域)?(?:内|中|所辖|所有|各|全部|的)*(?P<level>{alternatives(_LEVELS)})"
    rf"(?:,?共计?(?P<n>{NUMERAL})个[市县区]?)?(?=[。;]|$)"
)
_CLAUSE = 40  # characters of a clause that a term ends
_HEAD = 30  # characters of a run-in heading


@dataclass(frozen=True)
class Definition:
    """`text[start:end]` says who is in `name`; see `ScopeMark`, whose positions are the source's."""

    start: int
    end: int
    name: str
    kind: ScopeKind
    listed: Listed | None
    alias: str | None = None
    part_of: str | None = None
    level: GovernmentLevel | None = None
    count: int | None = None

    @property
    def members(self) -> tuple[Member, ...]:
        """Those that are listed."""
        return self.listed.members if self.listed else ()


def definitions(text: str) -> list[Definition]:
    """All definitions of one block in order; of those that overlap, the one that starts first."""
    found = sorted(
        [*_said(text), *_run_in(text), *_bracketed(text), *_called(text), *_assigned(text)],
        key=lambda one: (one.start, -one.end),
    )
    kept: list[Definition] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def only_list(text: str) -> Definition | None:
    """A block that is nothing but a list of places: what a heading above it calls them."""
    start = LABEL.match(text).end()  # type: ignore[union-attr]
    listed = read_places(text, start) if _LIST_LIKE.match(text, start) else None
    if listed is None or text[listed.end :].strip("。;") or text.find("\t") >= 0:
        return None
    return Definition(start, listed.end, "", "places", listed)


def _said(text: str) -> Iterator[Definition]:
    """重点区域包括甲市、乙市; 重点城市：甲市、乙市; 重点城市为重点区域设区的市."""
    for word in _DEFINES.finditer(text):
        if text[word.start() - 1 : word.start()] not in TERM_ENDS:
            continue
        term = term_before(text, _left(text, word.start()), word.start())
        if term is None or (term.region and not word["any"]):
            continue
        yield from _defined(text, term, word.end())


def _defined(text: str, term: Term, at: int) -> Iterator[Definition]:
    listed = _read(text, term, at)
    if listed is not None and _CLOSED.match(text, listed.end):
        yield Definition(term.start, listed.end, term.name, term.kind, listed)
    elif listed is None and (other := term_at(text, at)) and (all_of := _ALL_OF.match(text, other.end)):
        yield Definition(
            term.start, all_of.end(), term.name, "places", None,
            part_of=other.name, level=_LEVELS[all_of["level"]], count=number(all_of["n"] or ""),
        )  # fmt: skip


def _run_in(text: str) -> Iterator[Definition]:
    """（二）重点区域。甲市、乙市。: a run-in heading that its paragraph explains."""
    start = LABEL.match(text).end()  # type: ignore[union-attr]
    stop = (
        _RUN_IN.match(text, text.find("。", start, start + _HEAD))
        if "。" in text[start : start + _HEAD]
        else None
    )
    term = term_before(text, start, stop.start()) if stop else None
    if stop is None or term is None or term.start != start or (term.region and not stop["any"]):
        return
    listed = _read(text, term, stop.end()) if stop["any"] or term.kind == "places" else None
    if listed is not None and _SENTENCE_END.match(text, listed.end):
        yield Definition(start, listed.end, term.name, term.kind, listed)


def _bracketed(text: str) -> Iterator[Definition]:
    """六城市（甲、乙、丙）; also 六城市（甲、乙、丙，以下简称六市）."""
    for opening in _OPENING.finditer(text):
        if text[opening.start() - 1 : opening.start()] not in TERM_ENDS:
            continue
        term = term_before(text, _left(text, opening.start()), opening.start())
        listed = _read(text, term, opening.end()) if term else None
        if term is None or listed is None:
            continue
        called = _CALLED.match(text, listed.end)
        if called or text.startswith(")", listed.end):
            end = called.end() if called else listed.end + 1
            yield Definition(term.start, end, term.name, term.kind, listed, alias=called and called["name"])


def _called(text: str) -> Iterator[Definition]:
    """甲市、乙市（以下简称两市）."""
    for called in _CALLED.finditer(text):
        for start in range(
            max(text.rfind("。", 0, called.start()), text.rfind(";", 0, called.start())) + 1, called.start()
        ):
            listed = read_places(text, start)
            if listed is not None and listed.end == called.start():
                yield Definition(start, called.end(), called["name"], "places", listed)
                break


def _assigned(text: str) -> Iterator[Definition]:
    """将甲市、乙市列为重点区域."""
    for picked in _PICKED.finditer(text):
        listed = read_places(text, picked.end())
        assigned = _ASSIGNED.match(text, listed.end) if listed else None
        term = term_at(text, assigned.end()) if assigned else None
        if listed is not None and term is not None:
            yield Definition(picked.start(), term.end, term.name, term.kind, listed)


def _read(text: str, term: Term, at: int) -> Listed | None:
    return read_groups(text, at) if term.kind == "groups" else read_places(text, at, cities=term.of_cities)


def _left(text: str, end: int) -> int:
    """Where the clause starts that ends at `end`."""
    for at in range(end - 1, max(end - _CLAUSE, 0) - 1, -1):
        if text[at] in _STOPS:
            return at + 1
    return max(end - _CLAUSE, 0)
