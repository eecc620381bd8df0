"""Predicates of duty ("plan_measures"): what is to be done, with which force, where, within which bounds.

Reads segments, times, quantities, words and attributions, writes `MeasureMark`s. One predicate is one mark,
so that 严禁新增, 原则上不再新增 and 审慎新增 of one thing can be laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.component import folded_view, get, put
from pipeline.annotate.measure_clauses import MeasureClause, measure_clauses, touching
from pipeline.annotate.measure_heads import Head, find_head
from pipeline.annotate.measure_reach import Reach, reach, without_sign
from pipeline.fold import Folded
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.marks import MEASURED, MeasureMark

Range = tuple[int, int]
# Classes of emissions and performance bound a measure as numbers do.
_CLASS = re.compile(
    "国[一二三四五六ⅠⅡⅢⅣⅤⅥ\\dVI]+[ab]?(?:及?以[上下])?(?:排放)?(?:标准)?(?:及?以[上下])?"
    "|第[一二三四]阶段|[A-D]级(?:及以[上下])?|[一二]级(?:及以上|能效)"
)
_BOUND = re.compile(alternatives(forms(lexicon.measures().bound)))


@Language.factory("plan_measures")
def create_measures(nlp: Language, name: str) -> PlanMeasures:
    """The component that finds predicates of duty; runs after segments, times, quantities, words, attributions."""
    return PlanMeasures()


class PlanMeasures:
    """Finds the measures of a block; puts them under "measures"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        put(doc, "measures", [] if "\t" in view.text else list(_Block(doc, view).measures()))
        return doc


class _Found:
    """A predicate under way: clauses without one of their own may add to its object."""

    def __init__(self, clause: MeasureClause, head: Head, reach: Reach, scopes: Sequence[Range]) -> None:
        self.sentence = clause.segment.sentence
        self.start, self.end = clause.start, clause.end
        self.object_end = reach.object[1]
        self.head = head
        self.reach = reach
        self.scopes = [scope for scope in scopes if scope[0] < scope[1]]
        self.striving = False  # 力争 stands in a clause of its own before it

    def grow(self, end: int) -> None:
        """Take in a clause that goes on with the object."""
        self.end = self.object_end = end


class _Block:
    """One paragraph. Ranges are folded offsets until a mark is made."""

    def __init__(self, doc: Doc, view: Folded) -> None:
        self._view = view
        self._text = view.text
        self._times = [view.folded(time.start, time.end) for time in get(doc, "times") if time.use != "name"]
        self._numbers = sorted(
            view.folded(number.op_start, number.op_end)
            for number in get(doc, "quantities")
            if number.kind in MEASURED and number.value is not None
        )
        self._exclusions = [
            view.folded(word.start, word.end) for word in get(doc, "words") if word.kind == "exclusion"
        ]
        attributions = [view.folded(mark.start, mark.end) for mark in get(doc, "attributions")]
        self._clauses = measure_clauses(view, get(doc, "segments"), self._times, attributions)

    def measures(self) -> Iterator[MeasureMark]:
        """The predicates in order; within a sentence a subject reaches on up to the next one or a semicolon."""
        held: _Found | None = None
        sentence = -1
        pending: list[Range] = []  # conditions, and whom the next predicate binds
        carried: Sequence[Range] = []  # the subject of the predicates before
        striving, named, part = False, False, 0
        for clause in self._clauses:
            if clause.segment.sentence != sentence:
                sentence, pending, carried = clause.segment.sentence, [], []
            head = None if clause.use in ("condition", "striving") else find_head(clause.masked)
            if head is None:
                if clause.use == "striving":
                    striving = True
                elif clause.use in ("condition", "whom"):
                    pending.append(without_sign(self._text, clause.start, clause.end))
                    named = clause.names_class
                elif held and held.sentence == sentence and not pending and clause.use is None:
                    held.grow(clause.end)
                continue
            if held:
                yield self._mark(held)
            times = touching(self._times, clause.start, clause.end)
            reached = reach(self._text, (clause.start, clause.end), head, times)
            scopes = [*pending, *reached.scopes, *reached.moved]
            held = _Found(clause, head, reached, scopes or ([] if reached.own else carried))
            held.striving, striving = striving and clause.segment.part == part, False
            part = clause.segment.part
            if reached.scopes or (named and pending):
                carried = self._subjects(reached.scopes or pending)
            carried = carried if clause.segment.closer == "," else ()
            pending, named = [], False
        if held:
            yield self._mark(held)

    def _subjects(self, scopes: Sequence[Range]) -> list[Range]:
        """Those of the scopes who act, and go on acting: not those whom something is done to (对企业开展评价)."""
        return [scope for scope in scopes if not self._text.endswith("对", 0, scope[0])]

    def _mark(self, found: _Found) -> MeasureMark:
        head, start, whole = found.head, found.start, (found.start, found.end)
        excepted = [scope for scope in found.scopes if self._text[scope[0]] == "除"]
        scopes = [scope for scope in found.scopes if scope not in excepted]
        bounds = [
            bound
            for place in (whole, *(scope for scope in scopes if scope[1] <= start))
            for bound in self._bounds(place)
        ]
        exceptions = [*excepted, *_inside(self._exclusions, whole)]
        first, last = self._view.source(*whole)
        return MeasureMark(
            start=first,
            end=last,
            modality="promote" if found.striving and head.modality == "require" else head.modality,
            force=self._text[start + head.start : start + head.force_end],
            action=self._source(start + head.action, start + head.action_end),
            object=self._source(found.reach.object[0], found.object_end),
            scopes=tuple(self._source(*scope) for scope in scopes),
            thresholds=tuple(self._source(*bound) for bound in _apart(bounds)),
            exceptions=tuple(self._source(*words) for words in exceptions),
        )

    def _bounds(self, place: Range) -> list[Range]:
        """The numbers and classes in a range."""
        said = [
            match.span() for pattern in (_CLASS, _BOUND) for match in pattern.finditer(self._text, *place)
        ]
        return [*_inside(self._numbers, place), *said]

    def _source(self, start: int, end: int) -> Range:
        return self._view.source(start, end) if start < end else (0, 0)


def _inside(ranges: Sequence[Range], whole: Range) -> list[Range]:
    near = touching(ranges, *whole)
    return [(first, last) for first, last in near if whole[0] <= first and last <= whole[1]]


def _apart(ranges: Sequence[Range]) -> list[Range]:
    """Ranges in order, without those that another one covers."""
    found: list[Range] = []
    for start, end in sorted(set(ranges), key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
