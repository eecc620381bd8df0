"""Terms that a plan defines by listing who is in them ("plan_scopes"): 重点区域, 六市, 重点行业.

Reads the block's folded view; writes `ScopeMark`s, and a `ScopeHeadMark` for a block that is nothing but
terms (重点区域和重点城市): what is listed below it defines them. The forms are in `scope_definitions`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.component import folded_view, put
from pipeline.annotate.scope_columns import to_member
from pipeline.annotate.scope_definitions import LABEL, Definition, definitions, only_list
from pipeline.annotate.scope_terms import count_in, term_at
from pipeline.fold import Folded
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.marks import ScopeHeadMark, ScopeMark

_SCOPES = lexicon.scopes()
# A cheap look first: without one of these a block defines nothing.
_MAY_DEFINE = re.compile(
    alternatives(
        form
        for section in (_SCOPES.qualifier, _SCOPES.zone, _SCOPES.region, _SCOPES.naming)
        for form in forms(section)
    )
    + r"|第[一二三四五六七八九十]|[市县区]\("
)
_HEADING_LINK = re.compile("、|和|及|与")
_RUNS_IN = frozenset("。:")
_HEADING = 30  # characters of a heading that is nothing but terms


@Language.factory("plan_scopes")
def create_scopes(nlp: Language, name: str) -> PlanScopes:
    """The component; it needs no other one before it."""
    return PlanScopes()


class PlanScopes:
    """Finds definitions; puts them under "scopes", headings of terms under "scope_heads"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        may = _MAY_DEFINE.search(view.text) is not None
        head = _heading(view) if may and len(view.text) <= _HEADING else None
        found = definitions(view.text) if may and head is None else []
        if head is None and not found and (whole := only_list(view.text)):
            found = [whole]
        if head is None and found:
            head = _run_in_heading(view, found)
        put(doc, "scope_heads", [head] if head else [])
        put(doc, "scopes", [_mark(view, one) for one in found])
        return doc


def _heading(view: Folded) -> ScopeHeadMark | None:
    """The terms of a block that is nothing but terms."""
    text = view.text.rstrip("。: ")
    at = LABEL.match(text).end()  # type: ignore[union-attr]
    names: list[str] = []
    while term := term_at(text, at):
        names.append(term.name)
        if term.behind == len(text):
            start, end = view.source(0, len(text))
            return ScopeHeadMark(start=start, end=end, names=tuple(names))
        link = _HEADING_LINK.match(text, term.behind)
        if link is None:
            break
        at = link.end()
    return None


def _run_in_heading(view: Folded, found: Sequence[Definition]) -> ScopeHeadMark | None:
    """The term of "重点区域范围。京津冀及周边地区，包含…；汾渭平原，包含…": lists with names of their own follow at once."""
    start = LABEL.match(view.text).end()  # type: ignore[union-attr]
    term = term_at(view.text, start)
    if term is None or view.text[term.behind : term.behind + 1] not in _RUNS_IN:
        return None
    if found[0].start != term.behind + 1 or any(one.name == term.name for one in found):
        return None
    first, last = view.source(start, term.behind)
    return ScopeHeadMark(start=first, end=last, names=(term.name,))


def _mark(view: Folded, one: Definition) -> ScopeMark:
    start, end = view.source(one.start, one.end)
    return ScopeMark(
        start=start,
        end=end,
        name=one.name,
        kind=one.kind,
        members=tuple(to_member(view, member) for member in one.members),
        count=(one.listed.count if one.listed else one.count) or count_in(one.name),
        open=one.listed is not None and one.listed.open,
        part_of=one.part_of,
        level=one.level,
        alias=one.alias,
    )
