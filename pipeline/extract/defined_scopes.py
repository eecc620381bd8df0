"""Scopes: terms that the document defines by listing who is in them, and their members.

Reads scope marks and the tree. What is listed below a heading that is nothing but a term (重点区域) is in the
term; each named list among it (成都平原地区) is a scope of its own as well. "重点区域设区的市" takes its
members from the other term; a term of which the document names nobody is no scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.duties import Duties
from pipeline.extract.reading import Reading
from pipeline.extract.scope_uses import extract_uses, named_uses
from pipeline.marks import MemberMark, PlaceMark, ScopeHeadMark, ScopeMark
from pipeline.model import Doubt, Scope, ScopeKind, ScopeMember, ScopeUse, Target


@dataclass(frozen=True)
class _Term:
    """A term with its definition at `start:end`; `under` is the name of the heading that gathers it."""

    name: str
    kind: ScopeKind
    members: tuple[MemberMark, ...]
    start: int
    end: int
    count: int | None = None
    open: bool = False
    alias: str | None = None
    under: str | None = None


@dataclass(frozen=True)
class Scopes:
    """All that a document says of its scopes."""

    scopes: tuple[Scope, ...]
    members: tuple[ScopeMember, ...]
    uses: tuple[ScopeUse, ...]
    doubts: tuple[Doubt, ...]


def extract_scopes(reading: Reading, duties: Duties, targets: Sequence[Target]) -> Scopes:
    """The scopes of one document, in reading order."""
    terms = sorted(_terms(reading), key=lambda term: (term.start, -term.end))
    scopes: list[Scope] = []
    members: list[ScopeMember] = []
    for term in terms:
        scope = _scope(reading, term, scopes)
        scopes.append(scope)
        members += _members(reading, term, scope)
    inside = [(head.start, head.end) for head in reading.marks.scope_heads]
    named = list(zip(scopes, [{term.name, term.alias} for term in terms], strict=True))
    uses = named_uses(reading, named, inside)
    return Scopes(
        scopes=tuple(scopes),
        members=tuple(members),
        uses=extract_uses(reading, duties, uses, targets),
        doubts=tuple(_miscounted(term) for term in terms if not _agrees(term)),
    )


def _terms(reading: Reading) -> list[_Term]:
    """The terms of which the document names members, those of headings included."""
    marks = reading.marks
    gathered: dict[int, str] = {}
    terms: list[_Term] = []
    for head in marks.scope_heads:
        parts = _parts(reading, head)
        own = [name for name in head.names if all(part.name != name for part in parts)]
        parts = [part for part in parts if part.name not in head.names and part.part_of is None]
        if len(own) == 1 and parts:
            terms.append(_whole(own[0], parts))
            gathered |= {part.start: own[0] for part in parts}
    listed = [mark for mark in marks.scopes if mark.name and mark.part_of is None]
    terms += [_listed(mark, gathered.get(mark.start)) for mark in listed]
    for mark in marks.scopes:
        other = next((term for term in terms if term.name == mark.part_of), None)
        if other is not None and (members := _of_level(other.members, mark)):
            terms.append(replace(_listed(mark, None), members=members))
    return terms


def _parts(reading: Reading, head: ScopeHeadMark) -> list[ScopeMark]:
    """The definitions below a heading, within its clause."""
    clause = reading.tree.at(head.start, head.end)
    return [mark for mark in reading.marks.scopes if head.start <= mark.start and mark.end <= clause.char_end]


def _whole(name: str, parts: Sequence[ScopeMark]) -> _Term:
    return _Term(
        name=name,
        kind=parts[0].kind,
        members=tuple(member for part in parts for member in part.members),
        start=min(part.start for part in parts),
        end=max(part.end for part in parts),
        open=any(part.open for part in parts),
    )


def _listed(mark: ScopeMark, under: str | None) -> _Term:
    return _Term(
        name=mark.alias or mark.name,
        kind=mark.kind,
        members=mark.members,
        start=mark.start,
        end=mark.end,
        count=mark.count,
        open=mark.open,
        alias=mark.name,
        under=under,
    )


def _of_level(members: Iterable[MemberMark], mark: ScopeMark) -> tuple[MemberMark, ...]:
    """The places of `mark.level` that `members` are or lie in, each once: the cities of a list of districts."""
    found: dict[str, MemberMark] = {}
    for member in members:
        place: PlaceMark = member
        if member.within is not None and member.within.level == mark.level:
            place = member.within
        if place.level == mark.level and place.name is not None:
            name = place.name
            found.setdefault(name, MemberMark(start=place.start, end=place.end, name=name, level=place.level))
    return tuple(found.values())


def _scope(reading: Reading, term: _Term, before: Sequence[Scope]) -> Scope:
    clause = reading.tree.at(term.start, term.end)
    parent = next((scope.id for scope in reversed(before) if scope.name == term.under), None)
    return Scope(
        id=reading.ids.new("scope", clause.ref, term.name),
        clause_id=clause.id,
        parent_id=parent,
        name=term.name,
        kind=term.kind,
        stated_count=term.count,
        open=term.open,
        char_start=term.start,
        char_end=term.end,
    )


def _members(reading: Reading, term: _Term, scope: Scope) -> Iterator[ScopeMember]:
    for seq, member in enumerate(term.members, 1):
        printed = reading.text[member.start : member.end]
        yield ScopeMember(
            id=reading.ids.new("scope member", scope.id, printed),
            scope_id=scope.id,
            seq=seq,
            full_name=member.name,
            within=member.within.name if member.within else None,
            char_start=member.start,
            char_end=member.end,
        )


def _agrees(term: _Term) -> bool:
    """Whether as many are named as the text says: of those listed, or of the cities that they lie in."""
    cities = {
        (m.within.name if m.within and m.within.level == "prefecture" else m.name) for m in term.members
    }
    return term.count in {None, len(term.members), len(cities)}


def _miscounted(term: _Term) -> Doubt:
    return Doubt(
        rule="scope.count",
        severity="warning",
        message=f"{term.count} said, {len(term.members)} named",
        start=term.start,
        end=term.end,
    )
