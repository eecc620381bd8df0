"""How the lexicons of words that govern targets, of indicators and of units are used."""

from __future__ import annotations

from pipeline.compare.families import families_of
from pipeline.compare.force_words import force_words
from pipeline.compare.spread import spread_of
from pipeline.extract.indicators import make_indicator
from pipeline.indicator_names import canonical_name
from pipeline.units import base_unit_of, parse_unit
from tests.documents import marks_of
from tests.lexicon.use import Use


def force(text: str) -> list[str]:
    return [mark.modality for mark in marks_of(text).modals]


def word_values(text: str, kind: str) -> list[str]:
    return [mark.value for mark in marks_of(text).words if mark.kind == kind]


def word(kind: str) -> Use:
    return Use(
        lambda e, t: getattr(e, "value", kind) in word_values(t, kind),
        lambda e, f: [f"着{after}{f}好" for after in getattr(e, "after", ()) or ("",)],
    )


def measured(text: str) -> list[str]:
    return [mark.indicator for mark in marks_of(text).phrases if mark.indicator]


def side(text: str) -> str | None:
    indicator = make_indicator(text, "level", "%")
    return indicator.better if indicator else None


def threshold(text: str) -> bool:
    return any(mark.threshold for mark in marks_of(text).quantities)


def units_of(text: str) -> list[str | None]:
    return [base_unit_of(mark.unit) for mark in marks_of(text).quantities if mark.unit]


INDICATORS = {
    "substance": Use(lambda e, t: e.name in canonical_name(t)[0], "{}浓度"),
    "head": Use(lambda e, t: e in [canonical_name(name)[1] for name in measured(t)], "工业{}达到90%"),
    "side": Use(lambda e, t: e.better in map(side, measured(t)), "工业{}达到90%"),
    "family": Use(lambda e, t: e.name in families_of(t), "全省{}比例"),
    "spread": Use(lambda e, t: e.value == spread_of(t, extensive=e.value == "total"), "六市清扫率{}达到90%"),
}
MODALITY = {
    "modality": Use(lambda e, t: e.name in force(t), "着{}好"),
    "tone": Use(lambda e, t: e.value in [name for _, _, name in force_words(t)], "着{}好"),
}
TERMS = {
    "hedge": word("hedge"),
    "end_state": word("end_state"),
    "deferral": word("deferral"),
    "point": word("point"),
    "strength": word("strength"),
    "background": word("background"),
    "goals": word("goals"),
    "non_target": word("non_target"),
    "report": word("report"),
}
UNITS = {
    "magnitude": Use(
        lambda e, t: [parse_unit(m.unit)[0] for m in marks_of(t).quantities if m.unit] == [e.factor], "5{}吨"
    ),
    "unit": Use(lambda e, t: e.base in units_of(t), "达到5{}"),
    "counted": Use(lambda e, t: bool(marks_of(t).quantities), "每年完成两{}检查"),
    "moved": Use(lambda e, t: not threshold(t), "推动100{}以上企业实施技术改造"),
}
