"""`/compare`: two to four plans side by side, from the matrix of topics down to the sentences of one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import NotFound
from plans_pages.compare import kept
from plans_pages.compare.asked import MOST, Choice, choice_of
from plans_pages.compare.chooser import Chooser, chooser
from plans_pages.compare.shown import ShownRow, kind_name, shown_row, topic_name
from plans_pages.compare.sources import Head, heads, sources
from plans_pages.language import say
from plans_pages.rooms import Ask, Room

from pipeline.report.row_facets import FILTER_WORDS, FacetedRow, MatrixCell, chosen_rows, matrix
from pipeline.report.stored_comparison import PlansTogether, plans_together
from pipeline.report.stored_plans import StoredPlan

PATH = "/compare"
_ROWS = 6  # on a page


@dataclass(frozen=True)
class Option:
    """What a filter may be set to, with how many rows that gives; None: not counted."""

    value: str
    name: str
    rows: int | None = None


@dataclass(frozen=True)
class Line:
    """A topic in the matrix; each cell with what its strongest difference is called."""

    name: str
    href: str
    rows: int
    cells: list[tuple[MatrixCell, str]]


@dataclass(frozen=True)
class Pages:
    """Where a list that does not fit a page is read on."""

    first: int
    last: int
    total: int
    previous_href: str
    next_href: str


@dataclass(frozen=True)
class Compared:
    """`topic`: what the topic asked for is called. `lines`: the matrix, not shown beside the rows of one topic; `detail`: the one row asked for."""

    choice: Choice
    topic: str
    heads: list[Head]
    topics: list[Option]
    functions: list[Option]
    kinds: list[Option]
    lines: list[Line]
    rows: list[ShownRow]
    detail: ShownRow | None
    pages: Pages
    all_rows: int
    also: tuple[int, str]  # rows that name the topic besides, and where they are shown, too
    anew: list[str]
    sources: list[tuple[str, str]]


@dataclass(frozen=True)
class ComparePage:
    """Plans side by side, or what may be chosen."""

    choice: Choice
    chooser: Chooser | None = None
    compared: Compared | None = None


def asked_plans(connection: Any, choice: Choice) -> list[StoredPlan]:
    """The plans asked for. Raises: NotFound, there is none of such an id."""
    found = []
    for each in choice.plans[:MOST]:
        plan = kept.plan(connection, each)
        if plan is None:
            raise NotFound(say(f"没有“{each}”这份文件", f"There is no document “{each}”"))
        found.append(plan)
    return found


def together_of(connection: Any, choice: Choice) -> PlansTogether:
    """The plans asked for, in rows."""
    plans = asked_plans(connection, choice)
    return plans_together(connection, plans, kept.KeptPairwise(plans))


def rows_asked(rows: Sequence[FacetedRow], choice: Choice) -> list[FacetedRow]:
    """Those of the rows that the filters leave."""
    kinds = [kind for kind in choice.kinds if kind in FILTER_WORDS]
    return chosen_rows(rows, choice.topic, choice.department, kinds, also=choice.also)


def page(connection: Any, ask: Ask) -> ComparePage:
    """What the page shows: without two plans, what may be chosen."""
    choice = choice_of(ask, PATH)
    if not choice.compares:
        return ComparePage(choice, chooser=chooser(connection, choice, ask.get("q")))
    return ComparePage(choice, compared=_compared(together_of(connection, choice), choice, ask.database))


def _compared(together: PlansTogether, choice: Choice, database: str) -> Compared:
    found = rows_asked(together.rows, choice)
    detail = _detail(together.rows, choice.row)
    if detail in found:  # back to the page that it stands on, wherever its reader came from
        choice = replace(choice, page=found.index(detail) // _ROWS + 1)
    pages = pages_of(len(found), choice, _ROWS)
    shown = [] if detail else found[pages.first - 1 : pages.last]
    names = [plan.record.metadata.short_title for plan in together.plans]
    topics = with_chosen(_topics(together.rows, also=choice.also), choice.topic)
    return Compared(
        choice=choice,
        topic=next((option.name for option in topics if option.value == choice.topic), ""),
        heads=heads(together.plans, choice),
        topics=topics,
        functions=with_chosen(functions_of(row.functions for row in together.rows), choice.department),
        kinds=[Option(kind, kind_name(kind)) for kind in FILTER_WORDS],
        lines=[] if choice.topic or detail else _lines(found, choice),
        rows=[shown_row(row, together, choice, database) for row in shown],
        detail=shown_row(detail, together, choice, database, sentences=True) if detail else None,
        pages=pages,
        all_rows=len(together.rows),
        also=_also(together.rows, choice, len(found)),
        anew=[f"{names[i]} – {names[j]}" for i, j in together.anew],
        sources=sources(together.plans, choice, database),
    )


def _also(rows: Sequence[FacetedRow], choice: Choice, shown: int) -> tuple[int, str]:
    """How many rows name the topic that is asked for besides another one, and the address that adds them."""
    if not choice.topic or choice.also:
        return 0, ""
    with_them = replace(choice, also=True)
    return len(rows_asked(rows, with_them)) - shown, with_them.href()


def _detail(rows: Sequence[FacetedRow], provision: str) -> FacetedRow | None:
    """The row that a provision leads, else the first that it stands in. Raises: NotFound, there is none."""
    if not provision:
        return None
    found = [row for row in rows if row.key == provision] or [row for row in rows if provision in row.scopes]
    if not found:
        raise NotFound(say("这些文件的对照中没有这一条", "There is no such row in this comparison"))
    return found[0]


def _lines(rows: Sequence[FacetedRow], choice: Choice) -> list[Line]:
    return [
        Line(
            topic_name(line.topic),
            choice.href(topic=line.topic.name),
            line.rows,
            [(cell, kind_name(cell.strongest) if cell.strongest else "") for cell in line.cells],
        )
        for line in matrix(rows)
    ]


def _topics(rows: Sequence[FacetedRow], *, also: bool) -> list[Option]:
    topics = {
        name: topic for row in rows for name, topic in (row.topics | (row.also if also else {})).items()
    }
    return [
        Option(name, topic_name(topic), len(chosen_rows(rows, name, also=also)))
        for name, topic in sorted(topics.items(), key=lambda each: each[1].seq)
    ]


def with_chosen(options: list[Option], chosen: str) -> list[Option]:
    """The options, and what the address asks for even if no row has it."""
    there = not chosen or any(option.value == chosen for option in options)
    return options if there else [*options, Option(chosen, chosen, 0)]


def functions_of(functions: Any) -> list[Option]:
    """The functions that bodies have in rows, with how many rows each has."""
    counted = Counter(function for row in functions for function in row)
    return [Option(function, function, counted[function]) for function in sorted(counted)]


def pages_of(total: int, choice: Choice, size: int) -> Pages:
    """The page asked for of `total` rows; behind the last one, the last."""
    last_page = max((total + size - 1) // size, 1)
    number = min(choice.page, last_page)
    return Pages(
        first=min((number - 1) * size + 1, total) if total else 1,
        last=min(number * size, total),
        total=total,
        previous_href=choice.href(page=number - 1) if number > 1 else "",
        next_href=choice.href(page=number + 1) if number < last_page else "",
    )


ROOM = Room(r"/compare$", "compare.html", page)
