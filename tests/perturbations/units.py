"""Other units of the same kind: behind the numbers, and in the headers of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.model import Quantity, Record
from pipeline.units import base_unit_of
from tests.perturbations.facts import Facts, TargetFact, numbers_of
from tests.perturbations.plans import Edit, edited, read
from tests.perturbations.ways import Way

Units = Mapping[str, str]
_COUNTED = {"target", "threshold", "observation", "capacity", "other"}


def in_units(name: str, units: Units, only_changes: bool = False) -> Way:
    """Print `units` for others; `only_changes`: only where a target grows or falls by so much."""

    def text(file: str) -> str:
        record = read(file)
        return edited(
            file,
            [
                *_behind_numbers(record, units, only_changes),
                *([] if only_changes else _in_headers(record, units)),
            ],
        )

    def facts(found: Facts, record: Record) -> Facts:
        chosen = [_is_chosen(record, quantity, only_changes) for quantity in numbers_of(record)]
        dropped = _dropped(record, units)
        return found._replace(
            targets=tuple(
                fact if only_changes and fact.direction == "level" else _target(fact, units)
                for fact in found.targets
            ),
            numbers=tuple(
                fact._replace(unit=units.get(fact.unit or "", fact.unit)) if told else fact
                for fact, told, gone in zip(found.numbers, chosen, dropped, strict=True)
                if not gone
            ),
        )

    return Way(name, text, facts)


def _is_chosen(record: Record, quantity: Quantity, only_changes: bool) -> bool:
    if not only_changes:
        return quantity.role in _COUNTED
    changes = {target.id for target in record.targets if target.direction in {"increase", "decrease"}}
    return quantity.target_id in changes


def _target(fact: TargetFact, units: Units) -> TargetFact:
    """A target in its new unit; its words may hold numbers with units, too ("30公里范围内的…")."""
    unit = units.get(fact.unit or "", fact.unit)
    longest_first = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    behind_number = re.compile(rf"(?<=\d)(?:{longest_first})")

    def told(words: str) -> str:
        return behind_number.sub(lambda match: units[match[0]], words)

    return fact._replace(
        unit=unit,
        base_unit=base_unit_of(unit),
        indicator=told(fact.indicator),
        scope=told(fact.scope) if fact.scope else None,
    )


def _behind_numbers(record: Record, units: Units, only_changes: bool) -> Iterator[Edit]:
    """A unit that stands behind its number; the others of a list share it ("30、5、5家")."""
    for quantity in numbers_of(record):
        unit = quantity.unit or ""
        printed = record.text[quantity.char_start : quantity.char_end]
        if unit in units and printed.endswith(unit) and _is_chosen(record, quantity, only_changes):
            yield quantity.char_end - len(unit), quantity.char_end, units[unit]


def _in_headers(record: Record, units: Units) -> list[Edit]:
    edits = {}
    for cell in record.table_cells:
        printed = record.text[cell.char_start : cell.char_end]
        unit = re.search(r"(?<=[（(])[^（()）]+(?=[)）]$)", printed)
        if cell.is_header and unit and unit[0] in units:
            start = cell.char_start + unit.start()
            edits[start] = (start, start + len(unit[0]), units[unit[0]])
    return list(edits.values())


def _dropped(record: Record, units: Units) -> list[bool]:
    """Which numbers of the text are no more than the 3 of a header's "μg/m3", and go with it."""
    headers = [
        (start, end) for start, end, new in _in_headers(record, units) if not any(map(str.isdecimal, new))
    ]
    return [any(start <= q.char_start < end for start, end in headers) for q in numbers_of(record)]


UNITS = [
    in_units("larger magnitudes", {"万吨": "亿吨", "万辆": "亿辆", "万台": "亿台", "万千瓦": "亿千瓦", "吨": "万吨", "平方米": "万平方米"}),
    in_units("without magnitudes", {"万吨": "吨", "万辆": "辆", "万台": "台", "万千瓦": "千瓦", "万人次": "人次"}),
    in_units("counts: 家 for all", {"个": "家", "台": "家", "万台": "万家", "万辆": "万家", "个批次": "家"}),
    in_units("counts: 处", {"家": "处", "台": "处", "个": "处"}),
    in_units("counts: 座", {"家": "座", "台": "座", "万台": "万座"}),
    in_units("counts: 项", {"家": "项", "个": "项", "次": "场"}),
    in_units("concentrations in signs", {"微克/立方米": "μg/m³", "毫克/立方米": "mg/m³", "μg/m3": "微克/立方米"}),
    in_units("concentrations in letters", {"微克/立方米": "ug/m3", "毫克/立方米": "mg/m3", "μg/m3": "μg/m³"}),
    in_units("signs for words", {"公里": "km", "平方米": "㎡", "万千瓦": "MW", "千伏": "kV", "克标煤/千瓦时": "gce/kWh", "吨": "t"}),
    in_units("other words", {"公里": "千米", "平方米": "亩", "万千瓦": "兆瓦", "克标煤/千瓦时": "克标准煤/千瓦时", "万吨标准煤": "万吨标煤"}),
    in_units("hectares", {"平方米": "公顷", "公里": "米", "吨": "公斤", "万吨": "万公斤", "天": "日"}),
    in_units("per mille", {"%": "‰"}),
    # "下降5%" and "下降5个百分点" say two things, but both are said of shares; a level is no difference.
    in_units("changes in points", {"%": "个百分点"}, only_changes=True),
    in_units("changes in per cent", {"个百分点": "%"}, only_changes=True),
]  # fmt: skip
