"""Targets across plans, for a terminal and as a sheet.

Every value stands with its hedges, exclusions, base year and the status of its document; where it is not
ranked, every reason stands beside it. A rank is a lower or higher level and no judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.compare.comparability import STATISTICS
from pipeline.compare.comparands import Comparand
from pipeline.compare.families import english_names
from pipeline.compare.reasons import CODES, Code, sentences
from pipeline.compare.target_rows import Entry, Matter
from pipeline.model import Record
from pipeline.report.plans import plan_name
from pipeline.report.sheet import Sheet
from pipeline.store.amounts import number
from pipeline.store.codes import word

NOT_HERE = "此文本未见 not stated in this text"
_NOT_STATED = "未写明 not stated"
_LABELS: Mapping[Code, str] = {
    "indicator": "指标",
    "statistic": "口径",
    "territory": "范围",
    "year": "年份",
    "level_or_change": "水平/变化",
    "baseline": "基准年",
    "unit": "单位",
    "operator": "上下限",
    "extensive": "总量",
    "deferred": "由他文件定",
    "qualitative": "定性",
    "exclusions": "除外",
    "draft": "征求意见稿",
    "genre": "文种",
}
_COLUMNS = (
    "文件 plan",
    "指标 indicator",
    "范围与口径 scope, statistic",
    "年份 year",
    "目标 target",
    "推算 derived",
    "排序 rank",
    "不排序的原因 reasons",
)
_NOTES = (
    "排序只说数值水平的高低，不说力度大小。 A rank says which level is lower or higher, never which is more ambitious.",
    "推算值不参与排序。 Derived values are not ranked.",
)
_FIELDS = (
    "事项 matter",
    "文件 plan",
    "状态 status",
    "层级 level",
    "地区 territory",
    "指标 indicator",
    "适用范围 scope",
    "统计口径 statistic",
    "年份 year",
    "目标 target",
    "换算值 value in common unit",
    "换算单位 common unit",
    "基准 baseline",
    "基准值 baseline value",
    "语气 hedges",
    "除外 exclusions",
    "数值由谁定 deferred to",
    "条款 ref",
    "原文 quote",
    "排序 rank",
    "可比组 group",
    "原因代码 reason codes",
    "原因（中文）",
    "Reasons (English)",
    "推算变化 implied change",
    "推算比率 derived rate",
    "未见于 not stated in",
    "目标编号 target id",
)


def targets_table(records: Sequence[Record], found: Sequence[Matter], console: Console) -> None:
    """Print the matters, a table each, then what the codes of the reasons mean."""
    names = {record.id: plan_name(record.metadata) for record in records}
    used: set[Code] = set()
    for matter in found:
        console.print(_matter_table(matter, names))
        used |= {code for entry in matter.entries for code in entry.codes}
    for code in CODES:
        if code in used:
            console.print(escape(f"{_LABELS[code]} {code}: {'。 '.join(sentences(code))}."), soft_wrap=True)
    for note in _NOTES:
        console.print(note, soft_wrap=True)


def targets_sheet(records: Sequence[Record], found: Sequence[Matter]) -> Sheet:
    """The matters as a sheet, a row a target."""
    by_id = {record.id: record for record in records}
    refs = {clause.id: clause.ref for record in records for clause in record.clauses}
    names = {record.id: plan_name(record.metadata) for record in records}
    rows = []
    for matter in found:
        silent = "\n".join(names[document] for document in matter.silent)
        for entry in matter.entries:
            fields = _fields(matter, entry, by_id[entry.comparand.document_id], refs, names)
            rows.append([*fields, silent, entry.comparand.target.id])
    return Sheet(title="目标对照 targets side by side", head=_FIELDS, rows=rows, notes=_NOTES)


def rank_text(entry: Entry, entries: Iterable[Entry]) -> str:
    """Where a value stands in its group: a lower or higher level, or a tie; for a change its size."""
    if entry.rank is None:
        return "—"
    ranks = {other.rank for other in entries if other.group == entry.group and other.rank is not None}
    if len(ranks) == 1:
        return "持平 tie"
    sizes = ("变化较小 smaller change", "变化较大 larger change")
    lower, higher = sizes if entry.comparand.change else ("较低 lower level", "较高 higher level")
    place = {1: lower, max(ranks): higher}.get(entry.rank, "居中 between")
    return f"{entry.rank}/{len(ranks)} {place}"


def target_text(comparand: Comparand) -> str:
    """A target as people write it, with hedges, exclusions, base year and whose number it is.

    Without a number of its own it is quoted.
    """
    target = comparand.target
    amount = number(msgspec.structs.asdict(target))
    parts = [f"{amount}{target.unit or ''}" if amount else comparand.quote]
    if target.deferred_to:
        parts.append(f"〔按{target.deferred_to}要求 deferred〕")
    parts += [f"〔{hedge}〕" for hedge in target.hedges]
    parts += [f"〔{target.exclusions}〕"] if target.exclusions else []
    parts += [f"〔较{target.baseline}〕"] if target.baseline else []
    return "".join(parts)


def _matter_table(matter: Matter, names: Mapping[str, str]) -> Table:
    english = english_names().get(matter.family)
    title = f"{matter.family} {english}" if english else matter.family
    silent = "、".join(names[document] for document in matter.silent)
    table = Table(
        title=escape(title), show_lines=True, caption=f"{NOT_HERE}: {escape(silent)}" if silent else None
    )
    for column in _COLUMNS:
        table.add_column(column, overflow="fold")
    for _, group in groupby(matter.entries, key=_alike):
        table.add_row(*map(escape, _line(list(group), matter, names)))
    return table


def _alike(entry: Entry) -> tuple[object, ...]:
    """Targets of one document that are the same thing and have the same reasons stand in one line."""
    comparand = entry.comparand
    thing: object = entry.group or comparand.target.id
    codes = tuple((document, tuple(r.code for r in reasons)) for document, reasons in entry.against)
    return comparand.document_id, thing, codes, entry.rank


def _line(entries: Sequence[Entry], matter: Matter, names: Mapping[str, str]) -> Iterator[str]:
    first = entries[0].comparand
    yield names[first.document_id]
    yield first.name
    scopes = "\n".join(dict.fromkeys(_scope(entry.comparand) for entry in entries))
    yield f"{scopes}\n[{STATISTICS[first.statistic]} {first.statistic}]"
    yield first.year or _NOT_STATED
    yield "\n".join(target_text(entry.comparand) for entry in entries)
    derived = (d.formula for entry in entries for d in (entry.implied, entry.rate) if d)
    yield "\n".join(dict.fromkeys(derived))
    yield rank_text(entries[0], matter.entries)
    yield "\n".join(_short_reasons(entries[0], names))


def _scope(comparand: Comparand) -> str:
    """Whom a target applies to; where the text names nobody, the document's territory, which is said."""
    territory = comparand.territory
    named = f"{territory.name} {territory.within}".strip() or _NOT_STATED
    return named if comparand.target.scope else f"{named}（文件范围 of the document）"


