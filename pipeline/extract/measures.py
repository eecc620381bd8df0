"""Measures: one predicate of duty a row, with who acts, with which force, where, and within which bounds.

Headings name what follows and are none; nor is what guiding thought, principles, goals and the situation
say (docs/annotation.md).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract.duties import Duties
from pipeline.extract.reading import Reading
from pipeline.fold import fold
from pipeline.marks import Mark, MeasureMark, SubjectMark
from pipeline.model import Clause, Measure
from pipeline.provision_kinds import kind_of_headings

_BOUND = ("市", "县", "区", "州", "公司")  # 六市, 地级及以上城市, 重点区域市县
_BETWEEN = "；"  # joins pieces that the text prints apart
Range = tuple[int, int]


def extract_measures(reading: Reading, duties: Duties) -> tuple[Measure, ...]:
    """The measures of a document, in order."""
    return tuple(
        _measure(reading, duties, clause, mark)
        for provision in reading.tree.provisions()
        if kind_of_headings([fold(node.heading or "") for node in reading.tree.ancestors(provision)])
        == "measure"
        for clause, mark in _marks(reading, provision)
    )


def _marks(reading: Reading, provision: Clause) -> Iterator[tuple[Clause, MeasureMark]]:
    """The predicates of a provision with the smallest clause that holds each, without headings."""
    marks = reading.marks.measures
    first = bisect_left(marks, provision.char_start, key=_start)
    last = bisect_left(marks, provision.char_end, key=_start)
    for mark in marks[first:last]:
        clause = reading.tree.at(mark.start, mark.start + 1)
        if not _in_heading(reading.text, clause, mark):
            yield clause, mark


def _in_heading(text: str, clause: Clause, mark: MeasureMark) -> bool:
    """Whether a predicate stands in its clause's heading while the clause goes on behind it."""
    if not clause.heading:
        return False
    end = text.find(clause.heading, clause.char_start, clause.char_end) + len(clause.heading)
    return mark.end <= end and clause.char_end - end > 1


def _measure(reading: Reading, duties: Duties, clause: Clause, mark: MeasureMark) -> Measure:
    text = reading.text
    actors = _actors(reading.marks.subjects, mark)
    task = duties.task_at(mark.start)
    scopes = [scope for scope in mark.scopes if not _is_actor(text, scope, actors)]
    return Measure(
        id=reading.ids.new("measure", clause.ref, text[mark.start : mark.end]),
        clause_id=clause.id,
        task_id=task.id if task else None,
        actor="、".join(_printed(text, actor) for actor in actors) or None,
        action=_printed(text, mark.action),
        object=_printed(text, mark.object) or None,
        modality=mark.modality,
        force=mark.force or None,
        threshold=_joined(text, mark.thresholds),
        scope=_joined(text, scopes),
        exception=_joined(text, mark.exceptions),
        char_start=mark.start,
        char_end=mark.end,
    )


def _actors(subjects: Sequence[SubjectMark], mark: MeasureMark) -> list[Range]:
    """The bodies that stand as subject before the predicate's verb, in its own clause."""
    first = bisect_left(subjects, mark.start, key=_start)
    last = bisect_left(subjects, mark.action[0], key=_start)
    return [(body.start, body.end) for subject in subjects[first:last] for body in subject.bodies]


def _is_actor(text: str, scope: Range, actors: Iterable[Range]) -> bool:
    """Whether a scope is nothing but the body that acts; places and companies that act are bound as well."""
    acts = any(start <= scope[0] and scope[1] <= end for start, end in actors)
    return acts and not text[slice(*scope)].endswith(_BOUND)


def _joined(text: str, ranges: Iterable[Range]) -> str | None:
    return _BETWEEN.join(dict.fromkeys(_printed(text, place) for place in ranges)) or None


def _printed(text: str, place: Range) -> str:
    """A stretch of the text as printed, in one line."""
    return "".join(text[slice(*place)].split("\n"))


def _start(mark: Mark) -> int:
    return mark.start
