"""/search?q=…: where words stand in all plans, by kind and plan, each hit in its sentence.

`q` what is looked for, `kind` one kind of things, `plan` one document, `page` which of its pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from plans_pages.cells import row_path
from plans_pages.find.hits import Hit, first_of_each, page_of
from plans_pages.find.kinds import BY_NAME, KINDS, Count, Kind, Sought, counted, sought
from plans_pages.rooms import Ask, Room
from plans_pages.rows import rows, value
from plans_pages.search import words

SIZE = 50  # hits of a page of one kind
_PLANS, _EACH = 5, 2  # of how many plans the overview shows how many hits
_MOST_PLANS = 12  # plans with their counts beside the hits; the others are in the list to choose from
_HINTS = 12


@dataclass(frozen=True)
class Section:
    """The hits of a kind, in the order of their plans. `table_href`: the same in Datasette's table."""

    kind: Kind
    count: Count
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
    hints: list[str]
    words: list[Choice]


def search_path(**arguments: Any) -> str:
    """The address of a search; what is empty is left out."""
    return "/search?" + urlencode({name: each for name, each in arguments.items() if each})


def found(connection: Any, ask: Ask) -> Found:
    """What `ask` looks for."""
    typed, kind = ask.get("q"), ask.get("kind")
    kind = kind if kind in BY_NAME else ""
    plans = {row["id"]: row for row in rows(connection, "SELECT id, short_title, status FROM documents")}
    plan = ask.get("plan") if ask.get("plan") in plans else ""
    what = sought(connection, typed, plan)
    if what.nothing:
        hints = [row["name"] for row in rows(connection, f"SELECT name FROM topics ORDER BY seq LIMIT {_HINTS}")]
        return Found(typed, True, 0, False, len(plans), "", None, [], [], [], (1, 1), {}, hints, [])
    counts = counted(connection, what, "")
    own = counted(connection, what, plan) if plan else counts
    sections, pages = _sections(connection, ask, what, own, plans, kind)
    shown = [own[kind]] if kind else list(own.values())
    number = pages[0]
    return Found(
        typed,
        False,
        sum(count.total for count in shown),
        any(count.more for count in shown),
        len(plans),
        kind,
        plans.get(plan),
        _kinds(what, own, kind),
        _plans(what, counts, plans, kind),
        sections,
        pages,
        {
            "previous": search_path(q=typed, kind=kind, plan=plan, page=number - 1) if number > 1 else "",
            "next": search_path(q=typed, kind=kind, plan=plan, page=number + 1) if number < pages[1] else "",
            "all_plans": search_path(q=typed, kind=kind),
            "all_kinds": search_path(q=typed, plan=plan),
            "all": search_path(q=typed),
        },
        [],
        _single_words(connection, what) if not any(count.total for count in shown) else [],
    )


def _sections(
    connection: Any, ask: Ask, what: Sought, counts: dict[str, Count], plans: dict[str, Any], kind: str
) -> tuple[list[Section], tuple[int, int]]:
    """The sections to show, and which page of how many: the overview is one."""
    if kind:
        last = max(1, -(-counts[kind].total // SIZE))
        asked = ask.get("page")
        number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() else 1
        hits = page_of(connection, ask.database, BY_NAME[kind], what, (number - 1) * SIZE, SIZE)
        return [_section(ask.database, what, BY_NAME[kind], counts[kind], hits, plans)] * bool(hits), (number, last)
    found = []
    for each in KINDS:
        count = counts[each.name]
        if count.total:
            most = sorted(count.plans, key=lambda document: (-count.plans[document], document))[:_PLANS]
            per = _EACH if len(most) > 1 else _PLANS * _EACH
            hits = first_of_each(connection, ask.database, each, what, most, per)
            found.append(_section(ask.database, what, each, count, hits, plans))
    return found, (1, 1)


def _section(
    database: str, what: Sought, kind: Kind, count: Count, hits: list[Hit], plans: dict[str, Any]
) -> Section:
    grouped: dict[str | None, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.document, []).append(hit)
    return Section(
        kind,
        count,
        [
            (
                {
                    **plans[document],
                    "count": count.plans.get(document, 0),
                    "href": search_path(q=what.typed, kind=kind.name, plan=document),
                }
                if document
                else None,
                each,
            )
            for document, each in grouped.items()
        ],
        search_path(q=what.typed, kind=kind.name, plan=what.plan),
        _table_href(database, kind, what),
    )


def _table_href(database: str, kind: Kind, what: Sought) -> str:
    """The rows in Datasette's own table, where it can find them itself: with its facets and exports."""
    if "_fts" not in kind.which or "UNION" in kind.which:
        return ""
    arguments = {"_search": what.typed, **({"document_id": what.plan} if what.plan else {})}
    return f"{row_path(database, kind.table, '').rstrip('/')}?{urlencode(arguments)}"


def _kinds(what: Sought, counts: dict[str, Count], kind: str) -> list[Choice]:
    return [
        Choice(
            each.name,
            each.label,
            counts[each.name].total,
            search_path(q=what.typed, kind=each.name, plan=what.plan),
            each.name == kind,
            counts[each.name].more,
        )
        for each in KINDS
    ]


def _plans(what: Sought, counts: dict[str, Count], plans: dict[str, Any], kind: str) -> list[Choice]:
    """The plans that hold the words, the most hits first."""
    totals: dict[str, int] = {}
    for name, count in counts.items():
        if kind in ("", name):
            for document, number in count.plans.items():
                totals[document] = totals.get(document, 0) + number
    order = sorted(totals, key=lambda document: (-totals[document], document))
    return [
        Choice(
            document,
            plans[document]["short_title"],
            totals[document],
            search_path(q=what.typed, kind=kind, plan=document),
            document == what.plan,
            status=plans[document]["status"],
        )
        for document in order
    ]


def _single_words(connection: Any, what: Sought) -> list[Choice]:
    """Of several words that stand nowhere together, how many clauses hold each."""
    each = words(what.typed)
    if len(each) < 2:  # noqa: PLR2004
        return []
    found = []
    for word in each:
        own = sought(connection, word, "")
        if not own.nothing:
            sql = f"SELECT count(*) FROM ({BY_NAME['clauses'].which})"
            number = value(connection, sql, own.parameters)
            found.append(Choice(word, word, number, search_path(q=word), False))
    return found


ROOM = Room(r"/search$", "search.html", found)
