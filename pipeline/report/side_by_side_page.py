"""Plans side by side as one HTML file that opens in any browser, without a network."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.cite import cite_clause, cite_document
from pipeline.compare import KINDS, Fact, Profile
from pipeline.compare.topics import Topic, clause_topics, outline
from pipeline.model import Clause, Record
from pipeline.report.comparison import NOT_HERE, not_here
from pipeline.report.difference_words import KIND_WORDS, change_said
from pipeline.report.marked_text import Runs, marked, plain, unmet
from pipeline.report.page import page
from pipeline.report.plans import plan_name
from pipeline.report.row_differences import Cell, ComparedRow
from pipeline.report.scope_changes import SCOPE_WORDS
from pipeline.store.codes import ref_word, word
from pipeline.tree import ClauseTree

FEW = 0.12  # of both texts in common: then most of the text is the plan's own
_MISSING = "missing"
_SCOPE = "scope"
_KINDS: dict[str, tuple[str, str]] = {**{kind: KIND_WORDS[kind] for kind in KINDS}, _SCOPE: SCOPE_WORDS}


class _Change(msgspec.Struct, frozen=True):
    kind: str
    zh: str
    en: str
    said: list[str]


class _Provision(msgspec.Struct, frozen=True, kw_only=True):
    """A provision as the template shows it; without differences it is the base of its row."""

    ref: str
    text: list[Runs]
    unmet: list[Runs]
    changes: list[_Change]
    share: str
    share_own: str
    share_base: str
    few: bool
    citation: str
    score: str


class _PlanCell(msgspec.Struct, frozen=True):
    plan: str
    base: bool
    provisions: list[_Provision]
    not_here: str


class _PageRow(msgspec.Struct, frozen=True):
    number: int
    kinds: str
    topics: str
    topic_names: list[str]
    cells: list[_PlanCell]


class _Plan:
    """What is looked up of a plan again and again."""

    def __init__(self, record: Record, profile: Profile) -> None:
        self.record = record
        self.name = plan_name(record.metadata)
        self.tree = ClauseTree(record.clauses)
        self.topics: dict[str, list[str]] = {}
        for each in clause_topics(profile):
            self.topics.setdefault(each.clause_id, []).append(each.topic_id)

    def citation(self, clause: Clause) -> str:
        return cite_clause(self.record.metadata, self.tree.path(clause))


def side_by_side_page(
    records: Sequence[Record], profiles: Sequence[Profile], rows: Sequence[ComparedRow], only: str = ""
) -> bytes:
    """The page. `profiles` are those of the records, `rows` what `compared_rows` gave.

    `only`: what the page says first if these are not all of the rows.
    """
    plans = [_Plan(record, profile) for record, profile in zip(records, profiles, strict=True)]
    topics = {topic.id: topic for topic in outline().values()}
    shown = [_row(number, row, plans, topics) for number, row in enumerate(rows, 1)]
    used = {topic for row in shown for topic in row.topics.split()}
    kinds = {kind for row in shown for kind in row.kinds.split()}
    return page(
        "side_by_side",
        plans=[_head(record) for record in records],
        rows=shown,
        only=only,
        topics=[topic for topic in topics.values() if topic.id in used],
        kinds=[(kind, *words) for kind, words in _KINDS.items() if kind in kinds],
        missing=_MISSING,
        not_here=NOT_HERE,
    )


def _head(record: Record) -> dict[str, str]:
    metadata = record.metadata
    return {
        "name": plan_name(metadata),
        "citation": cite_document(metadata),
        "status": metadata.status,
        "status_zh": word("status", metadata.status) or metadata.status,
        "issuer": metadata.issuer or "",
        "issued_on": metadata.issued_on or "",
    }


def _row(number: int, row: ComparedRow, plans: Sequence[_Plan], topics: dict[str, Topic]) -> _PageRow:
    kinds: dict[str, None] = {}
    found: dict[str, None] = {}
    cells: list[_PlanCell] = []
    base = plans[row.base]
    facts = next((each.differences.a.facts for cell in row.cells for each in cell if each.differences), ())
    for place, (plan, cell, there) in enumerate(zip(plans, row.cells, row.elsewhere, strict=True)):
        provisions = [_provision(each, plan, base, facts) for each in cell]
        cells.append(_PlanCell(plan.name, place == row.base, provisions, not_here(there)))
        kinds |= dict.fromkeys([change.kind for each in provisions for change in each.changes])
        kinds |= {} if cell or there else {_MISSING: None}
        for each in cell:
            found |= dict.fromkeys(plan.topics.get(each.counterpart.provision.id, ()))
    names = [topics[topic].name for topic in found]
    return _PageRow(number, " ".join(kinds), " ".join(found), names, cells)


def _provision(cell: Cell, plan: _Plan, base: _Plan, facts: Sequence[Fact]) -> _Provision:
    clause = plan.tree[cell.counterpart.provision.id]
    found, text = cell.differences, plan.record.text
    if found is None:
        runs, left = plain(text, clause.char_start, clause.char_end, facts), []
    else:
        runs, left = marked(found, base.record.text, text), unmet(found, base.record.text)
    return _Provision(
        ref=ref_word(clause.ref),
        text=runs,
        unmet=left,
        changes=_changes(cell),
        share=_percent(found.share) if found else "",
        share_own=_percent(found.b.share) if found else "",
        share_base=_percent(found.a.share) if found else "",
        few=bool(found and max(found.a.share, found.b.share) < FEW),
        citation=plan.citation(clause),
        score="" if cell.counterpart.score is None else f"{cell.counterpart.score:.2f}",
    )


def _changes(cell: Cell) -> list[_Change]:
    """The kinds of difference with what they are; of whole sentences, how many, since the text shows them."""
    if cell.differences is None:
        return []
    said: dict[str, list[str]] = {
        kind: [change_said(change) for change in cell.differences.changes if change.kind == kind]
        for kind in cell.differences.kinds
    }
    if cell.scopes:
        said[_SCOPE] = [change.said_of for change in cell.scopes]
    return [_Change(kind, *_KINDS[kind], said=lines) for kind, lines in said.items()]


def _percent(share: float) -> str:
    return f"{share:.0%}"
