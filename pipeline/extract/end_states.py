"""Which end states are qualitative targets: only those to which a date of their sentence belongs."""

from __future__ import annotations

from pipeline.extract.commitments import in_brackets
from pipeline.extract.reach import Reach
from pipeline.extract.reading import Reading
from pipeline.marks import StateMark, TimeMark

_RHYTHMIC = {"实现", "达到", "完成"}
_HEADING_SIGNS = 3  # a dash before a heading, a space behind its label
_YEAR_BY_YEAR = "逐年"
_CONTINUING = {"达到", "向社会公开", "向社会公示", "配备"}


def reached_states(reading: Reading, reach: Reach) -> list[tuple[StateMark, int]]:
    """The end states of a sentence that are targets, each with the end of its quote."""
    states = [
        state
        for state in reach.sentence.states
        if not state.activity
        and not in_brackets(reading, state)
        and not _is_heading(reach, state)
        and _is_due(reach, state)
    ]
    return _merged(reach, states)


def _is_heading(reach: Reach, state: StateMark) -> bool:
    """Whether a state is the run-in heading of its clause, which names what the clause then says."""
    clause = reach.sentence.clause
    heading = len(clause.label) + len(clause.heading or "") + _HEADING_SIGNS
    return (
        clause.heading is not None
        and state.end <= clause.char_start + heading
        and clause.char_end > reach.sentence.end + 1
    )


def _is_due(reach: Reach, state: StateMark) -> bool:
    """Whether a date, or a rhythm close by, belongs to the state."""
    time = reach.date_for(state)
    if time is None:
        rhythm = reach.rhythm_for(state)
        return (
            rhythm is not None
            and _same_part(reach, rhythm, state)
            and state.reached
            and (state.verb in _RHYTHMIC or state.verb.startswith(_YEAR_BY_YEAR))
        )
    if time.end_date is None and time.kind == "during":
        return False
    if state.made and (time.closes or reach.goals):
        return True  # what is set up is there by then
    if time is reach.closing or time is reach.carried:
        return state.reached  # the date stands in another sentence
    # a mere action (开展, 制定) needs the date in its own clause, or alone in the clause before
    return state.reached or _same_clause(reach, time, state) or _stands_alone(reach, time, state)


def _same_part(reach: Reach, time: TimeMark, state: StateMark) -> bool:
    return reach.sentence.segment_of(time).part == reach.sentence.segment_of(state).part


def _same_clause(reach: Reach, time: TimeMark, state: StateMark) -> bool:
    return reach.sentence.segment_of(time) == reach.sentence.segment_of(state)


def _stands_alone(reach: Reach, time: TimeMark, state: StateMark) -> bool:
    """The date is a clause of its own right before the state's: "2024年底前，各地…"."""
    home = reach.sentence.segment_of(time)
    following = [segment for segment in reach.sentence.segments if segment.start >= home.end]
    length = reach.sentence.length
    alone = length(time.end, home.end) <= 1 and length(home.start, time.start) <= 3
    return alone and bool(following) and following[0] == reach.sentence.segment_of(state)


def _merged(reach: Reach, states: list[StateMark]) -> list[tuple[StateMark, int]]:
    """A state without a subject that goes on with the one before ("…，达到…要求") belongs to it."""
    merged: list[tuple[StateMark, int]] = []
    for state in states:
        if merged and _goes_on(reach, merged[-1], state):
            merged[-1] = (merged[-1][0], state.end)
        else:
            merged.append((state, state.end))
    return merged


def _goes_on(reach: Reach, before: tuple[StateMark, int], state: StateMark) -> bool:
    last, end = before
    near = reach.sentence.length(end, state.start) <= 2
    follows = state.scope is None and state.verb in _CONTINUING and near
    segment_of = reach.sentence.segment_of
    return (
        follows
        and segment_of(last).part == segment_of(state).part
        and reach.date_for(last) == reach.date_for(state)
    )
