"""Numbers with unit and comparison ("plan_quantities"): every digit of a block is in one mark or a time.

Reads the folded view and the time marks, writes `QuantityMark`s. What a number means for the plan
(target, observation, …) is decided in extraction; here only what its next neighbours say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.comparisons import Comparison, compare
from pipeline.annotate.component import folded_view, get, put
from pipeline.annotate.ranks import ranks, shares
from pipeline.annotate.wordcuts import place_names
from pipeline.fold import Folded, is_han
from pipeline.lexicon.patterns import any_of, forms, initials
from pipeline.marks import MEASURED, QuantityMark
from pipeline.units import base_unit_of, unit_pattern

Kind = Literal[
    "amount", "ratio", "rank", "share", "ordinal", "name", "year", "date", "document_number", "list_number"
]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:\.(?!(?:19|20)\d{2}年)\d+)?"
_LIST_NUMBER = r"(?:^|(?<=[;。:\t\n]))\(?\d{1,3}(?:\.(?!\d(?!\d{3}年))|、|\))|\(\d{1,2}\)(?=[\u4e00-\u9fff])|^\d{1,2}(?:\.\d{1,2}){1,2}(?=[ 、\u4e00-\u9fff])"
# "培育APP100个": so many of what an abbreviation names, and no name of its own (TOP10家)
_COUNTED_BRAND = rf"(?!TOP)[A-Z]{{2,}}\d+{any_of(lexicon.units().moved)}(?!百分点)(?:以上|左右|[,。;、\n]|$)"
_TOKEN = re.compile(
    r"(?=[\d(第国hA-Za-zα-ω])(?:"
    + "|".join(
        (
            rf"(?P<list_number>{_LIST_NUMBER})",
            r"(?P<document_number>\((?:19|20)\d{2}\)第?\d*号)",
            r"(?P<address>https?://[^\s\u4e00-\u9fff]+)",
            rf"(?P<name>(?<![A-Za-z])(?!{_COUNTED_BRAND})[A-Za-zα-ω][A-Za-z-]*\d+(?:\.\d+)?[A-Za-z\d]*|\d+×\d+(?:小时)?|(?<!全)国[1-7](?!\d))",
            r"(?P<date>(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{2}:\d{2}(?::\d{2})?(?![\d:]))",
            r"第(?P<ordinal>\d+(?:[、,和]\d+)*)(?![、,和\d]*[位名])",  # a rank (第78位) is an amount
            r"(?P<ratio>\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+)",
            rf"(?P<number>{_NUMBER})",
        )
    )
    + ")"
)
# 国发, 川办发 before the year of a document's number, and nothing of the words before them
_AUTHORITY = re.compile(
    r"(?:.*(?:号|以及|按照|根据|依据|依照|落实|贯彻|执行|印发|转发|参照|[和及与按依]))?(?P<name>[\u4e00-\u9fff]{1,12})$"
)
_CAPTION = re.compile("[表图栏]$|附件$")  # the number of a table, an annex: 表1, 附件2
_LATIN = re.compile("[A-Za-z]")
_LATIN_NAME = re.compile(r"[A-Za-z\d×#+.-]*")
_DURATIONS = {base_unit_of(unit) for unit in ("小时", "天", "月", "年")}
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(unit_pattern())
_RANGE = re.compile(rf"(?:-{{1,2}}|至|到)(?P<high>{_NUMBER})")
_LIST_LINK = re.compile(r"(?:、|和|及|与|以及|或|,)$")
_COUNTED = any_of(lexicon.units().counted)
_HAN_COUNT = re.compile(
    rf"(?<![第每唯统同再首这那初上下几新多历各本\d一二三四五六七八九十百千万])(?P<n>[一二两三四五六七八九十]+)(?P<unit>{_COUNTED})"
    r"(?:(?<=[个项])|(?![县市区州省乡镇村]))"
)
_SLOGAN = re.compile(
    r'"[^",。;]{1,14}"'
)  # “6个100%”, “1+3+N”: a number in a short quotation is part of a name
_ABOUT = re.compile("[余多]")  # "20多万人次": about; the unit is 万人次
_MOST_DIGITS = 15  # what has more is a code, and no database holds it as a number
_HAN_NAME = re.compile(
    "第[一二三四五六七八九十]{1,3}[轮组批期届次类步阶代]|国(?<!全国)[一二三四五六](?=[及以阶排标重柴燃汽AaBb(,、])"
)
_HAN_BEFORE = re.compile("[路街道号楼村弄]$")
_HAN_COMPARED = re.compile(
    r"(?P<op>不少于|不低于|至少|不超过|不多于|超过|不得少于|不得超过)(?P<n>[一二两三四五六七八九十]+)(?P<counted>"
    + unit_pattern()
    + ")"
)
_HAN_SHARE = re.compile(
    "(?:百分之|千分之)(?P<n>百|[一二三四五六七八九十]{1,3}|零(?=点))(?:点(?P<decimals>[零一二三四五六七八九]{1,4}))?"
)
_SHARE_UNITS = {"百分之": "%", "千分之": "‰"}
_HAN_UNIT = re.compile(f"[一二两三四五六七八九十]{initials(forms(lexicon.units().counted))}")
_HAN_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)} | {"两": 2}


class _Found(msgspec.Struct, frozen=True, gc=False):
    """A number in the folded text."""

    start: int
    end: int
    value_start: int
    value_end: int
    kind: Kind
    value: int | float | str | None
    high: int | float | None = None
    unit: tuple[int, int] | None = None
    chinese: bool = False
    compared: Comparison | None = None  # where the number's own words compare it


@Language.factory("plan_quantities")
def create_quantities(nlp: Language, name: str) -> PlanQuantities:
    """The component that marks numbers; runs after "plan_times", whose ranges it leaves alone."""
    return PlanQuantities()


class PlanQuantities:
    """Marks numbers; puts them under "quantities"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        times = [view.folded(mark.start, mark.end) for mark in get(doc, "times")]
        put(doc, "quantities", [_mark(view, found) for found in find_numbers(view.text, times)])
        return doc


