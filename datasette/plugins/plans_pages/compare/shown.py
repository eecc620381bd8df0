"""Rows of plans side by side as the page shows them: each provision with its marks, its place and its citation."""

from __future__ import annotations

from dataclasses import dataclass

from plans_pages.cells import reading_path, ref_word, row_path
from plans_pages.compare.asked import Choice
from plans_pages.compare.sources import table_href
from plans_pages.language import say

from pipeline.cite import cite_quote
from pipeline.report.difference_words import change_said
from pipeline.report.marked_sentences import sentence_rows
from pipeline.report.marked_text import Runs, marked, plain, unmet
from pipeline.report.row_differences import Cell
from pipeline.report.row_facets import FILTER_WORDS, STRONGEST, FacetedRow, Kind
from pipeline.report.side_by_side_page import FEW
from pipeline.report.stored_comparison import PlansTogether
from pipeline.report.stored_plans import PlanTopic, StoredPlan

_BESIDE: tuple[Kind, ...] = ("number", "date", "department", "force", "scope")  # said beside the text;
_FOLDED: tuple[Kind, ...] = ("wording", "moved")  # of these, how many, since the text shows them
_LONG = 160  # characters of what is said; beyond it is folded, too


@dataclass(frozen=True)
class Said:
    """The differences of one kind in words; folded away where the text shows them anyway."""

    kind: Kind
    name: str
    lines: list[str]
    folded: bool


@dataclass(frozen=True)
class Sentence:
    """Sentences of the base and of another plan that correspond; empty: not in that provision."""

    base: tuple[Runs, ...]
    own: tuple[Runs, ...]
    base_citation: str
    own_citation: str
    same: bool


@dataclass(frozen=True)
class Shown:
    """A provision; without differences it is the base of its row. `few`: most of its words are its own."""

    ref: str
    heading: str
    read_href: str
    row_href: str
    citation: str
    text: list[Runs]
    unmet: list[Runs]
    said: list[Said]
    share: str
    share_hint: str
    few: bool
    sentences: list[Sentence]


@dataclass(frozen=True)
class ShownCell:
    """What one plan has in a row. `elsewhere`: where the database says that it has nothing.

    `other_rows`: its counterparts of what leads the row that stand in rows of their own: their places and those rows.
    """

    base: bool
    provisions: list[Shown]
    elsewhere: str
    other_rows: list[tuple[str, str]]


@dataclass(frozen=True)
class ShownRow:
    number: int
    href: str
    name: str
    topics: list[tuple[str, str]]
    kinds: list[tuple[Kind, str]]
    cells: list[ShownCell]


def kind_name(kind: Kind) -> str:
    """What a kind of difference is called."""
    return say(*FILTER_WORDS[kind])


def topic_name(topic: PlanTopic) -> str:
    """What a topic is called."""
    return say(topic.name, topic.en)


def shown_row(
    row: FacetedRow, together: PlansTogether, choice: Choice, database: str, *, sentences: bool = False
) -> ShownRow:
    """A row; with `sentences`, also sentence by sentence against its base."""
    show = _Show(row, together, database, sentences)
    cells = [
        ShownCell(
            place == row.base,
            [show.provision(plan, each) for each in cell],
            show.elsewhere(place),
            [(ref_word(plan.tree[clause].ref), choice.href(row=clause)) for clause in there],
        )
        for place, (plan, cell, there) in enumerate(
            zip(together.plans, row.row.cells, row.elsewhere, strict=True)
        )
    ]
    leader = cells[row.base].provisions[0]
    return ShownRow(
        number=row.number,
        href=choice.href(row=row.key, page=choice.page),
        name=leader.heading or leader.ref,
        topics=[
            (topic_name(topic), choice.href(topic=topic.name, kinds=(), department="", page=1))
            for topic in row.topics.values()
        ],
        kinds=[(kind, kind_name(kind)) for kind in (*STRONGEST, "missing") if kind in row.kinds],
        cells=cells,
    )


class _Show:
    """Shows the provisions of one row."""

    def __init__(self, row: FacetedRow, together: PlansTogether, database: str, with_sentences: bool) -> None:
        self._row = row
        self._together = together
        self._base = together.plans[row.base]
        self._database = database
        self._sentences = with_sentences
        found = (each.differences for cell in row.row.cells for each in cell if each.differences)
        self._facts = next((one.a.facts for one in found), ())

    def elsewhere(self, place: int) -> str:
        """The row of `not_in` that says so, if the database has compared the two."""
        if tuple(sorted((self._row.base, place))) in self._together.anew:
            return ""
        other = self._together.plans[place].id
        return table_href(self._database, "not_in", clause_id=self._row.key, other_document_id=other)

    def provision(self, plan: StoredPlan, cell: Cell) -> Shown:
        clause = plan.tree[cell.counterpart.provision.id]
        found, text, base_text = cell.differences, plan.record.text, self._base.record.text
        citation = plan.citation(clause.id)
        return Shown(
            ref=ref_word(clause.ref),
            heading=clause.heading or "",
            read_href=reading_path(plan.id, f"c-{clause.id}"),
            row_href=row_path(self._database, "clauses", clause.id),
            citation=citation,
            text=marked(found, base_text, text)
            if found
            else plain(text, clause.char_start, clause.char_end, self._facts),
            unmet=unmet(found, base_text) if found else [],
            said=self._said(cell),
            share=f"{found.share:.0%}" if found else "",
            share_hint=say(
                "此文本 {:.0%} 见于基准；基准 {:.0%} 见于此文本",
                "{:.0%} of this text is in the base; {:.0%} of the base is here",
            ).format(found.b.share, found.a.share)
            if found
            else "",
            few=bool(found and max(found.a.share, found.b.share) < FEW),
            sentences=self._in_sentences(plan, cell, citation) if self._sentences else [],
        )

    def _said(self, cell: Cell) -> list[Said]:
        lines: dict[Kind, list[str]] = {}
        for change in cell.differences.changes if cell.differences else ():
            lines.setdefault(change.kind, []).append(change_said(change))
        for scope in self._row.scopes.get(cell.counterpart.provision.id, ()):
            lines.setdefault("scope", []).append(scope.said_of)
        return [
            Said(kind, kind_name(kind), lines[kind], kind in _FOLDED or sum(map(len, lines[kind])) > _LONG)
            for kind in (*_BESIDE, *_FOLDED)
            if kind in lines
        ]

    def _in_sentences(self, plan: StoredPlan, cell: Cell, citation: str) -> list[Sentence]:
        found = cell.differences
        if found is None:
            return []
        base_citation = self._base.citation(self._row.key)
        return [
            Sentence(
                pair.a,
                pair.b,
                cite_quote(base_citation, pair.a_text),
                cite_quote(citation, pair.b_text),
                pair.same,
            )
            for pair in sentence_rows(found, self._base.record.text, plan.record.text)
        ]
