"""Where a document names the terms that it defines: 重点区域原则上不再新建…, 六市…, 除重点区域外.

Runs over the whole document, when all its definitions are known. "国家重点区域" and "学校、医院等重点区域" are
others; a title names what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline import lexicon
from pipeline.annotate.scope_terms import is_mere_count, spellings
from pipeline.annotate.titles import inside, title_ranges
from pipeline.fold import Folded
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.marks import ScopeHeadMark, ScopeMark, ScopeUseMark
from pipeline.model import Source

_FOREIGN = re.compile(f"{alternatives(forms(lexicon.scopes().foreign))}$")
_FOREIGN_REACH = max(map(len, forms(lexicon.scopes().foreign)))
_NOT_IN = re.compile("(?:非|除)$")
_OUTSIDE = re.compile("[以之]外|外(?![围部环])")


def scope_uses(
    source: Source, scopes: Iterable[ScopeMark], heads: Iterable[ScopeHeadMark]
) -> list[ScopeUseMark]:
    """The uses of all terms of a document, in order of the text."""
    names = {name for mark in scopes for name in (mark.name, mark.alias) if name}
    names |= {name for head in heads for name in head.names}
    if not names:
        return []
    patterns = [(name, re.compile(spellings(name))) for name in sorted(names, key=lambda n: (-len(n), n))]
    uses: list[ScopeUseMark] = []
    for block in source.blocks:
        view = Folded(source.text[block.start : block.end], block.start)
        uses += _in_block(view, patterns)
    return sorted(uses, key=lambda use: (use.start, use.end))


def named_again(scopes: Iterable[ScopeMark], uses: Iterable[ScopeUseMark]) -> list[ScopeMark]:
    """`scopes` without those that are nothing but a number (3个县（甲、乙、丙）) and never named again."""
    used = [(use.name, use.start) for use in uses]
    return [
        mark
        for mark in scopes
        if not is_mere_count(mark.name)
        or any(name == mark.name and start >= mark.end for name, start in used)
    ]


def _in_block(view: Folded, patterns: list[tuple[str, re.Pattern[str]]]) -> Iterator[ScopeUseMark]:
    """The uses in one block; of names within names the longer one."""
    text = view.text
    taken: list[tuple[int, int]] = []
    titles = title_ranges(text)
    for name, pattern in patterns:
        for found in pattern.finditer(text):
            within = any(start < found.end() and found.start() < end for start, end in taken)
            if within or inside(titles, found.start()) or _is_foreign(text, found.start()):
                continue
            taken.append(found.span())
            start, end = view.source(*found.span())
            excepted = _NOT_IN.search(text, max(found.start() - 1, 0), found.start()) is not None
            excepted = excepted or _OUTSIDE.match(text, found.end()) is not None
            yield ScopeUseMark(start=start, end=end, name=name, excepted=excepted)


def _is_foreign(text: str, at: int) -> bool:
    return _FOREIGN.search(text, max(at - _FOREIGN_REACH, 0), at) is not None
