"""Which numbers are targets: values that somebody must reach or keep.

The definitions are those of the annotation guide: thresholds, capacities of named equipment, past facts,
names, definitions, what somebody may get at most, and durations of other things are no targets.
"""

from __future__ import annotations

import re

from pipeline.extract.calendar import Calendar
from pipeline.extract.reading import Reading
from pipeline.extract.sentences import Sentence
from pipeline.fold import fold_characters, is_han
from pipeline.marks import MEASURED, Mark, PhraseMark, QuantityMark
from pipeline.units import base_unit_of

_DURATION_BASES = {"年", "月", "小时", "天"}
_DURATION_NAMES = (
    "天数",
    "日数",
    "时间",
    "时长",
    "周期",
    "年限",
    "期限",
    "时数",
    "寿命",
    "天气",
    "住院日",
    "工期",
    "时限",
    "用时",
    "耗时",
)
_RATED_BASES = {"千伏", "蒸吨/小时", "总吨"}  # of equipment: never reached, only had
_SIZE_BASES = {"千瓦", "米"}
_DISTANCES = ("公里", "千米", "km")  # so much of a thing, and not its size: "完成300公里管网改造"
_GRANTED_BASES = {"元", "%", "倍", "年", "月"}
_SCORE_BASES = {"%", "分", None}
_INDEX_NAMES = ("系数", "指数", "比值", "容积率")  # without a unit
_RATES = ("率", "比例", "比重", "占比", "数", "量")
_LEVELS = ("标准", "水平", "额度", "总额", "规模", "余额")
_WEAK_BASES = {"年", "分", "℃"}
_FIELDS = ("领域", "方面", "方向", "环节")
_PUNISHED = re.compile(
    "[^，,。；;]{0,60}的[，,][^。；;]{0,120}?(?:责令|处罚|罚款|查处|追究|取缔|停业|关停|约谈|问责)"
)
_BRACKET_REACH = 40
_BLANKS = " \u3000\u00a0\u2009"
_BARE_YEAR = 5  # characters of "2022年"; a longer time (到2025年, 2025年底前) sets a date


def commits(
    reading: Reading,
    dates: Calendar,
    sentence: Sentence,
    phrase: PhraseMark,
    number: QuantityMark,
    listed: bool,
) -> bool:
    """Whether a number is a target.

    Args:
        listed: a target stands before it in its sentence, whose verb may govern it too.
    """
    if number.threshold or number.kind not in MEASURED or _is_bare_cell(reading, sentence):
        return False
    if number.op is None and phrase.indicator.endswith(_FIELDS):
        return False  # "重点发展3个新兴领域": which ones, not how many
    if number.chinese and number.unit == "个" and not number.op and not sentence.times:
        return False  # "拓展两个市场": which ones, not how many
    if not (phrase.committed or phrase.change or listed or _recurs(sentence, number)):
        return False
    if (
        _is_given(sentence, phrase, number)
        or _is_punished(reading, sentence, number)
        or (_adds_only(reading, number) and not number.op)
    ):
        return False
    return not _is_past(dates, sentence, number) and _measures(reading, phrase, number)


def _is_punished(reading: Reading, sentence: Sentence, number: QuantityMark) -> bool:
    """What goes beyond a number and is punished: "软管长度超过2米…的，责令限期改正"."""
    return number.op in {">", ">="} and bool(_PUNISHED.match(reading.text, number.end, sentence.end))


def _recurs(sentence: Sentence, number: QuantityMark) -> bool:
    """So many times a period: "每半年考评一次"."""
    segment = sentence.segment_of(number)
    rhythm = any(t.kind == "recurring" and segment.start <= t.start < number.start for t in sentence.times)
    return rhythm and base_unit_of(number.unit) == "次"


def in_brackets(reading: Reading, mark: Mark) -> bool:
    """Whether a mark stands in a bracket, which adds to its sentence and commits nobody."""
    before = fold_characters(reading.text[max(mark.start - _BRACKET_REACH, 0) : mark.start])
    return before.count("(") > before.count(")")


def _adds_only(reading: Reading, mark: Mark) -> bool:
    """Whether a bracket around a mark only adds to its sentence; 其中 lays out the parts of what is promised."""
    if not in_brackets(reading, mark):
        return False
    near = max(mark.start - _BRACKET_REACH, 0)
    opened = fold_characters(reading.text[near : mark.start]).rfind("(")
    return not reading.text[near + opened + 1 : mark.start].lstrip().startswith("其中")


def _is_bare_cell(reading: Reading, sentence: Sentence) -> bool:
    """A cell that holds nothing but numbers is read with its table."""
    if sentence.block.kind != "row":
        return False
    covered = sum(number.op_end - number.op_start for number in sentence.quantities)
    return covered >= len(reading.text[sentence.start : sentence.end].strip())


def _is_given(sentence: Sentence, phrase: PhraseMark, number: QuantityMark) -> bool:
    """Grants, conditions and definitions ("奖补100万元", "凡…", "共15个"); not the level of a grant that is set."""
    segment = sentence.segment_of(number)
    scored = any(word.value == "scoring" for word in sentence.words_of("non_target"))
    if scored and base_unit_of(number.unit) in _SCORE_BASES:
        return True
    around = [w for w in sentence.words_of("non_target") if segment.start <= w.start < segment.end]
    before = [word for word in around if word.start < number.start]
    if any(word.value == "condition" for word in before):
        return True
    if number.op is None and any(word.value == "size" for word in before):
        return True
    granted = base_unit_of(number.unit) in _GRANTED_BASES and any(word.value == "grant" for word in around)
    if (
        granted
        and not phrase.of_whole
        and not (number.op in {"=", ">="} and phrase.indicator.endswith(_LEVELS))
    ):
        return True
    near = [word for word in before if sentence.length(word.end, number.start) <= 1]
    counted = any(word.value == "definition" for word in near)
    return counted and not number.op and not phrase.names_some


def _is_past(dates: Calendar, sentence: Sentence, number: QuantityMark) -> bool:
    """A number of a year gone by, of a time since, or in a sentence that reports (同比, 已 …)."""
    segment = sentence.segment_of(number)
    times = [t for t in sentence.times if t.start < number.start and t.use not in {"baseline", "name"}]
    near = [time for time in times if time.start >= segment.start] or times[-1:]
    if any(dates.is_past(time, reported=sentence.reports) for time in near) or (
        times and times[-1].use == "observation"
    ):
        return True
    return sentence.reports and not any(sentence.length(time.start, time.end) > _BARE_YEAR for time in times)


def _measures(reading: Reading, phrase: PhraseMark, number: QuantityMark) -> bool:
    """Whether number and unit are of a kind that can be a target."""
    if number.kind == "rank":
        return True
    if number.kind in {"ratio", "share"}:
        return number.op is not None
    base = base_unit_of(number.unit)
    if base is None:
        named = _RATES if number.value == 0 else _INDEX_NAMES  # "劣Ⅴ类水体比例为0"
        return number.op is not None and phrase.indicator.endswith(named)
    if base in _DURATION_BASES and not any(name in phrase.indicator for name in _DURATION_NAMES):
        return False
    if number.op is None and phrase.change is None:
        qualifies = is_han(reading.text[number.end : number.end + 4].lstrip(_BLANKS)[:1])
        sized = base in _SIZE_BASES and not (number.unit or "").endswith(_DISTANCES)
        if base in _RATED_BASES or (sized and qualifies):
            return False
    if base == "元" and number.op in {"<=", "<"}:
        return False  # what somebody may get at most
    return not (base in _WEAK_BASES and number.op is None)
