"""/search?q=…: where words stand in all plans, by kind and plan, each hit in its sentence.

`q` what is looked for, `kind` one kind of things, `plan` one document, `page` which of its pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from plans_pages.addresses import at
from plans_pages.cells import row_path
from plans_pages.find import kinds
from plans_pages.find.hits import Hit, hits
from plans_pages.find.kinds import BY_NAME, KINDS, Kind, Rows, sought
from plans_pages.find.translations import in_chinese
from plans_pages.page_numbers import page_of
from plans_pages.rooms import Ask, Room
from plans_pages.rows import rows, value

from pipeline.store.search import match_query, words

SIZE = 50  # hits of a page of one kind
_PLANS, _EACH = 5, 2  # of how many plans the overview shows how many hits
MOST_PLANS = 12  # plans with their counts beside the hits; the others are in the list to choose from
_HINTS = 12


@dataclass(frozen=True)
class Section:
    """The hits of a kind, in the order of their plans. `table_href`: the same in Datasette's table."""

    kind: Kind
    rows: Rows
    hits: list[tuple[dict[str, Any] | None, list[Hit]]]
    href: str
    table_href: str


@dataclass(frozen=True)
class Choice:
    """A way to narrow what is shown: a kind or a plan, with how many hits it has."""

    key: str
    label: str
    count: int
    href: str
    chosen: bool
    more: bool = False
    status: str | None = None


@dataclass(frozen=True)
class Found:
    """What the page shows; `nothing`: no word was given."""

    typed: str
    nothing: bool
    total: int
    more: bool
    documents: int
    kind: str
    plan: dict[str, Any] | None
    kinds: list[Choice]
    plans: list[Choice]
    sections: list[Section]
    pages: tuple[int, int]
    hrefs: dict[str, str]
    hints: list[str]  # words to try: where nothing was typed, or for English ones that are not found
    words: list[Choice]


def search_path(**arguments: Any) -> str:
    """The address of a search; what is empty is left out."""
    return at("/search?") + urlencode({name: each for name, each in arguments.items() if each})


def found(connection: Any, ask: Ask) -> Found:
    """What `ask` looks for."""
    typed, kind = ask.get("q"), ask.get("kind")
    kind = kind if kind in BY_NAME else ""
    plans = {row["id"]: row for row in rows(connection, "SELECT id, short_title, status FROM documents")}
    plan = ask.get("plan") if ask.get("plan") in plans else ""
    what = sought(connection, typed)
    if what.nothing:
        hints = _hints(connection)
        return Found(typed, True, 0, False, len(plans), "", None, [], [], [], (1, 1), {}, hints, [])
    everywhere = kinds.found(connection, what, "")
    own = kinds.found(connection, what, plan) if plan else everywhere
    shown = [own[kind]] if kind else list(own.values())
    total = sum(each.total for each in shown)
    pages = page_of(ask.get("page"), total, SIZE) if kind else (1, 1)
    make = _Sections(connection, ask.database, typed, plan, plans)
    return Found(
        typed,
        False,
        total,
        any(each.more for each in shown),
        len(plans),
        kind,
        plans.get(plan),
        _kinds(typed, plan, own, kind),
        _plans(typed, plan, everywhere, plans, kind),
        make.page(BY_NAME[kind], own[kind], pages[0]) if kind else make.overview(own),
        pages,
        _hrefs(typed, kind, plan, pages),
        _there(connection, in_chinese(typed)) if not total else [],
        _single_words(connection, typed) if not total else [],
    )


def _hints(connection: Any) -> list[str]:
    """Words to try: the most frequent topics whose names stand in a text."""
    topics = rows(
        connection,
        "SELECT name FROM topics AS topic ORDER BY"
        f" (SELECT count(*) FROM clause_topics WHERE topic_id = topic.id) DESC, seq LIMIT {4 * _HINTS}",
    )
    return _there(connection, (row["name"] for row in topics))


def _there(connection: Any, names: Iterable[str]) -> list[str]:
    """The first of the names that stand in a clause."""
    sql = f"SELECT EXISTS ({BY_NAME['clauses'].which})"
    found = (name for name in names if value(connection, sql, {"query": match_query(name)}))
    return list(islice(found, _HINTS))


