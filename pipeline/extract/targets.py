"""Targets in running text: values and end states that the plan commits its addressees to.

Reads phrases, states and numbers sentence by sentence; writes `Target`s. Which numbers and states count
is said in `commitments` and `end_states`, how far dates and hedges reach in `reach`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import msgspec

from pipeline.extract.calendar import Calendar
from pipeline.extract.commitments import commits
from pipeline.extract.duties import Duties
from pipeline.extract.end_states import reached_states
from pipeline.extract.indicators import make_indicator
from pipeline.extract.reach import Reach
from pipeline.extract.reading import Reading
from pipeline.extract.row_names import RowNames
from pipeline.extract.sentences import Sentence
from pipeline.extract.table_dates import TableDates
from pipeline.marks import Mark, PhraseMark, QuantityMark, StateMark, TimeMark, WordMark
from pipeline.model import Block, Clause, Deadline, Indicator, Operator, Strength, Target
from pipeline.units import to_base

_TERRITORY = re.compile("[市州县区盟旗省]$")
# "货运量增长10%、占比提升0.5个百分点", "收入达到2.5万元，年均增长8%": of what stands before
_OF_BEFORE = re.compile(
    "占比|比重|比例|总量|总数|占[^,。;]{1,20}(?:比重|比例|的比例)|(?:年均|同比|平均|累计)?(?:增长率?|增速|增幅|降幅)"
)
_CHANGE_NAMED = re.compile("(?:年均|同比|平均|累计)?(?:增长率?|增速|增幅|降幅)$")
_STRENGTHS: dict[str, Strength] = {"binding": "binding", "expected": "expected"}


class _Frame(msgspec.Struct, frozen=True):
    """What a target has in common whether it is a value or a state."""

    reach: Reach
    mark: PhraseMark | StateMark
    indicator: str
    start: int
    end: int
    time: TimeMark | None


@dataclass
class TargetBuilder:
    """Builds the targets of one document; `indicators` collects what they measure."""

    reading: Reading
    dates: Calendar
    deadlines: Sequence[Deadline]
    duties: Duties
    table_dates: TableDates
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._deadline_ids = {(d.char_start, d.char_end): d.id for d in self.deadlines}
        self._row_names = RowNames(self.reading)

    def from_sentences(self, found: Iterable[Sentence]) -> list[Target]:
        """All targets of the running text and of sentences in table cells, in order."""
        targets: list[Target] = []
        carried: tuple[str, TimeMark] | None = None
        opening: tuple[Block, TimeMark] | None = None
        for sentence in found:
            deadlines = [t for t in sentence.times if (t.start, t.end) in self._deadline_ids]
            says_something = sentence.phrases or sentence.states
            dates_row = sentence.block.kind == "row" and self.table_dates.is_due_cell(sentence.start)
            if says_something and not dates_row and self.dates.is_duty(sentence.clause, sentence.start):
                governs = carried is not None and self._governs(carried[0], sentence.clause)
                opened = opening[1] if opening and opening[0] is sentence.block else None
                targets += self._of_sentence(
                    Reach(
                        sentence,
                        deadlines,
                        carried[1] if carried and governs else opened,
                        self._closing(sentence),
                        self.dates.states_goals(sentence.clause),
                    )
                )
            dated = [time for time in deadlines if time.kind in {"by", "during"} and not time.closes]
            if dated:
                carried = (sentence.clause.id, dated[-1])
                opening = (sentence.block, dated[-1]) if self._opens(sentence, dated[0]) else None
        return targets

    def _closing(self, sentence: Sentence) -> TimeMark | None:
        """The date that closes the passage, or that the table gives: in its row, or above its column."""
        closing = self.duties.due(sentence.end) or self.table_dates.of_row(sentence.start)
        above = self.table_dates.of_column(sentence.start)
        headed = above is not None and (above.start, above.end) in self._deadline_ids
        return closing or (above if headed else None)

    def _opens(self, sentence: Sentence, time: TimeMark) -> bool:
        """Whether a paragraph begins with a date of its own: what follows in it is due then, too."""
        before = self.reading.text[sentence.block.start : time.start]
        after = self.reading.text[time.end : time.end + 1]
        return not before.strip() and after in {"，", ","} and sentence.block.kind == "paragraph"

    def _governs(self, dated: str, clause: Clause) -> bool:
        """Whether the date of the clause with the id `dated` reaches `clause`: goals on the way down."""
        above = self.reading.tree.ancestors(clause)
        return self.dates.states_goals(clause) and any(node.id == dated for node in above)

    def _of_sentence(self, reach: Reach) -> list[Target]:
        sentence = reach.sentence
        numbers = {mark.start: mark for mark in sentence.quantities}
        targets: list[Target] = []
        previous: PhraseMark | None = None
        former = {phrase.former for phrase in sentence.phrases}
        for printed in sentence.phrases:
            number = numbers[printed.start]
            if printed.start not in former and commits(
                self.reading, self.dates, sentence, printed, number, previous is not None
            ):
                phrase = _continued(sentence, printed, number, previous)
                targets.append(self._value(reach, phrase, number, previous))
                previous = phrase if phrase.indicator else previous
        valued = [target.value_start for target in targets if target.value_start is not None]
        targets += [
            self._state(reach, state, end)
            for state, end in reached_states(self.reading, reach)
            if not any(state.start <= value < end for value in valued)  # "一半以上的社区建成…" is one target
        ]
        return sorted(targets, key=lambda target: (target.char_start, target.value_start or 0))

    def _value(
        self, reach: Reach, phrase: PhraseMark, number: QuantityMark, previous: PhraseMark | None
    ) -> Target:
        """The target of one number."""
        indicator, start = phrase.indicator, phrase.quote_start
        if previous is not None and (not indicator or _OF_BEFORE.fullmatch(indicator)):
            subject = _CHANGE_NAMED.sub("", previous.indicator) if indicator else previous.indicator
            indicator, start = (subject or previous.indicator) + indicator, previous.quote_start
        indicator = (
            indicator or self._object_before(reach.sentence, phrase) or self._row_names.at(phrase.start) or ""
        )
        time = reach.date_for(number, phrase.shared, phrase.shared_by)
        direction = phrase.change or "level"
        unit = number.unit if number.kind != "rank" else None  # a place in an order counts nothing
        named = make_indicator(indicator, direction, unit)
        if named:
            self.indicators.setdefault(named.id, named)
        value = number.value
        base = _in_base_unit(number, unit)
        text = self.reading.text
        former = next((n.value for n in reach.sentence.quantities if n.start == phrase.former), None)
        rounded = "左右" in text[number.op_start : number.op_end]
        target = self._framed(_Frame(reach, phrase, indicator, start, phrase.quote_end, time), number)
        return msgspec.structs.replace(
            target,
            kind="quantitative",
            indicator_id=named.id if named else None,
            direction=direction,
            op=_operator(reach.sentence, phrase, number),
            value=value,
            value_high=number.value_high,
            value_text=text[number.value_start : number.value_end],
            unit=number.unit,
            value_start=number.value_start,
            value_end=number.value_end,
            base_value=base[0],
            base_unit=base[1],
            baseline_value=former if isinstance(former, (int, float)) else None,
            recurrence=target.recurrence or phrase.rate_period,
            hedges=(*target.hedges, "左右") if rounded else target.hedges,
        )

    def _state(self, reach: Reach, state: StateMark, end: int) -> Target:
        """The target of one end state."""
        indicator = (self._object_before(reach.sentence, state) if state.bare else None) or state.indicator
        indicator = indicator or self.reading.text[state.start : state.end]
        frame = _Frame(reach, state, indicator, state.start, end, reach.date_for(state))
        target = self._framed(frame, None)
        deferred = (w for w in reach.sentence.words_of("deferral") if state.start <= w.start < end)
        return msgspec.structs.replace(target, deferred_to=next((word.value for word in deferred), None))

    def _framed(self, frame: _Frame, number: QuantityMark | None) -> Target:
        """What the clause around a value or state says, as a target without a value."""
        reach, sentence, text = frame.reach, frame.reach.sentence, self.reading.text
        clause, time = sentence.clause, frame.time
        hedges = reach.hedges_for(frame.mark)
        rhythm = reach.rhythm_for(frame.mark)
        baseline = _baseline(sentence, frame.mark)
        span = text[frame.start : frame.end] + (text[number.start : number.end] if number is not None else "")
        task = self.duties.task_at(frame.start)
        return Target(
            id=self.reading.ids.new("target", clause.ref, span),
            clause_id=clause.id,
            task_id=task.id if task else None,
            deadline_id=self._deadline_ids.get((time.start, time.end)) if time else None,
            cell_id=None,
            kind="qualitative",
            indicator=frame.indicator,
            indicator_id=None,
            scope=_scope(sentence, frame.mark) or self._acting_territory(sentence, frame.mark),
            direction="state",
            op=None,
            value=None,
            value_high=None,
            value_text=None,
            unit=None,
            value_start=None,
            value_end=None,
            base_value=None,
            base_unit=None,
            baseline=text[baseline.start : baseline.end] if baseline else None,
            baseline_value=None,
            deadline=self.dates.end_date(time) if time else None,
            recurrence=rhythm.period if rhythm else None,
            hedges=hedges,
            strength=_strength(sentence.words, hedges),
            deferred_to=None,
            exclusions=next((text[w.start : w.end] for w in sentence.words_of("exclusion")), None),
            char_start=frame.start,
            char_end=frame.end,
        )

    def _object_before(self, sentence: Sentence, mark: Mark) -> str | None:
        """What a clause without an object is about: the clause before that says more than a date.

        "清理整顿…设施，2022年底前完成212家" counts the facilities of its first clause.
        """
        home = sentence.segment_of(mark)
        for segment in reversed(sentence.segments):
            if segment.end <= home.start and segment.part <= home.part:
                counted = [p.indicator for p in sentence.phrases if segment.start <= p.start < segment.end]
                if counted:
                    if counted[-1]:
                        return counted[-1]
                    continue
                times = [time for time in sentence.times if segment.start <= time.start < segment.end]
                if sum(time.end - time.start for time in times) < segment.end - segment.start - 2:
                    return self.reading.text[segment.start : segment.end].strip()
        return None

    def _acting_territory(self, sentence: Sentence, mark: Mark) -> str | None:
        """The places that act in the sentence: "成都市出台奖励办法，2022年底前完成8万辆…淘汰任务"."""
        subjects = self.reading.marks.subjects
        last = bisect_left(subjects, mark.start, key=attrgetter("start")) - 1
        own = subjects[last] if last >= 0 else None
        if (
            own is None
            or own.start < sentence.start
            or not all(_TERRITORY.search(body.name) for body in own.bodies)
        ):
            return None
        return self.reading.text[own.bodies[0].start : own.bodies[-1].end]


def _in_base_unit(number: QuantityMark, unit: str | None) -> tuple[float, str] | tuple[None, None]:
    """The value in its base unit; a part of a whole (一半) is as many percent."""
    if not isinstance(number.value, (int, float)):
        return None, None
    if number.kind == "share":
        return to_base(round(100 * number.value, 2), "%")
    return to_base(number.value, unit) if unit else (None, None)


def _continued(
    sentence: Sentence, phrase: PhraseMark, number: QuantityMark, previous: PhraseMark | None
) -> PhraseMark:
    """A list goes on with the change of its first clause ("新增示范园区3家，示范工厂12家")."""
    if previous is None or not previous.change or phrase.change or number.op or not phrase.indicator:
        return phrase
    same = sentence.segment_of(phrase).part == sentence.segment_of(previous).part
    return msgspec.structs.replace(phrase, change=previous.change) if same else phrase


def _operator(sentence: Sentence, phrase: PhraseMark, number: QuantityMark) -> Operator:
    """A number's own operator; in a 分别 list ("分别不少于30、5、5家") the first one's holds for all."""
    if number.op is not None:
        return number.op
    if phrase.shared_by:
        group = [n for n in sentence.quantities if phrase.quote_start <= n.start < phrase.quote_end]
        return next((n.op for n in group if n.op and n.op != "~"), None) or "="
    return "="


def _scope(sentence: Sentence, mark: PhraseMark | StateMark) -> str | None:
    """A clause's own scope, else that of its subject in an earlier clause, else the whole territory named."""
    if mark.scope is not None:
        return mark.scope
    marks: list[PhraseMark | StateMark] = [*sentence.phrases, *sentence.states]
    before = [other for other in marks if other.start < mark.start]
    before.sort(key=lambda other: other.start, reverse=True)
    return _subject_before(sentence, mark, before) or next((o.scope for o in before if o.whole), None)


def _subject_before(
    sentence: Sentence, mark: PhraseMark | StateMark, before: Sequence[PhraseMark | StateMark]
) -> str | None:
    """Whose scope a clause without a subject goes on with: "水泥行业完成深度治理，…完成超低排放改造"."""
    part = sentence.segment_of(mark).part
    for other in before if mark.follows else ():
        if sentence.segment_of(other).part != part:
            return None
        if other.scope or not other.follows:
            return other.scope
    return None


def _baseline(sentence: Sentence, mark: Mark) -> TimeMark | None:
    segment = sentence.segment_of(mark)
    end = max(mark.start, segment.end)
    found = [t for t in sentence.times if t.use == "baseline" and segment.start <= t.start < end]
    return found[-1] if found else None


def _strength(words: Sequence[WordMark], hedges: tuple[str, ...]) -> Strength | None:
    named = next((_STRENGTHS[word.value] for word in words if word.kind == "strength"), None)
    return named or ("striven" if {"力争", "争取"} & set(hedges) else None)