def find_numbers(text: str, times: Sequence[tuple[int, int]] = ()) -> list[_Found]:
    """All numbers of a folded text that no range of `times` holds, in order."""
    if not _DIGIT.search(text):
        return _in_order(text, [])
    found: list[_Found] = []
    times = sorted(times)
    starts, ends = [start for start, _ in times], [end for _, end in times]
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        # Times do not overlap: the next one is the first that ends behind the number's beginning.
        following = bisect_right(ends, match.start())
        if following < len(times) and starts[following] < match.end():
            start, end = times[following]
            if _DIGIT.search(text, match.start(), start):
                found.append(_before_time(text, match.start(), start))
            position = max(end, match.start() + 1)
            continue
        floor = max(found[-1].end if found else 0, ends[following - 1] if following else 0)
        number = _read(text, match, floor)
        if following < len(times) and starts[following] < number.end:  # "15%到2025年": no range, a date comes
            number = _read(text[: starts[following]], match, floor)
        found.append(number)
        position = max(number.end, match.start() + 1)
    found = _share_units(text, found)
    return [n for n in _in_order(text, found) if not n.chinese or not _inside(starts, ends, n.start)]


def _before_time(text: str, start: int, end: int) -> _Found:
    """What stands right before a time and is none: the 1 of "表1 2025年目标", a stray digit."""
    captions = _CAPTION.search(text, max(start - 2, 0), start)
    return _Found(start, end, start, end, "ordinal" if captions else "name", None)


def _inside(starts: Sequence[int], ends: Sequence[int], position: int) -> bool:
    """Whether one of the ranges, in order and apart from each other, holds `position`."""
    following = bisect_right(ends, position)
    return following < len(starts) and starts[following] <= position


def _in_order(text: str, found: list[_Found]) -> list[_Found]:
    """`found` with the numbers in Chinese numerals, in order; those in slogans are names."""
    own = [*_ranks(text), *_shares(text)]
    taken = [(number.start, number.end) for number in own]
    counts = [*_han_counts(text)]
    han = [*counts, *_han_compared(text, counts), *_han_shares(text), *_han_names(text)]
    others = [number for number in _name_slogans(text, [*found, *han]) if not _overlaps(taken, number)]
    return sorted([*others, *own], key=lambda number: number.start)


