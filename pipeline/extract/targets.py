"""Targets in running text: values and end states that the plan commits its addressees to.

Reads phrases, states and numbers sentence by sentence; writes `Target`s. The definitions are those of
the annotation guide: thresholds, capacities, past facts, names and baselines are no targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from pipeline.extract.calendar import Calendar
from pipeline.extract.deadlines import is_deadline, task_at
from pipeline.extract.indicators import make_indicator
from pipeline.extract.reach import Reach
from pipeline.extract.reading import Reading
from pipeline.extract.sentences import Sentence
from pipeline.fold import is_han
from pipeline.marks import Mark, PhraseMark, QuantityMark, StateMark, TimeMark, WordMark
from pipeline.model import Deadline, Direction, Indicator, Operator, Strength, Target, Task
from pipeline.units import base_unit_of, to_base

_DURATION_BASES = {"年", "月", "小时", "天"}
_DURATION_NAMES = ("天数", "日数", "时间", "时长", "周期", "年限", "期限", "小时数", "时数", "寿命", "天气")
_RATED_BASES = {"千伏", "蒸吨/小时", "总吨"}  # of equipment: never reached, only had
_SIZE_BASES = {"千瓦", "米"}
_WEAK_BASES = {"年", "分", "℃"}
_STRENGTHS: dict[str, Strength] = {"binding": "binding", "expected": "expected"}


@dataclass
class TargetBuilder:
    """Builds the targets of one document; `indicators` collects what they measure."""

    reading: Reading
    dates: Calendar
    deadlines: Sequence[Deadline]
    tasks: Sequence[Task]
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._deadline_ids = {(d.char_start, d.char_end): d.id for d in self.deadlines}

    def from_sentences(self, found: Iterable[Sentence]) -> list[Target]:
        """All targets of the running text and of sentences in table cells, in order."""
        targets: list[Target] = []
        carried: tuple[str, TimeMark] | None = None
        for sentence in found:
            deadlines = [
                time for time in sentence.times if is_deadline(self.reading, sentence, time, self.dates)
            ]
            ancestors = list(self.reading.tree.ancestors(sentence.clause))
            if self.dates.is_duty(sentence.clause, ancestors):
                goals = any(node.id in self.dates.goals for node in ancestors)
                same = carried is not None and carried[0] == sentence.clause.id
                reach = Reach(sentence, deadlines, carried[1] if carried and goals and same else None)
                targets.extend(self._of_sentence(reach))
            dated = [time for time in deadlines if time.kind in {"by", "during"}]
            if dated:
                carried = (sentence.clause.id, dated[-1])
        return targets

    def _of_sentence(self, reach: Reach) -> list[Target]:
        numbers = {mark.start: mark for mark in reach.sentence.quantities}
        targets: list[Target] = []
        previous: PhraseMark | None = None
        for printed in reach.sentence.phrases:
            number = numbers[printed.start]
            if self._commits(reach.sentence, printed, number, previous):
                phrase = _continued(reach.sentence, printed, number, previous)
                targets.append(self._quantitative(reach, phrase, number, previous))
                previous = phrase if phrase.indicator else previous
        states = _merged(reach, self._reached(reach))
        targets.extend(self._qualitative(reach, state, end) for state, end in states)
        return sorted(targets, key=lambda target: (target.char_start, target.value_start or 0))

    # --- quantitative --------------------------------------------------------------------------

    def _commits(
        self, sentence: Sentence, phrase: PhraseMark, number: QuantityMark, previous: PhraseMark | None
    ) -> bool:
        """Whether a number is a value that somebody must reach or keep."""
        if number.threshold or number.kind not in {"amount", "ratio"} or self._only_number(sentence):
            return False
        if not (phrase.committed or phrase.change or previous):
            return False
        segment = sentence.segment_of(number)
        around = [w for w in sentence.words_of("non_target") if segment.start <= w.start < segment.end]
        words = [word for word in around if word.start < number.start]
        if any(w.value == "grant" for w in around) or any(w.value == "condition" for w in words):
            return False
        if (
            any(word.value == "definition" and word.end >= number.start - 1 for word in words)
            and not number.op
        ):
            return False
        if self._in_brackets(number) and not number.op:
            return False
        if any(
            self.dates.is_past(time) or time.use == "observation"
            for time in sentence.times
            if segment.start <= time.start < number.start and time.use != "baseline"
        ):
            return False
        return self._measures(phrase, number)

    def _measures(self, phrase: PhraseMark, number: QuantityMark) -> bool:
        """Whether number and unit are of a kind that can be a target."""
        if number.kind == "ratio":
            return number.op is not None
        base = base_unit_of(number.unit)
        if base is None:
            return False
        if base in _DURATION_BASES and not any(name in phrase.indicator for name in _DURATION_NAMES):
            return False
        if number.op is None and phrase.change is None:
            qualifies = is_han(self.reading.text[number.end : number.end + 1])
            if base in _RATED_BASES or (base in _SIZE_BASES and qualifies):
                return False
        if base == "元" and number.op in {"<=", "<"}:
            return False  # what somebody may get at most
        return not (base in _WEAK_BASES and number.op is None)

    def _only_number(self, sentence: Sentence) -> bool:
        """A cell that holds nothing but numbers is read with its table."""
        covered = sum(number.op_end - number.op_start for number in sentence.quantities)
        return sentence.block.kind == "row" and covered >= len(
            self.reading.text[sentence.start : sentence.end].strip()
        )

    def _in_brackets(self, mark: Mark) -> bool:
        before = self.reading.text[max(mark.start - 40, 0) : mark.start]
        return before.count("（") + before.count("(") > before.count("）") + before.count(")")

    def _quantitative(
        self, reach: Reach, phrase: PhraseMark, number: QuantityMark, previous: PhraseMark | None
    ) -> Target:
        inherits = previous is not None and (not phrase.indicator or phrase.indicator in {"占比", "比重"})
        indicator = phrase.indicator
        if inherits and previous is not None:
            indicator = previous.indicator + (phrase.indicator or "")
        direction: Direction = phrase.change or "level"
        return self._target(
            reach,
            phrase,
            number,
            indicator=indicator or self._object_before(reach.sentence, phrase) or "",
            scope=_scope(reach.sentence, phrase),
            direction=direction,
            op=self._operator(reach.sentence, phrase, number),
            start=previous.quote_start if inherits and previous is not None else phrase.quote_start,
            end=phrase.quote_end,
            time=reach.date_for(number, phrase.shared, phrase.shared_by),
            rhythm=reach.rhythm_for(number),
        )

    def _object_before(self, sentence: Sentence, phrase: PhraseMark) -> str | None:
        """ "清理整顿…设施，2022年底前完成212家": the thing counted stands in the clause before."""
        home = sentence.segment_of(phrase)
        for segment in reversed(sentence.segments):
            if segment.end <= home.start and segment.part <= home.part:
                times = [time for time in sentence.times if segment.start <= time.start < segment.end]
                if sum(time.end - time.start for time in times) < segment.end - segment.start - 2:
                    return self.reading.text[segment.start : segment.end].strip()
        return None

    def _operator(self, sentence: Sentence, phrase: PhraseMark, number: QuantityMark) -> Operator:
        if number.op is not None:
            return number.op
        if phrase.shared_by:  # 分别不少于30、5、5家: the first number's operator holds for all
            group = [n for n in sentence.quantities if phrase.quote_start <= n.start < phrase.quote_end]
            first = next((n.op for n in group if n.op and n.op != "~"), None)
            return first or "="
        return "="

    # --- qualitative ---------------------------------------------------------------------------

    def _reached(self, reach: Reach) -> list[StateMark]:
        states = []
        for state in reach.sentence.states:
            if state.activity or self._in_brackets(state):
                continue
            time = reach.date_for(state)
            if time is None:
                rhythm = reach.rhythm_for(state)
                near = (
                    rhythm and reach.sentence.segment_of(rhythm).part == reach.sentence.segment_of(state).part
                )
                if not (
                    rhythm and near and state.reached and state.verb in {"实现", "达到", "完成"}
                ):
                    continue
            elif (
                not state.reached
                and reach.sentence.segment_of(time) != reach.sentence.segment_of(state)
                and not self._alone(reach, time, state)
            ) or (time.end_date is None and time.kind == "during"):
                continue
            states.append(state)
        return states

    def _alone(self, reach: Reach, time: TimeMark, state: StateMark) -> bool:
        """ "2024年底前，各地…": the date stands in a clause of its own right before this one."""
        home = reach.sentence.segment_of(time)
        following = [segment for segment in reach.sentence.segments if segment.start >= home.end]
        lone = time.end >= home.end - 1 and time.start - home.start <= 3
        return lone and bool(following) and following[0] == reach.sentence.segment_of(state)

    def _qualitative(self, reach: Reach, state: StateMark, end: int) -> Target:
        text = self.reading.text
        indicator = state.indicator
        start = state.start
        if state.bare:
            before = self._object_before(reach.sentence, state)  # type: ignore[arg-type]
            indicator = before or indicator
        return self._target(
            reach,
            state,
            None,
            indicator=indicator or text[state.start : state.end],
            scope=_scope(reach.sentence, state),
            direction="state",
            op=None,
            start=start,
            end=end,
            time=reach.date_for(state),
            rhythm=reach.rhythm_for(state),
        )

    # --- both ----------------------------------------------------------------------------------

    def _target(
        self,
        reach: Reach,
        mark: PhraseMark | StateMark,
        number: QuantityMark | None,
        *,
        indicator: str,
        scope: str | None,
        direction: Direction,
        op: Operator | None,
        start: int,
        end: int,
        time: TimeMark | None,
        rhythm: TimeMark | None,
    ) -> Target:
        sentence, clause = reach.sentence, reach.sentence.clause
        hedges = reach.hedges_for(mark)
        text = self.reading.text
        if number is not None and "左右" in text[number.op_start : number.op_end]:
            hedges = (*hedges, "左右")
        baseline = _baseline(sentence, mark)
        named = make_indicator(indicator, direction, number.unit if number else None) if number else None
        if named:
            self.indicators.setdefault(named.id, named)
        value = number.value if number else None
        base = (
            to_base(value, number.unit)
            if number and number.unit and isinstance(value, (int, float))
            else None
        )
        words = sentence.words
        span = (number.value_start, number.value_end) if number else (None, None)
        return Target(
            id=self.reading.ids.new(
                "target", clause.ref, text[start:end] + (text[number.start : number.end] if number else "")
            ),
            clause_id=clause.id,
            task_id=task_at(self.tasks, start),
            deadline_id=self._deadline_ids.get((time.start, time.end)) if time else None,
            cell_id=None,
            kind="quantitative" if number else "qualitative",
            indicator=indicator,
            indicator_id=named.id if named else None,
            scope=scope,
            direction=direction,
            op=op,
            value=value,
            value_high=number.value_high if number else None,
            value_text=text[number.value_start : number.value_end] if number else None,
            unit=number.unit if number else None,
            value_start=span[0],
            value_end=span[1],
            base_value=base[0] if base else None,
            base_unit=base[1] if base else None,
            baseline=text[baseline.start : baseline.end] if baseline else None,
            baseline_value=None,
            deadline=self.dates.end_date(time) if time else None,
            recurrence=rhythm.period if rhythm else getattr(mark, "rate_period", None),
            hedges=hedges,
            strength=_strength(words, hedges),
            deferred_to=_deferred(words, start, end) if number is None else None,
            exclusions=next((text[w.start : w.end] for w in words if w.kind == "exclusion"), None),
            char_start=start,
            char_end=end,
        )


def _merged(reach: Reach, states: list[StateMark]) -> list[tuple[StateMark, int]]:
    """States with the end of their quote; "…，达到…要求" without a subject belongs to the one before."""
    merged: list[tuple[StateMark, int]] = []
    for state in states:
        if merged:
            last, end = merged[-1]
            adjacent = state.start - end <= 2
            follows = state.scope is None and state.verb in {"达到", "向社会公开", "并向社会公示", "配备"}
            if (
                adjacent
                and follows
                and reach.sentence.segment_of(last).part == reach.sentence.segment_of(state).part
                and reach.date_for(last) == reach.date_for(state)
            ):
                merged[-1] = (last, state.end)
                continue
        merged.append((state, state.end))
    return merged


def _continued(
    sentence: Sentence, phrase: PhraseMark, number: QuantityMark, previous: PhraseMark | None
) -> PhraseMark:
    """"新增示范园区3家，示范工厂12家": a list goes on with the change of its first clause."""
    if previous is None or not previous.change or phrase.change or number.op or not phrase.indicator:
        return phrase
    same = sentence.segment_of(phrase).part == sentence.segment_of(previous).part
    return msgspec.structs.replace(phrase, change=previous.change) if same else phrase


def _scope(sentence: Sentence, mark: PhraseMark | StateMark) -> str | None:
    """A clause's own scope, else the whole territory that an earlier clause of the sentence names."""
    if mark.scope is not None:
        return mark.scope
    before = [other for other in (*sentence.phrases, *sentence.states) if other.whole and other.start < mark.start]
    return max(before, key=lambda other: other.start).scope if before else None


def _baseline(sentence: Sentence, mark: Mark) -> TimeMark | None:
    segment = sentence.segment_of(mark)
    found = [
        t
        for t in sentence.times
        if t.use == "baseline" and segment.start <= t.start < max(mark.start, segment.end)
    ]
    return found[-1] if found else None


def _strength(words: Sequence[WordMark], hedges: tuple[str, ...]) -> Strength | None:
    named = next((_STRENGTHS[word.value] for word in words if word.kind == "strength"), None)
    return named or ("striven" if {"力争", "争取"} & set(hedges) else None)


def _deferred(words: Sequence[WordMark], start: int, end: int) -> str | None:
    return next((word.value for word in words if word.kind == "deferral" and start <= word.start < end), None)
