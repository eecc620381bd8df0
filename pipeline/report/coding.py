"""The coding sheet of policy analysis: one fragment a row, with empty columns for whoever codes.

Fragments are sentences; headings and rows of tables are fragments of their own. They cover the text from
the preamble to the annexes (not titles and signatures): every character that is no space between two of
them is in exactly one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from pipeline.model import Clause, Record
from pipeline.report.plans import plan_name
from pipeline.report.sentences import sentences
from pipeline.report.sheet import Cell, Sheet
from pipeline.store.codes import ref_word, word
from pipeline.tree import ClauseTree

_LEFT_OUT = {"title", "signature"}
_HEADING_STOPS = "。．.：:；;！!？?"
_GAP = 8  # characters of space at most between a label and its heading
_HEAD = (
    *("文件 plan", "文件编号 document_id", "条款 ref", "标题 heading", "原文 text"),
    *("起点 char_start", "终点 char_end", "力度 modality", "编码 code", "编码员 coder", "备注 note"),
)
NOTES = (
    "编码表：每行一个片段，即一句话、一个标题或表格的一行；各片段连起来就是全文，不重不漏。 One fragment a row: a sentence, a heading or a row of a table; together they are the text, nothing twice and nothing left out.",
    "文件编号、起点和终点确定一个片段，请勿改动；位置为全文（documents.text）的字符序号，起点从0计，终点为末字之后。 Plan, start and end identify a fragment: leave them as they are. They count characters of documents.text, half open.",
    "力度为片段所属任务的力度；“要求”含一般的职责陈述。 Modality is that of the task that holds the fragment; “require” covers plain statements of a duty.",
    "征求意见稿、待核实文件已在文件名后标明。 Drafts and unverified texts are marked at their name.",
)


class Fragment(msgspec.Struct, frozen=True):
    """`text[start:end]` of a record, and the innermost clause that holds it."""

    clause: Clause
    start: int
    end: int


def fragments(record: Record) -> list[Fragment]:
    """The fragments of a record, in order."""
    tree = ClauseTree(record.clauses)
    attributions = {
        a.attribution_start: a.attribution_end for a in record.assignments if a.basis != "subject"
    }
    found = [
        Fragment(clause, start, end)
        for clause in record.clauses
        if not any(node.level in _LEFT_OUT for node in tree.ancestors(clause))
        for first, last in _own(tree, clause)
        for start, end in _attributed(record.text, _pieces(record, clause, first, last), attributions)
    ]
    return sorted(found, key=lambda fragment: fragment.start)


def coding_sheet(records: Iterable[Record]) -> Sheet:
    """The fragments of all `records`, in their order."""
    rows = [row for record in records for row in _rows(record)]
    return Sheet(title="编码表", head=_HEAD, rows=rows, notes=NOTES)


def _rows(record: Record) -> Iterator[tuple[Cell, ...]]:
    tree, name, forces = ClauseTree(record.clauses), plan_name(record.metadata), _Forces(record)
    for fragment in fragments(record):
        heading = next((node.heading for node in tree.ancestors(fragment.clause) if node.heading), "")
        yield (
            *(name, record.id, ref_word(fragment.clause.ref), heading),
            record.text[fragment.start : fragment.end],
            *(fragment.start, fragment.end, forces.of(fragment)),
            *("", "", ""),
        )


def _own(tree: ClauseTree, clause: Clause) -> Iterator[tuple[int, int]]:
    """What of a clause is in none of its children."""
    position = clause.char_start
    for child in tree.children(clause):
        yield position, child.char_start
        position = child.char_end
    yield position, clause.char_end


def _pieces(record: Record, clause: Clause, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`text[start:end]` of one clause line by line: rows of tables whole, else heading and sentences."""
    heading = _heading_end(record.text, clause)
    for line in record.text[start:end].split("\n"):
        if any(table.char_start <= start < table.char_end for table in record.tables):
            pieces = [_edges(line)] if line.strip() else []
        else:
            pieces = _sentences(line, heading - start)
        yield from ((start + first, start + last) for first, last in pieces)
        start += len(line) + 1


def _attributed(
    text: str, pieces: Iterable[tuple[int, int]], attributions: dict[int, int]
) -> list[tuple[int, int]]:
    """The pieces, where an attribution right behind a sentence belongs to it: …。（省财政厅负责）结合…"""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        if found and start in attributions and not text[found[-1][1] : start].strip(" \t\u3000"):
            reach = min(attributions[start], end)
            found[-1] = found[-1][0], reach
            rest = text[reach:end]
            if rest.strip():
                found.append((end - len(rest.lstrip()), end))
        else:
            found.append((start, end))
    return found


def _sentences(line: str, heading: int) -> list[tuple[int, int]]:
    """The sentences of a line; what stands before `heading` is one of them."""
    if not 0 < heading < len(line):
        return sentences(line)
    rest = [(heading + start, heading + end) for start, end in sentences(line[heading:])]
    return [_edges(line[:heading]), *rest]


def _edges(text: str) -> tuple[int, int]:
    """Where the space at the edges of `text` leaves off and begins."""
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _heading_end(text: str, clause: Clause) -> int:
    """Where a clause's heading ends, its stop included; where it starts if it has none."""
    if not clause.heading:
        return clause.char_start
    first = clause.char_start + len(clause.label)
    at = text.find(clause.heading, first, first + len(clause.heading) + _GAP)
    if at < 0:
        return clause.char_start
    end = at + len(clause.heading)
    return end + 1 if text[end : end + 1] in _HEADING_STOPS and end < len(text) else end


class _Forces:
    """The force of the tasks of a record by place."""

    def __init__(self, record: Record) -> None:
        self._tasks = sorted(record.tasks, key=lambda task: task.char_start)
        self._starts = [task.char_start for task in self._tasks]

    def of(self, fragment: Fragment) -> str:
        """What the tasks say that the fragment belongs to: 要求 require; nothing outside of tasks."""
        before = self._tasks[: bisect_right(self._starts, fragment.end - 1)]
        codes = [task.modality for task in before if task.char_end > fragment.start]
        return "、".join(f"{word('modality', code)} {code}" for code in dict.fromkeys(codes))