def _overlaps(ranges: Sequence[tuple[int, int]], number: _Found) -> bool:
    return any(start < number.end and number.start < end for start, end in ranges)


def _ranks(text: str) -> Iterator[_Found]:
    for rank in ranks(text):
        unit = (rank.value_end, rank.end) if rank.end > rank.value_end else None
        yield _Found(
            rank.start,
            rank.end,
            rank.value_start,
            rank.value_end,
            "rank",
            rank.value,
            None,
            unit,
            compared=Comparison("<=" if rank.first else "=", rank.start, rank.end, threshold=False),
        )


def _shares(text: str) -> Iterator[_Found]:
    for share in shares(text):
        compared = Comparison(">", share.start, share.end, threshold=False) if share.more else None
        yield _Found(
            share.start,
            share.end,
            share.start,
            share.end,
            "share",
            share.value,
            chinese=True,
            compared=compared,
        )


def _read(text: str, match: re.Match[str], floor: int) -> _Found:
    """The number of a token; `floor`: where the one before it ends."""
    group = match.lastgroup or "number"
    start, end = match.span(group)
    if group == "number":
        amount = _amount(text, start, end)
        captions = amount.unit is None and _CAPTION.search(text, max(start - 2, 0), start)
        return msgspec.structs.replace(amount, kind="ordinal", value=None) if captions else amount
    if group == "ratio":
        return _Found(start, end, start, end, "ratio", match[group])
    if group == "ordinal":
        return _Found(match.start(), end, start, end, "ordinal", None)
    if group == "document_number":
        authority = _AUTHORITY.match(text, _han_run(text, max(start - 12, floor), start), start)
        start = authority.start("name") if authority else start
        return _Found(start, end, start, end, "document_number", None)
    kinds: dict[str, Kind] = {"list_number": "list_number", "address": "name", "name": "name", "date": "date"}
    return _Found(start, end, start, end, kinds[group], None)


def _amount(text: str, start: int, end: int) -> _Found:
    if end - start > _MOST_DIGITS:
        return _Found(start, end, start, end, "name", None)
    value = to_number(text[start:end])
    unit = _UNIT.match(text, end)
    unit_range = unit.span() if unit and unit.end() > unit.start() else None
    if text.startswith("项目", end) and _HAN_BEFORE.search(text, max(start - 1, 0), start):
        return _Found(start, end, start, end, "name", None)  # "中山路56项目": an address
    after = unit_range[1] if unit_range else end
    high = None
    high_match = _RANGE.match(text, after)
    if high_match and len(high_match["high"]) <= _MOST_DIGITS:
        high = to_number(high_match["high"])
        high_unit = _UNIT.match(text, high_match.end())
        after = high_unit.end() if high_unit else high_match.end()
        if high_unit and high_unit.end() > high_unit.start():
            unit_range = high_unit.span()
        value_end = high_match.end()
    else:
        value_end = end
    latin = _LATIN.match(text, after) is not None
    if latin and unit_range and base_unit_of(text[slice(*unit_range)]) not in _DURATIONS:
        return _Found(start, after, start, value_end, "amount", value, high, unit_range)  # "100个V2G桩"
    if latin and unit_range:
        return _Found(start, after, start, end, "name", value, None, unit_range)  # "24小时AQI"
    if latin or text.startswith(("×", "#"), after):
        token = _LATIN_NAME.match(text, end)
        after = token.end() if token else after
        return _Found(start, after, start, after, "name", None)
    return _Found(start, after, start, value_end, "amount", value, high, unit_range)


def _han_run(text: str, floor: int, end: int) -> int:
    """Where the Chinese characters begin that stand right before `end`, not before `floor`."""
    while end > floor and is_han(text[end - 1]):
        end -= 1
    return end