def _short_reasons(entry: Entry, names: Mapping[str, str]) -> Iterator[str]:
    for document, reasons in entry.against:
        if reasons:
            codes = ", ".join(f"{_LABELS[reason.code]} {reason.code}" for reason in reasons)
            yield f"{names[document]}: {codes}"


def _fields(
    matter: Matter, entry: Entry, record: Record, refs: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[str]:
    comparand, target = entry.comparand, entry.comparand.target
    metadata = record.metadata
    yield from (matter.family, names[record.id], word("status", metadata.status) or "")
    yield from (word("level", metadata.level or "") or "", metadata.territory or metadata.jurisdiction or "")
    yield from (comparand.name, _scope(comparand), STATISTICS[comparand.statistic], comparand.year or "")
    yield from (target_text(comparand), _number(target.base_value), target.base_unit or "")
    yield from (target.baseline or "", _number(target.baseline_value), "、".join(target.hedges))
    yield from (target.exclusions or "", target.deferred_to or "", refs[target.clause_id])
    yield comparand.quote
    yield from (rank_text(entry, matter.entries), entry.group or "", " ".join(entry.codes))
    reasons = [(names[document], reason) for document, found in entry.against for reason in found]
    yield "\n".join(f"{name}：{reason.chinese}" for name, reason in reasons)
    yield "\n".join(f"{name}: {reason.english}" for name, reason in reasons)
    yield entry.implied.formula if entry.implied else ""
    yield entry.rate.formula if entry.rate else ""


def _number(value: float | None) -> str:
    return "" if value is None else str(value)