def _hrefs(typed: str, kind: str, plan: str, pages: tuple[int, int]) -> dict[str, str]:
    number, last = pages
    return {
        "previous": search_path(q=typed, kind=kind, plan=plan, page=number - 1) if number > 1 else "",
        "next": search_path(q=typed, kind=kind, plan=plan, page=number + 1) if number < last else "",
        "all_plans": search_path(q=typed, kind=kind),
        "all_kinds": search_path(q=typed, plan=plan),
        "all": search_path(q=typed),
    }


@dataclass(frozen=True)
class _Sections:
    """Makes the sections of a page."""

    connection: Any
    database: str
    typed: str
    plan: str
    plans: dict[str, dict[str, Any]]

    def page(self, kind: Kind, found: Rows, number: int) -> list[Section]:
        """One page of a kind; no section if there is nothing."""
        return [self._section(kind, found, found.some((number - 1) * SIZE, SIZE))] if found.total else []

    def overview(self, found: dict[str, Rows]) -> list[Section]:
        """Of each kind the first few of the plans that have most."""
        return [
            self._section(kind, found[kind.name], _first(found[kind.name]))
            for kind in KINDS
            if found[kind.name].total
        ]

    def _section(self, kind: Kind, found: Rows, rowids: list[int]) -> Section:
        grouped: dict[str | None, list[Hit]] = {}
        for hit in hits(self.connection, self.database, kind, self.typed, rowids):
            grouped.setdefault(hit.document, []).append(hit)
        shown = [(self._plan(document, kind, found), each) for document, each in grouped.items()]
        return Section(
            kind,
            found,
            shown,
            search_path(q=self.typed, kind=kind.name, plan=self.plan),
            self._table_href(kind),
        )

    def _plan(self, document: str | None, kind: Kind, found: Rows) -> dict[str, Any] | None:
        if document is None:
            return None
        href = search_path(q=self.typed, kind=kind.name, plan=document)
        return {**self.plans[document], "count": len(found.plans[document]), "href": href}

    def _table_href(self, kind: Kind) -> str:
        """The rows in Datasette's own table, with its facets and exports, as far as it finds them itself."""
        arguments = {f"{kind.column}__contains" if kind.column else "_search": self.typed}
        if self.plan and kind.document:
            arguments[kind.document] = self.plan
        return f"{row_path(self.database, kind.table, '').rstrip('/')}?{urlencode(arguments)}"


def _first(found: Rows) -> list[int]:
    """The first rows of the plans that have most; of one plan, or of what plans share, more of them."""
    order = sorted(found.plans, key=lambda document: (-len(found.plans[document]), document or ""))[:_PLANS]
    each = _EACH if len(order) > 1 else _PLANS * _EACH
    return [rowid for document in order for rowid in found.plans[document][:each]]


def _kinds(typed: str, plan: str, found: dict[str, Rows], kind: str) -> list[Choice]:
    return [
        Choice(
            each.name,
            each.label,
            found[each.name].total,
            search_path(q=typed, kind=each.name, plan=plan),
            each.name == kind,
            found[each.name].more,
        )
        for each in KINDS
    ]


def _plans(
    typed: str, plan: str, found: dict[str, Rows], plans: dict[str, dict[str, Any]], kind: str
) -> list[Choice]:
    """The plans that hold the words, the most hits first; the first ones with a link."""
    totals: dict[str, int] = {}
    for name, rows_of in found.items():
        for document, rowids in rows_of.plans.items():
            if document is not None and kind in ("", name):
                totals[document] = totals.get(document, 0) + len(rowids)
    order = sorted(totals, key=lambda document: (-totals[document], document))
    return [
        Choice(
            document,
            plans[document]["short_title"],
            totals[document],
            search_path(q=typed, kind=kind, plan=document) if place < MOST_PLANS else "",
            document == plan,
            status=plans[document]["status"],
        )
        for place, document in enumerate(order)
    ]


def _single_words(connection: Any, typed: str) -> list[Choice]:
    """Of several words that stand nowhere together, how many clauses hold each."""
    each = words(typed)
    parts = [sought(connection, word) for word in each] if len(each) > 1 else []
    sql = f"SELECT count(*) FROM ({BY_NAME['clauses'].which})"
    return [
        Choice(
            part.typed, part.typed, value(connection, sql, part.parameters), search_path(q=part.typed), False
        )
        for part in parts
        if not part.nothing
    ]


ROOM = Room(r"/search$", "search.html", found)