def to_number(digits: str) -> int | float:
    """The value of an Arabic number as printed: an integer unless it has a decimal point."""
    plain = digits.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _share_units(text: str, found: list[_Found]) -> list[_Found]:
    """Numbers of a list take the unit of the one that ends it ("30、5、5、10、10、5家")."""
    for index in range(len(found) - 2, -1, -1):
        number, following = found[index], found[index + 1]
        between = text[number.end : following.start]
        both = number.kind == following.kind == "amount"
        if both and number.unit is None and following.unit and _LIST_LINK.fullmatch(between):
            found[index] = msgspec.structs.replace(number, unit=following.unit)
    return found


def _name_slogans(text: str, found: list[_Found]) -> list[_Found]:
    if '"' not in text:
        return found
    slogans = [match.span() for match in _SLOGAN.finditer(text)]
    return [
        msgspec.structs.replace(number, kind="name")
        if number.kind == "amount" and any(a <= number.start < b for a, b in slogans)
        else number
        for number in found
    ]


def _han_counts(text: str) -> Iterator[_Found]:
    for match in _HAN_COUNT.finditer(text) if _HAN_UNIT.search(text) else ():
        value = _han_value(match["n"])
        if value == 1 and match["unit"] in "个项":
            continue  # "一个" is mostly no count
        if any(f"{text[match.start() : match.end() + more]}市" in place_names() for more in (1, 2)):
            continue  # 七台河市, 五家渠市: cities, and no seven of anything
        start, end = match.span("n")
        yield _Found(start, match.end(), start, end, "amount", value, None, match.span("unit"), chinese=True)


def _han_compared(text: str, counted: Sequence[_Found]) -> Iterator[_Found]:
    """Counts behind a comparison, whatever their unit: 不少于一名, 不超过五年."""
    taken = {number.start for number in counted}
    for match in _HAN_COMPARED.finditer(text):
        start, end = match.span("n")
        if match.end("counted") > end and start not in taken:
            unit = match.span("counted")
            yield _Found(
                start, unit[1], start, end, "amount", _han_value(match["n"]), None, unit, chinese=True
            )


def _han_shares(text: str) -> Iterator[_Found]:
    """百分之六十五, 百分之九十八点五."""
    for match in _HAN_SHARE.finditer(text) if "分之" in text else ():
        value = float(_han_value(match["n"])) if match["n"] != "百" else 100.0
        for place, digit in enumerate(match["decimals"] or "", 1):
            value += _HAN_DIGITS.get(digit, 0) / 10**place
        start, end = match.start("n"), match.end()
        number = round(value, 6)
        yield _Found(
            match.start(),
            end,
            start,
            end,
            "amount",
            int(number) if number.is_integer() else number,
            None,
            (match.start(), start),
            chinese=True,
        )


def _han_names(text: str) -> Iterator[_Found]:
    """Ordinals and emission standards in Chinese numerals (第二轮, 国三): they count nothing."""
    for match in _HAN_NAME.finditer(text) if "第" in text or "国" in text else ():
        kind: Kind = "ordinal" if match[0][0] == "第" else "name"
        yield _Found(match.start(), match.end(), match.start(), match.end(), kind, None, chinese=True)


def _han_value(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _HAN_DIGITS.get(text[0], 0) if len(text) == 1 else 0
    return (_HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_HAN_DIGITS.get(units, 0) if units else 0)


def _mark(view: Folded, found: _Found) -> QuantityMark:
    unit = _ABOUT.sub("", "".join(view.printed(*found.unit).split())) or None if found.unit else None
    unit = _SHARE_UNITS.get(unit, unit) if unit else None
    compared = found.compared
    if compared is None and found.kind in MEASURED:
        compared = compare(view.text, found.start, found.end, found.unit, share=found.kind == "share")
    compared = compared or Comparison(None, found.start, found.end, threshold=False)
    start, end = view.source(found.start, found.end)
    value_start, value_end = view.source(found.value_start, found.value_end)
    op_start, op_end = view.source(compared.start, compared.end)
    return QuantityMark(
        start=start,
        end=end,
        value=found.value,
        value_high=found.high,
        unit=unit,
        value_start=value_start,
        value_end=value_end,
        op=compared.op,
        op_start=op_start,
        op_end=op_end,
        kind=found.kind,
        threshold=compared.threshold,
        chinese=found.chinese,
    )
