"""Citations of other documents: what a plan rests on, carries out, keeps to, changes or has drafted.

Reads citation marks and the tree; writes `Citation`s. A notice's own plan is no other document.
"""

from __future__ import annotations

from pipeline.extract.reading import Reading
from pipeline.marks import CitationMark
from pipeline.model import Citation, CitationRelation, Clause

# By the characters that a governing word (`CitationMark.verb`) holds, tried in this order.
_BY_WORD: tuple[tuple[str, CitationRelation], ...] = (
    ("停止执行", "amend"),
    ("废止", "amend"),
    ("修", "amend"),
    ("完善", "amend"),
    ("更新", "amend"),
    ("调整", "amend"),
    ("制定", "draft"),
    ("制订", "draft"),
    ("编制", "draft"),
    ("出台", "draft"),
    ("印发", "draft"),
    ("起草", "draft"),
    ("拟", "draft"),
    ("立法", "draft"),
    ("布", "draft"),
    ("下发", "draft"),
    ("转发", "draft"),
    ("贯", "implement"),
    ("落实", "implement"),
    ("执行", "implement"),
    ("实施", "implement"),
)
_RESTING: frozenset[CitationRelation] = frozenset(("implement", "comply"))


def extract_citations(reading: Reading) -> tuple[Citation, ...]:
    """The citations of one document in reading order; titles in the document's own title are none."""
    opening = _opening_ids(reading)
    first_title = next((c.char_start for c in reading.tree.clauses if c.level == "title"), 0)
    citations = []
    for mark in reading.marks.citations:
        clause = reading.tree.at(mark.start, mark.end)
        if mark.own or clause.level == "title" or (mark.end <= first_title and _in_title_line(reading, mark)):
            continue
        span = reading.text[mark.start : mark.end]
        citations.append(
            Citation(
                id=reading.ids.new("citation", clause.ref, span),
                clause_id=clause.id,
                doc_number=mark.doc_number,
                relation=_relation(mark, clause, opening),
                char_start=mark.start,
                char_end=mark.end,
            )
        )
    return tuple(citations)


def _relation(mark: CitationMark, clause: Clause, opening: frozenset[str]) -> CitationRelation:
    """By the governing word; what the opening carries out or follows is what the plan rests on."""
    verb = mark.verb or ""
    default: CitationRelation = "comply"
    relation = next((relation for word, relation in _BY_WORD if word in verb), default)
    based = clause.id in opening or "依据" in (clause.heading or "")
    return "basis" if based and relation in _RESTING else relation


def _in_title_line(reading: Reading, mark: CitationMark) -> bool:
    """Whether the mark stands in a line without a stop (above the plan's title: the notice's title)."""
    start = reading.text.rfind("\n", 0, mark.start) + 1
    end = reading.text.find("\n", mark.end)
    return not set(reading.text[start:end]) & set("。；！")


def _opening_ids(reading: Reading) -> frozenset[str]:
    """Clauses of the opening: the preamble; where there is none, the first clause with text of its own."""
    preambles = {clause.id for clause in reading.tree.clauses if clause.level == "preamble"}
    if preambles:
        return frozenset(
            clause.id
            for clause in reading.tree.clauses
            if any(node.id in preambles for node in reading.tree.ancestors(clause))
        )
    return frozenset(clause.id for clause in reading.tree.clauses[:1])
